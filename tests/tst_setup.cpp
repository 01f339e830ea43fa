#include "tests/support/patience.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

// installer/install against a made-up distribution: programs called dpkg-query, apt-cache, apt-get, sudo and id that
// come first in PATH, answer from small files and write down how they were called.

namespace {

struct Outcome {
    int code = -1;
    QString said; // both streams
    QStringList calls; // of apt-get, one a line

    QString installs() const { return calls.filter(" install ").join('\n'); }
};

class Distribution {
public:
    Distribution()
    {
        for (const char* folder : {"bin", "installer", "tools"})
            QDir(m_folder.path()).mkpath(folder);
        // The ordinary programs that the script uses, and no other: the machine's apt-get and sudo are out of reach.
        for (const char* tool : {"bash", "cat", "dirname", "env", "find", "grep"})
            QFile::link(QStandardPaths::findExecutable(tool), m_folder.filePath("tools/" + QString(tool)));
        QFile::copy(WEFT_SOURCE_DIR "/installer/install", m_folder.filePath("installer/install"));
        write("installer/packages",
              "# a list\n[build]\ncompiler\nmaker | builder\n\n[extra]\n? hurry # it takes longer\n");
        program("dpkg-query", "if [[ ${@: -1} == -f=* ]]; then cat ../provided; exit; fi\n"
                              "grep -qx \"${@: -1}\" ../installed && echo installed");
        program("apt-cache", "grep -qx \"${@: -1}\" ../offered");
        program("apt-get", "echo \"$@\" >> ../calls; [[ $* != *install* ]] || { [ ! -e ../broken ] &&"
                           " { [ ! -e ../conflicting ] || [[ $* != *\"$(cat ../conflicting)\"* ]]; }; }");
        program("id", "cat ../user");
        installed({});
        offered({"compiler", "maker", "builder", "hurry"});
        user(0);
        provide("");
    }
    void installed(const QStringList& names) { write("installed", names.join('\n') + '\n'); }
    void offered(const QStringList& names) { write("offered", names.join('\n') + '\n'); }
    void user(int id) { write("user", QByteArray::number(id)); }
    void breakDownloads() { write("broken", ""); }
    void conflict(const QString& name) { write("conflicting", name); }
    void provide(const QString& names) { write("provided", "installed " + names + ",\ninstalled ,\n"); }
    void remove(const QString& name) { QFile::remove(m_folder.filePath("bin/" + name)); }
    // What it does is run by bash in the folder of the programs.
    void program(const QString& name, const QString& does)
    {
        const QString path = "bin/" + name;
        write(path, QString("#!/bin/bash\ncd '%1'\n%2\n").arg(m_folder.filePath("bin"), does));
        QFile(m_folder.filePath(path)).setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }

    Outcome install(const QStringList& purposes)
    {
        QFile::remove(m_folder.filePath("calls"));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", m_folder.filePath("bin") + ":" + m_folder.filePath("tools"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start("/bin/bash", QStringList {m_folder.filePath("installer/install")} << purposes);
        Outcome outcome;
        if (process.waitForFinished(patience))
            outcome.code = process.exitCode();
        outcome.said = QString::fromUtf8(process.readAll());
        QFile calls(m_folder.filePath("calls"));
        if (calls.open(QIODevice::ReadOnly))
            outcome.calls = QString::fromUtf8(calls.readAll()).split('\n', Qt::SkipEmptyParts);
        return outcome;
    }

private:
    void write(const QString& name, const QString& text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("cannot write %s", qPrintable(file.fileName()));
    }
    QTemporaryDir m_folder;
};

} // namespace

class TestSetup : public QObject {
    Q_OBJECT
private slots:
    void asksAptNothingWhenNothingIsMissing()
    {
        Distribution distribution;
        distribution.program("apt-cache", "echo asked >> ../calls");
        distribution.installed({"compiler", "builder", "hurry"}); // builder stands in for maker
        const Outcome outcome = distribution.install({"build", "extra"});
        QCOMPARE(outcome.said, "");
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.calls, QStringList());
    }
    void installsOnlyWhatIsMissing()
    {
        Distribution distribution;
        distribution.installed({"compiler"});
        distribution.offered({"builder", "hurry"});
        const Outcome outcome = distribution.install({"build", "extra"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.installs().endsWith(" builder hurry"), qPrintable(outcome.said));
        QVERIFY(!distribution.install({"build"}).installs().contains("hurry"));
    }
    void goesOnWithoutAnOptionalPackage()
    {
        Distribution distribution;
        distribution.installed({"compiler", "maker"});
        distribution.offered({});
        const Outcome outcome = distribution.install({"build", "extra"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.said.contains("going on without hurry: it takes longer"), qPrintable(outcome.said));
        QCOMPARE(outcome.installs(), "");
    }
    void fetchesTheListsBeforeItSaysThatAPackageIsMissing()
    {
        Distribution distribution;
        distribution.offered({"compiler"});
        const Outcome outcome = distribution.install({"build"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.said.contains("no package called maker"), qPrintable(outcome.said));
        QVERIFY(outcome.calls.size() == 1 && outcome.calls[0].endsWith("update"));
    }
    void triesOnceMoreWithNewLists()
    {
        Distribution distribution;
        distribution.breakDownloads();
        const Outcome outcome = distribution.install({"build"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.said.contains("could not install compiler maker"), qPrintable(outcome.said));
        QCOMPARE(outcome.calls.filter("install").size(), 2);
        QVERIFY(outcome.calls.at(outcome.calls.size() - 2).endsWith("update"));
    }
    void whatConflictsIsLeftOutWhereItIsOptional()
    {
        Distribution distribution;
        distribution.conflict("hurry");
        const Outcome outcome = distribution.install({"build", "extra"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.calls.filter(QRegularExpression("install .* compiler maker$")).size(), 1);
        QVERIFY2(outcome.said.contains("going on without hurry, which apt-get could not install: it takes longer"),
            qPrintable(outcome.said));

        distribution.conflict("maker");
        QCOMPARE(distribution.install({"build", "extra"}).code, 1);
    }
    void whatAnotherPackageProvidesIsThere()
    {
        Distribution distribution;
        distribution.provide("builder (= 1.2), hurry-tools, hurry");
        const Outcome outcome = distribution.install({"build", "extra"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.installs().endsWith(" compiler"), qPrintable(outcome.installs()));
    }
    void asksForSudoOrAnAdministrator()
    {
        Distribution distribution;
        distribution.user(1000);
        const Outcome alone = distribution.install({"build"});
        QCOMPARE(alone.code, 1);
        QVERIFY2(alone.said.contains("apt-get install compiler maker"), qPrintable(alone.said));
        QCOMPARE(alone.calls, QStringList());

        distribution.installed({"compiler", "maker"}); // what is optional stops nobody
        QCOMPARE(distribution.install({"build", "extra"}).code, 0);

        distribution.installed({});
        distribution.program("sudo", "echo sudo >> ../calls; exec \"$@\"");
        const Outcome trusted = distribution.install({"build"});
        QCOMPARE(trusted.code, 0);
        QVERIFY(trusted.calls.contains("sudo") && trusted.installs().endsWith("compiler maker"));
    }
    void saysWhenThereIsNoApt()
    {
        Distribution distribution;
        distribution.remove("apt-get");
        const Outcome outcome = distribution.install({"build"});
        QCOMPARE(outcome.code, 0); // what is there may suffice
        QVERIFY2(outcome.said.contains("no apt here"), qPrintable(outcome.said));
    }
    void refusesAPurposeThatTheListDoesNotHave()
    {
        QVERIFY(Distribution().install({"bulid"}).said.contains("no section [bulid]"));
    }
    void theCommandsExplainThemselves_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("start") << "installer/start" << QStringList {"--help"} << 0 << "--device NAME";
        QTest::newRow("start, no such option")
            << "installer/start" << QStringList {"--divice"} << 2 << "no option --divice";
        QTest::newRow("start, two files")
            << "installer/start" << QStringList {"a", "b"} << 2 << "one project at a time";
        QTest::newRow("start, no such file") << "installer/start" << QStringList {"a.weft"} << 1 << "no file a.weft";
        QTest::newRow("tests") << "tests/run" << QStringList {"--help"} << 0 << "--preset NAME";
        QTest::newRow("tests, no such preset")
            << "tests/run" << QStringList {"--preset", "gold"} << 2 << "no preset gold";
    }
    void theCommandsExplainThemselves()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QDir(WEFT_SOURCE_DIR).filePath(command), arguments);
        QVERIFY(process.waitForFinished(patience));
        const QString said = QString::fromUtf8(process.readAll());
        QVERIFY2(said.contains(says), qPrintable(said));
        QCOMPARE(process.exitCode(), code);
    }
    void theRealListHasEveryPurposeThatTheCommandsName()
    {
        QFile file(WEFT_SOURCE_DIR "/installer/packages");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        for (const char* purpose : {"[build]", "[engine]", "[demo]", "[tests]", "[bench]"})
            QCOMPARE(lines.count(purpose), 1);
    }
};

QTEST_APPLESS_MAIN(TestSetup)
#include "tst_setup.moc"
