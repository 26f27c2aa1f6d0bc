// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/sharing.h"
#include "model/transfer/sourceranges.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QTemporaryDir>

#include <deque>

class SourceRangesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const QString &name : {u"0"_s, u"1"_s}) {
            QVERIFY(writeFile(m_folder.filePath(name), "x"));
            CheckpointFile file;
            file.source = *LocalFile::open(m_folder.filePath(name));
            file.headerBytes = 8;
            m_sources.push_back(file);
        }
    }
    void init()
    {
        m_infos.clear();
        m_file = {};
        m_file.sources = m_sources;
        m_file.headBytes = 16;
    }

    void mergesWhatIsConsecutiveInSourceAndOutput()
    {
        add(0, 100, 10);
        add(0, 110, 0);
        add(0, 110, 20);
        add(0, 140, 5); // behind a hole
        add(1, 145, 5); // in another file
        QCOMPARE(described(),
            (QStringList{u"0: 108+30 to 16"_s, u"0: 148+5 to 46"_s, u"1: 153+5 to 51"_s}));
    }

    void isEmptyWithoutData()
    {
        QCOMPARE(described(), QStringList());
        add(0, 0, 0);
        QCOMPARE(described(), QStringList());
    }

    void givesEachRecastTensorAlone()
    {
        add(0, 0, 8);
        cast(0, 8, 8);
        cast(0, 16, 8);
        add(0, 24, 8);
        add(0, 32, 8);
        QCOMPARE(described(),
            (QStringList{u"0: 8+8 to 16"_s, u"0: 16+8 to 24 recast"_s, u"0: 24+8 to 28 recast"_s,
                u"0: 32+16 to 32"_s}));
    }

    void readsATensorOfAnotherLayoutFromItsInput()
    {
        const TensorInfo &input = info(1, 64, 16);
        Relayout relayout{&input, input};
        relayout.output.shape = {2, 2};
        m_file.relayout = &relayout;
        m_file.tensors.push_back({&relayout.output});
        QCOMPARE(described(), QStringList{u"1: 72+16 to 16 recast"_s});
        QCOMPARE(&m_file.inputOf(m_file.tensors[0]), &input);
    }

    void cutsWholeBlocksOutWhereTheyCanBeShared()
    {
        m_file.headBytes = 8; // as in the source, so that bytes lie alike in their blocks
        add(0, 0, 3 * large + 100);
        add(1, 0, 3 * large); // lies 100 bytes further
        m_file.sharedBlock = block;
        const quint64 first = block - 8;
        const quint64 shared = 3 * large - block;
        QCOMPARE(described(),
            (QStringList{u"0: 8+%1 to 8"_s.arg(first),
                u"0: %1+%2 to %1 shared"_s.arg(block).arg(shared),
                u"0: %1+108 to %1"_s.arg(3 * large),
                u"1: 8+%1 to %2"_s.arg(3 * large).arg(3 * large + 108)}));
        QCOMPARE(bytesToWrite(m_file), m_file.bytes() - shared);
    }

    void copiesWhatIsTooSmallToBeShared()
    {
        m_file.headBytes = 8;
        add(0, 0, large / 2);
        m_file.sharedBlock = block;
        QCOMPARE(described(), QStringList{u"0: 8+%1 to 8"_s.arg(large / 2)});
    }

    void movesTheDataToWhereMostCanBeShared()
    {
        add(0, 1000, 20 * large);
        add(1, 2000, 40 * large);
        shareBlocks(m_file, block);
        QCOMPARE(m_file.sharedBlock, block);
        QCOMPARE(m_file.headBytes, quint64(2008)); // then the second one lies as in its source
        QCOMPARE(described().filter(u"shared"_s).size(), 1);
    }

    void sharesNothingOfRecastTensors()
    {
        cast(0, 1000, 40 * large);
        shareBlocks(m_file, block);
        QCOMPARE(m_file.sharedBlock, quint64(0));
        QCOMPARE(m_file.headBytes, quint64(16));
        add(1, 2000, 20 * large);
        shareBlocks(m_file, block);
        QCOMPARE(m_file.headBytes, quint64(2008));
        QCOMPARE(described().filter(u"shared"_s).size(), 1);
    }

private:
    static constexpr quint64 block = 4096;
    static constexpr quint64 large = 1 << 20;

    /// `bytes` of 32-bit numbers.
    const TensorInfo &info(int file, quint64 begin, quint64 bytes)
    {
        TensorInfo tensor{.begin = begin, .end = begin + bytes, .file = file, .dtype = Dtype::F32};
        tensor.shape = {bytes / 4};
        return m_infos.emplace_back(tensor);
    }
    void add(int file, quint64 begin, quint64 bytes)
    {
        m_file.tensors.push_back({&info(file, begin, bytes)});
        m_file.dataBytes += bytes;
    }
    /// A tensor that becomes half as large.
    void cast(int file, quint64 begin, quint64 bytes)
    {
        add(file, begin, bytes);
        m_file.tensors.back().dtype = Dtype::BF16;
        m_file.dataBytes -= bytes / 2;
    }
    /// "file: from+bytes to place" of each range.
    QStringList described() const
    {
        QStringList lines;
        SourceRanges ranges(m_file);
        for (SourceRange range = ranges.next(); range.bytes > 0; range = ranges.next()) {
            const bool isFirst = range.source == m_sources[0].source.get();
            lines += u"%1: %2+%3 to %4"_s.arg(isFirst ? u"0"_s : u"1"_s)
                         .arg(range.from)
                         .arg(range.bytes)
                         .arg(range.to)
                + (range.isShared ? u" shared"_s : QString())
                + (range.recast != nullptr ? u" recast"_s : QString());
        }
        return lines;
    }

    QTemporaryDir m_folder;
    std::vector<CheckpointFile> m_sources;
    std::deque<TensorInfo> m_infos;
    OutputFile m_file;
};

QTEST_GUILESS_MAIN(SourceRangesTest)
#include "tst_sourceranges.moc"
