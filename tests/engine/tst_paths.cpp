#include "engine/storage/paths.h"

#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace weft;

class TestPaths : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    FileSystem& m_files = realFileSystem();
    std::string in(const char* name) { return m_folder.filePath(name).toStdString(); }

    template <class Act> QByteArray answerOf(Act act)
    {
        try {
            return QByteArray::fromStdString(act());
        } catch (const Error& error) {
            return error.what();
        }
    }

private slots:
    void initTestCase()
    {
        m_files.makeFolders(in("outside"));
        m_files.createNew(in("outside/secret"));
        m_files.makeFolders(in("base/a/b"));
        const std::pair<const char*, const char*> links[] = {
            {"../outside", "base/out"}, {"../../outside/secret", "base/a/file"},
            {"a/b", "base/inner"},      {"../../base/a", "base/a/around"},
            {"loop", "base/loop"},      {"..", "base/a/up"},
            {"../..", "base/a/upup"},   {"gone", "base/dangling"},
            {".", "base/self"}};
        for (const auto& [target, name] : links)
            QCOMPARE(::symlink(target, in(name).c_str()), 0);
        QCOMPARE(::symlink(in("outside").c_str(), in("base/absolute").c_str()), 0);
    }
    void nothingLeadsOutOfTheFolder_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const QByteArray& path, const char* says) {
            QTest::newRow(path.left(40)) << path << QByteArray(says);
        };
        row("..", "\"..\"");
        row("../outside/secret", "\"..\"");
        row("a/../../outside/secret", "\"..\"");
        row("a/b/../../../outside", "\"..\"");
        row("a/./../..", "\"..\"");
        row("a//..//..", "\"..\"");
        row("./../outside", "\"..\"");
        row("new/..", "\"..\"");
        row("a/..", "\"..\"");
        row("/etc/passwd", "relative");
        row("//etc/passwd", "relative");
        row("C:/windows", "relative");
        row("c:secret", "relative");
        row("\\\\server\\share", "backslash");
        row("..\\outside", "backslash");
        row("a\\..\\..\\outside", "backslash");
        row("", "no file");
        row(".", "no file");
        row("./", "no file");
        row("self", "no file");
        row(QByteArray("a\0/../../outside", 16), "zero byte");
        row("out", "leads out");
        row("out/secret", "leads out");
        row("out/new", "leads out");
        row("a/file", "leads out");
        row("a/around/file", "leads out");
        row("absolute/secret", "leads out");
        row("a/upup/outside", "leads out");
        row("a/up/out/secret", "leads out");
        row("loop", "circle");
        row("loop/x", "circle");
        row(QByteArray(256, 'n'), "too long");
        row(QByteArray("x/").repeated(3000), "too long");
    }
    void nothingLeadsOutOfTheFolder()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, says);
        const QByteArray answer = answerOf([&] { return resolveInside(m_files, in("base"), path.toStdString()); });
        QVERIFY2(answer.contains("not allowed here") && answer.contains(says), answer.constData());
    }
    void whatStaysInsideIsFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char* path, const char* found) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(found);
        };
        row("new", "new");
        row("new/folder/file", "new/folder/file");
        row("./a//b/./file", "a/b/file");
        row("a/b/", "a/b");
        row("...", "...");
        row("..hidden", "..hidden");
        row("~/file", "~/file");
        row("${HOME}/file", "${HOME}/file");
        row("inner/file", "a/b/file");
        row("a/up/new", "new");
        row("dangling", "gone");
        row("pre\xCC\x81 nom ✓", "pre\xCC\x81 nom ✓");
    }
    void whatStaysInsideIsFound()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, found);
        const QByteArray answer = answerOf([&] { return resolveInside(m_files, in("base"), path.toStdString()); });
        QCOMPARE(answer, QByteArray::fromStdString(in("base/")) + found);
    }
    void dataMayLieAnywhere()
    {
        const std::string project = in("base");
        qputenv("WEFT_TEST_FOLDER", m_folder.filePath("outside").toUtf8());
        QCOMPARE(resolveData(m_files, project, "a/b"), in("base/a/b"));
        QCOMPARE(resolveData(m_files, project, "../outside/secret"), in("base/../outside/secret"));
        QCOMPARE(resolveData(m_files, project, "/usr"), std::string("/usr"));
        QCOMPARE(resolveData(m_files, project, "${WEFT_TEST_FOLDER}/secret"), in("outside/secret"));
        QCOMPARE(resolveData(m_files, project, "${WEFT_TEST_FOLDER}/../base"), in("outside/../base"));
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", m_folder.filePath("outside").toUtf8());
        QCOMPARE(resolveData(m_files, project, "~/secret"), in("outside/secret"));
        QCOMPARE(resolveData(m_files, project, "~"), in("outside"));
        qputenv("HOME", home);
    }
    void dataThatIsMissingIsExplained()
    {
        const auto answer = [&](const char* path) {
            return answerOf([&] { return resolveData(m_files, in("base"), path); });
        };
        const QByteArray missing = answer("a/data/train/x.csv");
        QVERIFY2(missing.contains("no \"data\" in \"" + QByteArray::fromStdString(in("base/a")) + "\""),
                 missing.constData());
        QVERIFY2(answer("${WEFT_NO_SUCH}/x").contains("WEFT_NO_SUCH is not set"),
                 answer("${WEFT_NO_SUCH}/x").constData());
        QVERIFY(answer("${HOME/x").contains("has no \"}\""));
        QVERIFY(answer("").contains("empty"));
        QVERIFY(answer("~nobody/x").contains("no \"~nobody\""));
    }
};

QTEST_APPLESS_MAIN(TestPaths)
#include "tst_paths.moc"
