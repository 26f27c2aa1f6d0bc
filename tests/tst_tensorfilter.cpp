// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensorfilter.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

#include <QTest>

using Syntax = KeySearch::Syntax;

namespace {

const QStringList keys{u"vit_model.Alpha"_s, u"vit_model.beta.1"_s, u"decoder.alpha"_s};

/// Alpha is 3 × 4 of BF16, beta 4 of F32, the decoder's 4 × 3 of BF16 with 2 MB.
std::shared_ptr<const Inventory> inventory()
{
    const auto plain = inventoryOf(keys);
    auto checkpoint = std::make_shared<Checkpoint>(*plain->checkpoint);
    const auto set = [&](std::size_t i, Dtype dtype, const Shape &shape, quint64 bytes) {
        TensorInfo &tensor = checkpoint->tensors[i];
        tensor.dtype = dtype;
        tensor.shape = shape;
        tensor.end = tensor.begin + bytes;
    };
    set(0, Dtype::BF16, {3, 4}, 24);
    set(1, Dtype::F32, {4}, 16);
    set(2, Dtype::BF16, {4, 3}, 2'000'000);
    return makeInventory(Rules::bundled(), checkpoint);
}

QStringList passing(const TensorFilter &filter)
{
    const std::vector<bool> answer = accepted(*inventory(), filter);
    QStringList list;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (answer[static_cast<std::size_t>(i)])
            list += keys[i];
    }
    return list;
}

QStringList found(const QString &line, Syntax syntax = Syntax::Text)
{
    const Result<KeySearch> search = KeySearch::parse(line, syntax, Rules::bundled());
    return search ? passing({*search, {}, {}}) : QStringList{u"?"_s};
}

/// The marked parts of `text`, in brackets.
QString marked(QString text, const QString &line, Syntax syntax = Syntax::Text)
{
    const Result<KeySearch> search = KeySearch::parse(line, syntax, Rules::bundled());
    QList<KeySearch::Range> ranges = search ? search->marks(text) : QList<KeySearch::Range>();
    while (!ranges.isEmpty()) {
        const KeySearch::Range range = ranges.takeLast();
        text.insert(range.begin + range.length, u']');
        text.insert(range.begin, u'[');
    }
    return text;
}

} // namespace

class TensorFilterTest final : public QObject {
    Q_OBJECT

private slots:
    void findsTextWithoutCase()
    {
        QCOMPARE(found(u"ALPHA"_s), (QStringList{keys[0], keys[2]}));
        QCOMPARE(found(u"model.b"_s), QStringList{keys[1]});
        QCOMPARE(found(u"modelXb"_s), QStringList{});
    }

    void findsWildcardsAnywhere()
    {
        QCOMPARE(found(u"model.?eta*1"_s, Syntax::Wildcard), QStringList{keys[1]});
        QCOMPARE(found(u"*"_s, Syntax::Wildcard), keys);
    }

    void findsRegularExpressionsWithCase()
    {
        QCOMPARE(found(u"^decoder|A\\w+$"_s, Syntax::RegularExpression),
            (QStringList{keys[0], keys[2]}));
    }

    void findsByTerms_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QList<int>>("tensors");
        const auto row = [](const char *line, const QList<int> &tensors) {
            QTest::newRow(line) << QString::fromUtf8(line) << tensors;
        };
        row("dtype:F32", {1});
        row("DTYPE:bf", {0, 2});
        row("dtype:F64", {});
        row("dtype:", {0, 1, 2});
        row("shape:4", {0, 1, 2});
        row("shape:3", {0, 2});
        row("shape:3x4", {0});
        row("shape:4×3", {2});
        row("bucket:vae", {2});
        row("bucket:U", {0, 1});
        row("bucket:understanding", {0, 1});
        row("size:>24", {2});
        row("size:>=24B", {0, 2});
        row("size:<1MB", {0, 1});
        row("size:<=16", {1});
        row("alpha shape:3 bucket:und", {0});
        row("alpha vit", {0});
        row("other:4", {});
    }
    void findsByTerms()
    {
        QFETCH(QString, line);
        QFETCH(QList<int>, tensors);
        QStringList expected;
        for (const int tensor : tensors)
            expected += keys[tensor];
        QCOMPARE(found(line), expected);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("part");
        QTest::newRow("expression") << u"("_s << u"("_s;
        QTest::newRow("shape") << u"shape:3xq"_s << u"“3xq” is no shape"_s;
        QTest::newRow("bucket") << u"bucket:x"_s << u"und, gen, vae, extra, unknown"_s;
        QTest::newRow("no comparison") << u"size:3"_s << u"size:>100MB"_s;
        QTest::newRow("no size") << u"size:>3XB"_s << u"3XB"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, part);
        const auto search = KeySearch::parse(line, Syntax::RegularExpression, Rules::bundled());
        QVERIFY(!search);
        QCOMPARE(search.error().code, Code::Usage);
        QVERIFY2(search.error().detail.contains(part), qPrintable(search.error().detail));
    }

    void marksWhatWasFound()
    {
        QCOMPARE(marked(u"q_proj.q_norm"_s, u"Q_"_s), u"[q_]proj.[q_]norm"_s);
        QCOMPARE(marked(u"q_proj"_s, u"pro ro dtype:F32"_s), u"q_[pro]j"_s);
        QCOMPARE(marked(u"q_proj"_s, u"q_ pr"_s), u"[q_pr]oj"_s);
        QCOMPARE(marked(u"a.b.c"_s, u"[bc]"_s, Syntax::RegularExpression), u"a.[b].[c]"_s);
        QCOMPARE(marked(u"a.b"_s, u"x*"_s, Syntax::RegularExpression), u"a.b"_s);
        QCOMPARE(marked(u"a.b"_s, u"a.b"_s, Syntax::Wildcard), u"[a.b]"_s);
        QCOMPARE(marked(u"a.b"_s, {}), u"a.b"_s);
    }

    void hidesBucketsAndDtypes()
    {
        const int vae = Rules::bundled()->bucketIndex(u"vae");
        QCOMPARE(passing({{}, {vae}, {}}), (QStringList{keys[0], keys[1]}));
        QCOMPARE(passing({{}, {}, {u"F32"_s}}), QStringList{keys[1]});
        const auto alpha = KeySearch::parse(u"alpha"_s, Syntax::Text, Rules::bundled());
        QCOMPARE(passing({*alpha, {vae}, {u"BF16"_s}}), QStringList{keys[0]});
    }
};

QTEST_GUILESS_MAIN(TensorFilterTest)
#include "tst_tensorfilter.moc"
