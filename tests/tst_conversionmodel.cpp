// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/conversionmodel.h"
#include "model/items/roles.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;

class ConversionModelTest final : public QObject {
    Q_OBJECT

    std::shared_ptr<const Inventory> m_inventory =
        inventoryOf({u"vit_model.10"_s, u"vae2llm.bias"_s, u"foo"_s, u"vit_model.2"_s});

    std::shared_ptr<const ConversionPlan> plan(bool strict) const
    {
        ConversionOptions options;
        options.strict = strict;
        return std::make_shared<const ConversionPlan>(makePlan(*m_inventory, options));
    }
    static QStringList column(const QAbstractItemModel &model, int column)
    {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells += model.index(row, column).data().toString();
        return cells;
    }

private slots:
    void tellsActionReasonAndPatternOfEveryKey()
    {
        ConversionModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlan(m_inventory, plan(true));
        QCOMPARE(dump(model),
            u"vit_model.10 | model.vit_model.10 | keep | Kept: stage 1 keeps UND. | ^vit_model\\.\n"
            "vae2llm.bias |  | leave out | Left out: stage 1 does not keep GEN. | "
            "^vae2llm\\.(weight|bias)$\n"
            "foo |  | refuse | Refused: the key matches no pattern. | \n"
            "vit_model.2 | model.vit_model.2 | keep | Kept: stage 1 keeps UND. | ^vit_model\\.\n"_s);
    }

    void followsAnotherPlan()
    {
        ConversionModel model;
        model.setPlan(m_inventory, plan(true));
        model.setPlan(m_inventory, plan(false));
        QCOMPARE(column(model, ConversionModel::Action)[2], u"leave out"_s);
    }

    void filtersByActionAndKey()
    {
        ConversionModel model;
        model.setPlan(m_inventory, plan(true));
        model.setAction(Decision::Action::Keep);
        QCOMPARE(column(model, ConversionModel::Source),
            (QStringList{u"vit_model.10"_s, u"vit_model.2"_s}));
        model.setAccepted({false, true, true, true});
        QCOMPARE(column(model, ConversionModel::Source), QStringList{u"vit_model.2"_s});
        model.setAction({});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data(Roles::TensorRole).value<qsizetype>(), 1);
    }

    void sortsNaturallyAndBackToTheFilesOrder()
    {
        ConversionModel model;
        model.setPlan(m_inventory, plan(true));
        model.sort(ConversionModel::Source, Qt::AscendingOrder);
        QCOMPARE(column(model, ConversionModel::Source),
            (QStringList{u"foo"_s, u"vae2llm.bias"_s, u"vit_model.2"_s, u"vit_model.10"_s}));
        model.sort(ConversionModel::Source, Qt::DescendingOrder);
        QCOMPARE(column(model, ConversionModel::Source).first(), u"vit_model.10"_s);
        model.sort(-1, Qt::AscendingOrder);
        QCOMPARE(column(model, ConversionModel::Source)[1], u"vae2llm.bias"_s);
    }
};

QTEST_GUILESS_MAIN(ConversionModelTest)
#include "tst_conversionmodel.moc"
