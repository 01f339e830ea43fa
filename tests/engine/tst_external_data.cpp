#include "engine/import/onnx/constant.h"
#include "engine/import/onnx/import_onnx.h"
#include "tests/support/data_files.h"
#include "tests/support/protobuf_text.h"

#include <QDir>
#include <QTest>

#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace weft;

namespace {

constexpr auto secret = "Keep this to you";

} // namespace

// Tensors in files of their own are read from the model's folder alone, whatever the model says of them.
class TestExternalData : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    int m_socket = -1;

    std::string in(const std::string& path) const { return joinPath(m_folder.path(), path); }

    void link(const std::string& target, const std::string& path)
    {
        QVERIFY(::symlink(target.c_str(), in(path).c_str()) == 0);
    }

    static OnnxTensor tensor(const QByteArray& location, const QByteArray& offset, const QByteArray& length)
    {
        OnnxTensor one {.name = "w", .type = OnnxType::f32, .dims = {2, 2}, .isExternal = true};
        if (!location.isNull())
            one.external["location"] = location.toStdString();
        if (!offset.isNull())
            one.external["offset"] = offset.toStdString();
        if (!length.isNull())
            one.external["length"] = length.toStdString();
        return one;
    }

private slots:
    void initTestCase()
    {
        m_folder.write("model/weights.bin", QByteArray(16, '\0') + QByteArray(16, '\1'));
        m_folder.write("model/inner/weights.bin", QByteArray(16, '\0'));
        m_folder.write("model/short.bin", QByteArray(15, '\0'));
        m_folder.write("model/empty.bin", QByteArray());
        m_folder.write("outside.bin", secret);
        m_folder.write("model2/outside.bin", secret); // begins as the model's folder does
        m_folder.write("elsewhere/outside.bin", secret);
        link("weights.bin", "model/link.bin");
        link("inner", "model/innerlink");
        link("../outside.bin", "model/out.bin");
        link(in("outside.bin"), "model/absolute.bin");
        link("..", "model/outfolder");
        link("../..", "model/inner/outfolder");
        link("/", "model/root");
        link("out.bin", "model/twice.bin");
        link("loop.bin", "model/loop.bin");
        link("nowhere", "model/dangling.bin");
        link("/dev/zero", "model/zero.bin");
        link("/proc/self/environ", "model/environ.bin");
        link("../model2/outside.bin", "model/inner/sibling.bin");
        QVERIFY(::mkfifo(in("model/pipe").c_str(), 0600) == 0);
        sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
        const std::string name = in("model/socket");
        if (name.size() < sizeof address.sun_path) {
            std::strcpy(address.sun_path, name.c_str());
            m_socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
            QVERIFY(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        }
    }
    void cleanupTestCase() { ::close(m_socket); }

    void staysInTheFolder_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("offset");
        QTest::addColumn<QByteArray>("length");
        QTest::addColumn<bool>("isRead");
        const auto row = [](const char* name, const QByteArray& location, bool isRead = false,
                            const QByteArray& offset = {}, const QByteArray& length = {}) {
            QTest::newRow(name) << location << offset << length << isRead;
        };
        row("beside", "weights.bin", true);
        row("beside, by a dot", "./weights.bin", true);
        row("in a folder", "inner/weights.bin", true);
        row("a link that stays inside", "link.bin", true);
        row("a link to a folder inside", "innerlink/weights.bin", true);
        row("further on", "weights.bin", true, "16", "16");
        row("over another tensor", "weights.bin", true, "8", "16"); // each is its own copy

        row("up", "../outside.bin");
        row("up by a way round", "inner/../../outside.bin");
        row("up and back into the folder", "../model/weights.bin");
        row("up behind dots", "./.././outside.bin");
        row("up behind many slashes", "inner//..//..//outside.bin");
        row("a folder that begins alike", "../model2/outside.bin");
        row("absolute", QByteArray::fromStdString(in("outside.bin")));
        row("absolute, of the model's folder", QByteArray::fromStdString(in("model/weights.bin")));
        row("absolute, two slashes", "//etc/hostname");
        row("a link out", "out.bin");
        row("a link out, absolute", "absolute.bin");
        row("a link to a link out", "twice.bin");
        row("a link to a folder that begins alike", "inner/sibling.bin");
        row("a folder that is a link out", "outfolder/outside.bin");
        row("a folder that is a link out, back in", "outfolder/model/weights.bin");
        row("a folder further in that is a link out", "inner/outfolder/outside.bin");
        row("a folder that is the root", "root/etc/hostname");
        row("links in a circle", "loop.bin");
        row("a link to nothing", "dangling.bin");
        row("a drive", "C:/outside.bin");
        row("a drive without a slash", "C:outside.bin");
        row("a drive with a backslash", "C:\\outside.bin");
        row("a share", "\\\\server\\outside.bin");
        row("backslashes", "..\\outside.bin");
        row("backslashes and slashes", "inner\\../..\\outside.bin");
        row("percent signs", "%2e%2e/outside.bin");
        row("percent signs for slashes", "..%2foutside.bin");
        row("percent signs twice", "%252e%252e%252foutside.bin");
        row("dots too long for UTF-8", "\xc0\xae\xc0\xae/outside.bin");
        row("dots of Unicode", "\xe2\x80\xa5/outside.bin"); // a two dot leader
        row("a URL", "file:///etc/hostname");
        row("a URL elsewhere", "http://127.0.0.1/outside.bin");
        row("home", "~/outside.bin");
        row("a variable", "${HOME}/outside.bin");
        row("a zero byte", QByteArray("weights.bin\0/../../outside.bin", 30));
        row("a zero byte at the end", QByteArray("../outside.bin\0.bin", 19));
        row("a line's end", "../outside.bin\n");
        row("a device", "/dev/zero");
        row("a link to a device", "zero.bin");
        row("a link into proc", "environ.bin");
        row("a pipe", "pipe"); // nobody writes to it: who waited for it would never end
        row("a socket", "socket");
        row("a folder", "inner");
        row("the folder itself", ".");
        row("nothing", "");
        row("no location", QByteArray());
        row("a name too long", QByteArray(300, 'w'));
        row("a path too long", QByteArray("inner/").repeated(2000) + "weights.bin");
        row("not there", "absent.bin");
        row("too short", "short.bin");
        row("empty", "empty.bin");
        row("an offset behind the end", "weights.bin", false, "33");
        row("an offset too near to the end", "weights.bin", false, "17");
        row("an offset at which sums overflow", "weights.bin", false, "18446744073709551600");
        row("an offset beyond 64 bits", "weights.bin", false, "18446744073709551616");
        row("an offset below 0", "weights.bin", false, "-16");
        row("an offset that is no number", "weights.bin", false, "0x10");
        row("an offset with something behind it", "weights.bin", false, "16 ");
        row("an offset without digits", "weights.bin", false, "");
        row("a length that is not the tensor's", "weights.bin", false, "0", "32");
        row("a length of nothing", "weights.bin", false, "0", "0");
        row("a length at which sums overflow", "weights.bin", false, "16", "18446744073709551615");
        row("a length below 0", "weights.bin", false, "0", "-1");
    }
    void staysInTheFolder()
    {
        QFETCH(QByteArray, location);
        QFETCH(QByteArray, offset);
        QFETCH(QByteArray, length);
        QFETCH(bool, isRead);
        std::string said;
        try {
            const OnnxConstant read = readConstant(tensor(location, offset, length), realFileSystem(), in("model"));
            QVERIFY2(isRead, "it was read");
            QCOMPARE(read.size(), size_t(4));
        } catch (const Error& error) {
            QVERIFY2(!isRead, error.what());
            said = error.what();
            QVERIFY(said.ends_with('.'));
        }
        QVERIFY(said.find(secret) == std::string::npos); // nothing of what lies elsewhere
    }

    // The same in a whole model: where a tensor is an initializer, in a Constant, and in a branch of an If.
    void holdsWhereverATensorIs_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("an initializer") << "initializer";
        QTest::newRow("a Constant") << "constant";
        QTest::newRow("a branch of an If") << "branch";
    }
    void holdsWhereverATensorIs()
    {
        QFETCH(QString, place);
        const std::string floats("\x10\x01", 2), four("\x08\x04", 2), external("\x70\x01", 2);
        const auto modelWith = [&](const std::string& location) {
            const std::string tensor = four + floats + protobufField(8, "w")
                + protobufField(13, protobufField(1, "location") + protobufField(2, location))
                + external; // dims, data_type, name, …
            const auto type = protobufField(
                1,
                std::string("\x08\x01", 2)
                    + protobufField(2, protobufField(1, std::string("\x08\x01", 2)) + protobufField(1, four)));
            const std::string x = protobufField(11, protobufField(1, "x") + protobufField(2, type)),
                              y = protobufField(12, protobufField(1, "y"));
            const std::string add = protobufField(
                1, protobufField(1, "x") + protobufField(1, "w") + protobufField(2, "y") + protobufField(4, "Add"));
            const auto constant = protobufField(
                1,
                protobufField(2, "w") + protobufField(4, "Constant")
                    + protobufField(5, protobufField(1, "value") + protobufField(5, tensor) + "\xa0\x01\x04"));
            std::string graph;
            if (place == "initializer")
                graph = add + protobufField(5, tensor);
            else if (place == "constant")
                graph = constant + add;
            else {
                const std::string condition = protobufField(
                    5, std::string("\x10\x09", 2) + protobufField(8, "yes") + protobufField(9, std::string(1, '\1')));
                const std::string inner =
                    protobufField(1, protobufField(1, "w") + protobufField(2, "r") + protobufField(4, "Identity"))
                    + protobufField(5, tensor) + protobufField(12, protobufField(1, "r"));
                const std::string branches =
                    protobufField(5, protobufField(1, "then_branch") + protobufField(6, inner) + "\xa0\x01\x05")
                    + protobufField(5, protobufField(1, "else_branch") + protobufField(6, inner) + "\xa0\x01\x05");
                graph = condition
                    + protobufField(1,
                                    protobufField(1, "yes") + protobufField(2, "v") + protobufField(4, "If") + branches)
                    + protobufField(1,
                                    protobufField(1, "x") + protobufField(1, "v") + protobufField(2, "y")
                                        + protobufField(4, "Add"));
            }
            return std::string("\x08\x08", 2) + protobufField(7, graph + x + y)
                + protobufField(8, std::string("\x10\x11", 2));
        };
        OnnxImportOptions options {.folder = in("model")};
        const ImportedModel read = importOnnx(modelWith("weights.bin"), realFileSystem(), options);
        QVERIFY(!read.project.graph.nodes.empty());
        for (const std::string location :
             {"../outside.bin", "out.bin", "outfolder/outside.bin", "zero.bin", "pipe", "/etc/hostname"}) {
            try {
                importOnnx(modelWith(location), realFileSystem(), options);
                QFAIL(location.c_str());
            } catch (const Error& error) {
                QVERIFY2(std::string(error.what()).find(secret) == std::string::npos, error.what());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestExternalData)
#include "tst_external_data.moc"
