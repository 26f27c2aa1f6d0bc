// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/roles.h"
#include "model/items/tensorfilter.h"
#include "model/items/tensortreemodel.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;

namespace {

struct Shown {
    std::shared_ptr<const Inventory> inventory;
    std::shared_ptr<const ConversionPlan> plan;
    TensorTreeModel model;
};

std::unique_ptr<Shown> show(const QStringList &keys, const ConversionOptions &options = {})
{
    auto shown = std::make_unique<Shown>();
    shown->inventory = inventoryOf(keys);
    shown->plan = std::make_shared<const ConversionPlan>(makePlan(*shown->inventory, options));
    shown->model.setCheckpoint(shown->inventory, buildTensorTree(*shown->inventory), shown->plan);
    return shown;
}

/// Key, bucket and output key of every row, indented.
QString outline(const TensorTreeModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const auto cell = [&](int column) {
            return index.siblingAtColumn(column).data().toString();
        };
        QStringList parts{cell(TensorTreeModel::Key)};
        if (!cell(TensorTreeModel::Bucket).isEmpty())
            parts += cell(TensorTreeModel::Bucket);
        if (!cell(TensorTreeModel::Output).isEmpty())
            parts += u"→ "_s + cell(TensorTreeModel::Output);
        lines += QString(depth * 2, u' ') + parts.join(u' ') + u'\n';
        lines += outline(model, index, depth + 1);
    }
    return lines;
}

QModelIndex find(const TensorTreeModel &model, const QString &key)
{
    const QModelIndexList found = model.match(model.index(0, 0), Roles::KeyRole, key, 1,
        Qt::MatchExactly | Qt::MatchRecursive | Qt::MatchCaseSensitive);
    return found.value(0);
}

} // namespace

class TensorTreeModelTest final : public QObject {
    Q_OBJECT

private slots:
    void showsGroupsInNaturalOrder()
    {
        const auto shown = show({u"language_model.model.layers.10.input_layernorm.weight"_s,
            u"language_model.model.layers.2.input_layernorm.weight"_s,
            u"language_model.model.norm_moe_gen.weight"_s, u"vit_model.x"_s, u"vit_model.y"_s,
            u"foo"_s});
        QCOMPARE(outline(shown->model),
            u"foo Unknown\n"
            "language_model\n"
            "  model\n"
            "    layers\n"
            "      2\n"
            "        input_layernorm.weight UND → "
            "model.language_model.model.layers.2.input_layernorm.weight\n"
            "      10\n"
            "        input_layernorm.weight UND → "
            "model.language_model.model.layers.10.input_layernorm.weight\n"
            "    norm_moe_gen.weight GEN\n"
            "vit_model\n"
            "  x UND → model.vit_model.x\n"
            "  y UND → model.vit_model.y\n"_s);
    }

    void isAWellBehavedModel()
    {
        const auto shown =
            show({u"a.b.c"_s, u"a.b"_s, u"a"_s, u"a..x"_s, u""_s, u"."_s, u"vit_model.x"_s});
        QAbstractItemModelTester tester(
            &shown->model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown->model.setPlan(shown->plan);
        shown->model.setAccepted({true, false, true, false, true, false, true});
        shown->model.setAccepted(std::vector<bool>(7, true));
    }

    void keepsAGroupAndATensorOfTheSameNameApart()
    {
        const auto shown = show({u"a"_s, u"a.b"_s, u"a.c"_s});
        QCOMPARE(outline(shown->model), u"a Unknown\na\n  b Unknown\n  c Unknown\n"_s);
    }

    void addsUpSizesAndSplitsThemByBucket()
    {
        const auto shown = show(
            {u"language_model.model.norm.weight"_s, u"language_model.model.norm_moe_gen.weight"_s,
                u"language_model.lm_head.weight"_s, u"language_model.model.embed_tokens.weight"_s});
        const QModelIndex group = find(shown->model, u"language_model"_s);
        QCOMPARE(group.siblingAtColumn(TensorTreeModel::Size).data().toString(), u"16 B"_s);
        QCOMPARE(group.siblingAtColumn(TensorTreeModel::Parameters).data().toString(), u"8"_s);
        QCOMPARE(group.data(Roles::BucketRole).toInt(), -1);
        QCOMPARE(group.data(Roles::SplitRole).value<QList<double>>(),
            (QList<double>{0.75, 0.25, 0, 0, 0}));
        QCOMPARE(group.data(Roles::NoteRole).toString(), u"4"_s);
    }

    void marksDamagedTensors()
    {
        auto inventory = std::make_shared<Inventory>(*inventoryOf({u"vit_model.x"_s, u"a.b"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->tensors[0].isDamaged = true;
        inventory->checkpoint = checkpoint;
        TensorTreeModel model;
        model.setCheckpoint(inventory, buildTensorTree(*inventory),
            std::make_shared<const ConversionPlan>(makePlan(*inventory, {})));
        const QModelIndex cut = find(model, u"vit_model.x"_s);
        QCOMPARE(cut.data(Roles::NoteRole).toString(), u"damaged"_s);
        QCOMPARE(cut.data(Roles::ActionRole).toInt(), int(Decision::Action::Refuse));
        QVERIFY(cut.data(Qt::ToolTipRole).toString().contains(u"beyond the end of the file"_s));
        QCOMPARE(find(model, u"a.b"_s).data(Roles::NoteRole).toString(), QString());
    }

    void tellsWhatThePlanDoesWithTensorsAndGroups()
    {
        const auto shown = show({u"vit_model.x"_s, u"time_embedder.mlp.0.bias"_s, u"a.b"_s,
            u"a.c"_s, u"language_model.model.norm.weight"_s,
            u"language_model.model.norm_moe_gen.weight"_s});
        const auto action = [&](const QString &key) {
            return static_cast<Decision::Action>(
                find(shown->model, key).data(Roles::ActionRole).toInt());
        };
        QCOMPARE(action(u"vit_model.x"_s), Decision::Action::Keep);
        QCOMPARE(action(u"time_embedder"_s), Decision::Action::Drop);
        QCOMPARE(action(u"a"_s), Decision::Action::Refuse);
        QCOMPARE(action(u"language_model"_s), Decision::Action::Keep);
        ConversionOptions lenient;
        lenient.strict = false;
        shown->model.setPlan(
            std::make_shared<const ConversionPlan>(makePlan(*shown->inventory, lenient)));
        QCOMPARE(action(u"a"_s), Decision::Action::Drop);
    }

    void marksWhatGenAlsoReads()
    {
        const auto shown = show({u"language_model.lm_head.weight"_s, u"vit_model.x"_s});
        QVERIFY(find(shown->model, u"language_model.lm_head.weight"_s)
                    .data(Roles::SharedRole)
                    .toBool());
        QVERIFY(!find(shown->model, u"vit_model.x"_s).data(Roles::SharedRole).toBool());
    }

    void filterHidesTensorsAndEmptyGroups()
    {
        const QStringList keys{u"vit_model.x"_s, u"vit_model.y"_s, u"decoder.z"_s};
        const auto shown = show(keys);
        TensorFilter filter;
        filter.search = *KeySearch::parse(u"X"_s, KeySearch::Syntax::Text, Rules::bundled());
        shown->model.setAccepted(accepted(*shown->inventory, filter));
        QCOMPARE(outline(shown->model), u"vit_model\n  x UND → model.vit_model.x\n"_s);
        QCOMPARE(shown->model.acceptedTensors(), 1);
        QVERIFY(!shown->model.indexOfTensor(2).isValid());
        QVERIFY(shown->model.indexOfTensor(0).isValid());
        shown->model.setAccepted(std::vector<bool>(3, true));
        QCOMPARE(shown->model.acceptedTensors(), 3);
        QCOMPARE(shown->model.indexOfTensor(2).data(Roles::KeyRole).toString(), u"decoder.z"_s);
    }

    void showsControlCharactersAsEscapes()
    {
        const auto shown = show({u"a\nb"_s});
        QCOMPARE(shown->model.index(0, 0).data().toString(), u"a\\nb"_s);
        QCOMPARE(shown->model.index(0, 0).data(Roles::KeyRole).toString(), u"a\nb"_s);
    }

    void sortsNumbersAsNumbers_data()
    {
        QTest::addColumn<QString>("less");
        QTest::addColumn<QString>("more");
        QTest::newRow("digits") << u"2"_s << u"10"_s;
        QTest::newRow("inside") << u"a2b"_s << u"a10a"_s;
        QTest::newRow("beyond 64 bits") << u"99999999999999999999"_s << u"100000000000000000000"_s;
        QTest::newRow("prefix") << u"a"_s << u"a0"_s;
        QTest::newRow("leading zeros break a tie") << u"01"_s << u"1"_s;
        QTest::newRow("leading zeros count for nothing else") << u"09"_s << u"10"_s;
    }
    void sortsNumbersAsNumbers()
    {
        QFETCH(QString, less);
        QFETCH(QString, more);
        QVERIFY(naturallyLess(less, more));
        QVERIFY(!naturallyLess(more, less));
        QVERIFY(!naturallyLess(less, less));
    }
};

QTEST_GUILESS_MAIN(TensorTreeModelTest)
#include "tst_tensortreemodel.moc"
