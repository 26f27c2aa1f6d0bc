// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensortree.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace {

/// Groups and tensors of one level are told apart: "a" may be both.
struct Place {
    int parent;
    QByteArrayView name;

    friend bool operator==(const Place &, const Place &) = default;
    friend size_t qHash(const Place &place, size_t seed)
    {
        return qHashMulti(seed, place.parent, place.name);
    }
};

class Builder {
public:
    explicit Builder(const Inventory &inventory) : m_inventory(inventory)
    {
        m_tree->nodes.emplace_back();
    }

    std::shared_ptr<const TensorTree> build()
    {
        const std::vector<TensorInfo> &tensors = m_inventory.checkpoint->tensors;
        for (std::size_t i = 0; i < tensors.size(); ++i)
            add(tensors[i].key, static_cast<qsizetype>(i));
        // Children were appended after their parents, so backwards is from the leaves up.
        for (std::size_t i = m_tree->nodes.size(); i-- > 0;)
            addUp(static_cast<int>(i));
        for (TensorTree::Node &node : m_tree->nodes) {
            std::ranges::sort(
                node.children, [&](int a, int b) { return naturallyLess(at(a).name, at(b).name); });
        }
        return m_tree;
    }

private:
    TensorTree::Node &at(int node) { return m_tree->nodes[static_cast<std::size_t>(node)]; }

    /// A tensor as its key's last part; merging goes up one level only.
    bool isLeaf(int node) { return at(node).tensor >= 0 && !m_merged.contains(node); }

    int append(int parent, const QString &name)
    {
        const int node = static_cast<int>(m_tree->nodes.size());
        m_tree->nodes.emplace_back();
        at(node).name = name;
        at(node).parent = parent;
        at(parent).children.push_back(node);
        return node;
    }

    void add(QByteArrayView key, qsizetype tensor)
    {
        int parent = 0;
        qsizetype from = 0;
        for (qsizetype dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', from)) {
            const Place place{parent, key.sliced(from, dot - from)};
            const auto known = m_groups.constFind(place);
            // The views in m_groups point into the checkpoint's keys, which outlive the builder.
            parent = known != m_groups.cend()
                ? *known
                : *m_groups.insert(place, append(parent, fromUtf8(place.name)));
            from = dot + 1;
        }
        at(append(parent, fromUtf8(key.sliced(from)))).tensor = tensor;
    }

    /// Adds `node`'s totals to its parent and merges it with an only child that is a tensor.
    void addUp(int node)
    {
        TensorTree::Node &self = at(node);
        const std::size_t buckets = m_inventory.rules->buckets().size();
        if (self.tensor >= 0) {
            const auto tensor = static_cast<std::size_t>(self.tensor);
            self.totals.add(m_inventory.checkpoint->tensors[tensor]);
            self.bucket = m_inventory.classes[tensor].bucket;
            self.file = m_inventory.checkpoint->tensors[tensor].file;
        } else if (node != 0 && self.children.size() == 1 && isLeaf(self.children.front())) {
            const TensorTree::Node child = at(self.children.front());
            self.name += u'.' + child.name;
            self.tensor = child.tensor;
            self.children.clear();
            self.bucketBytes.clear();
            m_merged.insert(node);
        }
        if (node == 0)
            return;
        TensorTree::Node &parent = at(self.parent);
        if (parent.bucketBytes.empty()) {
            parent.bucketBytes.resize(buckets);
            parent.bucket = self.bucket;
            parent.file = self.file;
        }
        if (parent.bucket != self.bucket)
            parent.bucket = -1;
        if (parent.file != self.file)
            parent.file = -1;
        parent.totals.tensors += self.totals.tensors;
        parent.totals.parameters += self.totals.parameters;
        parent.totals.bytes += self.totals.bytes;
        for (std::size_t b = 0; b < self.bucketBytes.size(); ++b)
            parent.bucketBytes[b] += self.bucketBytes[b];
        if (self.bucketBytes.empty())
            parent.bucketBytes[static_cast<std::size_t>(self.bucket)] += self.totals.bytes;
    }

    const Inventory &m_inventory;
    std::shared_ptr<TensorTree> m_tree = std::make_shared<TensorTree>();
    QHash<Place, int> m_groups;
    QSet<int> m_merged; ///< groups that became one with their only tensor
};

} // namespace

std::shared_ptr<const TensorTree> buildTensorTree(const Inventory &inventory)
{
    return Builder(inventory).build();
}

bool naturallyLess(QStringView a, QStringView b)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return a[i] < b[j];
            ++i;
            ++j;
            continue;
        }
        const auto run = [&](QStringView text, qsizetype &at) {
            while (at + 1 < text.size() && text[at] == u'0' && isDigit(text[at + 1]))
                ++at;
            const qsizetype begin = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.sliced(begin, at - begin);
        };
        const QStringView left = run(a, i);
        const QStringView right = run(b, j);
        if (left.size() != right.size())
            return left.size() < right.size();
        if (const int order = left.compare(right))
            return order < 0;
    }
    if (i < a.size() || j < b.size())
        return i == a.size();
    return a < b; // equal but for leading zeros
}
