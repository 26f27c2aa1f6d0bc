// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/rowtext.h"
#include "model/items/tensortreemodel.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

class RowTextTest final : public QObject {
    Q_OBJECT

    std::shared_ptr<const Inventory> m_inventory;
    TensorTreeModel m_model;

    void show(const QStringList &keys)
    {
        m_inventory = inventoryOf(keys);
        m_model.setCheckpoint(m_inventory, buildTensorTree(*m_inventory),
            std::make_shared<const ConversionPlan>(makePlan(*m_inventory, {})));
    }
    QModelIndexList rows() const
    {
        QModelIndexList rows;
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows += m_model.index(row, 0);
        return rows;
    }

private slots:
    void copiesWholeKeysAndExactNumbers()
    {
        show({u"vit_model.a"_s, u"vit_model.b"_s, u"decoder.c.d"_s});
        const QModelIndex leaf = m_model.index(0, 0, m_model.index(0, 0));
        QCOMPARE(rowtext::asText({leaf, m_model.index(1, 0)}),
            u"decoder.c.d\tVAE\tBF16\t2\t2\t4\t\nvit_model\t\t\t\t4\t8\t\n"_s);
        QCOMPARE(rowtext::asText({}), QString());
    }

    void quotesCsvWhereItMustBe()
    {
        show({u"a,\"b\"\n"_s, u"c"_s});
        QCOMPARE(rowtext::asCsv(rows()),
            u"Key,Bucket,Dtype,Shape,Params,Size,Output key\n"
            "\"a,\"\"b\"\"\n\",Unknown,BF16,2,2,4,\nc,Unknown,BF16,2,2,4,\n"_s);
        QCOMPARE(rowtext::asCsv({}), QString());
    }

    void writesPython()
    {
        show({u"it's\\"_s, u"b"_s});
        QCOMPARE(rowtext::asPython(*m_inventory->checkpoint, {0}),
            u"safe_open('/nowhere/ema.safetensors', 'pt').get_tensor('it\\'s\\\\')"_s);
        QCOMPARE(rowtext::asPython(*m_inventory->checkpoint, {0, 1}),
            uR"(from safetensors import safe_open

tensors = {}
with safe_open('/nowhere/ema.safetensors', 'pt') as file:
    for key in [
        'it\'s\\',
        'b',
    ]:
        tensors[key] = file.get_tensor(key)
)"_s);
    }
};

QTEST_GUILESS_MAIN(RowTextTest)
#include "tst_rowtext.moc"
