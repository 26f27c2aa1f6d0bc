// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/commandtext.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

class CommandTextTest final : public QObject {
    Q_OBJECT

private slots:
    void quotesWhatAShellWouldRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("plain") << u"/a/b-1.safetensors"_s << u"/a/b-1.safetensors"_s;
        QTest::newRow("space") << u"a b"_s << u"'a b'"_s;
        QTest::newRow("quote") << u"it's"_s << u"'it'\\''s'"_s;
        QTest::newRow("variable") << u"$HOME"_s << u"'$HOME'"_s;
        QTest::newRow("line break") << u"a\n"_s << u"'a\n'"_s;
        QTest::newRow("nothing") << QString() << u"''"_s;
    }
    void quotesWhatAShellWouldRead()
    {
        QFETCH(QString, text);
        QTEST(commandtext::shellWord(text), "word");
    }

    void saysWhatAnExportDoes()
    {
        const auto inventory = inventoryOf({u"vit_model.x"_s});
        ConversionOptions choices;
        const auto line = [&](const ExportOptions &options) {
            return commandtext::convert(*inventory, makePlan(*inventory, choices), options);
        };
        const QString begin = u"bagel-explorer convert /nowhere/ema.safetensors -o "_s;
        QCOMPARE(
            line({.destination = u"/o u t"_s}), begin + u"'/o u t' --to nemo --stage stage1"_s);
        choices.stage = Stage::Two;
        choices.strict = false;
        QCOMPARE(line({.destination = u"out"_s, .verify = true, .maxShardBytes = 5'000'000'000}),
            begin + u"out --to nemo --stage stage2 --no-strict --max-shard-size 5GB --verify"_s);
        choices.direction = Direction::NemoToHf;
        QCOMPARE(line({.destination = u"out"_s, .maxShardBytes = 1'500'000'000}),
            begin + u"out --to hf --no-strict --max-shard-size 1500000000"_s);
    }

    void saysEveryFix()
    {
        const auto plain = inventoryOf({u"module.vit_model.x"_s});
        const auto stripped = makeInventory(plain->rules, plain->checkpoint, u"module."_s);
        ConversionOptions choices;
        choices.onlyBucket = u"und"_s;
        choices.dropPositionTables = true;
        choices.patchLayout = PatchLayout::Linear;
        choices.dtype = Dtype::BF16;
        QCOMPARE(commandtext::convert(*stripped, makePlan(*stripped, choices),
                     {.destination = u"out"_s, .withSidecars = true}, u"/the donor"_s),
            u"bagel-explorer convert /nowhere/ema.safetensors -o out --to nemo --stage stage1 "
            "--strip-prefix module. --graft '/the donor' --only und --dtype BF16 --patch-embedding "
            "linear "
            "--drop-position-tables --with-sidecars"_s);
    }

    void saysHowToCompare()
    {
        const auto inventory = inventoryOf({u"x"_s});
        Siblings siblings;
        QCOMPARE(commandtext::diff(*inventory, siblings),
            u"bagel-explorer diff /nowhere/ema.safetensors"_s);
        siblings.otherPath = u"/else where"_s;
        QCOMPARE(commandtext::diff(*inventory, siblings),
            u"bagel-explorer diff /nowhere/ema.safetensors '/else where'"_s);
        // What `diff` has no option for is not said wrongly.
        const auto stripped = makeInventory(inventory->rules, inventory->checkpoint, u"x"_s);
        QVERIFY(commandtext::diff(*stripped, siblings).isNull());
    }
};

QTEST_GUILESS_MAIN(CommandTextTest)
#include "tst_commandtext.moc"
