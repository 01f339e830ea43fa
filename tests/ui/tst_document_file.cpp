#include "engine/graph/document.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/sample_network.h"
#include "tests/ui/support/random_actions.h"
#include "ui/document/files/backups.h"
#include "ui/document/files/block_library.h"
#include "ui/document/files/document_file.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace weft;

namespace {

QByteArray bytesAt(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

const QByteArray sampleBytes = QByteArray(sampleNetwork.data(), qsizetype(sampleNetwork.size()));

} // namespace

class TestDocumentFile : public QObject {
    Q_OBJECT

    // A document, its file, and all that is said about it.
    struct Desk {
        explicit Desk(const QString& folder, FileSystem& files = realFileSystem(), int autosave = 30)
            : file(document, files, {.recovery = folder + "/recovery", .autosaveMilliseconds = autosave})
            , saved(&file, &DocumentFile::saved)
            , failed(&file, &DocumentFile::failed)
            , conflict(&file, &DocumentFile::conflict)
            , warned(&file, &DocumentFile::warned)
            , disk(&file, &DocumentFile::onDiskChanged)
        {
        }
        void open(const QString& path)
        {
            file.open(path);
            file.waitForDone();
        }
        void save()
        {
            file.save();
            file.waitForDone();
        }
        GraphDocument document;
        DocumentFile file;
        QSignalSpy saved;
        QSignalSpy failed;
        QSignalSpy conflict;
        QSignalSpy warned;
        QSignalSpy disk;
    };

private slots:
    void aSaveWithoutAChangeKeepsEveryByte()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("a b.weft");
        QByteArray bytes = sampleBytes;
        bytes.replace("\"epochs\": 3", "\"epochs\":    3"); // by hand
        put(path, bytes);
        Desk desk(folder.path());
        desk.open(path);
        QCOMPARE(desk.document.title(), "a b");
        desk.document.setViewport("", {2, 3, 4});
        desk.save();
        QCOMPARE(desk.saved.size(), 1);
        QCOMPARE(bytesAt(path), bytes);
        rename(desk.document, {"", "conv1"}, "first");
        desk.document.undoStack()->undo();
        QVERIFY(!desk.document.isChanged());
        desk.save();
        QCOMPARE(bytesAt(path), bytes);
    }

    void whatIsChangedWhileItIsSavedStaysUnsaved()
    {
        QTemporaryDir folder;
        Desk desk(folder.path());
        put(folder.filePath("p.weft"), sampleBytes);
        desk.open(folder.filePath("p.weft"));
        rename(desk.document, {"", "conv1"}, "first");
        desk.file.save();
        rename(desk.document, {"", "conv2"}, "meanwhile");
        desk.file.waitForDone();
        QVERIFY(desk.document.isChanged());
        QVERIFY(bytesAt(desk.file.path()).contains("\"first\"") && !bytesAt(desk.file.path()).contains("\"meanwhile\""));
        desk.document.undoStack()->undo();
        QVERIFY(!desk.document.isChanged());
        desk.document.undoStack()->undo();
        QVERIFY(desk.document.isChanged());
    }

    // What is saved is what stands there when it is asked, not what a job before it has left in the file.
    void whatIsTakenBackWhileItIsSavedIsSavedAsItWas()
    {
        QTemporaryDir folder;
        Desk desk(folder.path());
        put(folder.filePath("p.weft"), sampleBytes);
        desk.open(folder.filePath("p.weft"));
        desk.file.save();
        desk.file.waitForDone();
        rename(desk.document, {"", "conv1"}, "hasty");
        desk.file.save();
        desk.document.undoStack()->undo();
        desk.file.save();
        desk.file.waitForDone();
        const QByteArray after = bytesAt(desk.file.path());
        QVERIFY2(after.contains("\"conv1\"") && !after.contains("\"hasty\""), after);
        QVERIFY(!desk.document.isChanged());
    }

    // Every call of the file system fails once, with everything a disk can say: the file is the old one or the new
    // one, the user hears of it, and saving again works.
    void whateverFailsTheFileIsWhole_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : {ENOSPC, EIO, EDQUOT, EROFS, EACCES, EXDEV, ESTALE})
            QTest::newRow(strerror(code)) << code;
    }
    void whateverFailsTheFileIsWhole()
    {
        QFETCH(int, code);
        bool failedOnce = false;
        for (int call = 0;; ++call) {
            QTemporaryDir folder;
            const QString path = folder.filePath("p.weft");
            put(path, sampleBytes);
            FaultyFileSystem faulty(realFileSystem());
            Desk desk(folder.path(), faulty.files, 1'000'000);
            desk.open(path);
            rename(desk.document, {"", "conv1"}, "first");
            const QByteArray after = QByteArray::fromStdString(writeProject(desk.document.projectToSave()));
            faulty.calls.failOnce(faulty.calls.calls() + call, code);
            const int before = faulty.calls.calls();
            desk.save();
            const bool happened = faulty.calls.calls() - before > call;
            const QByteArray now = bytesAt(path);
            QVERIFY2(now == sampleBytes || now == after, qPrintable(QString("call %1").arg(call)));
            QCOMPARE(desk.saved.size() + desk.failed.size(), 1);
            QCOMPARE(desk.document.isChanged(), desk.saved.isEmpty());
            if (!desk.saved.isEmpty())
                QCOMPARE(now, after);
            failedOnce |= !desk.failed.isEmpty();
            faulty.calls.heal();
            if (desk.saved.isEmpty()) {
                // The file may be the new one already, with only its durability in doubt: then it is foreign to us.
                desk.save();
                if (!desk.conflict.isEmpty()) {
                    desk.file.overwrite();
                    desk.file.waitForDone();
                }
            }
            QCOMPARE(bytesAt(path), after);
            QVERIFY(!desk.document.isChanged());
            QCOMPARE(faulty.calls.openFiles(), 0);
            if (!happened)
                break;
        }
        QVERIFY(failedOnce);
    }

    void fiveVersionsAreKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("p.weft");
        put(path, sampleBytes);
        Desk desk(folder.path());
        desk.open(path);
        QList<QByteArray> versions {sampleBytes};
        for (int i = 0; i < 7; ++i) {
            desk.document.change("name", [&](Edit& edit) { edit.setName("v" + std::to_string(i)); });
            desk.save();
            versions.prepend(bytesAt(path));
        }
        const std::vector<std::string> backups = backupsOf(realFileSystem(), path.toStdString());
        QCOMPARE(backups.size(), size_t(keptBackups));
        for (int i = 0; i < keptBackups; ++i)
            QCOMPARE(bytesAt(QString::fromStdString(backups[size_t(i)])), versions[i + 1]);
    }

    void aFileThatSomebodyElseChangedIsNotReplaced()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("p.weft");
        put(path, sampleBytes);
        Desk desk(folder.path());
        desk.open(path);
        QByteArray theirs = sampleBytes;
        theirs.replace("\"name\": \"sample\"", "\"name\": \"theirs\"");
        put(path, theirs);
        QTRY_COMPARE(desk.disk.size(), 1);
        QCOMPARE(desk.file.onDisk(), DocumentFile::OnDisk::changed);
        rename(desk.document, {"", "conv1"}, "first");
        desk.save();
        QCOMPARE(desk.conflict.size(), 1);
        QCOMPARE(desk.saved.size(), 0);
        QCOMPARE(bytesAt(path), theirs);
        desk.file.overwrite();
        desk.file.waitForDone();
        QCOMPARE(desk.saved.size(), 1);
        QCOMPARE(bytesAt(QString::fromStdString(backupsOf(realFileSystem(), path.toStdString()).front())), theirs);
    }

    void aFileThatVanishesLeavesTheDocumentUnsaved()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("p.weft");
        put(path, sampleBytes);
        Desk desk(folder.path());
        desk.open(path);
        QVERIFY(QFile::remove(path));
        QTRY_COMPARE(desk.disk.size(), 1);
        QCOMPARE(desk.file.onDisk(), DocumentFile::OnDisk::removed);
        QVERIFY(desk.document.isChanged());
        desk.save();
        QCOMPARE(bytesAt(path), sampleBytes);
        QVERIFY(!desk.document.isChanged());
    }

    void aNewerVersionIsNeverWritten()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("p.weft");
        QByteArray newer = sampleBytes;
        newer.replace("\"weft\": 1", "\"weft\": 7");
        put(path, newer);
        Desk desk(folder.path());
        desk.open(path);
        rename(desk.document, {"", "conv1"}, "first");
        QVERIFY(!desk.file.whyReadOnly().isEmpty());
        desk.save();
        QCOMPARE(desk.failed.size(), 1);
        QCOMPARE(desk.failed[0][0].toString(), desk.file.whyReadOnly());
        QCOMPARE(bytesAt(path), newer);
    }

    void aBrokenFileLeavesTheDocumentAsItIs()
    {
        QTemporaryDir folder;
        Desk desk(folder.path());
        put(folder.filePath("good.weft"), sampleBytes);
        put(folder.filePath("bad.weft"), "{\"weft\": 1, \"graph\": 3}");
        desk.open(folder.filePath("good.weft"));
        desk.open(folder.filePath("bad.weft"));
        QCOMPARE(desk.failed.size(), 1);
        QVERIFY2(desk.failed[0][0].toString().startsWith("bad.weft: graph"), qPrintable(desk.failed[0][0].toString()));
        QCOMPARE(desk.document.title(), "good");
        desk.open(folder.filePath("none.weft"));
        QCOMPARE(desk.failed.size(), 2);
    }

    void unsavedChangesAreOfferedAfterTheEndOfTheProgram()
    {
        QTemporaryDir folder;
        const QString recovery = folder.filePath("recovery");
        put(folder.filePath("p.weft"), sampleBytes);
        std::string text;
        {
            Desk desk(folder.path());
            desk.open(folder.filePath("p.weft"));
            rename(desk.document, {"", "conv1"}, "first");
            text = writeProject(desk.document.project());
            QTRY_VERIFY(QDir(recovery).entryList({"*.weft-recovery"}).size() == 1);
            desk.file.waitForDone();
            QVERIFY(recoverables(realFileSystem(), recovery).empty()); // it is open here
        }
        const std::vector<Recoverable> found = recoverables(realFileSystem(), recovery);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].file, folder.filePath("p.weft"));
        QCOMPARE(found[0].title, "p");
        QCOMPARE(found[0].nodes, size_t(13));
        Desk desk(folder.path());
        desk.file.recover(found[0].item);
        desk.file.waitForDone();
        QCOMPARE(writeProject(desk.document.project()), text);
        QVERIFY(desk.document.isChanged());
        QCOMPARE(desk.document.file(), folder.filePath("p.weft"));
        QVERIFY(!QFile::exists(found[0].item));
        QCOMPARE(QDir(recovery).entryList({"*.weft-recovery"}).size(), 1); // still kept, now by this one
        desk.save();
        desk.file.waitForDone();
        QCOMPARE(desk.saved.size(), 1);
        QCOMPARE(QDir(recovery).entryList({"*.weft-recovery"}).size(), 0);
        QCOMPARE(bytesAt(folder.filePath("p.weft")).toStdString(), text);
    }

    void discardedAndUndoneChangesAreNotOffered()
    {
        QTemporaryDir folder;
        Desk desk(folder.path());
        const QDir recovery(folder.filePath("recovery"));
        addNode(desk.document, "", "dense", {});
        QTRY_COMPARE(recovery.entryList({"*.weft-recovery"}).size(), 1);
        desk.document.undoStack()->undo();
        QTRY_COMPARE(recovery.entryList({"*.weft-recovery"}).size(), 0);
        addNode(desk.document, "", "relu", {});
        QTRY_COMPARE(recovery.entryList({"*.weft-recovery"}).size(), 1);
        desk.file.discard();
        desk.file.waitForDone();
        QCOMPARE(recovery.entryList({"*.weft-recovery"}).size(), 0);
    }

    void aFullDiskIsSaidAndTheAutosaveTriedAgain()
    {
        QTemporaryDir folder;
        FaultyFileSystem faulty(realFileSystem());
        faulty.calls.failFrom(0, ENOSPC);
        Desk desk(folder.path(), faulty.files);
        addNode(desk.document, "", "dense", {});
        QTRY_VERIFY(desk.warned.size() >= 2);
        faulty.calls.heal();
        QTRY_COMPARE(QDir(folder.filePath("recovery")).entryList({"*.weft-recovery"}).size(), 1);
    }

    void theLibraryKeepsBlocksWithWhatTheyUse()
    {
        QTemporaryDir folder;
        FileSystem& files = realFileSystem();
        const QString library = folder.filePath("blocks");
        GraphDocument document(readProject(sampleNetwork));
        const MadeBlock made = makeBlock(document, "", {"stage", "conv2", "conv3", "sum"}, "trunk");
        QCOMPARE(made.sentence, QString());
        saveToLibrary(files, document.project(), "trunk", false, library);
        QVERIFY_EXCEPTION_THROWN(saveToLibrary(files, document.project(), "trunk", false, library), Error);
        saveToLibrary(files, document.project(), "trunk", true, library);
        const std::vector<LibraryBlock> blocks = libraryBlocks(files, library);
        QCOMPARE(blocks.size(), size_t(1));
        QCOMPARE(blocks[0].name, std::string("trunk"));
        GraphDocument other;
        const std::string id = insertBlock(other, "", readLibraryBlock(files, blocks[0].file), {10, 20});
        QCOMPARE(id, std::string("trunk"));
        QVERIFY(other.block("residual") != nullptr);
        QCOMPARE(*other.block("trunk"), *document.block("trunk"));
        QCOMPARE(other.view("trunk", "conv2"), document.view("trunk", "conv2"));
        insertBlock(other, "", readLibraryBlock(files, blocks[0].file), {10, 20});
        QCOMPARE(other.project().graph.blocks.size(), size_t(2)); // the same ones serve both
        put(QString::fromStdString(blocks[0].file), "{\"weft-block\": 1, \"graph\": []}");
        QVERIFY_EXCEPTION_THROWN(readLibraryBlock(files, blocks[0].file), Error);
    }
};

QTEST_GUILESS_MAIN(TestDocumentFile)
#include "tst_document_file.moc"
