#include "engine/export/pytorch/write_pytorch.h"
#include "engine/export/verify/run_program.h"
#include "engine/graph/document.h"
#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"
#include "engine/storage/safetensors.h"
#include "engine/support/json.h"
#include "tests/support/export_samples.h"
#include "tests/support/run_elsewhere.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QFileInfo>
#include <QTest>

#include <set>

using namespace weft;

namespace {

constexpr const char* noTorch = "All are written, but no python3 here has torch (python3-torch).";

void compare(RunElsewhere& models)
{
    const std::optional<QStringList> wrong = models.differences(pytorchRuntimes()[0]);
    if (!wrong)
        QSKIP(noTorch);
    QVERIFY2(models.refused().isEmpty(), qPrintable('\n' + models.refused().join('\n')));
    QVERIFY2(wrong->isEmpty(), qPrintable('\n' + wrong->join('\n')));
    qInfo("%zu models, at most %.2g of the largest number", models.count(), models.worst());
}

std::string textOf(const std::string& path)
{
    return realFileSystem().readFile(path, uint64_t(1) << 30);
}

// What a script of Python says that is given the folder; nothing where no python3 has torch.
std::optional<ProgramRun> runTorch(const std::string& script, const std::string& folder)
{
    for (const std::string& program : pytorchRuntimes()[0].programs) {
        const ProgramRun run =
            runProgram({program, "-c",
                        "import sys\ntry:\n    import torch\nexcept ImportError:\n    sys.exit(3)\n" + script, folder},
                       120);
        if (run.started && run.code != 3)
            return run;
    }
    return std::nullopt;
}

} // namespace

class TestExportPytorch : public QObject {
    Q_OBJECT
private slots:
    void everyLayerGivesTheSameAnswers()
    {
        RunElsewhere models;
        const QStringList refused = addEveryLayer(writtenForPytorch(models));
        QVERIFY2(refused.isEmpty(), qPrintable('\n' + refused.join('\n'))); // none is without a form
        compare(models);
    }

    void everyProjectGivesTheSameAnswers()
    {
        RunElsewhere models;
        addEveryProject(writtenForPytorch(models));
        QVERIFY(models.count() >= 10);
        compare(models);
    }

    void randomNetworksGiveTheSameAnswers()
    {
        RunElsewhere models;
        addRandomNetworks(writtenForPytorch(models));
        const std::optional<QStringList> wrong = models.differences(pytorchRuntimes()[0]);
        if (!wrong)
            QSKIP(noTorch);
        QVERIFY2(models.refused().isEmpty(), qPrintable('\n' + models.refused().join('\n')));
        // Norms of numbers that are all but equal magnify the last bit, in which no two programs agree.
        const QString lines = inexcusable(models.disagreements());
        QVERIFY2(lines.isEmpty(), qPrintable(lines));
        QVERIFY2(wrong->size() <= 3 && models.worst() <= 1e-4, qPrintable('\n' + wrong->join('\n')));
        qInfo("%zu models, at most %.2g of the largest number, %lld beyond 1e-5", models.count(), models.worst(),
              (long long)wrong->size());
    }

    void anyNumberOfSamplesStoredAsTheyAre()
    {
        RunElsewhere models;
        StoredSamples stored;
        QCOMPARE(stored.pictures.model.inputs[0].storedType, DType::u8);
        stored.add(writtenForPytorch(models), {1, 2, 7});
        compare(models);
    }

    void blocksSharedAndFrozenWeightsAndOddNames()
    {
        Project project;
        project.graph.nodes = {
            node("tokens", "tokens", {{"length", int64_t(5)}, {"vocabulary", int64_t(7)}}),
            node("forward", "embedding", {{"vocabulary", int64_t(7)}, {"width", int64_t(6)}}, {"x=tokens.y"}),
            node("1-st", "dense", {{"units", int64_t(6)}}, {"x=forward.y"}),
            node("again", "dense", {{"units", int64_t(6)}}, {"x=1-st.y"}),
            node("norm", "batch_norm", {}, {"x=again.y"}),
            node("skipped", "relu", {}, {"x=norm.y"}),
            node("drop", "dropout", {}, {"x=skipped.y"}),
            node("sum", "add", {}, {"x=drop.y", "x=skipped.y"}),
            node("class", "unembedding", {{"vocabulary", int64_t(7)}}, {"x=sum.y"}),
            node("return", "output", {{"kind", "tokens"}}, {"x=class.y"}),
        };
        const auto at = [&](const char* id) -> GraphNode& {
            return *std::ranges::find(project.graph.nodes, id, &GraphNode::id);
        };
        at("again").shares = "1-st";
        at("class").shares = "forward";
        at("norm").frozen = true;
        at("skipped").bypassed = true;
        RunElsewhere models;
        UntrainedModel untrained(project);
        untrained.shake(2);
        writtenForPytorch(models)("odd", untrained.model, untrained.trial(3, 4));
        const std::string text = textOf(models.path("odd.py"));
        QVERIFY2(text.find("self.class_2.weight = self.forward_2.weight  # shared") != std::string::npos, text.c_str());
        QVERIFY2(text.find("again = self.node_1_st(node_1_st)") != std::string::npos, text.c_str());
        QVERIFY2(text.find("self.norm.requires_grad_(False)") != std::string::npos, text.c_str());
        compare(models);
        const std::optional<ProgramRun> run =
            runTorch(R"py(
import importlib.util, torch
spec = importlib.util.spec_from_file_location("odd", sys.argv[1] + "/odd.py")
odd = importlib.util.module_from_spec(spec); spec.loader.exec_module(odd)
model = odd.load().train()
assert model.class_2.weight is model.forward_2.weight
before = model.norm.running_mean.clone()
model(torch.zeros(4, 5, dtype=torch.int32)).sum().backward()
assert torch.equal(before, model.norm.running_mean) and model.norm.weight.grad is None
print(len(list(model.parameters())))
)py",
                     QFileInfo(QString::fromStdString(models.path("odd.py"))).path().toStdString());
        QVERIFY(run);
        QVERIFY2(run->code == 0 && run->out == "5\n", (run->out + run->err).c_str());
    }

    // A project may be a stranger's: nothing that it calls itself is run.
    void namesStayWords()
    {
        const std::string code = "\"\"\"\nraise SystemExit(7)\n\"\"\" \\";
        Project project;
        project.name = code;
        project.graph.nodes = {
            node("flower", "features", {{"count", int64_t(3)}}),
            node("a\nraise SystemExit(7)\n#", "dense", {{"units", int64_t(2)}}, {"x=flower.y"}),
            node("b'\"; x = (\xe4\xb8\xad", "output", {{"kind", "values"}}, {}),
            node("c\nraise SystemExit(7)\n", "output", {{"kind", "values"}}, {}),
        };
        for (size_t i : {2u, 3u})
            project.graph.nodes[i].inputs.push_back({.port = "x", .from = {project.graph.nodes[1].id, "y"}});
        RunElsewhere models;
        UntrainedModel untrained(project);
        writtenForPytorch(models)("strange", untrained.model, untrained.trial(3, 4));
        const std::string text = textOf(models.path("strange.py"));
        QVERIFY2(text.find("\nraise") == std::string::npos, text.c_str());
        compare(models);
    }

    void weightsOfOthersAreNotReplaced()
    {
        RunElsewhere models;
        UntrainedModel untrained(pictureClassifier(), true);
        writePytorch(realFileSystem(), untrained.model, models.path("net.py"));
        writePytorch(realFileSystem(), untrained.model, models.path("net.py")); // its own, once more
        const auto write = [&](const std::string& start) {
            writePytorch(realFileSystem(), untrained.model, models.path("net.py"), {.start = start});
        };
        QVERIFY_THROWS_EXCEPTION(Error, write(models.path("./net.safetensors")));
        write(models.path("elsewhere/net.safetensors")); // another one of this name
        for (const std::string other : {"not a file of weights", ""}) {
            const std::string path = models.path("other.safetensors");
            publishFile(realFileSystem(), path, other);
            QVERIFY_THROWS_EXCEPTION(Error, writePytorch(realFileSystem(), untrained.model, models.path("other.py")));
            QCOMPARE(textOf(path), other);
            QVERIFY(!QFile::exists(QString::fromStdString(models.path("other.py"))));
        }
    }

    // Every weight is a parameter and gets a gradient, statistics are buffers that move, and the loss goes down.
    void theModuleTrainsOn()
    {
        RunElsewhere models;
        UntrainedModel untrained(pictureClassifier(), true);
        const WrittenPytorch written = writePytorch(realFileSystem(), untrained.model, models.path("net.py"));
        SafetensorsReader weights(realFileSystem(), written.weightsFile);
        QCOMPARE(weights.tensors().size(), untrained.model.weights.size());
        QVERIFY(weights.find("conv.weight") != nullptr && weights.find("norm.running_var") != nullptr);
        QVERIFY(weights.find("scores.weight")->shape == Shape({4, 4})); // units × features
        const std::optional<ProgramRun> run =
            runTorch(R"py(
import importlib.util, torch
spec = importlib.util.spec_from_file_location("net", sys.argv[1] + "/net.py")
net = importlib.util.module_from_spec(spec); spec.loader.exec_module(net)
model = net.load()
assert set(model.state_dict()) - {"norm.num_batches_tracked"} == set(net.read_safetensors(sys.argv[1] + "/net.safetensors"))
assert {name for name, _ in model.named_buffers()} == {"norm.running_mean", "norm.running_var", "norm.num_batches_tracked"}
assert len(net.CLASSES) == 4
torch.manual_seed(1)
labels = torch.arange(32) % 4
samples = (60 * labels[:, None, None, None] + torch.randint(0, 40, (32, 1, 12, 12))).to(torch.uint8)
optimizer = torch.optim.Adam(model.parameters(), 0.05)
before, losses = model.norm.running_mean.clone(), []
model.train()
for _ in range(30):
    loss = torch.nn.functional.cross_entropy(model(model.prepare(samples)), labels)
    optimizer.zero_grad(); loss.backward(); optimizer.step(); losses.append(loss.item())
assert all(p.grad is not None and p.grad.abs().sum() > 0 for n, p in model.named_parameters() if n != "conv.bias"), "gradients"
assert not torch.equal(before, model.norm.running_mean), "statistics"
assert losses[-1] < 0.5 * losses[0], losses
answer = model.predict(samples.numpy())
assert model.training and torch.allclose(answer.sum(1), torch.ones(32))
print("trained")
)py",
                     QFileInfo(QString::fromStdString(models.path("x"))).path().toStdString());
        if (!run)
            QSKIP(noTorch);
        QVERIFY2(run->code == 0 && run->out == "trained\n", (run->out + run->err).c_str());
    }

    void readsLikeAPersonsModule()
    {
        RunElsewhere models;
        const UntrainedModel untrained(pictureClassifier(), true);
        writePytorch(realFileSystem(), untrained.model, models.path("net.py"));
        const std::string text = textOf(models.path("net.py"));
        for (const std::string part : {"self.conv = nn.Conv2d(1, ", "self.norm = nn.BatchNorm2d(",
                                       "self.act = nn.ReLU()", "act = self.act(norm)  # samples × ", "CLASSES = [",
                                       "def prepare(self, picture):", "return scores\n", "answer.softmax(dim=1)"})
            QVERIFY2(text.find(part) != std::string::npos, (part + " is not in\n" + text).c_str());
        SafetensorsReader weights(realFileSystem(), models.path("net.safetensors"));
        std::map<std::string, std::string> metadata(weights.metadata().begin(), weights.metadata().end());
        QCOMPARE(metadata.at("weft.project"), writeProject(untrained.model.project));
        QVERIFY(metadata.at("weft.names").find("scores.weight = scores.weight transposed\n") != std::string::npos);
        writePytorch(realFileSystem(), untrained.model, models.path("alone.safetensors"),
                     {.project = false, .source = false});
        QVERIFY(!QFile::exists(QString::fromStdString(models.path("alone.py"))));
        SafetensorsReader alone(realFileSystem(), models.path("alone.safetensors"));
        metadata = {alone.metadata().begin(), alone.metadata().end()};
        QVERIFY(!metadata.contains("weft.project") && metadata.contains("classes"));
    }

    void theCommandExportsAndVerifies()
    {
        const QTemporaryDir folder;
        const QString project = folder.filePath("net.weft"), to = folder.filePath("net.py");
        Project small = spirals(40);
        small.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        small.training.epochs = 1;
        publishFile(realFileSystem(), project.toStdString(), writeProject(small));
        QCOMPARE(runWeft({"train", project, "--device", "cpu"}).code, 0);
        const Said weights = runWeft({"export", project, "--to", folder.filePath("alone.safetensors"), "--json"});
        QVERIFY2(weights.code == 0, qPrintable(weights.err));
        QCOMPARE(parseJson(weights.out.toStdString()).find("tensors")->asInteger(), int64_t(4));
        QCOMPARE(runWeft({"export", project, "--to", folder.filePath("a.safetensors"), "--verify", "5"}).code, 2);
        QCOMPARE(runWeft({"export", project, "--to", to, "--fold-batch-norm"}).code, 2);
        const Said said = runWeft({"export", project, "--to", to, "--verify", "20"});
        QVERIFY2(said.out.contains("a PyTorch module"), qPrintable(said.out));
        QVERIFY(QFile::exists(to) && QFile::exists(folder.filePath("net.safetensors")));
        if (said.code == 3)
            QSKIP(noTorch);
        QVERIFY2(said.code == 0, qPrintable(said.err));
        QVERIFY2(said.out.contains("PyTorch 1.") || said.out.contains("PyTorch 2."), qPrintable(said.out));
        QVERIFY2(said.out.contains("8 of 8"), qPrintable(said.out));
    }
};

QTEST_APPLESS_MAIN(TestExportPytorch)
#include "tst_export_pytorch.moc"
