// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commandrunner.h"
#include "tests/testutil.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using Json = nlohmann::ordered_json;

namespace {

/// Where `ours` differs from `theirs`, by name; numbers may differ by rounding.
QStringList differences(const Json &ours, const Json &theirs, const QString &place)
{
    if (ours.is_number() && theirs.is_number()) {
        const double a = ours.get<double>();
        const double b = theirs.get<double>();
        if (std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)) + 1e-15)
            return {};
    } else if (ours.is_structured() && ours.type() == theirs.type()
        && ours.size() == theirs.size()) {
        QStringList all;
        auto other = theirs.begin();
        for (const auto &[name, value] : ours.items()) {
            if (ours.is_object() && name != other.key())
                return {place + u" has other fields"_s};
            all += differences(value, *other++, place + u'/' + QString::fromStdString(name));
        }
        return all;
    } else if (ours == theirs) {
        return {};
    }
    return {u"%1: %2, NumPy says %3"_s.arg(
        place, QString::fromStdString(ours.dump()), QString::fromStdString(theirs.dump()))};
}

void sortBy(Json &list, const char *field)
{
    std::sort(list.begin(), list.end(),
        [&](const Json &a, const Json &b) { return a[field] < b[field]; });
}

} // namespace

/// Statistics and comparisons against NumPy's, on a file with planted identical pairs, NaN,
/// infinities, zeros and mismatches.
class NumbersInteropTest final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_python = qEnvironmentVariable("BAGEL_EXPLORER_PYTHON");
    QString m_file = m_folder.filePath(u"planted.safetensors"_s);

    Finished reference(const QString &what) const
    {
        return run(m_python, {QFINDTESTDATA("reference_numbers.py"), what, m_file});
    }
    void compareWithReference(const QString &what, Json ours, const char *list, const char *field)
    {
        const Finished answer = reference(what);
        QVERIFY2(answer.status == 0, answer.messages.constData());
        Json theirs = answer.json();
        sortBy(ours[list], field);
        sortBy(theirs[list], field);
        const QStringList found = differences(ours, theirs, {});
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

private slots:
    void initTestCase()
    {
        if (m_python.isEmpty())
            QSKIP("BAGEL_EXPLORER_PYTHON is not set: tests/run makes an interpreter for it");
        const Finished made = reference(u"--make"_s);
        QVERIFY2(made.status == 0, made.messages.constData());
    }

    void agreesOnStatistics()
    {
        const Finished ours = bagelExplorer({u"stats"_s, m_file, u"--json"_s});
        QCOMPARE(ours.status, 0);
        QVERIFY(ours.json()["tensors"].size() > 20);
        compareWithReference(u"stats"_s, ours.json(), "tensors", "key");
    }

    void agreesOnPairs()
    {
        const Finished ours = bagelExplorer({u"diff"_s, m_file, u"--json"_s});
        QCOMPARE(ours.status, 0);
        Json json = ours.json();
        QCOMPARE(json["pairs"].size(), std::size_t(9));
        QCOMPARE(json["mismatched"].size(), std::size_t(2));
        Json &unpaired = json["unpaired"]["und"];
        std::sort(unpaired.begin(), unpaired.end());
        sortBy(json["mismatched"], "gen");
        compareWithReference(u"diff"_s, json, "pairs", "gen");
    }
};

QTEST_GUILESS_MAIN(NumbersInteropTest)
#include "tst_interop_numbers.moc"
