// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensortreemodel.h"

#include "model/base/text.h"
#include "model/items/decisiontext.h"
#include "model/items/roles.h"

using namespace Qt::StringLiterals;

void TensorTreeModel::setCheckpoint(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const TensorTree> tree, std::shared_ptr<const ConversionPlan> plan)
{
    beginResetModel();
    m_inventory = std::move(inventory);
    m_tree = std::move(tree);
    m_plan = std::move(plan);
    m_nodeOfTensor.assign(m_inventory->checkpoint->tensors.size(), -1);
    for (std::size_t i = 0; i < m_tree->nodes.size(); ++i) {
        // A node that was merged into its parent is no longer anybody's child.
        const TensorTree::Node &self = m_tree->nodes[i];
        if (self.tensor >= 0 && m_nodeOfTensor[static_cast<std::size_t>(self.tensor)] < 0)
            m_nodeOfTensor[static_cast<std::size_t>(self.tensor)] = static_cast<int>(i);
    }
    countAllRows();
    computeActions();
    endResetModel();
}

void TensorTreeModel::setPlan(std::shared_ptr<const ConversionPlan> plan)
{
    if (plan == m_plan)
        return;
    m_plan = std::move(plan);
    computeActions();
    // Every row may have changed; the views ask again for what they show.
    emit layoutAboutToBeChanged();
    emit layoutChanged();
}

void TensorTreeModel::setAccepted(const std::vector<bool> &accepted)
{
    beginResetModel();
    m_rows.assign(m_tree->nodes.size(), -1);
    m_children.assign(m_tree->nodes.size(), {});
    for (std::size_t i = m_tree->nodes.size(); i-- > 0;) {
        // Children have greater numbers than their parents, so it is known which of them stay.
        const TensorTree::Node &self = m_tree->nodes[i];
        for (const int child : self.children) {
            int &row = m_rows[static_cast<std::size_t>(child)];
            if (row < 0)
                continue;
            row = static_cast<int>(m_children[i].size());
            m_children[i].push_back(child);
        }
        const bool isShown = self.tensor >= 0 ? accepted[static_cast<std::size_t>(self.tensor)]
                                              : !m_children[i].empty();
        m_rows[i] = isShown ? 0 : -1;
    }
    endResetModel();
}

void TensorTreeModel::showAll()
{
    if (m_children.empty())
        return;
    beginResetModel();
    countAllRows();
    endResetModel();
}

void TensorTreeModel::countAllRows()
{
    m_children.clear();
    m_rows.assign(m_tree->nodes.size(), -1);
    for (const TensorTree::Node &node : m_tree->nodes) {
        for (std::size_t row = 0; row < node.children.size(); ++row)
            m_rows[static_cast<std::size_t>(node.children[row])] = static_cast<int>(row);
    }
}

const std::vector<int> &TensorTreeModel::childrenOf(std::size_t node) const
{
    return m_children.empty() ? m_tree->nodes[node].children : m_children[node];
}

void TensorTreeModel::computeActions()
{
    using Action = Decision::Action;
    constexpr quint8 none = 255;
    m_actions.assign(m_tree->nodes.size(), none);
    for (std::size_t i = m_tree->nodes.size(); i-- > 1;) {
        const TensorTree::Node &self = m_tree->nodes[i];
        if (self.tensor >= 0) {
            const bool isModel = self.tensor < m_inventory->checkpoint->modelTensors;
            m_actions[i] = static_cast<quint8>(isModel
                    ? m_plan->decisions[static_cast<std::size_t>(self.tensor)].action
                    : Action::Drop);
        }
        quint8 &parent = m_actions[static_cast<std::size_t>(self.parent)];
        const auto refuse = static_cast<quint8>(Action::Refuse);
        if (parent == none || m_actions[i] == refuse)
            parent = m_actions[i];
        else if (parent != m_actions[i] && parent != refuse)
            parent = static_cast<quint8>(Action::Keep); // a part of the group is kept
    }
}

QModelIndex TensorTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::size_t above = parent.isValid() ? parent.internalId() : 0;
    return createIndex(
        row, column, static_cast<quintptr>(childrenOf(above)[static_cast<std::size_t>(row)]));
}

QModelIndex TensorTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOfNode(node(child).parent) : QModelIndex();
}

int TensorTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!m_tree || parent.column() > 0)
        return 0;
    const std::size_t above = parent.isValid() ? parent.internalId() : 0;
    return static_cast<int>(childrenOf(above).size());
}

int TensorTreeModel::columnCount(const QModelIndex &) const
{
    return columns;
}

QModelIndex TensorTreeModel::indexOfNode(int node) const
{
    if (node <= 0 || m_rows[static_cast<std::size_t>(node)] < 0)
        return {};
    return createIndex(m_rows[static_cast<std::size_t>(node)], 0, static_cast<quintptr>(node));
}

QModelIndex TensorTreeModel::indexOfTensor(qsizetype tensor) const
{
    const bool isKnown = tensor >= 0 && tensor < std::ssize(m_nodeOfTensor);
    return isKnown ? indexOfNode(m_nodeOfTensor[static_cast<std::size_t>(tensor)]) : QModelIndex();
}

qsizetype TensorTreeModel::acceptedTensors() const
{
    return std::ranges::count_if(m_nodeOfTensor,
        [&](int node) { return node >= 0 && m_rows[static_cast<std::size_t>(node)] >= 0; });
}

const TensorTree::Node &TensorTreeModel::node(const QModelIndex &index) const
{
    return m_tree->nodes[index.internalId()];
}

QString TensorTreeModel::pathOf(int node) const
{
    QStringList parts;
    for (; node > 0; node = m_tree->nodes[static_cast<std::size_t>(node)].parent)
        parts.prepend(m_tree->nodes[static_cast<std::size_t>(node)].name);
    return parts.join(u'.');
}

QString TensorTreeModel::displayText(const TensorTree::Node &node, int column) const
{
    const bool isGroup = node.tensor < 0;
    if (column == Key)
        return text::visible(node.name);
    if (column == Parameters)
        return text::parameters(node.totals.parameters);
    if (column == Size)
        return text::bytes(node.totals.bytes);
    if (isGroup)
        return {};
    const auto at = static_cast<std::size_t>(node.tensor);
    const TensorInfo &tensor = m_inventory->checkpoint->tensors[at];
    switch (column) {
    case Bucket:
        return m_inventory->bucketOf(node.tensor).name;
    case Dtype:
        return tensor.dtypeName();
    case ShapeColumn:
        return shapeText(tensor.shape);
    case Output:
        return text::visible(outputKey(*m_inventory, *m_plan, node.tensor));
    default:
        return {};
    }
}

QString TensorTreeModel::note(const TensorTree::Node &node) const
{
    QStringList parts;
    if (node.tensor < 0)
        parts += text::count(static_cast<quint64>(node.totals.tensors));
    else if (m_inventory->checkpoint->tensors[static_cast<std::size_t>(node.tensor)].isDamaged)
        parts += tr("damaged");
    if (node.file >= 0 && node.parent == 0) {
        const CheckpointFile &file =
            m_inventory->checkpoint->files[static_cast<std::size_t>(node.file)];
        if (file.isSidecar)
            parts += file.path.section(u'/', -1);
    }
    return parts.join(u" · "_s);
}

QString TensorTreeModel::toolTip(const TensorTree::Node &node) const
{
    if (node.tensor < 0) {
        return tr("%1 tensors, %2 parameters, %3")
            .arg(text::count(static_cast<quint64>(node.totals.tensors)),
                text::parameters(node.totals.parameters), text::bytes(node.totals.bytes));
    }
    const auto at = static_cast<std::size_t>(node.tensor);
    QStringList lines{text::visible(m_inventory->checkpoint->tensors[at].key.toString()),
        tr("%1 parameters, %2 bytes")
            .arg(text::count(node.totals.parameters), text::count(node.totals.bytes)),
        decisionText(*m_inventory, *m_plan, node.tensor)};
    const TensorInfo &tensor = m_inventory->checkpoint->tensors[at];
    if (tensor.isDamaged) {
        lines += tensor.dtype == Dtype::Unknown
            ? tr("Damaged: safetensors does not know its dtype.")
            : tr("Damaged: its bytes reach beyond the end of the file.");
    }
    if (m_inventory->rules->isSharedWithGen(tensor.key))
        lines += tr("⇄ An UND tensor that the GEN path also reads.");
    return lines.join(u'\n');
}

QVariant TensorTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TensorTree::Node &self = node(index);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(self, index.column());
    case Qt::ToolTipRole:
        return toolTip(self);
    case Qt::TextAlignmentRole:
        if (index.column() == Parameters || index.column() == Size)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case Roles::ExactRole:
        return index.column() == Key       ? data(index, Roles::KeyRole)
            : index.column() == Parameters ? QVariant(self.totals.parameters)
            : index.column() == Size       ? QVariant(self.totals.bytes)
                                           : QVariant();
    case Roles::TensorRole:
        return QVariant::fromValue(self.tensor);
    case Roles::KeyRole:
        return self.tensor >= 0
            ? m_inventory->checkpoint->tensors[static_cast<std::size_t>(self.tensor)].key.toString()
            : pathOf(static_cast<int>(index.internalId()));
    case Roles::BucketRole:
        return self.bucket;
    case Roles::ActionRole:
        return static_cast<int>(m_actions[index.internalId()]);
    case Roles::BytesRole:
        return self.totals.bytes;
    case Roles::NoteRole:
        return note(self);
    case Roles::SharedRole:
        return self.tensor >= 0
            && m_inventory->rules->isSharedWithGen(
                m_inventory->checkpoint->tensors[static_cast<std::size_t>(self.tensor)].key);
    case Roles::NodeRole:
        return static_cast<int>(index.internalId());
    case Roles::SplitRole: {
        QList<double> shares;
        for (const quint64 bytes : self.bucketBytes) {
            shares += self.totals.bytes == 0
                ? 0.0
                : static_cast<double>(bytes) / static_cast<double>(self.totals.bytes);
        }
        return QVariant::fromValue(shares);
    }
    default:
        return {};
    }
}

QVariant TensorTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Parameters || section == Size))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return tr("Key");
    case Bucket:
        return tr("Bucket");
    case Dtype:
        return tr("Dtype");
    case ShapeColumn:
        return tr("Shape");
    case Parameters:
        return tr("Params");
    case Size:
        return tr("Size");
    case Output:
        return tr("Output key");
    default:
        return {};
    }
}
