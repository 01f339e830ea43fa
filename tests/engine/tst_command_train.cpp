#include "tests/support/command_test.h"
#include "tests/support/patience.h"
#include "tests/support/small_projects.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cmath>
#include <csignal>

using namespace weft;

#ifdef __SANITIZE_THREAD__
constexpr int64_t samplesOfTenths = 400; // without libraries, and watched
#else
constexpr int64_t samplesOfTenths = 20'000;
#endif

// Training, stopping and asking a network from a terminal.
class TestCommandTrain : public CommandTest {
    Q_OBJECT

    static bool isPending(qint64 process, int signal)
    {
        QFile file(QStringLiteral("/proc/%1/status").arg(process));
        const QByteArray status = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        const qsizetype at = status.indexOf("ShdPnd:\t");
        return at >= 0 && (status.mid(at + 8, 16).toULongLong(nullptr, 16) >> (signal - 1) & 1) != 0;
    }

private slots:
    void trainsAndSaysHowEachEpochWas()
    {
        Project project = spirals();
        project.data.split.test = 0.1;
        const Said said = runWeft({"train", write("three.weft", project)});
        QCOMPARE(said.code, 0);
        QCOMPARE(said.err, "");
        for (const char* part : {"epoch 1/3  train loss ", "epoch 3/3  train loss ", "validation loss ", "accuracy ",
                                 "test on 20 samples: loss "})
            QVERIFY2(said.out.contains(part), qPrintable(part + ("\n" + said.out)));
        const auto checkpoint = [&](const char* which) {
            const Json told =
                lines(runWeft({"evaluate", path("three.weft"), "--checkpoint", which, "--json"}).out).at(0);
            return textOf(told, "checkpoint");
        };
        QCOMPARE(said.out.contains("take the best"), checkpoint("best") != checkpoint("last"));
        QVERIFY2(!said.out.contains('\r') && !said.out.contains('\x1b'), "no terminal, no redrawn line");
        QVERIFY(QFile::exists(path("three.runs/1/run.json")));
    }

    // The last weights are tested, and the best ones are used: where those are others, the user hears of it.
    void saysWhichWeightsWereTested()
    {
        Project project = spirals();
        project.data.split.test = 0.1;
        project.training.epochs = 6;
        project.training.learningRate = 3; // it gets worse
        const Said said = runWeft({"train", write("worse.weft", project)});
        QCOMPARE(said.code, 0);
        const Json best = lines(runWeft({"evaluate", path("worse.weft"), "--json"}).out).at(0);
        const Json last = lines(runWeft({"evaluate", path("worse.weft"), "--checkpoint", "last", "--json"}).out).at(0);
        QVERIFY(textOf(best, "checkpoint") != textOf(last, "checkpoint"));
        QVERIFY2(
            said.out.contains("That is with the last weights, step-30; evaluate, predict, export and serve take the "
                              "best, step-"),
            qPrintable(said.out));
        const std::vector<Json> told = lines(runWeft({"train", path("worse.weft"), "--json"}).out);
        QCOMPARE(textOf(told.back(), "event"), std::string("test"));
        const Json& end = told[told.size() - 2];
        QCOMPARE(textOf(end, "event"), std::string("end"));
        QVERIFY(end.find("best_step") != nullptr);
        QVERIFY(textOf(best, "checkpoint").ends_with("/step-" + std::to_string(end.find("best_step")->asInteger())));
        project.training.checkpoints.bestMetric = "";
        const Said none = runWeft({"train", write("worse.weft", project), "--json"});
        QVERIFY2(none.code == 0 && !none.out.contains("best_step"), qPrintable(none.out));
    }

    void obeysSettings()
    {
        const QString project = write("settings.weft", spirals());
        const Said said = runWeft({"train", project, "--set", "training.batch_size=40", "--set", "training.steps=2",
                                   "--no-run-folder", "--json"});
        QCOMPARE(said.code, 0);
        int64_t steps = 0;
        for (const Json& event : lines(said.out)) {
            if (textOf(event, "event") == "steps")
                steps += int64_t(event.find("step")->items().size());
            if (textOf(event, "event") == "plan")
                QCOMPARE(event.find("updates_per_epoch")->asInteger(), int64_t(4)); // 160 samples
        }
        QCOMPARE(steps, int64_t(2));
        QVERIFY(!QDir(path("settings.runs")).exists());

        const Said typo = runWeft({"train", project, "--set", "training.bach_size=40"});
        QCOMPARE(typo.code, 2);
        QVERIFY2(isOneSentence(typo.err) && typo.err.contains("batch_size"), qPrintable(typo.err));
        for (const auto& [setting, says] :
             {std::pair("training.optimizer.params.beta3=0.5",
                        "adam has no parameter \"beta3\"; did you mean \"beta1\"?"),
              {"training.optimizer.params.lr=1000", "adam has no parameter \"lr\"; it has beta1, beta2"},
              {"training.schedule.params.warm=3", "constant has no parameter \"warm\"; it has warmup_steps"},
              {"graph.nodes.act.params.slope=3", "relu has no parameter \"slope\"; it has none."},
              {"graph.nodes.hidden.params.unts=3", "dense has no parameter \"unts\"; did you mean \"units\"?"},
              {"data.sources.0.params.smaples=3", "synthetic has no parameter \"smaples\"; did you mean"}}) {
            for (const char* command : {"train", "check", "bench"}) {
                const Said refused = runWeft({command, project, "--set", setting});
                QCOMPARE(refused.code, 2);
                QVERIFY2(refused.err.startsWith("weft: --set ") && refused.err.count('\n') == 1
                             && refused.err.contains(says),
                         qPrintable(refused.err));
            }
        }
        const Said both = runWeft({"check", project, "--set", "training.optimizer.params.momentum=0.5", "--set",
                                   "training.optimizer.type=sgd"});
        QCOMPARE(both.code, 0);
        QCOMPARE(both.err, QString());
        QCOMPARE(runWeft({"train", project, "--set", "training.batch_size=many"}).code, 2);
        QCOMPARE(runWeft({"train", project, "--set", "training.batch_size"}).code, 2);
    }

    void countsInStepsWhatIsNoWholeEpoch()
    {
        const QString project = write("few.weft", spirals());
        const Said one = runWeft({"train", project, "--set", "training.steps=1", "--no-run-folder"});
        QCOMPARE(one.code, 0);
        QVERIFY2(one.out.contains(" 1 step on ") && one.out.contains("\nstep 1/1  train loss "), qPrintable(one.out));
        QVERIFY2(one.out.contains("\nFinished after 1 step.\n"), qPrintable(one.out));
    }

    void saysThatARunIsDone()
    {
        const QString project = write("done.weft", spirals()); // three epochs of five steps
        QCOMPARE(runWeft({"train", project}).code, 0);
        const Said said = runWeft({"train", project, "--resume", "last", "--epochs", "2"});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.out.contains("The run is done: it has had 15 steps of 10 steps that are asked for."),
                 qPrintable(said.out));
        QVERIFY2(!said.out.contains("epoch "), qPrintable(said.out));
    }

    // They count from then on, also for who resumes it later.
    void aRunThatCountsStepsGoesOnByEpochs()
    {
        Project project = spirals(); // five steps an epoch
        project.training.steps = 7;
        const QString file = write("counted.weft", project);
        QVERIFY(runWeft({"train", file}).out.contains("Finished after 7 steps."));
        QVERIFY2(runWeft({"runs", file}).out.contains("7 steps"), "");
        const Said again = runWeft({"train", file, "--resume", "last"});
        QVERIFY2(again.out.contains("The run is done: it has had 7 steps of 7 steps"), qPrintable(again.out));
        const Said more = runWeft({"train", file, "--resume", "last", "--epochs", "3"});
        QVERIFY2(more.out.contains("Finished after 15 steps."), qPrintable(more.out + more.err));
        const Said done = runWeft({"train", file, "--resume", "last"});
        QVERIFY2(done.out.contains("The run is done: it has had 15 steps of 15 steps"), qPrintable(done.out));
        QVERIFY2(!runWeft({"runs", file}).out.contains("7 steps"), "");
    }

    void aRunThatGoesOnTellsItsOwnTimeAndEpochs()
    {
        Project project = spirals(samplesOfTenths); // some tenths of a second an epoch
        project.graph.nodes[2].params["units"] = int64_t(256);
        project.graph.nodes.push_back(node("wide", "dense", {{"units", int64_t(256)}}, {"x=act.y"}));
        project.graph.nodes[4].inputs[0].from.node = "wide";
        project.training.epochs = 8;
        const QString file = write("longer.weft", project);
        const auto seconds = [](const QString& out) { // of all epochs' lines
            double sum = 0;
            for (const QString& line : out.split('\n')) {
                if (line.startsWith("epoch "))
                    sum += line.section(' ', -2, -2).toDouble();
            }
            return sum;
        };
        const double first = seconds(runWeft({"train", file}).out);
        QVERIFY(first > 0);
        QVERIFY2(runWeft({"runs", file}).out.contains("8 epochs"), "");
        const Said more = runWeft({"train", file, "--resume", "last", "--epochs", "9"});
        QVERIFY2(more.out.count("\nepoch ") == 1 && seconds(more.out) < first, qPrintable(more.out));
        const Said listed = runWeft({"runs", file});
        QVERIFY2(listed.out.contains("9 epochs") && !listed.out.contains("8 epochs"), qPrintable(listed.out));
    }

    void aStartThatFailsLeavesNoRun()
    {
        Project project = spirals();
        project.data.feeds["point"] = "nothing";
        const QString file = write("unbegun.weft", project);
        for (const QStringList& more : {QStringList {}, {"--set", "training.device=cuda:99"}}) {
            const Said said = runWeft(QStringList {"train", file} + more);
            QVERIFY2(said.code == 1 || said.code == 3, qPrintable(said.err));
            QVERIFY2(!QFile::exists(path("unbegun.runs")), qPrintable(said.err));
        }
        QVERIFY(QDir(path("")).mkdir("unbegun.runs"));
        runWeft({"train", file});
        QVERIFY(QDir(path("unbegun.runs")).exists() && QDir(path("unbegun.runs")).isEmpty()); // it was there before
        QVERIFY(QDir().rename(path("unbegun.runs"), path("big disk")));
        QVERIFY(QFile::link(path("big disk"), path("unbegun.runs")));
        runWeft({"train", file});
        QVERIFY(QFileInfo(path("unbegun.runs")).isSymLink() && QDir(path("big disk")).isEmpty());
        QCOMPARE(runWeft({"train", file, "--set", "data.feeds.point=x"}).code, 0);
        QCOMPARE(QDir(path("unbegun.runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList("1"));
        runWeft({"train", file});
        QCOMPARE(QDir(path("unbegun.runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList("1"));
    }

    void aModelThatCannotBeServedIsSaidOnce()
    {
        const Said one = runWeft({"serve", write("bare.weft", spirals()), "--port", "0"});
        QCOMPARE(one.code, 3);
        QVERIFY2(isOneSentence(one.err) && one.err.startsWith("weft: bare: "), qPrintable(one.err));
        const Said two = runWeft({"serve", path("bare.weft"), path("none.weft"), "--port", "0"});
        QVERIFY2(two.err.count('\n') == 2 && two.err.count("weft: bare: ") == 1 && two.err.count("weft: none: ") == 1,
                 qPrintable(two.err));
    }

    void stopsWithACheckpointAndGoesOn_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminated") << SIGTERM;
        QTest::newRow("hung up") << SIGHUP;
    }
    void stopsWithACheckpointAndGoesOn()
    {
        QFETCH(const int, signal);
        Project project = endless(spirals());
        project.training.checkpoints = {.everySeconds = 0, .bestMetric = ""};
        const QString name = QStringLiteral("long%1").arg(signal);
        const QString file = write(name + ".weft", project);
        QProcess process;
        process.start(weftProgram(), {"train", file, "--json"});
        QVERIFY(process.waitForStarted());
        QByteArray out;
        while (!out.contains("\"epoch\":")) {
            QVERIFY2(process.waitForReadyRead(patience), process.readAllStandardError().constData());
            out += process.readAllStandardOutput();
        }
        QCOMPARE(kill(pid_t(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 128 + signal);
        out += process.readAllStandardOutput();
        const Json end = lines(QString::fromUtf8(out)).back();
        QCOMPARE(textOf(end, "reason"), std::string("stopped"));
        const int64_t stopped = end.find("step")->asInteger();
        QVERIFY(stopped > 0);
        QVERIFY(QDir(path(name + ".runs/1/checkpoints")).exists(QStringLiteral("step-%1").arg(stopped)));

        const auto epochs = QString::number(stopped / 5 + 2); // five steps each
        const Said resumed = runWeft({"train", file, "--resume", "last", "--epochs", epochs, "--json"});
        QCOMPARE(resumed.code, 0);
        for (const Json& event : lines(resumed.out)) {
            if (textOf(event, "event") == "plan" && event.find("first_step") != nullptr)
                QCOMPARE(event.find("first_step")->asInteger(), stopped + 1);
            if (textOf(event, "event") == "end")
                QCOMPARE(event.find("step")->asInteger(), (stopped / 5 + 2) * 5);
        }
        QVERIFY(!QDir(path(name + ".runs/2")).exists());
        QCOMPARE(runWeft({"train", file, "--resume", "9"}).code, 2);
        QCOMPARE(runWeft({"train", file, "--resume", "last", "--set", "training.seed=1"}).code, 2);
    }

    void aSecondCtrlCEndsAtOnce()
    {
        Project project = spirals(4096);
        project.graph.nodes[2].params["units"] = int64_t(2048); // each step takes a second or more
        for (int i = 1; i <= 6; ++i) {
            const std::string before = i == 1 ? "hidden" : "wide" + std::to_string(i - 1);
            project.graph.nodes.push_back(
                node("wide" + std::to_string(i), "dense", {{"units", int64_t(2048)}}, {"x=" + before + ".y"}));
        }
        project.graph.nodes[3].inputs[0].from.node = "wide6";
        project.training.batchSize = 2048;
        project.training.optimizer = {.type = "sgd"};
        const QString file = write("patience.weft", project);
        QProcess process;
        process.start(weftProgram(), {"train", file, "--json"});
        QVERIFY(process.waitForStarted());
        QByteArray out;
        while (!out.contains("\"training\"")) {
            QVERIFY2(process.waitForReadyRead(patience), process.readAllStandardError().constData());
            out += process.readAllStandardOutput();
        }
        QCOMPARE(kill(pid_t(process.processId()), SIGINT), 0);
        QTRY_VERIFY(!isPending(process.processId(), SIGINT)); // so that the two are not taken for one
        QTest::qSleep(10);
        QCOMPARE(kill(pid_t(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        out += process.readAllStandardOutput();
        QVERIFY2(!out.contains("\"end\"") && !out.contains("\"checkpoint\""), out);
        QVERIFY(QDir(path("patience.runs/1/checkpoints")).isEmpty());
    }

    // Whose mistake it is, whichever command meets it.
    void tellsMistakesOfTheProjectFromTheWorlds_data()
    {
        QTest::addColumn<Project>("project");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("code");
        Project project = spirals();
        project.data.split = {.validation = 0.6, .test = 0.4};
        QTest::newRow("no sample left for training") << project << "split" << 1;
        project = spirals();
        project.data.feeds["point"] = "nothing";
        QTest::newRow("a column that is not there") << project << "nothing" << 1;
        project = spirals();
        project.graph.nodes[1].params["classes"] = int64_t(1);
        QTest::newRow("a class too many") << project << "class" << 1;
        project = spirals();
        project.training.checkpoints.bestMetric = "validation/acuracy";
        QTest::newRow("a mistyped metric") << project << "acuracy" << 1;
        project = spirals();
        project.training.optimizer = {.type = "sgd"};
        project.training.learningRate = 1e30;
        QTest::newRow("it diverges") << project << "learning rate" << 1;
        project = spirals();
        project.data.sources = {{.format = "csv", .params = {{"file", "gone.csv"}}}};
        QTest::newRow("a file that is gone") << project << "gone.csv" << 3;
    }
    void tellsMistakesOfTheProjectFromTheWorlds()
    {
        QFETCH(const Project, project);
        QFETCH(const QString, word);
        QFETCH(const int, code);
        const Said said = runWeft({"train", write("fault.weft", project), "--no-run-folder"});
        QVERIFY2(said.err.contains(word) && said.err.startsWith("weft: "), qPrintable(said.err + said.out));
        QCOMPARE(said.code, code);
    }

    void saysWhatToDoWhereNothingAnswers()
    {
        Project project = spirals();
        const QString trained = write("mute.weft", project);
        QCOMPARE(runWeft({"train", trained}).code, 0);
        QVERIFY(QFile::copy(path("mute.runs/1/checkpoints/step-15/states.safetensors"), path("begun.safetensors")));
        project.training.weights = "begun.safetensors";
        const QString untrained = write("untrained.weft", project);
        for (const auto& [file, says] : {std::pair(trained, "; add one, and train again.\n"),
                                         std::pair(untrained, "; add one to the project.\n")}) {
            for (const QStringList& command : {QStringList {"predict", file, "--row=0.1,-0.4"},
                                               {"export", file, "--to", path("mute.onnx")},
                                               {"serve", file, "--port", "0"}}) {
                const Said said = runWeft(command);
                QVERIFY2(said.code == 1 || said.code == 3, qPrintable(said.err));
                QVERIFY2(isOneSentence(said.err) && said.err.contains("no Output node") && said.err.endsWith(says),
                         qPrintable(said.err));
            }
        }
    }

    void measuresAndAsksATrainedNetwork()
    {
        Project project = spirals();
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        project.graph.nodes.push_back(node("mixed", "confusion_matrix", {}, {"x=scores.y", "target=arm.y"}));
        project.data.split.test = 0.2;
        const QString file = write("asked.weft", project);
        const Said untrained = runWeft({"evaluate", file});
        QCOMPARE(untrained.code, 1);
        QVERIFY2(isOneSentence(untrained.err), qPrintable(untrained.err));
        QCOMPARE(runWeft({"train", file}).code, 0);

        const Json result = lines(runWeft({"evaluate", file, "--json"}).out).at(0);
        QCOMPARE(textOf(result, "part"), std::string("test"));
        QCOMPARE(result.find("samples")->asInteger(), int64_t(40));
        int64_t right = 0;
        int64_t all = 0;
        const Json::Array& rows = result.find("confusions")->items().at(0).find("counts")->items();
        for (size_t truth = 0; truth < 2; ++truth) {
            for (size_t chosen = 0; chosen < 2; ++chosen) {
                all += rows[truth].items()[chosen].asInteger();
                right += truth == chosen ? rows[truth].items()[chosen].asInteger() : 0;
            }
        }
        QCOMPARE(all, int64_t(40));
        QCOMPARE(result.find("values")->find("accuracy")->asDouble(), double(right) / 40);
        QCOMPARE(runWeft({"evaluate", file, "--part", "all"}).code, 2);

        const Json answer = lines(runWeft({"predict", file, "--row=0.1,-0.4", "--json"}).out).at(0);
        const Json::Array& classes = answer.find("predictions")->items().at(0).find("classes")->items();
        QCOMPARE(classes.size(), size_t(2));
        const double first = classes[0].find("probability")->asDouble();
        const double second = classes[1].find("probability")->asDouble();
        QVERIFY(first >= second && std::abs(first + second - 1) < 1e-5);
        const Said table = runWeft({"predict", file, write("points.csv", "x,y\n0.1,-0.4\n0.5,0.5\n")});
        QVERIFY2(table.out.count("points.csv, line ") == 2 && table.out.count(" %") == 4, qPrintable(table.out));
        QCOMPARE(runWeft({"predict", file, "--row=1,2,3"}).code, 2);
        QCOMPARE(runWeft({"predict", file, "--row=1,two"}).code, 2);
        QCOMPARE(runWeft({"predict", file}).code, 2);
        QCOMPARE(runWeft({"predict", file, path("no.npy")}).code, 3);

        const Json run = lines(runWeft({"runs", file, "--json"}).out).at(0).items().at(0);
        QCOMPARE(textOf(run, "state"), std::string("finished"));
    }
};

QTEST_APPLESS_MAIN(TestCommandTrain)
#include "tst_command_train.moc"
