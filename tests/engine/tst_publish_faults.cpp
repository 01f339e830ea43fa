#include "engine/storage/publish.h"
#include "engine/support/random.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/model_disk.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <set>

using namespace weft;

namespace {

const std::string checkpoints = "/home/run/checkpoints";
const std::string project = "/home/projects/p.weft";

std::vector<FileToPublish> contents(const std::string& version)
{
    return {{"weights",
             [version](const ByteSink& sink) {
                 for (int i = 0; i < 3; ++i)
                     sink(bytesOf(version + std::string(100, 'w')));
             }},
            {"state", [version](const ByteSink& sink) { sink(bytesOf(version)); }}};
}

// A program that saves, and keeps account of what it was told is saved; and what must hold of the disk it leaves.
struct Program {
    virtual ~Program() = default;
    virtual void run(FileSystem& files) = 0;
    virtual QByteArray whatIsLost(FileSystem& files) const = 0; // empty: nothing
    virtual QByteArray whatIsInTheWay(FileSystem& files) const = 0; // of saving again; empty: nothing
    virtual bool hasLinks() const { return true; } // its disk
};

struct SavesAProject : Program {
    std::string saved = {};
    std::string latest = {};

    void run(FileSystem& files) override
    {
        files.makeFolders(parentFolder(project));
        for (const char* version : {"one", "version two", "3"}) {
            latest = version;
            publishFile(files, project, latest);
            saved = latest;
        }
    }
    QByteArray whatIsLost(FileSystem& files) const override
    {
        if (!files.exists(project))
            return saved.empty() ? "" : "the project is gone";
        const std::string text = files.readFile(project, 1000);
        return text == saved || text == latest ? "" : QByteArray::fromStdString("the project holds: " + text);
    }
    QByteArray whatIsInTheWay(FileSystem& files) const override
    {
        files.makeFolders(parentFolder(project));
        publishFile(files, project, "again");
        return files.list(parentFolder(project)).size() == 1 ? "" : "a temporary file stays";
    }
};

struct SavesCheckpoints : Program {
    std::set<std::string> saved = {};

    void run(FileSystem& files) override
    {
        for (int step = 1; step <= 3; ++step) {
            const std::string name = "step-" + std::to_string(step);
            publishFolder(files, joinPath(checkpoints, name), contents(name));
            saved.insert(name);
            if (step > 1) {
                const std::string oldest = "step-" + std::to_string(step - 1);
                saved.erase(oldest);
                removePublished(files, joinPath(checkpoints, oldest));
            }
        }
    }
    QByteArray whatIsLost(FileSystem& files) const override
    {
        std::set<std::string> expected = saved;
        for (const std::string& name : publishedFolders(files, checkpoints))
            expected.insert(name); // what can be seen must be whole, reported or not
        for (const std::string& name : expected) {
            if (const auto fault = verifyFolder(files, joinPath(checkpoints, name)))
                return QByteArray::fromStdString(name + ": " + *fault);
        }
        return {};
    }
    QByteArray whatIsInTheWay(FileSystem& files) const override
    {
        removeLeftovers(files, checkpoints);
        publishFolder(files, joinPath(checkpoints, "step-5"), contents("step-5"));
        for (const std::string& name : files.list(checkpoints)) {
            if (name.ends_with(".tmp"))
                return QByteArray::fromStdString(name + " stays");
        }
        return newestIntact(files, checkpoints).name == "step-5" ? "" : "step-5 is not the newest";
    }
};

// A model and its weights, say; on a disk that knows links or, as FAT, one that does not.
template <bool links> struct SavesTogether : Program {
    static inline const std::string folder = "/home/models";
    std::string saved = {};
    std::string latest = {};

    static void save(FileSystem& files, const std::string& version)
    {
        std::vector<FileToPublish> all;
        for (const char* name : {"a", "b"})
            all.push_back({name, [version, name](const ByteSink& sink) { sink(bytesOf(version + " " + name)); }});
        publishFiles(files, folder, all);
    }
    void run(FileSystem& files) override
    {
        files.makeFolders(folder);
        for (const char* version : {"one", "version two", "3"}) {
            latest = version;
            save(files, latest);
            saved = latest;
        }
    }
    QByteArray whatIsLost(FileSystem& files) const override
    {
        for (const std::string name : {"a", "b"}) {
            const std::string path = joinPath(folder, name);
            const std::string text = files.exists(path) ? files.readFile(path, 1000) : "";
            if (text != latest + " " + name && text != (saved.empty() ? "" : saved + " " + name))
                return QByteArray::fromStdString(name + " holds: " + text);
        }
        return {};
    }
    QByteArray whatIsInTheWay(FileSystem& files) const override
    {
        files.makeFolders(folder);
        save(files, "again");
        return files.readFile(folder + "/a", 1000) == "again a" && files.readFile(folder + "/b", 1000) == "again b"
            ? ""
            : "the next is not there";
    }
    bool hasLinks() const override { return links; }
};

template <class P> std::unique_ptr<Program> make()
{
    return std::make_unique<P>();
}
using MakeProgram = std::unique_ptr<Program> (*)();

QByteArray runToItsError(Program& program, FileSystem& files)
{
    try {
        program.run(files);
    } catch (const FileError& error) {
        return error.what();
    }
    return {};
}

FaultyCalls callsOfAWholeRun(MakeProgram makeProgram)
{
    ModelFileSystem disk;
    FaultyFileSystem counting(disk.files);
    const auto program = makeProgram();
    counting.calls.refuseLinks(!program->hasLinks());
    program->run(counting.files);
    return counting.calls;
}

// Cuts the power before every call in turn, with everything that may survive; says what was lost first.
QByteArray lossByPowerCut(MakeProgram makeProgram, int skippedSync = -1)
{
    using Survives = ModelDisk::Survives;
    const int calls = callsOfAWholeRun(makeProgram).calls();
    for (int cut = 0; cut <= calls; ++cut) {
        for (uint64_t seed = 0; seed < 10; ++seed) {
            const Survives survives = seed < 4 ? Survives(seed) : Survives::chance;
            ModelFileSystem disk;
            FaultyFileSystem faulty(disk.files);
            faulty.calls.skipSync(skippedSync);
            faulty.calls.failFrom(cut, EIO);
            const auto program = makeProgram();
            faulty.calls.refuseLinks(!program->hasLinks());
            runToItsError(*program, faulty.files);
            disk.disk.cutPower(survives, seed);
            QByteArray loss = program->whatIsLost(disk.files);
            if (loss.isEmpty())
                loss = program->whatIsInTheWay(disk.files);
            if (!loss.isEmpty())
                return "cut before call " + QByteArray::number(cut) + ", seed " + QByteArray::number(seed) + ": "
                    + loss;
        }
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(MakeProgram)

class TestPublishFaults : public QObject {
    Q_OBJECT
private slots:
    void aPowerCutLosesNothingThatWasSaved_data() { allPrograms(); }
    void aPowerCutLosesNothingThatWasSaved()
    {
        QFETCH(MakeProgram, program);
        const QByteArray loss = lossByPowerCut(program);
        QVERIFY2(loss.isEmpty(), loss.constData());
    }
    // The planted fault: the test above must see it if any one of the syncs is forgotten.
    void noSyncCouldBeLeftOut_data() { programs(); }
    void noSyncCouldBeLeftOut()
    {
        QFETCH(MakeProgram, program);
        const int syncs = callsOfAWholeRun(program).syncs();
        QVERIFY(syncs >= 8);
        for (int sync = 0; sync < syncs; ++sync)
            QVERIFY2(!lossByPowerCut(program, sync).isEmpty(), QByteArray::number(sync).constData());
    }
    void anyFailingCallLeavesTheOldOrTheNewVersion_data()
    {
        QTest::addColumn<MakeProgram>("program");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const std::pair<int, const char*> codes[] = {
            {ENOSPC, "the disk is full"},  {EIO, "input/output error"}, {EDQUOT, "quota"},
            {EACCES, "permission denied"}, {EROFS, "read-only"},        {EMFILE, "too many files"}};
        for (const auto& [code, says] : codes) {
            QTest::addRow("project, %s", strerrorname_np(code)) << &make<SavesAProject> << code << QByteArray(says);
            QTest::addRow("checkpoints, %s", strerrorname_np(code))
                << &make<SavesCheckpoints> << code << QByteArray(says);
            QTest::addRow("together, %s", strerrorname_np(code))
                << &make<SavesTogether<true>> << code << QByteArray(says);
            QTest::addRow("together, without links, %s", strerrorname_np(code))
                << &make<SavesTogether<false>> << code << QByteArray(says);
        }
    }
    void anyFailingCallLeavesTheOldOrTheNewVersion()
    {
        QFETCH(MakeProgram, program);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const int calls = callsOfAWholeRun(program).calls();
        int errors = 0;
        for (int call = 0; call < calls; ++call) {
            for (const bool persists : {false, true}) {
                ModelFileSystem disk;
                FaultyFileSystem faulty(disk.files);
                if (persists)
                    faulty.calls.failFrom(call, code);
                else
                    faulty.calls.failOnce(call, code);
                const auto run = program();
                faulty.calls.refuseLinks(!run->hasLinks());
                const QByteArray error = runToItsError(*run, faulty.files);
                errors += error.isEmpty() ? 0 : 1;
                QVERIFY2(error.isEmpty() || (error.contains(says) && error.contains("\"/")), error.constData());
                QCOMPARE(faulty.calls.openFiles(), 0);
                faulty.calls.heal();
                const QByteArray loss = run->whatIsLost(faulty.files);
                QVERIFY2(loss.isEmpty(), loss.constData());
                // An error that was swallowed shows here: what was reported as saved must be on the disk itself.
                disk.disk.cutPower(ModelDisk::Survives::nothing, 0);
                const QByteArray lossAfterCut = run->whatIsLost(faulty.files);
                QVERIFY2(lossAfterCut.isEmpty(), lossAfterCut.constData());
            }
        }
        QVERIFY2(errors > calls, QByteArray::number(errors).constData());
    }
    void aFailedCallIsNotInTheWayOfTheNextAttempt_data() { allPrograms(); }
    void aFailedCallIsNotInTheWayOfTheNextAttempt()
    {
        QFETCH(MakeProgram, program);
        const int calls = callsOfAWholeRun(program).calls();
        for (int call = 0; call < calls; ++call) {
            ModelFileSystem disk;
            FaultyFileSystem faulty(disk.files);
            faulty.calls.failFrom(call, ENOSPC);
            const auto run = program();
            faulty.calls.refuseLinks(!run->hasLinks());
            runToItsError(*run, faulty.files);
            faulty.calls.heal();
            const QByteArray obstacle = run->whatIsInTheWay(faulty.files);
            QVERIFY2(obstacle.isEmpty(), QByteArray::number(call) + ": " + obstacle);
        }
    }
    void interruptionsAndShortCountsDoNotMatter_data() { allPrograms(); }
    void interruptionsAndShortCountsDoNotMatter()
    {
        QFETCH(MakeProgram, program);
        const int calls = callsOfAWholeRun(program).calls();
        for (int call = 0; call < calls; ++call) {
            for (const bool isShort : {false, true}) {
                ModelFileSystem disk;
                FaultyFileSystem faulty(disk.files);
                if (isShort)
                    faulty.calls.shorten(call);
                else
                    faulty.calls.failOnce(call, EINTR);
                const auto run = program();
                faulty.calls.refuseLinks(!run->hasLinks());
                const QByteArray error = runToItsError(*run, faulty.files);
                QVERIFY2(error.isEmpty(), error.constData());
                QCOMPARE(faulty.calls.openFiles(), 0);
                QCOMPARE(run->whatIsLost(disk.files), QByteArray());
            }
        }
    }
    void whatCannotBePutBackIsToldAndKept_data()
    {
        QTest::addColumn<bool>("links");
        QTest::addColumn<bool>("canRename"); // at least to another name
        for (const bool links : {true, false}) {
            QTest::addRow("%s", links ? "links" : "no links") << links << true;
            QTest::addRow("%s, no rename at all", links ? "links" : "no links") << links << false;
        }
    }
    void whatCannotBePutBackIsToldAndKept()
    {
        QFETCH(bool, links);
        QFETCH(bool, canRename);
        struct Disk : FaultyCalls {
            using FaultyCalls::FaultyCalls;
            int rename(const std::string& from, const std::string& to) override
            {
                const bool isPlace = fileName(to) == "a" || fileName(to) == "b";
                isBroken = isBroken || (isWorn && fileName(to) == "b");
                return isBroken && (isPlace || !canRename) ? -EIO : FaultyCalls::rename(from, to);
            }
            bool isWorn = false;
            bool canRename = true;
            bool isBroken = false;
        };
        using Saves = SavesTogether<false>;
        ModelDisk model;
        Disk disk(model);
        FileSystem files(disk);
        disk.refuseLinks(!links);
        files.makeFolders(Saves::folder);
        Saves::save(files, "old");
        disk.isWorn = true;
        disk.canRename = canRename;
        std::string told;
        try {
            Saves::save(files, "new");
        } catch (const FileError& error) {
            told = error.what();
        }
        QCOMPARE(files.readFile(Saves::folder + "/a", 100), std::string("new a"));
        QCOMPARE(files.readFile(Saves::folder + "/b", 100), std::string("old b"));
        const size_t start = told.rfind(" in \"");
        QVERIFY2(start != std::string::npos && told.ends_with("\"."), told.c_str());
        const std::string kept = told.substr(start + 5, told.size() - start - 7);
        QCOMPARE(kept.ends_with(".old"), canRename);
        QCOMPARE(files.readFile(kept, 100), std::string("old a"));
        disk.isWorn = disk.isBroken = false;
        Saves::save(files, "newer");
        QCOMPARE(files.readFile(kept, 100), std::string("old a")); // nobody tidies it away
    }
    void aFullDiskIsToldApartAndGoesOnOnceThereIsSpace()
    {
        ModelFileSystem disk;
        const auto save = [&](const std::string& name) {
            publishFolder(disk.files, joinPath(checkpoints, name), contents(name));
        };
        save("step-1");
        disk.disk.setCapacity(1000);
        try {
            save("step-2");
            QFAIL("saved on a full disk");
        } catch (const FileError& error) {
            QVERIFY(error.isDiskFull());
        }
        QCOMPARE(disk.files.list(checkpoints), std::vector<std::string> {"step-1"});
        disk.disk.setCapacity(10'000);
        save("step-2");
        QCOMPARE(newestIntact(disk.files, checkpoints).name, std::string("step-2"));
    }
    void theRealDiskLeaksNothingEither()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("project").toStdString();
        publishFile(realFileSystem(), path, "zero");
        for (int call = 0;; ++call) {
            FaultyFileSystem faulty(realFileSystem());
            faulty.calls.failOnce(call, EIO);
            const std::string version = std::to_string(call);
            try {
                publishFile(faulty.files, path, version);
            } catch (const FileError&) {
                QCOMPARE(faulty.calls.openFiles(), 0);
            }
            QCOMPARE(realFileSystem().list(folder.path().toStdString()), std::vector<std::string> {"project"});
            if (call >= faulty.calls.calls()) {
                QVERIFY(call > 10);
                QCOMPARE(realFileSystem().readFile(path, 100), version);
                break;
            }
        }
    }
    void rotIsFoundAndTheOneBeforeIsUsed_data()
    {
        QTest::addColumn<bool>("truncates");
        QTest::addColumn<int>("times");
        QTest::newRow("flipped bytes") << false << 1000;
        QTest::newRow("cut off") << true << 200;
    }
    void rotIsFoundAndTheOneBeforeIsUsed()
    {
        QFETCH(bool, truncates);
        QFETCH(int, times);
        ModelFileSystem disk;
        for (const char* name : {"step-1", "step-2"})
            publishFolder(disk.files, joinPath(checkpoints, name), contents(name));
        RandomSequence random(1, streamOf("rot"));
        const char* const names[] = {"weights", "state", "manifest.json"};
        for (int i = 0; i < times; ++i) {
            std::string& bytes = disk.disk.bytesAt(joinPath(joinPath(checkpoints, "step-2"), names[i % 3]));
            const std::string whole = bytes;
            const size_t place = random.below(uint32_t(bytes.size()));
            if (truncates)
                bytes.resize(place);
            else
                bytes[place] = char(uint8_t(bytes[place]) ^ (1 + random.below(255)));
            const IntactFolder found = newestIntact(disk.files, checkpoints);
            QCOMPARE(found.name, std::string("step-1"));
            QCOMPARE(found.faults.size(), size_t(1));
            bytes = whole;
        }
        QCOMPARE(newestIntact(disk.files, checkpoints).name, std::string("step-2"));
    }
    void aNewerManifestIsRefusedWithAdvice()
    {
        ModelFileSystem disk;
        publishFolder(disk.files, "/step-1", contents("one"));
        std::string& manifest = disk.disk.bytesAt("/step-1/manifest.json");
        manifest.replace(manifest.find("\"manifest\": 1"), 13, "\"manifest\": 2");
        QVERIFY(
            QByteArray::fromStdString(verifyFolder(disk.files, "/step-1").value_or("fine")).contains("newer version"));
    }
    void aManifestCannotPointOutOfItsFolder()
    {
        ModelFileSystem disk;
        publishFolder(disk.files, "/step-1", contents("one"));
        std::string& manifest = disk.disk.bytesAt("/step-1/manifest.json");
        manifest.replace(manifest.find("\"state\""), 7, "\"../state\"");
        QVERIFY(QByteArray::fromStdString(verifyFolder(disk.files, "/step-1").value_or("fine")).contains("damaged"));
    }

private:
    void programs()
    {
        QTest::addColumn<MakeProgram>("program");
        QTest::newRow("project") << &make<SavesAProject>;
        QTest::newRow("checkpoints") << &make<SavesCheckpoints>;
    }
    void allPrograms()
    {
        programs();
        QTest::newRow("together") << &make<SavesTogether<true>>;
        QTest::newRow("together, without links") << &make<SavesTogether<false>>;
    }
};

QTEST_APPLESS_MAIN(TestPublishFaults)
#include "tst_publish_faults.moc"
