// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensorfilter.h"
#include "tests/inventorybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList keys{u"vit_model.Alpha"_s, u"vit_model.beta.1"_s, u"decoder.alpha"_s};

QStringList passing(const TensorFilter &filter)
{
    const auto answer = accepted(*inventoryOf(keys), filter);
    QStringList list;
    for (qsizetype i = 0; answer && i < keys.size(); ++i) {
        if ((*answer)[static_cast<std::size_t>(i)])
            list += keys[i];
    }
    return list;
}

} // namespace

class TensorFilterTest final : public QObject {
    Q_OBJECT

private slots:
    void findsTextWithoutCase()
    {
        QCOMPARE(passing({u"ALPHA"_s, TensorFilter::Syntax::Text, {}, {}}),
            (QStringList{keys[0], keys[2]}));
        QCOMPARE(passing({u"model.b"_s, TensorFilter::Syntax::Text, {}, {}}), QStringList{keys[1]});
        QCOMPARE(passing({u"modelXb"_s, TensorFilter::Syntax::Text, {}, {}}), QStringList{});
    }

    void findsWildcardsAnywhere()
    {
        QCOMPARE(passing({u"model.?eta*1"_s, TensorFilter::Syntax::Wildcard, {}, {}}),
            QStringList{keys[1]});
        QCOMPARE(passing({u"*"_s, TensorFilter::Syntax::Wildcard, {}, {}}), keys);
    }

    void findsRegularExpressionsWithCase()
    {
        QCOMPARE(passing({u"^decoder|A\\w+$"_s, TensorFilter::Syntax::RegularExpression, {}, {}}),
            (QStringList{keys[0], keys[2]}));
    }

    void saysWhatIsWrongWithAnExpression()
    {
        const auto answer =
            accepted(*inventoryOf(keys), {u"("_s, TensorFilter::Syntax::RegularExpression, {}, {}});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Code::Usage);
    }

    void hidesBucketsAndDtypes()
    {
        const int vae = Rules::bundled()->bucketIndex(u"vae");
        QCOMPARE(
            passing({{}, TensorFilter::Syntax::Text, {vae}, {}}), (QStringList{keys[0], keys[1]}));
        QCOMPARE(passing({{}, TensorFilter::Syntax::Text, {}, {u"F32"_s}}), QStringList{});
        QCOMPARE(passing({u"alpha"_s, TensorFilter::Syntax::Text, {vae}, {u"BF16"_s}}),
            QStringList{keys[0]});
    }
};

QTEST_GUILESS_MAIN(TensorFilterTest)
#include "tst_tensorfilter.moc"
