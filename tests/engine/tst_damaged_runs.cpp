#include "engine/storage/file_system.h"
#include "tests/support/command_test.h"
#include "tests/support/small_projects.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace weft;

// Commands that meet a run which has lost some of its files.
class TestDamagedRuns : public CommandTest {
    Q_OBJECT

private slots:
    void saysThatADamagedCheckpointWasPassedOver_data()
    {
        QTest::addColumn<QString>("checkpoint");
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("removes");
        QTest::newRow("last") << "last"
                              << "states.safetensors" << false;
        QTest::newRow("last, without its manifest") << "last"
                                                    << "manifest.json" << true;
        QTest::newRow("best") << "best"
                              << "states.safetensors" << false;
        QTest::newRow("best, without its manifest") << "best"
                                                    << "manifest.json" << true;
    }
    void saysThatADamagedCheckpointWasPassedOver()
    {
        QFETCH(QString, checkpoint);
        QFETCH(QString, file);
        QFETCH(bool, removes);
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        QVERIFY(QDir(path("worn.runs")).removeRecursively());
        const QString worn = write("worn.weft", project);
        QCOMPARE(runWeft({"train", worn}).code, 0);
        const QStringList predict = {"predict", worn, "--row=0.1,-0.4", "--checkpoint", checkpoint, "--json"};
        QCOMPARE(runWeft(predict).err, QString());
        const Json before = lines(runWeft({"evaluate", worn, "--checkpoint", checkpoint, "--json"}).out).at(0);
        const QString taken = QString::fromStdString(textOf(before, "checkpoint"));
        QFile broken(taken + "/" + file);
        QVERIFY(removes ? broken.remove() : broken.resize(broken.size() / 2));

        const Said said = runWeft(predict);
        QCOMPARE(said.code, 0);
        QVERIFY2(isOneSentence(said.err) && said.err.contains(QDir(taken).dirName() + "/" + file),
                 qPrintable(said.err));
        const std::vector<Json> told = lines(said.out);
        QCOMPARE(told.size(), size_t(2));
        QCOMPARE(textOf(told[0], "event"), std::string("warning"));
        QCOMPARE("weft: Warning: " + QString::fromStdString(textOf(told[0], "text")) + "\n", said.err);
        QVERIFY(told[1].find("predictions") != nullptr);
        const Said evaluated = runWeft({"evaluate", worn, "--checkpoint", checkpoint, "--json"});
        const QString other = QString::fromStdString(textOf(lines(evaluated.out).at(1), "checkpoint"));
        QVERIFY(other != taken);
        QVERIFY2(said.err.endsWith("The checkpoint " + QDir(other).dirName() + " is used instead.\n"),
                 qPrintable(said.err));
        const Said exported = runWeft({"export", worn, "--to", path("worn.safetensors"), "--checkpoint", checkpoint});
        QCOMPARE(exported.code, 0);
        QCOMPARE(exported.err, said.err);
    }

    void saysThatARunsRecordIsDamaged()
    {
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        const QString file = write("record.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        const std::string whole = realFileSystem().readFile(path("record.runs/1/run.json").toStdString(), 1 << 20);
        for (const char* text : {"{\"run\": 1, \"sta", "", "{}"}) {
            write("record.runs/1/run.json", QByteArray(text));
            for (const QStringList& command : {QStringList {"predict", file, "--row=0.1,-0.4"},
                                               {"evaluate", file},
                                               {"export", file, "--to", path("record.safetensors")}}) {
                const Said said = runWeft(command);
                QCOMPARE(said.code, 3);
                QVERIFY2(isOneSentence(said.err), qPrintable(said.err));
                QVERIFY2(said.err.contains("record.runs/1/run.json\": it is damaged"), qPrintable(said.err));
            }
        }
        QCOMPARE(runWeft({"train", file}).code, 0); // is 2, and that is what is asked from now on
        QCOMPARE(runWeft({"evaluate", file}).err, QString());
        write("record.runs/2/run.json", QByteArray("{"));
        QCOMPARE(runWeft({"evaluate", file}).code, 3);
        write("record.runs/1/run.json", QByteArray::fromStdString(whole));
        const Said other = runWeft({"evaluate", file});
        QCOMPARE(other.code, 0);
        QVERIFY2(isOneSentence(other.err) && other.err.contains("record.runs/2/run.json"), qPrintable(other.err));
        QVERIFY2(other.err.endsWith("The run 1 is used instead.\n"), qPrintable(other.err));
    }

    void saysThatARunsRecordIsGone()
    {
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        const QString file = write("gone.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        QVERIFY(QFile::remove(path("gone.runs/1/run.json")));
        for (const QStringList& command :
             {QStringList {"predict", file, "--row=0.1,-0.4"}, {"evaluate", path("gone.runs/1")}}) {
            const Said said = runWeft(command);
            QCOMPARE(said.code, 3);
            QVERIFY2(isOneSentence(said.err), qPrintable(said.err));
            QVERIFY2(said.err.contains("gone.runs/1\" holds checkpoints, but its run.json is missing"),
                     qPrintable(said.err));
        }
        const Said listed = runWeft({"runs", file});
        QVERIFY2(listed.out.contains("damaged"), qPrintable(listed.out));
        QVERIFY2(isOneSentence(listed.err) && listed.err.contains("run.json is missing"), qPrintable(listed.err));
        const Said resumed = runWeft({"train", file, "--resume", "last"});
        QCOMPARE(resumed.code, 3);
        QVERIFY2(isOneSentence(resumed.err) && resumed.err.contains("run.json is missing"), qPrintable(resumed.err));
        QVERIFY(QDir(path("gone.runs/1")).removeRecursively());
        QCOMPARE(runWeft({"predict", file, "--row=0.1,-0.4"}).code, 1); // not trained
    }

    // What cannot be read is not what is not there: nobody gets older weights without a word.
    void saysThatARunCannotBeRead_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("its record") << "run.json";
        QTest::newRow("its checkpoints") << "checkpoints";
    }
    void saysThatARunCannotBeRead()
    {
        QFETCH(QString, what);
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        QVERIFY(QDir(path("closed.runs")).removeRecursively());
        const QString file = write("closed.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        QCOMPARE(runWeft({"train", file}).code, 0);
        const QString closed = path("closed.runs/2/" + what);
        QVERIFY(QFile::rename(closed, closed + ".away"));
        QVERIFY(QFile::link(what, closed)); // goes round in a circle: nobody can follow it, root neither
        for (const QStringList& command : {QStringList {"predict", file, "--row=0.1,-0.4"},
                                           {"evaluate", file},
                                           {"export", file, "--to", path("closed.safetensors")}}) {
            const Said said = runWeft(command);
            QCOMPARE(said.code, 0);
            QVERIFY2(isOneSentence(said.err) && said.err.contains("closed.runs/2/" + what), qPrintable(said.err));
            QVERIFY2(said.err.endsWith("The run 1 is used instead.\n"), qPrintable(said.err));
        }
        const Said resumed = runWeft({"train", file, "--resume", "last", "--epochs", "4"});
        QCOMPARE(resumed.code, 3);
        QVERIFY2(isOneSentence(resumed.err) && resumed.err.contains("closed.runs/2/" + what), qPrintable(resumed.err));
        QVERIFY(QDir(path("closed.runs/1")).removeRecursively());
        const Said alone = runWeft({"evaluate", file});
        QCOMPARE(alone.code, 3);
        QVERIFY2(isOneSentence(alone.err) && alone.err.contains("closed.runs/2/" + what), qPrintable(alone.err));
    }

    void findsRunsBesideOddFolders()
    {
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        const QString file = write("odd.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        const QString runs = path("odd.runs/");
        for (const char* name : {"7", "8", "9", "10"})
            QVERIFY(QDir().mkpath(runs + name));
        write("odd.runs/9/checkpoints", QByteArray("a file"));
        write("odd.runs/8/checkpoints", QByteArray("a file"));
        write("odd.runs/8/run.json", QByteArray("{"));
        QVERIFY(QFile::link("checkpoints", runs + "7/checkpoints")); // goes round in a circle
        QVERIFY(QFile::setPermissions(runs + "10", {}));
        const Said listed = runWeft({"runs", file});
        QVERIFY2(listed.code == 0 && listed.out.contains("finished"), qPrintable(listed.err + listed.out));
        const Said predicted = runWeft({"predict", file, "--row=0.1,-0.4"});
        QVERIFY2(predicted.code == 0, qPrintable(predicted.err));
        QVERIFY2(predicted.err.contains("odd.runs/7/checkpoints"), qPrintable(predicted.err));
        QVERIFY2(!predicted.err.contains("odd.runs/8") && !predicted.err.contains("odd.runs/9"),
                 qPrintable(predicted.err));
        QVERIFY(QFile::setPermissions(runs + "10", QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aFolderOfProjectsHoldsNoDamagedRuns()
    {
        QVERIFY(QDir().mkpath(path("many/notes")));
        QVERIFY(QFile::link("run.json", path("many/notes/run.json"))); // goes round in a circle
        QCOMPARE(runWeft({"runs", path("many")}).out, QString("There are no runs yet; `weft train` makes some.\n"));
        QVERIFY(QFile::rename(path("many/notes"), path("many/12")));
        QVERIFY(runWeft({"runs", path("many")}).out.contains("damaged"));
    }

    void saysWhichCheckpointARunGoesOnFrom()
    {
        const QString file = write("worn2.weft", spirals());
        QCOMPARE(runWeft({"train", file}).code, 0);
        const QString states = path("worn2.runs/1/checkpoints/step-15/states.safetensors");
        QVERIFY(QFile(states).resize(100));
        const Said said = runWeft({"train", file, "--resume", "last", "--epochs", "4"});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.err.contains("step-15/states.safetensors"), qPrintable(said.err));
        QVERIFY2(said.err.contains(" The checkpoint step-10 is used instead.\n"), qPrintable(said.err));
    }

    void allThatWasPassedOverIsTold() // also where nothing is left
    {
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        const QString file = write("worst.weft", project);
        QCOMPARE(runWeft({"train", file}).code, 0);
        QCOMPARE(runWeft({"train", file}).code, 0);
        write("worst.runs/2/run.json", QByteArray("{"));
        QDir checkpoints(path("worst.runs/1/checkpoints"));
        for (const QString& one : checkpoints.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY(QFile::resize(checkpoints.filePath(one + "/states.safetensors"), 10));
        for (const QStringList& command :
             {QStringList {"predict", file, "--row=0.1,-0.4"}, {"serve", file, "--port", "0"}}) {
            const Said said = runWeft(command);
            QCOMPARE(said.code, 3);
            QVERIFY2(said.err.contains("worst.runs/2/run.json"), qPrintable(said.err));
            QVERIFY2(said.err.contains("no intact checkpoint"), qPrintable(said.err));
        }
    }
};

QTEST_APPLESS_MAIN(TestDamagedRuns)
#include "tst_damaged_runs.moc"
