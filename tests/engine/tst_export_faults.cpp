#include "engine/export/cpp/write_cpp.h"
#include "engine/export/onnx/write_onnx.h"
#include "engine/export/pytorch/write_pytorch.h"
#include "engine/graph/document.h"
#include "engine/import/save_import.h"
#include "engine/ir/ops/ops.h"
#include "tests/support/data_files.h"
#include "tests/support/export_samples.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/late_guest.h"
#include "tests/support/model_disk.h"
#include "tests/support/small_projects.h"

#include <QTest>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>

using namespace weft;

namespace {

using Write = std::function<void(FileSystem& files, const std::string& folder)>;
using Contents = std::map<std::string, std::string>; // of a folder, by names

UntrainedModel shaken()
{
    UntrainedModel model(pictureClassifier(), true);
    model.shake(7);
    return model;
}

UntrainedModel& untrained(bool older = false)
{
    static UntrainedModel model(pictureClassifier(), true);
    static UntrainedModel other = shaken();
    return older ? other : model;
}

// One of the two as it was written, and of what the other has beside it nothing but as it was written.
bool isWhole(const Contents& left, const Contents& one, const Contents& other)
{
    return std::ranges::includes(left, one) && std::ranges::all_of(left, [&](const auto& file) {
               return one.contains(file.first) || (other.contains(file.first) && other.at(file.first) == file.second);
           });
}

// A full disk, and somebody else who puts a file into the folder that has just been made for the export.
struct GuestOnAFullDisk : LateGuest {
    using LateGuest::LateGuest;
    int rename(const std::string&, const std::string&) override { return -ENOSPC; }
};

Contents contentsOf(FileSystem& files, const std::string& folder)
{
    Contents contents;
    if (!files.exists(folder))
        return contents;
    for (const std::string& name : files.list(folder)) {
        const std::string path = joinPath(folder, name);
        if (files.status(path).kind != FileKind::folder) {
            contents[name] = files.readFile(path, 1 << 24);
            continue;
        }
        contents[name + "/"] = "";
        for (const auto& [inner, text] : contentsOf(files, path))
            contents[name + "/" + inner] = text;
    }
    return contents;
}

bool fails(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Error&) {
        return true;
    }
    return false;
}

} // namespace

Q_DECLARE_METATYPE(Write)

// Whoever looks into a folder after a failed export must not take half a model for a whole one.
class TestExportFaults : public QObject {
    Q_OBJECT
private slots:
    void aFailedCallLeavesAllOrNothing_data()
    {
        exports();
        const auto import = [](FileSystem& files, const std::string& folder) {
            ImportedModel model = {.project = spirals()};
            model.weights.push_back({.name = "dense.weight", .shape = Shape {2, 2}, .values = {1, 2, 3, 4}});
            saveImport(files, model, joinPath(folder, "net.weft"));
        };
        QTest::newRow("a project with its weights") << Write(import) << Write(); // it replaces nothing
    }
    void aFailedCallLeavesAllOrNothing()
    {
        QFETCH(Write, write);
        const DataFolder whole;
        write(realFileSystem(), whole.path());
        const Contents expected = contentsOf(realFileSystem(), whole.path());
        QVERIFY(!expected.empty());
        int failed = 0;
        for (int call = 0;; ++call) {
            const DataFolder folder;
            FaultyFileSystem faulty(realFileSystem());
            faulty.calls.failOnce(call, ENOSPC);
            const bool isFailed = fails([&] { write(faulty.files, folder.path()); });
            failed += isFailed ? 1 : 0;
            const Contents left = contentsOf(realFileSystem(), folder.path());
            QVERIFY2(left.empty() || left == expected,
                     qPrintable(QString("call %1 leaves %2 files").arg(call).arg(left.size())));
            QVERIFY2(isFailed || left == expected, qPrintable(QString("call %1 fails unheard").arg(call)));
            if (call >= faulty.calls.calls())
                break;
        }
        QVERIFY2(failed > 10, qPrintable(QString::number(failed)));
    }

    void aFailedCallLeavesTheExportBeforeOrTheNew_data() { exports(); }
    void aFailedCallLeavesTheExportBeforeOrTheNew()
    {
        QFETCH(Write, write);
        QFETCH(Write, writeOlder);
        const DataFolder old;
        writeOlder(realFileSystem(), old.path());
        const Contents before = contentsOf(realFileSystem(), old.path());
        const DataFolder whole;
        write(realFileSystem(), whole.path());
        const Contents expected = contentsOf(realFileSystem(), whole.path());
        QVERIFY(before != expected);
        for (const bool links : {true, false}) {
            int failed = 0;
            for (int call = 0;; ++call) {
                const DataFolder folder;
                std::filesystem::copy(old.path(), folder.path(), std::filesystem::copy_options::recursive);
                FaultyFileSystem faulty(realFileSystem());
                faulty.calls.refuseLinks(!links);
                faulty.calls.failOnce(call, ENOSPC);
                const bool isFailed = fails([&] { write(faulty.files, folder.path()); });
                failed += isFailed ? 1 : 0;
                const Contents left = contentsOf(realFileSystem(), folder.path());
                const bool isExpected = isWhole(left, expected, before);
                QVERIFY2(isExpected || isWhole(left, before, expected),
                         qPrintable(QString("call %1 leaves %2 files").arg(call).arg(left.size())));
                QVERIFY2(isFailed || isExpected, qPrintable(QString("call %1 fails unheard").arg(call)));
                if (call >= faulty.calls.calls())
                    break;
            }
            QVERIFY2(failed > 10, qPrintable(QString::number(failed)));
        }
    }

    void keepsWhatOthersPutIntoItsFolder()
    {
        const DataFolder folder;
        GuestOnAFullDisk guest(joinPath(folder.path(), "made/net"));
        FileSystem files(guest);
        QVERIFY(fails([&] { cpp(files, joinPath(folder.path(), "made")); }));
        QVERIFY(realFileSystem().exists(guest.path()));
        QCOMPARE(realFileSystem().list(joinPath(folder.path(), "made/net")), std::vector<std::string> {"9"});
    }

    void aFullDiskLeavesTheExportBefore_data()
    {
        QTest::addColumn<Write>("write");
        QTest::newRow("a PyTorch module") << Write(pytorch);
        QTest::newRow("plain C++") << Write(cpp);
    }
    void aFullDiskLeavesTheExportBefore()
    {
        QFETCH(Write, write);
        ModelFileSystem disk;
        disk.files.makeFolders("/out");
        write(disk.files, "/out");
        uint64_t bytes = 0;
        for (const auto& [name, text] : contentsOf(disk.files, "/out")) {
            bytes += text.size() + 1;
            if (!name.ends_with('/')) // as an older version, which still says that it is Weft's
                disk.disk.bytesAt("/out/" + name).back() ^= 1;
        }
        const Contents before = contentsOf(disk.files, "/out");
        for (const double share : {1.0, 1.3, 1.6, 1.9}) {
            disk.disk.setCapacity(uint64_t(share * double(bytes)));
            QVERIFY(fails([&] { write(disk.files, "/out"); }));
            QVERIFY2(contentsOf(disk.files, "/out") == before, qPrintable(QString::number(share)));
        }
        disk.disk.setCapacity(3 * bytes);
        write(disk.files, "/out");
        QVERIFY(contentsOf(disk.files, "/out") != before);
    }

private:
    static void writeModule(FileSystem& files, const std::string& folder, bool older)
    {
        writePytorch(files, untrained(older).model, joinPath(folder, "net.py"));
    }
    static void writeFolder(FileSystem& files, const std::string& folder, bool older)
    {
        static const Trial trial = untrained().trial(3, 1);
        static const Trial otherTrial = untrained(true).trial(3, 1);
        writeCpp(files, untrained(older).model, older ? otherTrial : trial, joinPath(folder, "net") + "/");
    }
    static void writeBeside(FileSystem& files, const std::string& folder, bool older)
    {
        writeOnnx(files, untrained(older).model, joinPath(folder, "net.onnx"), {.mostInside = 10});
    }
    static void pytorch(FileSystem& files, const std::string& folder) { writeModule(files, folder, false); }
    static void cpp(FileSystem& files, const std::string& folder) { writeFolder(files, folder, false); }
    static void addExport(const char* name, void (*way)(FileSystem&, const std::string&, bool), const char* inside = "")
    {
        const auto version = [=](bool older) {
            return Write([=](FileSystem& files, const std::string& folder) {
                way(files, *inside ? joinPath(folder, inside) : folder, older);
            });
        };
        QTest::newRow(name) << version(false) << version(true);
    }
    static void exports()
    {
        QTest::addColumn<Write>("write");
        QTest::addColumn<Write>("writeOlder");
        addExport("a PyTorch module", writeModule);
        addExport("plain C++ in folders that are made", writeFolder, "made");
        if (std::ranges::any_of(allOps(), [](const Op* op) { return hasOnnxForm(*op); }))
            addExport("ONNX with weights beside it", writeBeside);
    }
};

QTEST_GUILESS_MAIN(TestExportFaults)
#include "tst_export_faults.moc"
