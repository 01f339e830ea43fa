#include "engine/storage/file_system.h"
#include "engine/storage/sha256.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace weft;

class TestFileSystem : public QObject {
    Q_OBJECT
private:
    FileSystem& m_files = realFileSystem();
    std::string in(const QTemporaryDir& folder, const char* name) { return folder.filePath(name).toStdString(); }

    template <class Act> QByteArray sentenceOf(Act act)
    {
        try {
            act();
        } catch (const FileError& error) {
            return error.what();
        }
        return "no error";
    }

private slots:
    void readsBackWhatWasWritten()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "a file");
        File file = m_files.createNew(path, 0640);
        file.write(std::string(100'000, 'x'));
        file.write("end");
        file.sync();
        file.close();
        QCOMPARE(m_files.readFile(path, 100'003), std::string(100'000, 'x') + "end");
        QCOMPARE(m_files.status(path).bytes, uint64_t(100'003));
        QCOMPARE(m_files.status(path).permissions & 0700u, 0600u);
        std::byte piece[5];
        m_files.openForReading(path).readAt(99'998, piece);
        QCOMPARE(std::string(reinterpret_cast<const char*>(piece), 5), std::string("xxend"));
        m_files.openForAppending(path).write("!");
        QVERIFY(m_files.readFile(path, 1 << 20).ends_with("end!"));
    }
    void refusesWhatItCannotReadInASentence()
    {
        QTemporaryDir folder;
        const std::string path = in(folder, "file");
        m_files.createNew(path).write("0123456789");
        QVERIFY(sentenceOf([&] { m_files.readFile(path, 9); }).contains("larger than 9 bytes"));
        QVERIFY(sentenceOf([&] { m_files.createNew(path); }).contains("the name is taken"));
        QVERIFY(sentenceOf([&] { m_files.openForReading(in(folder, "none")); }).contains("there is no such file"));
        QVERIFY(sentenceOf([&] { m_files.openForReading(folder.path().toStdString()); }).contains("it is a folder"));
        QVERIFY(sentenceOf([&] { m_files.openForReading("/dev/zero"); }).contains("a device or a pipe"));
        QCOMPARE(::mkfifo(in(folder, "pipe").c_str(), 0600), 0);
        QVERIFY(sentenceOf([&] { m_files.openForReading(in(folder, "pipe")); }).contains("a device or a pipe"));
        QVERIFY(sentenceOf([&] { m_files.status(std::string("/etc\0/x", 7)); }).contains("zero byte"));
        std::byte piece[5];
        QVERIFY(sentenceOf([&] { m_files.openForReading(path).readAt(8, piece); }).contains("ends at byte 10"));
        QVERIFY(sentenceOf([&] { m_files.openForReading(path).readAt(UINT64_MAX, piece); }).contains("Could not read"));
    }
    void readsFilesThatSayTheyAreEmpty() { QVERIFY(m_files.readFile("/proc/self/status", 1 << 20).size() > 100); }
    void removesATreeButNotWhatItsLinksPointTo()
    {
        QTemporaryDir folder;
        m_files.makeFolders(in(folder, "kept"));
        m_files.createNew(in(folder, "kept/file")).write("kept");
        m_files.makeFolders(in(folder, "tree/a/b"));
        m_files.createNew(in(folder, "tree/a/b/file")).write("gone");
        QCOMPARE(::symlink(in(folder, "kept").c_str(), in(folder, "tree/a/link").c_str()), 0);
        for (const char* name : {"tree", "tree/a/link"})
            QVERIFY_THROWS_EXCEPTION(FileError, m_files.removeFolder(in(folder, name)));
        m_files.removeTree(in(folder, "tree"));
        QCOMPARE(m_files.list(folder.path().toStdString()), std::vector<std::string> {"kept"});
        QCOMPARE(m_files.readFile(in(folder, "kept/file"), 10), std::string("kept"));
    }
    void takesPathsApart_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("name");
        QTest::newRow("relative") << "a/b"
                                  << "a"
                                  << "b";
        QTest::newRow("slash at the end") << "a/b/"
                                          << "a"
                                          << "b";
        QTest::newRow("two slashes") << "a//b"
                                     << "a"
                                     << "b";
        QTest::newRow("plain") << "a"
                               << "."
                               << "a";
        QTest::newRow("top") << "/a"
                             << "/"
                             << "a";
        QTest::newRow("root") << "/"
                              << "/"
                              << "";
    }
    void takesPathsApart()
    {
        QFETCH(QString, path);
        QTEST(QString::fromStdString(parentFolder(path.toStdString())), "parent");
        QTEST(QString::fromStdString(fileName(path.toStdString())), "name");
    }
    void sumsAsTheStandardSays() // FIPS 180-4, examples "abc" and one million "a"
    {
        QCOMPARE(sha256(bytesOf("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Sha256 sum;
        for (int i = 0; i < 1000; ++i)
            sum.add(bytesOf(std::string(1000, 'a')));
        QCOMPARE(sum.hex(), std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }
};

QTEST_APPLESS_MAIN(TestFileSystem)
#include "tst_file_system.moc"
