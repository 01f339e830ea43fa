#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"
#include "engine/support/random.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/model_disk.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace weft;

namespace {

// A file with this header and so many bytes of data; the length may lie.
std::string fileOf(const std::string& header, size_t dataBytes, int64_t length = -1)
{
    const uint64_t headerBytes = length < 0 ? header.size() : uint64_t(length);
    return std::string(reinterpret_cast<const char*>(&headerBytes), sizeof headerBytes) + header
        + std::string(dataBytes, 'd');
}

std::string tensorOf(const char* name, const char* shape, const char* offsets, const char* type = "F32")
{
    return QStringLiteral("\"%1\":{\"dtype\":\"%2\",\"shape\":%3,\"data_offsets\":%4}")
        .arg(name, type, shape, offsets)
        .toStdString();
}

// What the reader says of such a file; "accepted" if it opens.
QByteArray verdictOn(const std::string& bytes)
{
    ModelFileSystem disk;
    disk.files.createNew("/file").write(bytes);
    try {
        SafetensorsReader reader(disk.files, "/file");
        for (const SafetensorsReader::Tensor& tensor : reader.tensors()) {
            std::vector<std::byte> data(tensor.bytes);
            reader.read(tensor, data);
        }
        return "accepted";
    } catch (const Error& error) {
        return error.what();
    }
}

// An independent reader and writer of the format, written from its description.
const char* const pythonProgram = R"(
import json, struct, sys
import numpy as np
types = {"F32": "<f4", "F64": "<f8", "F16": "<f2", "I32": "<i4", "I64": "<i8", "U8": "u1"}
data = open(sys.argv[1], "rb").read()
(n,) = struct.unpack("<Q", data[:8])
assert (8 + n) % 8 == 0
header = json.loads(data[8:8 + n])
meta = header.pop("__metadata__")
end = 0
for name, t in header.items():
    begin, stop = t["data_offsets"]
    assert begin == end
    end = stop
    array = np.frombuffer(data[8 + n + begin:8 + n + stop], types[t["dtype"]]).reshape(t["shape"])
    assert begin % array.dtype.itemsize == 0
    print(name, t["dtype"], list(array.shape), float(array.astype("f8").sum()))
assert 8 + n + end == len(data)
print(meta)
body = np.arange(6, dtype="<f4").tobytes() + np.array([7, 8], "<i8").tobytes()
text = json.dumps({"second": {"data_offsets": [24, 40], "shape": [2], "dtype": "I64"},
                   "first": {"data_offsets": [0, 24], "shape": [2, 3], "dtype": "F32"},
                   "__metadata__": {"by": "python ✓"}}, indent=1).encode()
open(sys.argv[2], "wb").write(struct.pack("<Q", len(text)) + text + body)
)";

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatItWrites()
    {
        const std::vector<float> weights = {1.5f, -2, 3, 4, 5, 6};
        const std::vector<uint8_t> mask = {1, 0, 1};
        const double rate = 0.1;
        const std::vector<NamedTensor> tensors = {
            {"a.mask", DType::u8, {3}, std::as_bytes(std::span(mask))},
            {"dense/1.weight", DType::f32, {2, 3}, std::as_bytes(std::span(weights))},
            {"\"odd\" \n name é", DType::f64, {}, std::as_bytes(std::span(&rate, 1))},
            {"empty", DType::f32, {0, 4}, {}}};
        ModelFileSystem disk;
        publishFile(disk.files, "/model.safetensors", [&](const ByteSink& sink) {
            writeSafetensors(sink, tensors, {{"step", "7"}, {"by", "weft"}});
        });
        const SafetensorsReader reader(disk.files, "/model.safetensors");
        const TextPairs metadata = {{"step", "7"}, {"by", "weft"}};
        QCOMPARE(reader.metadata(), metadata);
        QCOMPARE(reader.tensors().size(), tensors.size());
        for (const NamedTensor& tensor : tensors) {
            const auto* const found = reader.find(tensor.name);
            QVERIFY2(found != nullptr, tensor.name.c_str());
            QCOMPARE(found->dtype, tensor.dtype);
            QCOMPARE(toString(found->shape), toString(tensor.shape));
            QCOMPARE(found->offset % byteSize(tensor.dtype), uint64_t(0));
            std::vector<std::byte> data(found->bytes);
            reader.read(*found, data);
            QVERIFY2(std::ranges::equal(data, tensor.bytes), tensor.name.c_str());
        }
        float part[2];
        reader.read(*reader.find("dense/1.weight"), 2 * sizeof(float), std::as_writable_bytes(std::span(part)));
        QCOMPARE(part[0], 3.f);
        QCOMPARE(part[1], 4.f);
        QCOMPARE(reader.find("nothing"), nullptr);
    }
    void writesTheSameBytesTwiceAndCopiesNoData()
    {
        const std::vector<std::byte> data(1000);
        const NamedTensor tensor = {"w", DType::f32, {250}, data};
        std::vector<const std::byte*> pieces;
        std::string first;
        std::string second;
        const auto into = [&](std::string& text) {
            return [&](std::span<const std::byte> bytes) {
                pieces.push_back(bytes.data());
                text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            };
        };
        writeSafetensors(into(first), {&tensor, 1});
        writeSafetensors(into(second), {&tensor, 1});
        QCOMPARE(first, second);
        QCOMPARE(std::ranges::count(pieces, data.data()), std::ptrdiff_t(2));
    }
    void refusesTwoTensorsOfOneName()
    {
        const std::vector<NamedTensor> twins = {{"w", DType::f32, {0}, {}}, {"w", DType::f32, {0}, {}}};
        const std::vector<NamedTensor> reserved = {{"__metadata__", DType::f32, {0}, {}}};
        QVERIFY_EXCEPTION_THROWN(writeSafetensors([](auto) {}, twins), Error);
        QVERIFY_EXCEPTION_THROWN(writeSafetensors([](auto) {}, reserved), Error);
    }
    void agreesWithAnIndependentProgram()
    {
        const QString python = "/usr/bin/python3";
        QProcess probe;
        probe.start(python, {"-c", "import numpy"});
        if (!probe.waitForFinished(patience) || probe.exitCode() != 0)
            QSKIP("/usr/bin/python3 with numpy is not installed (Debian's python3-numpy).");
        QTemporaryDir folder;
        const std::string ours = folder.filePath("ours").toStdString();
        const std::vector<float> weights = {1.5f, -2, 3, 4, 5, 6};
        const std::vector<int64_t> ids = {1, int64_t(1) << 40};
        const std::vector<uint8_t> mask = {1, 0, 1};
        const std::vector<NamedTensor> tensors = {{"mask", DType::u8, {3}, std::as_bytes(std::span(mask))},
                                                  {"w", DType::f32, {3, 2}, std::as_bytes(std::span(weights))},
                                                  {"ids", DType::i64, {2}, std::as_bytes(std::span(ids))}};
        publishFile(realFileSystem(), ours, [&](const ByteSink& sink) {
            writeSafetensors(sink, tensors, {{"by", "weft"}});
        });
        QProcess program;
        program.start(python, {"-c", pythonProgram, QString::fromStdString(ours), folder.filePath("theirs")});
        QVERIFY(program.waitForFinished(patience));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
        QCOMPARE(program.readAllStandardOutput(),
                 QByteArray("ids I64 [2] 1099511627777.0\nw F32 [3, 2] 17.5\nmask U8 [3] 2.0\n{'by': 'weft'}\n"));

        const SafetensorsReader reader(realFileSystem(), folder.filePath("theirs").toStdString());
        float first[6];
        reader.read(*reader.find("first"), std::as_writable_bytes(std::span(first)));
        QCOMPARE(first[5], 5.f);
        int64_t second[2];
        reader.read(*reader.find("second"), std::as_writable_bytes(std::span(second)));
        QCOMPARE(second[1], int64_t(8));
        QCOMPARE(reader.metadata()[0].second, std::string("python ✓"));
    }
    void refusesHostileFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const std::string& file, const char* says) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(says);
        };
        const auto tensor = [](const char* shape, const char* offsets, const char* type = "F32") {
            return fileOf("{" + tensorOf("w", shape, offsets, type) + "}", 8);
        };
        const auto two = [](const char* offsets, size_t dataBytes) {
            return fileOf("{" + tensorOf("a", "[1]", "[0,4]") + "," + tensorOf("b", "[1]", offsets) + "}", dataBytes);
        };
        row("empty", "", "too short");
        row("seven bytes", "1234567", "too short");
        row("length past the end", fileOf("{}", 0, 3), "length of its header");
        row("length over the limit", fileOf("{}", 0, 100'000'001), "length of its header");
        row("length near 2^63", fileOf("{}", 0, INT64_MAX), "length of its header");
        row("all ones", std::string(8, '\xff') + "{}", "length of its header");
        row("length cuts the JSON", fileOf("{}", 0, 1), "not valid JSON");
        row("no header", fileOf("", 4), "not JSON");
        row("space before", fileOf(" {}", 0), "not JSON");
        row("a list", fileOf("[]", 0), "not JSON");
        row("pickle", fileOf("\x80\x02}q", 0), "not JSON");
        row("garbage after", fileOf("{} x", 0), "not valid JSON");
        row("not UTF-8", fileOf("{\"\xff\":1}", 0), "not valid JSON");
        row("deep", fileOf("{\"a\":" + std::string(100'000, '['), 0), "nested deeper");
        row("deep objects", fileOf("{\"a\":{\"b\":{\"c\":{}}}}", 0), "nested deeper");
        row("key twice", fileOf("{" + tensorOf("w", "[1]", "[0,4]") + "," + tensorOf("w", "[1]", "[4,8]") + "}", 8),
            "twice");
        row("metadata twice", fileOf(R"({"__metadata__":{},"__metadata__":{}})", 0), "twice");
        row("metadata a list", fileOf(R"({"__metadata__":[]})", 0), "__metadata__");
        row("metadata a number", fileOf(R"({"__metadata__":{"a":1}})", 0), "not only text");
        row("tensor a number", fileOf(R"({"w":1})", 0), "no \"dtype\"");
        row("no shape", fileOf(R"({"w":{"dtype":"F32","data_offsets":[0,4]}})", 4), "no \"shape\"");
        row("no offsets", fileOf(R"({"w":{"dtype":"F32","shape":[1]}})", 4), "no \"data_offsets\"");
        row("unknown type", tensor("[2]", "[0,8]", "F33"), "unknown type");
        row("negative size", tensor("[-2]", "[0,8]"), "not a whole number");
        row("two negative sizes", tensor("[-2,-1]", "[0,8]"), "not a whole number");
        row("fraction", tensor("[2.0]", "[0,8]"), "not a whole number");
        row("size past 2^63", tensor("[9223372036854775808]", "[0,8]"), "not a whole number");
        row("product wraps to 2", tensor("[4294967296,4294967296,2]", "[0,8]"), "too large");
        row("bits wrap", tensor("[2305843009213693954]", "[0,8]"), "too large");
        row("rank 9", tensor("[1,1,1,1,1,1,1,1,2]", "[0,8]"), "more than 8");
        row("three offsets", tensor("[2]", "[0,4,8]"), "two data_offsets");
        row("backwards", tensor("[2]", "[8,0]"), "ends before");
        row("negative offset", tensor("[2]", "[-8,0]"), "not a whole number");
        row("wrong length", tensor("[3]", "[0,8]"), "needs 12 bytes");
        row("half bytes", tensor("[3]", "[0,1]", "F4"), "set aside");
        row("past the end", tensor("[4]", "[0,16]"), "cut off");
        row("far past the end", tensor("[1000000000000]", "[0,4000000000000]"), "cut off");
        row("bytes after", tensor("[1]", "[0,4]"), "belong to no tensor");
        row("only bytes after", fileOf("{}", 4), "belong to no tensor");
        row("hole before", tensor("[1]", "[4,8]"), "belong to no tensor");
        row("overlap", two("[2,6]", 6), "overlap");
        row("twice the same bytes", two("[0,4]", 4), "overlap");
        row("hole between", two("[5,9]", 9), "belong to no tensor");
        row("many values", fileOf("{\"w\":{\"shape\":[" + QByteArray("0,").repeated(500'000).toStdString() + "0]}}", 0),
            "more than 400000 values");
    }
    void refusesHostileFiles()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, says);
        const QByteArray verdict = verdictOn(file.toStdString());
        QVERIFY2(verdict.contains(says) && verdict.contains("/file"), verdict.constData());
    }
    void acceptsWhatTheFormatAllows_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const std::string& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        row("nothing", fileOf("{}", 0));
        row("spaces after", fileOf("{}   \n ", 0));
        row("header not aligned", fileOf("{" + tensorOf("w", "[1]", "[0,4]") + "} ", 4));
        row("empty tensors",
            fileOf("{" + tensorOf("a", "[0]", "[0,0]") + "," + tensorOf("w", "[1]", "[0,4]") + ","
                       + tensorOf("b", "[5,0]", "[4,4]") + "}",
                   4));
        row("data in another order",
            fileOf("{" + tensorOf("a", "[1]", "[4,8]") + "," + tensorOf("b", "[1]", "[0,4]") + "}", 8));
        row("a type for others", fileOf("{" + tensorOf("a", "[2]", "[0,4]", "I16") + "}", 4));
        row("a new field", fileOf(R"({"a":{"dtype":"U8","shape":[],"data_offsets":[0,1],"new":null}})", 1));
    }
    void acceptsWhatTheFormatAllows()
    {
        QFETCH(QByteArray, file);
        QCOMPARE(verdictOn(file.toStdString()), QByteArray("accepted"));
    }
    void namesTensorsOfTypesItLeavesOut()
    {
        ModelFileSystem disk;
        disk.files.createNew("/file").write(fileOf("{" + tensorOf("a", "[2]", "[0,4]", "I16") + "}", 4));
        const SafetensorsReader reader(disk.files, "/file");
        QCOMPARE(reader.leftOut(), std::vector<std::string> {"a (I16)"});
        QVERIFY(reader.tensors().empty());
    }
    void survivesRandomDamage() // of the header; each either opens and reads, or is refused in a sentence
    {
        std::string whole;
        const std::vector<std::byte> data(64);
        const std::vector<NamedTensor> tensors = {{"a", DType::f32, {2, 4}, std::span(data).first(32)},
                                                  {"b", DType::i64, {4}, std::span(data).first(32)}};
        writeSafetensors(
            [&](std::span<const std::byte> bytes) {
                whole.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            },
            tensors, {{"k", "v"}});
        RandomSequence random(1, streamOf("damage"));
        int refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string bytes = whole;
            for (uint32_t flips = 1 + random.below(4); flips > 0; --flips)
                bytes[random.below(uint32_t(bytes.size() - 64))] = char(random.below(256));
            if (random.below(4) == 0)
                bytes.resize(random.below(uint32_t(bytes.size())));
            refused += verdictOn(bytes) == "accepted" ? 0 : 1;
        }
        QVERIFY2(refused > 15'000 && refused < 20'000, QByteArray::number(refused).constData());
    }
    void anyFailingCallIsAnErrorAndLeavesNothingOpen()
    {
        ModelFileSystem disk;
        disk.files.createNew("/file").write(fileOf("{" + tensorOf("w", "[2]", "[0,8]") + "}", 8));
        for (int call = 0;; ++call) {
            FaultyFileSystem faulty(disk.files);
            faulty.calls.failOnce(call, EIO);
            QByteArray error;
            try {
                const SafetensorsReader reader(faulty.files, "/file");
                std::byte data[8];
                reader.read(reader.tensors()[0], data);
            } catch (const FileError& thrown) {
                error = thrown.what();
            }
            QCOMPARE(faulty.calls.openFiles(), 0);
            if (call >= faulty.calls.calls())
                break;
            const bool isClose = call + 1 == faulty.calls.calls() && error.isEmpty(); // of a file only read: no matter
            QVERIFY2(isClose || error.contains("input/output error"), QByteArray::number(call).constData());
        }
    }
    void aFileCutOffWhileOpenIsAnErrorNotACrash()
    {
        ModelFileSystem disk;
        disk.files.createNew("/file").write(fileOf("{" + tensorOf("w", "[1000]", "[0,4000]") + "}", 4000));
        const SafetensorsReader reader(disk.files, "/file");
        disk.disk.bytesAt("/file").resize(2000);
        std::vector<std::byte> data(4000);
        QVERIFY_EXCEPTION_THROWN(reader.read(reader.tensors()[0], data), FileError);
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
