#include "engine/storage/publish.h"

#include "engine/support/random.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace weft;

class TestPublish : public QObject {
    Q_OBJECT
private:
    FileSystem& m_files = realFileSystem();
    std::string in(const QTemporaryDir& folder, const char* name) { return folder.filePath(name).toStdString(); }

    static std::vector<FileToPublish> contents(const std::string& version)
    {
        return {
            {"weights",
             [version](const ByteSink& sink) {
                 for (int i = 0; i < 10; ++i)
                     sink(bytesOf(version + std::string(500, 'w')));
             }},
            {"state.json", [version](const ByteSink& sink) { sink(bytesOf("{\"version\": \"" + version + "\"}")); }}};
    }
    template <class Act> QByteArray sentenceOf(Act act)
    {
        try {
            act();
        } catch (const Error& error) {
            return error.what();
        }
        return "no error";
    }

private slots:
    void aFileKeepsItsPermissionsAndItsLinks()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "project.weft");
        publishFile(m_files, path, "one");
        QCOMPARE(::chmod(path.c_str(), 0666), 0); // more than the usual umask leaves
        QCOMPARE(::symlink("project.weft", in(folder, "link").c_str()), 0);
        publishFile(m_files, in(folder, "link"), "two");
        QCOMPARE(m_files.readFile(path, 100), std::string("two"));
        QCOMPARE(m_files.status(path).permissions, 0666u);
        QCOMPARE(m_files.linkStatus(in(folder, "link")).kind, FileKind::link);
        QCOMPARE(m_files.list(folder.path().toStdString()).size(), size_t(2));
    }
    void aFileThatIsReadOnlyOrAFolderIsRefused()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "file");
        publishFile(m_files, path, "one");
        QCOMPARE(::chmod(path.c_str(), 0444), 0);
        QVERIFY(sentenceOf([&] { publishFile(m_files, path, "two"); }).contains("read-only"));
        QCOMPARE(m_files.readFile(path, 100), std::string("one"));
        QVERIFY(sentenceOf([&] { publishFile(m_files, folder.path().toStdString(), "x"); }).contains("a folder"));
        QCOMPARE(::symlink("loop", in(folder, "loop").c_str()), 0);
        QVERIFY(sentenceOf([&] { publishFile(m_files, in(folder, "loop"), "x"); }).contains("circle"));
    }
    void whatADeadProgramLeftIsTidiedAwayByTheNext()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "file");
        m_files.createNew(in(folder, ".file.999999999-0.tmp")).write("left"); // no such process
        const std::string alive = ".file." + std::to_string(::getppid()) + "-0.tmp"; // still being written
        m_files.createNew(in(folder, alive.c_str())).write("half");
        m_files.createNew(in(folder, ".file.notes.tmp")).write("the user's own");
        publishFile(m_files, path, "one");
        const std::vector<std::string> expected = {alive, ".file.notes.tmp", "file"};
        QCOMPARE(m_files.list(folder.path().toStdString()), expected);
    }
    void threadsThatSaveOneFileDoNotDisturbEachOther()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "file");
        const auto save = [&](char letter) {
            for (int i = 0; i < 100; ++i)
                publishFile(m_files, path, std::string(10'000, letter));
        };
        std::thread other(save, 'b');
        save('a');
        other.join();
        const std::string text = m_files.readFile(path, 20'000);
        QVERIFY(text == std::string(10'000, 'a') || text == std::string(10'000, 'b'));
        QCOMPARE(m_files.list(folder.path().toStdString()), std::vector<std::string> {"file"});
    }
    void longNamesArePublishedToo()
    {
        QTemporaryDir folder;
        const QByteArray name = QByteArray("é").repeated(125) + "x.weft"; // 256 - 1 bytes, the most there can be
        publishFile(m_files, in(folder, name.left(255).constData()), "one");
        QCOMPARE(m_files.list(folder.path().toStdString()).size(), size_t(1));
    }
    void anErrorOfTheWriterLeavesNothingBehind()
    {
        QTemporaryDir folder;
        publishFile(m_files, in(folder, "file"), "one");
        const auto breaks = [](const ByteSink& sink) {
            sink(bytesOf("half"));
            throw Error("the model is gone");
        };
        QVERIFY(sentenceOf([&] { publishFile(m_files, in(folder, "file"), breaks); }).contains("gone"));
        const FileToPublish file = {"weights", breaks};
        QVERIFY(sentenceOf([&] { publishFolder(m_files, in(folder, "step-1"), {&file, 1}); }).contains("gone"));
        QCOMPARE(m_files.list(folder.path().toStdString()), std::vector<std::string> {"file"});
        QCOMPARE(m_files.readFile(in(folder, "file"), 100), std::string("one"));
    }
    void publishedFoldersAreListedNewestFirst()
    {
        QTemporaryDir folder;
        const std::string parent = in(folder, "run/checkpoints");
        QVERIFY(publishedFolders(m_files, parent).empty());
        for (const char* name : {"step-9", "step-10", "step-0100", "best-50"})
            publishFolder(m_files, joinPath(parent, name), contents(name));
        m_files.makeFolders(joinPath(parent, "step-200.tmp"));
        m_files.makeFolders(joinPath(parent, "step-201")); // the user's own
        const std::vector<std::string> expected = {"step-0100", "step-10", "step-9"};
        QCOMPARE(publishedFolders(m_files, parent, "step-"), expected);
        removePublished(m_files, joinPath(parent, "step-10"));
        removeLeftovers(m_files, parent);
        const std::vector<std::string> left = {"best-50", "step-0100", "step-201", "step-9"};
        QCOMPARE(m_files.list(parent), left);
        QCOMPARE(newestIntact(m_files, parent, "step-").name, std::string("step-0100"));
    }
    void aPublishedFolderIsNeverOverwritten()
    {
        QTemporaryDir folder;
        publishFolder(m_files, in(folder, "step-1"), contents("one"));
        QVERIFY(sentenceOf([&] { publishFolder(m_files, in(folder, "step-1"), contents("two")); }).contains("never"));
        QVERIFY(!verifyFolder(m_files, in(folder, "step-1")));
        QVERIFY(m_files.readFile(in(folder, "step-1/state.json"), 100).find("one") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPublish)
#include "tst_publish.moc"
