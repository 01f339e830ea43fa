#include "tests/support/source_rules.h"

#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

// Who may see whom, read from the sources: an #include against the direction of docs/architecture.md fails here, and
// so does whatever must stay out of a room.

using namespace weft;

namespace {

QStringList sources()
{
    QStringList paths;
    const QDir root(WEFT_SOURCE_DIR);
    for (const char* folder : {"app", "engine", "ui"})
        for (QDirIterator it(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            paths << root.relativeFilePath(it.next());
    paths.sort();
    return paths;
}

} // namespace

class TestLayering : public QObject {
    Q_OBJECT
private slots:
    void everySourceStaysInItsRoom()
    {
        QStringList mistakes;
        const QStringList paths = sources();
        QVERIFY(paths.contains("engine/support/error.h") && paths.contains("app/main.cpp"));
        for (const QString& path : paths) {
            QFile file(QDir(WEFT_SOURCE_DIR).filePath(path));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            mistakes << mistakesIn(path, QString::fromUtf8(file.readAll()));
        }
        QVERIFY2(mistakes.isEmpty(), qPrintable('\n' + mistakes.join('\n')));
    }

    void everyFolderIsSmallEnoughToKnow()
    {
        const QStringList crowded = crowdedFolders(sources());
        QVERIFY2(crowded.isEmpty(), qPrintable('\n' + crowded.join('\n')));
    }

    // Two of one name in the namespace weft are one to the linker, and whichever it takes is wrong for the other.
    void noTwoHeadersDefineOneName()
    {
        static const QRegularExpression defines("^(?:class|struct) (\\w+)(?: final)?(?: :[^;{]*)?\\s*\\{",
                                                QRegularExpression::MultilineOption);
        QMap<QString, QString> seen;
        QStringList twice;
        for (const QString& path : sources()) {
            QFile file(QDir(WEFT_SOURCE_DIR).filePath(path));
            if (!path.endsWith(".h") || !file.open(QIODevice::ReadOnly))
                continue;
            const QString text = QString::fromUtf8(file.readAll());
            if (!text.contains("namespace weft {"))
                continue;
            for (auto each = defines.globalMatch(text); each.hasNext();) {
                const QString name = each.next().captured(1);
                if (seen.contains(name) && seen[name] != path)
                    twice << name + ": " + seen[name] + " and " + path;
                seen[name] = path;
            }
        }
        QVERIFY(seen.size() > 300);
        QVERIFY2(twice.isEmpty(), qPrintable('\n' + twice.join('\n')));
    }

    void catches_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says"); // empty: nothing wrong
        const auto row = [](const char* name, const char* path, const char* text, const char* says) {
            QTest::newRow(name) << path << text << says;
        };
        const char* notSeen = "must not see it";
        row("support sees no room", "engine/support/json.cpp", "#include \"engine/storage/file.h\"", notSeen);
        row("storage sees no graph", "engine/storage/file.h", "#include \"engine/graph/graph.h\"", notSeen);
        row("graph sees no ir", "engine/graph/graph.h", "#include \"engine/ir/op.h\"", notSeen);
        row("ir sees no layer", "engine/ir/op.h", "  #  include \"engine/layers/layer_type.h\"", notSeen);
        row("a layer sees no backend", "engine/layers/linear/dense.cpp", "#include \"engine/backends/backend.h\"",
            notSeen);
        row("a backend sees no compiler", "engine/backends/load.cpp", "#include \"engine/compiler/pass.h\"", notSeen);
        row("cuda sees no cpu", "engine/backends/cuda/a.cpp", "#include \"engine/backends/cpu/conv.h\"", notSeen);
        row("the compiler sees backend.h alone", "engine/compiler/fuse.cpp", "#include \"engine/backends/load.h\"",
            notSeen);
        row("runtime sees no kernel", "engine/runtime/a.cpp", "#include \"engine/backends/cpu/conv.h\"", notSeen);
        row("data sees no training", "engine/data/a.h", "#include \"engine/train/run.h\"", notSeen);
        row("export sees no training", "engine/export/onnx.cpp", "#include \"engine/train/run.h\"", notSeen);
        row("training sees no export", "engine/train/run.h", "#include \"engine/export/onnx.h\"", notSeen);
        row("the engine sees no ui", "engine/train/run.h", "int x;\n#include \"ui/style/theme.h\"", notSeen);
        row("the engine sees no app", "engine/train/run.h", "#include \"app/cli.h\"", notSeen);
        row("ui sees no backend", "ui/session/session.cpp", "#include \"engine/backends/backend.h\"", notSeen);
        row("a room of its own making", "engine/extras/a.h", "#include \"engine/support/error.h\"", "lies in no room");
        row("CUDA elsewhere", "engine/runtime/a.cpp", "#include <cuda_runtime.h>", "CUDA stays in");
        row("cuDNN in the cpu", "engine/backends/cpu/conv.cpp", "#include <cudnn.h>", "CUDA stays in");
        row("oneDNN elsewhere", "engine/backends/cpu/conv.cpp", "#include <oneapi/dnnl/dnnl.hpp>", "oneDNN stays in");
        row("nlohmann elsewhere", "engine/graph/graph.cpp", "#include <nlohmann/json.hpp>", "nlohmann/json stays in");
        row("protobuf elsewhere", "engine/export/model/a.cpp", "#include <google/protobuf/message.h>", "ONNX stays in");
        row("Qt in the engine", "engine/train/run.h", "#include <QString>", "no Qt");
        row("a path from beside", "engine/ir/op.cpp", "#include \"op.h\"", "from the root");
        row("stod", "engine/data/csv.cpp", "x = std::stod(text);", "depends on the locale");
        row("strtod", "engine/data/csv.cpp", "x = strtod(text, &end);", "depends on the locale");
        row("printf %g", "engine/data/csv.cpp", "snprintf(a, sizeof a,\n \"%d %.3g\", i, x);", "depends on the locale");
        row("the painters' threads", "ui/a.cpp", "QThreadPool::globalInstance()->start(f);", "painting waits");
        row("utils", "engine/data/utils.h", "", "name it after");
        row("util folder", "engine/util/text.h", "", "name it after");

        row("the own room", "engine/ir/ops/conv.cpp", "#include \"engine/ir/op.h\"", "");
        row("support from a layer", "engine/layers/linear/dense.cpp", "#include \"engine/support/shape.h\"", "");
        row("backend.h from the compiler", "engine/compiler/fuse.cpp", "#include \"engine/backends/backend.h\"", "");
        row("both backends where they are loaded", "engine/backends/load.cpp",
            "#include \"engine/backends/cuda/backend.h\"", "");
        row("CUDA in its place", "engine/backends/cuda/check.h", "#include <cudnn.h>", "");
        row("ONNX in its place", "engine/export/onnx/write.cpp", "#include <onnx/onnx_pb.h>", "");
        row("a trained network, exported", "engine/export/model/a.h", "#include \"engine/train/network/predictor.h\"",
            "");
        row("oneDNN in its place", "engine/backends/cpu/onednn/conv.cpp", "#include <dnnl.hpp>", "");
        row("a generated list", "engine/layers/catalogue.cpp", "#include \"layers.inc\"", "");
        row("Qt in the window", "ui/style/theme.h", "#include <QColor>", "");
        row("a comment", "engine/ir/op.h", "// not std::stod\n/*\n#include \"app/cli.h\"\n*/ int x; // \"", "");
        row("printf of whole numbers", "engine/data/csv.cpp", "snprintf(a, 9, \"%5d of %s\", i, fine);", "");
    }
    void catches()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(QString, says);
        const QStringList mistakes = mistakesIn(path, text);
        if (says.isEmpty())
            QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join('\n')));
        else
            QVERIFY2(mistakes.size() == 1 && mistakes[0].contains(says), qPrintable("found: " + mistakes.join('\n')));
    }

    void countsTheFilesOfAFolder()
    {
        QStringList paths;
        for (int i = 0; i < 25; ++i)
            paths << QString("engine/layers/shape/layer%1.cpp").arg(i);
        for (int i = 0; i < 11; ++i)
            paths << QString("engine/support/part%1.h").arg(i);
        QCOMPARE(crowdedFolders(paths), QStringList());
        paths << "engine/layers/shape/one_more.cpp"
              << "engine/support/one_more.h";
        QCOMPARE(crowdedFolders(paths).size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
