#include "engine/graph/document.h"
#include "tests/support/compiled_cpp.h"
#include "tests/support/exported_onnx.h"
#include "tests/support/random_network.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace weft;

namespace {

constexpr int64_t samples = 1000;

// Samples as they are stored, and what Weft answers, computed in parts that fit any memory.
Trial longTrial(UntrainedModel& untrained)
{
    constexpr int64_t part = 50;
    Trial whole = untrained.trial(part, 1);
    for (uint32_t seed = 2; whole.samples < samples; ++seed) {
        const Trial next = untrained.trial(part, seed);
        whole.samples += part;
        const auto append = [](std::vector<HostTensor>& to, const std::vector<HostTensor>& from) {
            for (size_t i = 0; i < to.size(); ++i) {
                to[i].info.shape[0] += part;
                to[i].bytes.insert(to[i].bytes.end(), from[i].bytes.begin(), from[i].bytes.end());
            }
        };
        append(whole.inputs, next.inputs);
        append(whole.answers, next.answers);
    }
    return whole;
}

struct Sampled {
    std::string name;
    std::unique_ptr<UntrainedModel> model;
    Trial trial;
};

Sampled sampled(const std::string& name, const Project& project, uint64_t seed)
{
    Sampled one {name, std::make_unique<UntrainedModel>(project), {}};
    one.model->shake(seed);
    one.trial = longTrial(*one.model);
    return one;
}

} // namespace

// Every way out of Weft on a thousand samples: within 1e-5 of the largest number, and the same class everywhere.
class TestExportThousand : public QObject {
    Q_OBJECT

    std::vector<Sampled> m_projects, m_random;

    void addAll(const AddModel& add, bool isRandom)
    {
        for (const Sampled& one : isRandom ? m_random : m_projects)
            add(one.name, one.model->model, one.trial);
    }

    static void rows()
    {
        QTest::addColumn<bool>("isRandom");
        QTest::newRow("projects") << false;
        QTest::newRow("random networks") << true;
    }

    template <class Models>
    void judge(const std::optional<QStringList>& wrong, const Models& models, bool isRandom, size_t count)
    {
        if (!wrong)
            QSKIP("What runs it is not here.");
        const double worst = models.worst();
        qInfo("%zu models on %d samples, at most %.2g of the largest number, %d beyond 1e-5", count, int(samples),
              worst, int(wrong->size()));
        static const QRegularExpression classes(" (\\d+) of (\\d+) classes");
        for (const QString& line : *wrong) {
            qInfo("%s", qPrintable(line));
            const QRegularExpressionMatch counted = classes.match(line);
            QVERIFY2(counted.hasMatch() && counted.captured(1) == counted.captured(2), qPrintable(line));
        }
        // Norms of numbers that are all but equal magnify the last bit, in which no two programs agree.
        QVERIFY2(isRandom ? wrong->size() <= 3 && worst <= 1e-4 : wrong->isEmpty(),
                 qPrintable('\n' + wrong->join('\n')));
        for (const Disagreement& one : models.disagreements()) {
            const auto found = std::ranges::find(m_random, one.model, &Sampled::name);
            if (found == m_random.end() || compareAnswers(one.theirs, one.ours, one.classAxis).isExact(1e-5))
                continue;
            const Judgement judgement = judged(one, exactAnswers(*found->model, found->trial.inputs));
            qInfo("%s", qPrintable(judgement.text(one)));
            QVERIFY2(judgement.isFair(), qPrintable(judgement.text(one)));
        }
    }

    void byOnnx(const Runtime& runtime, bool isRandom, QStringList* refused)
    {
        ExportedOnnx models;
        addAll(models.adder(), isRandom);
        const std::optional<QStringList> wrong = models.differences(runtime);
        if (wrong)
            *refused = models.refused();
        judge(wrong, models, isRandom, models.count() - size_t(refused->size()));
    }

private slots:
    void initTestCase()
    {
        const QDir folder(QStringLiteral(WEFT_SOURCE_DIR "/projects"));
        for (const QString& name : folder.entryList({"*.weft"})) {
            const std::string path = folder.filePath(name).toStdString();
            m_projects.push_back(
                sampled(name.chopped(5).toStdString(), openDocument(realFileSystem(), path).project(), 1));
        }
        QVERIFY(m_projects.size() >= 11);
        for (uint64_t seed = 1; seed <= 100; ++seed)
            m_random.push_back(sampled("seed" + std::to_string(seed), randomNetwork(seed, 12), seed));
    }

    void asPytorch_data() { rows(); }
    void asPytorch()
    {
        QFETCH(bool, isRandom);
        RunElsewhere models;
        addAll(writtenForPytorch(models), isRandom);
        const std::optional<QStringList> wrong = models.differences(pytorchRuntimes()[0]);
        QVERIFY2(models.refused().isEmpty(), qPrintable(models.refused().join('\n')));
        judge(wrong, models, isRandom, models.count());
    }

    void asPlainCpp_data() { rows(); }
    void asPlainCpp()
    {
        QFETCH(bool, isRandom);
        CompiledCpp models;
        addAll(models.adder(), isRandom);
        const std::optional<QStringList> wrong = models.differences();
        judge(wrong, models, isRandom, models.count());
    }

    void asOnnx_data() { rows(); }
    void asOnnx()
    {
        QFETCH(bool, isRandom);
        QStringList refused;
        byOnnx(nodeRuntime(), isRandom, &refused);
        QVERIFY2(refused.isEmpty(), qPrintable(refused.join('\n')));
    }

    // OpenCV knows fewer operators, and class numbers only as floats.
    void asOnnxInOpencv()
    {
        QStringList refused;
        byOnnx(opencvRuntime(), false, &refused);
        QVERIFY2(refused.size() <= 2, qPrintable(refused.join('\n')));
    }
};

QTEST_APPLESS_MAIN(TestExportThousand)
#include "tst_export_thousand.moc"
