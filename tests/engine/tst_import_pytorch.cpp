#include "engine/backends/load.h"
#include "engine/export/verify/run_program.h"
#include "engine/export/verify/runtimes.h"
#include "engine/import/onnx/import_onnx.h"
#include "tests/support/onnx_cases.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <map>

using namespace weft;

namespace {

// Attention as people write it in PyTorch, exported by PyTorch: each model, two samples of 10 × 32 and its answers.
constexpr auto script = R"py(
import sys
try:
    import math, torch, torch.nn as nn
except ImportError:
    sys.exit(3)
import warnings
warnings.filterwarnings("ignore")
torch.manual_seed(1)
class Gpt(nn.Module):
    def __init__(self, mask):
        super().__init__()
        self.into, self.out, self.mask = nn.Linear(32, 96), nn.Linear(32, 32), mask
        self.register_buffer("seen", torch.tril(torch.ones(16, 16)).view(1, 1, 16, 16))
    def forward(self, x):
        length = x.shape[1]
        q, k, v = (part.view(x.shape[0], length, 4, 8).transpose(1, 2) for part in self.into(x).split(32, dim=2))
        scores = q @ k.transpose(-2, -1) / math.sqrt(8)
        if self.mask == "buffer": # as minGPT does
            scores = scores.masked_fill(self.seen[:, :, :length, :length] == 0, float("-inf"))
        elif self.mask == "tril":
            scores = scores.masked_fill(torch.tril(torch.ones(length, length)) == 0, float("-inf"))
        elif self.mask == "triu":
            scores = scores + torch.triu(torch.full((length, length), float("-inf")), diagonal=1)
        elif self.mask == "where":
            hidden = torch.ones(length, length, dtype=torch.bool).triu(1)
            scores = torch.where(hidden, torch.tensor(-1e9), scores)
        elif self.mask == "window": # not causal: nothing but neighbours
            near = torch.arange(length)
            scores = scores.masked_fill((near[:, None] - near[None, :]).abs() > 2, float("-inf"))
        elif self.mask == "unseen": # the first row sees nothing, and no place more than another
            scores = torch.where(torch.ones(length, length).tril(-1) == 0, torch.tensor(-1e4), scores)
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape[0], length, 32))
class Module(nn.Module): # nn.MultiheadAttention
    def __init__(self, first, mask=False, bias=True):
        super().__init__()
        self.attention, self.mask = nn.MultiheadAttention(32, 4, batch_first=first, bias=bias), mask
        for parameter in self.parameters(): # its offsets begin as 0
            nn.init.normal_(parameter, std=0.2)
    def forward(self, x):
        mask = torch.triu(torch.full((10, 10), float("-inf")), diagonal=1) if self.mask else None
        return self.attention(x, x, x, attn_mask=mask, need_weights=not self.mask)[0]
x = torch.randn(2, 10, 32)
models = {mask: Gpt(mask) for mask in ["none", "buffer", "tril", "triu", "where", "window", "unseen"]}
for sizes in ["any", "fixed"]:
    models[f"first {sizes}"] = Module(True)
    models[f"first masked {sizes}"] = Module(True, mask=True)
    models[f"second {sizes}"] = Module(False)
    models[f"second masked {sizes}"] = Module(False, mask=True, bias=False)
for name, model in models.items():
    model.eval()
    isSecond = name.startswith("second")
    given = x.transpose(0, 1).contiguous() if isSecond else x
    torch.onnx.export(model, given, f"{sys.argv[1]}/{name}.onnx", opset_version=15, input_names=["x"], output_names=["y"],
                      dynamic_axes=None if name.endswith("fixed") else {"x": {1 if isSecond else 0: "N"}})
    y = model(given).detach()
    y.numpy().astype("float32").tofile(f"{sys.argv[1]}/{name}.y")
    given.numpy().tofile(f"{sys.argv[1]}/{name}.x")
)py";

OnnxNumbers numbersIn(const std::string& path, std::vector<int64_t> dims)
{
    const std::string bytes = realFileSystem().readFile(path, 1 << 20);
    std::vector<float> floats(bytes.size() / sizeof(float));
    std::memcpy(floats.data(), bytes.data(), floats.size() * sizeof(float));
    return {.dims = std::move(dims), .numbers = {floats.begin(), floats.end()}};
}

} // namespace

class TestImportPytorch : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Backend> m_backend;

    std::string in(const QString& file) const { return m_folder.filePath(file).toStdString(); }

private slots:
    void initTestCase()
    {
        m_backend = loadBackend("cpu");
        for (const std::string& python : pytorchRuntimes()[0].programs) {
            const ProgramRun run = runProgram({python, "-c", script, m_folder.path().toStdString()}, 240);
            if (run.started && run.code != 3 && run.code != 127) {
                QVERIFY2(run.code == 0, run.err.c_str());
                return;
            }
        }
        QSKIP("No python3 here has torch (python3-torch).");
    }

    // -inf is no number of Weft's layers; where a softmax alone reads it, far below is the same.
    void masksOfAttention_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isAttention");
        QTest::addColumn<bool>("isCausal");
        QTest::newRow("none") << "none" << true << false;
        QTest::newRow("a buffer that is cut") << "buffer" << true << true;
        QTest::newRow("tril") << "tril" << true << true;
        QTest::newRow("triu, added") << "triu" << true << true;
        QTest::newRow("where, a large number") << "where" << true << true;
        QTest::newRow("a window") << "window" << false << false;
        QTest::newRow("a row without a place") << "unseen" << false << false;
        // nn.MultiheadAttention: heads and samples in one axis.
        for (const char* sizes : {"any", "fixed"}) {
            for (const char* place : {"first", "second"}) {
                QTest::addRow("module, samples %s, %s size", place, sizes)
                    << QString("%1 %2").arg(place, sizes) << true << false;
                QTest::addRow("module, samples %s, %s size, masked", place, sizes)
                    << QString("%1 masked %2").arg(place, sizes) << true << true;
            }
        }
    }
    void masksOfAttention()
    {
        QFETCH(QString, name);
        QFETCH(bool, isAttention);
        QFETCH(bool, isCausal);
        const ImportedModel model =
            importOnnx(realFileSystem().readFile(in(name + ".onnx"), 1 << 24), realFileSystem());
        std::map<std::string, int> counts;
        for (const GraphNode& node : model.project.graph.nodes) {
            ++counts[node.type];
            if (node.type == "multi_head_attention") {
                QCOMPARE(node.params.contains("causal"), isCausal);
                QCOMPARE(std::get<int64_t>(node.params.at("heads")), int64_t(4));
            }
        }
        QCOMPARE(counts["multi_head_attention"], isAttention ? 1 : 0);
        QCOMPARE(counts["softmax"], isAttention ? 0 : 1);
        const std::vector<int64_t> dims =
            name.startsWith("second") ? std::vector<int64_t> {10, 2, 32} : std::vector<int64_t> {2, 10, 32};
        const std::vector<OnnxNumbers> answers =
            runImported(model, *m_backend, {"x"}, {numbersIn(in(name + ".x"), dims)}, false);
        const std::string problem = differenceBetween(answers.at(0), numbersIn(in(name + ".y"), dims), 1e-5, 1e-5);
        QVERIFY2(problem.empty(), problem.c_str());
    }
};

QTEST_APPLESS_MAIN(TestImportPytorch)
#include "tst_import_pytorch.moc"
