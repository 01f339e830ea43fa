#include "engine/export/cpp/plain_program.h"
#include "engine/export/cpp/write_cpp.h"
#include "engine/export/verify/run_program.h"
#include "engine/export/verify/verify_cpp.h"
#include "engine/graph/write_project.h"
#include "engine/ir/ops/ops.h"
#include "engine/storage/publish.h"
#include "engine/support/json.h"
#include "tests/support/compiled_cpp.h"
#include "tests/support/export_samples.h"
#include "tests/support/layer_examples.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QTest>

using namespace weft;

namespace {

constexpr const char* noCompiler = "All are written, but no C++ compiler is here.";

void compare(CompiledCpp& models)
{
    const std::optional<QStringList> wrong = models.differences();
    if (!wrong)
        QSKIP(noCompiler);
    QVERIFY2(wrong->isEmpty(), qPrintable('\n' + wrong->join('\n')));
    qInfo("%zu models, at most %.2g of the largest number", models.count(), models.worst());
}

std::string textOf(const std::string& path)
{
    return realFileSystem().readFile(path, uint64_t(1) << 30);
}

} // namespace

class TestExportCpp : public QObject {
    Q_OBJECT
private slots:
    // As many as compile in seconds; slow/tst_export_cpp_breadth takes all.
    void someLayersGiveTheSameAnswers()
    {
        CompiledCpp models;
        for (const std::string id :
             {"conv2d", "conv_transpose2d", "avg_pool2d", "layer_norm", "lstm", "gather", "pad"}) {
            const auto example = std::ranges::find(layerExamples(), id, &LayerExample::id);
            QVERIFY2(example != layerExamples().end(), id.c_str());
            UntrainedModel untrained(projectAround(*example));
            untrained.shake(7);
            models.add(id, untrained.model, untrained.trial(3, 11));
        }
        compare(models);
    }

    void anyNumberOfSamplesStoredAsTheyAre()
    {
        CompiledCpp models;
        StoredSamples stored;
        QCOMPARE(stored.pictures.model.inputs[0].storedType, DType::u8);
        stored.add(models.adder(), {1, 33, 1100}); // a long call is computed in parts
        compare(models);
        for (const std::string name : {"pictures1100", "points1100"}) {
            const std::string text = textOf(models.folder(name) + "/model.h"), says = "size_t together = ";
            const size_t place = text.find(says);
            QVERIFY(place != std::string::npos);
            QVERIFY(std::atoi(text.c_str() + place + says.size()) < 1100);
        }
    }

    // Not one warning, and the same numbers without the vector instructions that it is written for.
    void anyCompilerTakesIt_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("g++, any processor of its kind") << "g++" << QStringList {"-march=x86-64"};
        QTest::newRow("clang++, this processor") << "clang++" << QStringList {"-march=native"};
        QTest::newRow("clang++, plain loops") << "clang++" << QStringList {"-march=x86-64", "-DWEFT_PLAIN_LOOPS"};
    }
    void anyCompilerTakesIt()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, options);
#ifndef __x86_64__
        options.removeAll("-march=x86-64");
#endif
        Compiling how = {{compiler.toStdString()}, {"-O1", "-Wall", "-Wextra", "-Wshadow", "-pedantic", "-Werror"}};
        for (const QString& option : options)
            how.options.push_back(option.toStdString());
        CompiledCpp models(how);
        StoredSamples stored;
        stored.add(models.adder(), {19});
        compare(models);
    }

    // The folder is a project of its own: cmake, build, ctest.
    void cmakeBuildsIt()
    {
        if (runProgram({"cmake", "--version"}, 60).code != 0)
            QSKIP("cmake is not here.");
        const QTemporaryDir folder;
        const std::string here = folder.filePath("net").toStdString(), build = folder.filePath("build").toStdString();
        UntrainedModel untrained(pictureClassifier(), true);
        untrained.shake(5);
        writeCpp(realFileSystem(), untrained.model, untrained.trial(7, 1), here);
        for (const std::vector<std::string>& words :
             {std::vector<std::string> {"cmake", "-G", "Ninja", "-S", here, "-B", build},
              {"cmake", "--build", build}}) {
            const ProgramRun run = runProgram(words, 300);
            QVERIFY2(run.code == 0, (run.out + run.err).c_str());
        }
        const ProgramRun tested = runProgram({"ctest", "--test-dir", build, "--verbose"}, 240);
        QVERIFY2(tested.code == 0 && tested.out.find("same largest number in 7 of 7") != std::string::npos,
                 (tested.out + tested.err).c_str());
    }

    // What the generated function calls its own, words of C++ and macros.
    void inputsMayBeCalledAnything()
    {
        CompiledCpp models;
        Project project;
        GraphNode sum = node("sum", "add", {}, {});
        for (const std::string name :
             {"v1",   "i",      "i0",       "shift",  "memory",   "double",  "linux",   "first",   "a-b",
              "7",    "slack",  "multiply", "gather", "convolve", "softmax", "in0",     "in1",     "n",
              "file", "files",  "results",  "model",  "words",    "numbers", "Block",   "Threads", "m_threads",
              "std_", "size_t", "a_b_size", "abs",    "exp",      "min",     "uint8_t", "vector",  "answers_classes"}) {
            project.graph.nodes.push_back(node(name, "features", {{"count", int64_t(2)}}));
            sum.inputs.push_back({.port = "x", .from = {name, "y"}});
        }
        project.graph.nodes.push_back(sum);
        project.graph.nodes.push_back(node("compute", "output", {{"kind", "values"}}, {"x=sum.y"}));
        project.graph.nodes.push_back(node("return", "output", {{"kind", "values"}}, {"x=sum.y"}));
        project.name = "a \\\n#error name";
        GraphNode strange = node("x y\n#error \"input\"", "features", {{"count", int64_t(2)}});
        project.graph.nodes.push_back(node("tame\\", "relu", {}, {}));
        project.graph.nodes.back().inputs.push_back({.port = "x", .from = {strange.id, "y"}});
        project.graph.nodes.push_back(strange);
        project.graph.nodes[project.graph.nodes.size() - 3].inputs[0].from.node = "tame\\";
        UntrainedModel untrained(project);
        models.add("names", untrained.model, untrained.trial(3, 1));
        const std::string folder = models.folder("names");
        const std::optional<Compiled> checker = compileCpp(folder + "/check.cpp", folder + "/check", folder, {});
        QVERIFY2(!checker || checker->failure.empty(), checker.value_or(Compiled()).failure.c_str());
        compare(models);
    }

    // Nothing is left of a batch norm and a ReLU behind a convolution.
    void takesNormsAndActivationsIntoWhatIsBeforeThem()
    {
        UntrainedModel untrained(pictureClassifier(), true);
        untrained.shake(8);
        const PlainProgram program(untrained.model);
        QCOMPARE(program.tails.size(), size_t(2));
        int tails = 0;
        for (const auto& [value, tail] : program.tails) {
            const bool isConvolution = program.maker(value)->op == &convOp;
            QVERIFY(tail.bias >= 0);
            QCOMPARE(tail.relu, isConvolution);
            tails += isConvolution;
        }
        QCOMPARE(tails, 1);
    }

    void itsFilesBelongTogether()
    {
        const QTemporaryDir folder;
        const std::string here = folder.filePath("net").toStdString();
        UntrainedModel untrained(pictureClassifier(), true);
        const WrittenCpp written = writeCpp(realFileSystem(), untrained.model, untrained.trial(3, 1), here);
        QCOMPARE(written.files.size(), size_t(5));
        const std::string text = textOf(here + "/model.h");
        for (const std::string part : {"weft_model::Model model(\"model.weights\");", "// conv", "answer_classes()",
                                       "KiB for each sample", "Answer predict(const std::vector<uint8_t>& picture)"})
            QVERIFY2(text.find(part) != std::string::npos, (part + " is not in\n" + text).c_str());
        const std::string weights = textOf(here + "/model.weights");
        publishFile(realFileSystem(), here + "/damaged", weights.substr(0, weights.size() - 1) + "x");
        publishFile(realFileSystem(), here + "/short", weights.substr(0, weights.size() - 8));
        untrained.shake(2);
        writeCpp(realFileSystem(), untrained.model, untrained.trial(3, 1), folder.filePath("other").toStdString());
        const std::optional<Compiled> compiled =
            compileCpp(here + "/check.cpp", here + "/check", here, {.options = {"-O1"}});
        if (!compiled)
            QSKIP(noCompiler);
        QVERIFY2(compiled->failure.empty(), compiled->failure.c_str());
        const ProgramRun good = runProgram({here + "/check", here + "/model.weights", here + "/model.samples"}, 60);
        QVERIFY2(good.code == 0 && good.out.find("3 of 3") != std::string::npos, (good.out + good.err).c_str());
        for (const auto& [file, says] : {std::pair(here + "/damaged", "is damaged"),
                                         {here + "/short", "incomplete"},
                                         {here + "/../other/model.weights", "another header"},
                                         {here + "/check.cpp", "holds no weights"},
                                         {here + "/none", "cannot be opened"}}) {
            const ProgramRun run = runProgram({here + "/check", file, here + "/model.samples"}, 60);
            QVERIFY2(run.code == 2 && run.err.find(says) != std::string::npos, (file + ": " + run.err).c_str());
        }
    }

    void leavesOtherPeoplesFoldersAlone()
    {
        const QTemporaryDir folder;
        UntrainedModel untrained(pictureClassifier(), true);
        publishFile(realFileSystem(), folder.filePath("CMakeLists.txt").toStdString(), "project(mine)\n");
        QVERIFY_THROWS_EXCEPTION(
            Error, writeCpp(realFileSystem(), untrained.model, untrained.trial(1, 1), folder.path().toStdString()));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList {"CMakeLists.txt"});
    }

    void theCommandExportsAndVerifies()
    {
        const QTemporaryDir folder;
        const QString project = folder.filePath("net.weft"), to = folder.filePath("net/");
        Project small = spirals(40);
        small.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        small.training.epochs = 1;
        publishFile(realFileSystem(), project.toStdString(), writeProject(small));
        QCOMPARE(runWeft({"train", project, "--device", "cpu"}).code, 0);
        const Said said = runWeft({"export", project, "--to", to, "--verify", "20"});
        QVERIFY2(said.out.contains("plain C++17"), qPrintable(said.out));
        QVERIFY(QFile::exists(to + "model.h"));
        if (said.code != 3) {
            QVERIFY2(said.code == 0, qPrintable(said.err));
            QVERIFY2(said.out.contains("8 of 8"), qPrintable(said.out));
        }
        QProcessEnvironment bare;
        bare.insert("PATH", "/nowhere");
        const Said alone = runWeft({"export", project, "--to", to, "--verify", "20"}, bare);
        QCOMPARE(alone.code, 3);
        QVERIFY2(alone.err.contains("is not verified") && alone.out.contains("a C++ compiler"), qPrintable(alone.err));
    }
};

QTEST_APPLESS_MAIN(TestExportCpp)
#include "tst_export_cpp.moc"
