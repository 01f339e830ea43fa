#include "tests/support/command_test.h"
#include "tests/support/small_projects.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace weft;

// From a terminal: which columns of a table a network is asked with, and what becomes of it when the table changes.
class TestCommandTables : public CommandTest {
    Q_OBJECT

    // A network that answers for the columns long and wide of such a table.
    QString trainedOn(const QString& name, const QByteArray& table, Params params = {}, double validation = 0,
                      bool normalized = false) const
    {
        write(name + ".csv", table);
        params["file"] = name.toStdString() + ".csv";
        params["categorical"] = "kind";
        Project project = spirals();
        project.data.sources = {{.format = "csv", .params = params}};
        project.data.transforms = {{.kind = "combine", .params = {{"name", "sizes"}}}};
        if (normalized)
            project.data.transforms.push_back({.kind = "normalize", .columns = {"sizes"}});
        project.data.feeds = {{"point", "sizes"}, {"arm", "kind"}};
        project.data.split.validation = validation;
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "values"}}, {"x=scores.y"}));
        const QString file = write(name + ".weft", project);
        const Said trained = runWeft({"train", file});
        return trained.code == 0 ? file : trained.err;
    }
    QString answersTo(const QString& file, const QByteArray& table) const
    {
        return samplesOf(file, {write("asked.csv", table)});
    }
    QString samplesOf(const QString& file, const QStringList& samples) const
    {
        const Said said = runWeft(QStringList {"predict", file} + samples);
        QStringList values;
        for (const QString& line : said.out.split('\n')) {
            if (line.startsWith("  "))
                values << line;
        }
        return said.code == 0 ? values.join('|') : QString::number(said.code) + " " + said.err;
    }

private slots:
    void takesATablesColumnsByTheirNames()
    {
        QByteArray table = "long,wide,kind\n";
        for (int i = 0; i < 60; ++i)
            table += QByteArray::number(i % 7) + "," + QByteArray::number(i % 5 * 10) + (i % 2 ? ",a\n" : ",b\n");
        const QString file = trainedOn("sizes", table);
        const auto answers = [&](const QByteArray& rows) { return answersTo(file, rows); };
        const QString right = answers("3,40\n1,20\n");
        QCOMPARE(right.count('|'), 1);
        QCOMPARE(answers("long,wide\n3,40\n1,20\n"), right);
        QCOMPARE(answers("kind,wide,note,long\nb,40,\"one, two\",3\na,20,,1\n"), right);
        QCOMPARE(answers("height;width\n3;40\n1;20\n"), right); // other names: by their order
        QVERIFY2(answers("wide,kind,x\n40,b,1\n").contains("2 weft: "), qPrintable(answers("wide,kind,x\n40,b,1\n")));
        QVERIFY(answers("wide,kind,x\n40,b,1\n").contains("its header does not name: long."));
        QVERIFY(answers("wide,long,x\n40,many,1\n").contains("line 2: “many” in the column “long” is not a number."));
        const QString slip = answers("wide,lomg\n40,3\n"); // a slip of the pen must not be taken by its order
        QVERIFY2(slip.startsWith("2 ") && slip.contains("does not name: long (it has “lomg”)."), qPrintable(slip));
        for (const char* other : {"Wide,Long\n40,3\n", "WIDE,LONG\n40,3\n", "# by hand\n# wjde,lomg\n40,3\n"}) {
            const QString alike = answers(other);
            QVERIFY2(alike.startsWith("2 ") && alike.contains("long (it has “"), qPrintable(alike));
        }
        const QString twice = answers("wide,long,wide\n40,3,9\n");
        QVERIFY2(twice.startsWith("2 ") && twice.contains("calls both column 1 and column 3 “wide”"),
                 qPrintable(twice));
        QCOMPARE(answers("wide,note,note,long\n40,,,3\n20,,,1\n"), right); // of no column that is asked for
        QVERIFY(answers("wide,long\n40,3,1\n").contains("line 1 names 2 columns, but line 2 has 3 fields."));
    }

    void takesTablesAsOthersWriteThem_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::newRow("with a mark and no header") << QByteArray("\xEF\xBB\xBF"
                                                                 "3,40\n1,20\n");
        QTest::newRow("with a mark and a header") << QByteArray("\xEF\xBB\xBF"
                                                                "wide,long\n40,3\n20,1\n");
        QTest::newRow("NumPy, our names") << QByteArray("# wide,long\n40,3\n20,1\n");
        QTest::newRow("NumPy, other names and blanks") << QByteArray("# l w\n3.0e+00 4.0e+01\n1.0e+00 2.0e+01\n");
        QTest::newRow("NumPy, more comments") << QByteArray("# measured\n# by hand\n3 40\n1 20\n");
        QTest::newRow("NumPy, a comment above our names") << QByteArray("# measured\n# wide,long\n40,3\n20,1\n");
        QTest::newRow("NumPy, our names above blanks") << QByteArray("# wide,long\n40 3\n20 1\n");
        QTest::newRow("two titles above our names") << QByteArray("measured\nby hand, 2026\nwide,long\n40,3\n20,1\n");
        QTest::newRow("a title") << QByteArray("my measurements\n3,40\n1,20\n");
        QTest::newRow("a title with a quote") << QByteArray("\"my\" measurements of 2\"\n3,40\n1,20\n");
        QTest::newRow("commas at the ends") << QByteArray("l,w,\n3,40,\n1,20,\n");
        QTest::newRow("commas at the ends of rows") << QByteArray("long,wide\n3,40,\n1,20,\n");
        QTest::newRow("a comma at the end of the header") << QByteArray("long,wide,\n3,40\n1,20\n");
        QTest::newRow("signs") << QByteArray("wide,long\n+40,+3\n+20,+1\n");
        QTest::newRow("signs, by order") << QByteArray("+3,+40\n+1,+20\n");
    }
    void takesTablesAsOthersWriteThem()
    {
        QFETCH(QByteArray, table);
        static const QString file = trainedOn("others", "long,wide,kind\n1,20,a\n3,40,b\n5,10,a\n2,30,b\n");
        static const QString right = answersTo(file, "3,40\n1,20\n");
        QVERIFY2(right.count('|') == 1, qPrintable(right));
        QCOMPARE(answersTo(file, table), right);
        QCOMPARE(answersTo(file, "wide,long\n40,1e-60\n"), answersTo(file, "0,40\n"));
    }

    void takesTablesAsTheProjectWritesThem()
    {
        const QString file = trainedOn("comma", "by hand, 2026\nlong;wide;kind\n1,5;20;a\n3;40,5;b\n5;10;a\n2;30;b\n",
                                       {{"decimal", "comma"}, {"skip_lines", int64_t(1)}});
        const QString right = answersTo(file, "3;40,5\n1,5;20\n");
        QVERIFY2(right.count('|') == 1, qPrintable(right));
        QCOMPARE(answersTo(file, "by hand, 2026\nwide;long\n40,5;3\n20;1,5\n"), right);
        QCOMPARE(answersTo(file, "by hand, 2026\nl;w\n3;40,5\n1,5;20\n"), right);
        QCOMPARE(answersTo(file, "by hand\nthen again\nwide;long\n40,5;3\n20;1,5\n"), right);
        QCOMPARE(answersTo(file, "wide;long\n40,5;3\n20;1,5\n"), right); // and what does not fit that
        QCOMPARE(answersTo(file, "wide,long\n40.5,3\n20,1.5\n"), right);
        QCOMPARE(answersTo(file, "3,40.5\n1.5,20\n"), right);
    }

    // Each checkpoint answers by the data that it was trained on, the newest and the best before it.
    void answersByTheDataItWentOnWith()
    {
        QByteArray table = "long,wide,kind\n", tenfold = table;
        for (int i = 0; i < 40; ++i) {
            const QByteArray kind = i % 2 ? "a\n" : "b\n";
            table += QByteArray::number(i % 7) + "," + QByteArray::number(i % 5) + "," + kind;
            tenfold += QByteArray::number(10 * (i % 7)) + "," + QByteArray::number(10 * (i % 5)) + "," + kind;
        }
        const QString file = trainedOn("tenfold", table, {}, 0, true);
        const QString before = answersTo(file, "3,4\n1,2\n");
        write("tenfold.csv", tenfold);
        QCOMPARE(answersTo(file, "3,4\n1,2\n"), before);
        QCOMPARE(answersTo(file, "30,30\n40,40\n"), samplesOf(file, {"--sample=3", "--sample=4"}));
        QCOMPARE(runWeft({"train", file, "--resume", "last", "--epochs", "4"}).code, 0);
        const Said of = runWeft({"predict", file, "--sample=3", "--sample=4", "--checkpoint", "last"});
        const Said given =
            runWeft({"predict", file, write("asked.csv", "30,30\n40,40\n"), "--checkpoint", "last"});
        QVERIFY2(of.code == 0 && given.code == 0, qPrintable(of.err + given.err));
        const auto answers = [](const Said& said) { return said.out.split('\n').filter(QRegularExpression("^  ")); };
        QCOMPARE(answers(given), answers(of));
    }

    void asksWhatARowWithoutNamesIs()
    {
        write("both.csv", "long,code,kind\n1,7,a\n2,8,b\n3,7,a\n4,8,b\n");
        Project project = spirals();
        project.data.sources = {
            {.format = "csv", .params = {{"file", "both.csv"}, {"categorical", "code, kind"}}}};
        project.data.transforms = {{.kind = "one_hot", .columns = {"code"}},
                                   {.kind = "combine", .params = {{"name", "sizes"}}, .columns = {"long", "code"}}};
        project.data.feeds = {{"point", "sizes"}, {"arm", "kind"}};
        project.data.split.validation = 0;
        project.graph.nodes.front().params["count"] = int64_t(3);
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "values"}}, {"x=scores.y"}));
        const QString file = write("both.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        const QString named = answersTo(file, "long,code\n1,7\n");
        QVERIFY2(!named.contains("weft:") && !named.isEmpty(), qPrintable(named));
        QCOMPARE(answersTo(file, "1,7\n"), named);
        const QString both = answersTo(file, "1,7,0\n"); // three columns as the table has, three numbers
        QVERIFY2(both.contains("write a first line with the names of the columns"), qPrintable(both));
        for (const char* table : {"1,7,a,2\n2,8,b,3\n", "1,x,a,2\n", "one\ntwo\n"}) { // no line of it is to blame
            const QString other = answersTo(file, table);
            QVERIFY2(other.startsWith("2 ")
                         && other.contains(other.contains("has 1 ") ? "asked.csv: has 1 column; a table"
                                                                    : "asked.csv: has 4 columns; a table")
                         && other.contains("has the 2 that the network takes (long, code), or all 3 of the project's "
                                           "data (long, code, kind). Write a first line"),
                     qPrintable(other));
        }
    }

    void takesNumbersForNamesWhereTheProjectSaysSo()
    {
        const QString file =
            trainedOn("years", "2019,2020,kind\n1,20,a\n3,40,b\n5,10,a\n2,30,b\n", {{"header", "yes"}});
        const QString right = answersTo(file, "3,40\n1,20\n");
        QVERIFY2(right.count('|') == 1, qPrintable(right));
        QCOMPARE(answersTo(file, "2020,2019\n40,3\n20,1\n"), right);
    }

    // Other data under the same name: its parts are others, and what was trained on may be in the test part.
    void saysThatTheDataIsNotThatOfTheTraining_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<QString>("says");
        QByteArray longer, values;
        for (int i = 0; i < 60; ++i) {
            const QByteArray kind = i % 2 ? "a" : "b";
            const QByteArray numbers = QByteArray::number(i % 7) + "," + QByteArray::number(i % 5);
            longer += numbers + "," + kind + "\n" + (i % 6 ? "" : numbers + "," + kind + "\n");
            values += (i == 59 ? "100,100" : numbers) + "," + kind + "\n";
        }
        const QByteArray header = "long,wide,kind\n";
        QTest::newRow("more samples") << header
                + longer << "56, 14 and 0 samples for training, validation and test in place of 48, 12 and 0";
        QTest::newRow("one other value") << header + values << "the column “sizes” has other values";
    }
    void saysThatTheDataIsNotThatOfTheTraining()
    {
        QFETCH(QByteArray, other);
        QFETCH(QString, says);
        QByteArray table = "long,wide,kind\n";
        for (int i = 0; i < 60; ++i)
            table += QByteArray::number(i % 7) + "," + QByteArray::number(i % 5) + (i % 2 ? ",a\n" : ",b\n");
        QVERIFY(QDir(path("moved.runs")).removeRecursively());
        const QString file = trainedOn("moved", table, {}, 0.2);
        QCOMPARE(runWeft({"evaluate", file, "--part", "validation"}).err, QString());
        write("moved.csv", other);
        QCOMPARE(runWeft({"predict", file, "--row=1,2"}).err, QString()); // prepared as in training, whatever lies there now
        const QList<QStringList> commands = {{"evaluate", file, "--part", "validation"},
                                             {"predict", file, "--sample", "0"},
                                             {"train", file, "--resume", "last", "--epochs", "4"}};
        for (const QStringList& command : commands) {
            const Said said = runWeft(command);
            QCOMPARE(said.code, 0);
            QVERIFY2(isOneSentence(said.err)
                         && said.err.startsWith("weft: Warning: The data has changed since the training: ")
                         && said.err.contains(says),
                     qPrintable(said.err));
        }
        // It has been trained on this data since.
        QCOMPARE(runWeft({"evaluate", file, "--part", "validation", "--checkpoint", "last"}).err, QString());
    }

    // Neither its classes nor its numbers are learnt anew of what lies there now.
    void namesTheWordThatTheTrainingNeverMet()
    {
        QByteArray table = "long,wide,kind\n";
        for (int i = 0; i < 60; ++i)
            table += QByteArray::number(i % 7) + "," + QByteArray::number(i % 5) + (i % 2 ? ",a\n" : ",c\n");
        const QString file = trainedOn("words", table, {}, 0.2);
        const QByteArray a = "sample 1, which is a";
        const Said before = runWeft({"predict", file, "--sample", "1"});
        QVERIFY2(before.out.startsWith(a), qPrintable(before.out + before.err));
        write("words.csv", QByteArray(table).replace("0,1,c\n", "0,1,b\n")); // line 58
        const QString says = "Data: the column “kind” has what the data of the training did not have: “b” (line 58); ";
        const QList<QStringList> commands = {{"evaluate", file, "--part", "train"},
                                             {"train", file, "--resume", "last", "--epochs", "4"}};
        for (const QStringList& command : commands) {
            const Said said = runWeft(command);
            QVERIFY2(said.code == 1 && said.err.contains(says), qPrintable(said.err));
        }
        const Said sample = runWeft({"predict", file, "--sample", "1"});
        QCOMPARE(sample.out, before.out);
        QVERIFY2(sample.err.contains("“b” (line 58); that counts as missing."), qPrintable(sample.err));
        write("words.csv", QByteArray(table).replace("long", "other"));
        const Said gone = runWeft({"evaluate", file, "--part", "train"});
        QVERIFY2(gone.code == 1 && gone.err.contains("there is no column “long” any more"), qPrintable(gone.err));
        write("words.csv", QByteArray(table).replace("\n0,1,c\n", "\nmany,1,c\n"));
        const Said stray = runWeft({"evaluate", file, "--part", "train"});
        QVERIFY2(stray.code == 1 && stray.err.contains("line 58, column “long”: “many” is not a number;"),
                 qPrintable(stray.err));
    }
};

QTEST_GUILESS_MAIN(TestCommandTables)
#include "tst_command_tables.moc"
