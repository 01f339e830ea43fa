#include "tests/support/exported_onnx.h"

#include <QFile>

namespace weft {

ExportedOnnx::ExportedOnnx()
{
    const QString installed = QStringLiteral(WEFT_SOURCE_DIR "/build/node/node_modules");
    if (qEnvironmentVariableIsEmpty("NODE_PATH") && QFile::exists(installed))
        qputenv("NODE_PATH", installed.toUtf8());
}

std::string ExportedOnnx::path(const std::string& name) const
{
    return m_folder.filePath(QString::fromStdString(name) + ".onnx").toStdString();
}

std::string ExportedOnnx::write(const std::string& name, const ExportedModel& model, const OnnxOptions& options)
{
    const std::string file = path(name);
    writeOnnx(realFileSystem(), model, file, options);
    return file;
}

void ExportedOnnx::add(const std::string& name, const ExportedModel& model, Trial trial, const OnnxOptions& options)
{
    Added& one = m_added.emplace_back(Added {name, write(name, model, options), std::move(trial), {}, {}});
    for (const ModelInput& input : model.inputs)
        one.inputs.push_back(input.node);
    for (const ModelOutput& output : model.outputs)
        one.outputs.emplace_back(output.node, output.classAxis);
}

std::optional<QStringList> ExportedOnnx::differences(const Runtime& runtime, double tolerance)
{
    std::vector<RuntimeJob> jobs;
    for (const Added& one : m_added) {
        RuntimeJob& job = jobs.emplace_back(RuntimeJob {.model = one.path, .inputNames = one.inputs});
        for (const HostTensor& tensor : one.trial.inputs)
            job.inputs.push_back(&tensor);
        for (const auto& [name, axis] : one.outputs)
            job.outputNames.push_back(name);
    }
    const std::optional<std::vector<RuntimeAnswer>> answers = runJobs(runtime, jobs);
    if (!answers)
        return std::nullopt;
    m_worst = 0;
    m_refused.clear();
    QStringList wrong;
    for (size_t i = 0; i < m_added.size(); ++i) {
        const Added& one = m_added[i];
        const RuntimeAnswer& answer = (*answers)[i];
        if (!answer.failure.empty()) {
            m_refused << QString::fromStdString(one.name + ": " + answer.failure);
            continue;
        }
        for (size_t k = 0; k < one.outputs.size(); ++k) {
            const AnswerComparison found =
                compareAnswers(answer.answers.at(k), one.trial.answers.at(k), one.outputs[k].second);
            m_worst = std::max(m_worst, found.relative());
            if (!found.isExact(tolerance))
                wrong << QString::fromStdString(one.name + ", " + one.outputs[k].first + ": " + found.mistake)
                        + QString(" %1 of the largest, %2 of %3 classes")
                              .arg(found.relative())
                              .arg(found.agreed)
                              .arg(found.places);
        }
    }
    return wrong;
}

const Runtime& nodeRuntime()
{
    return onnxRuntimes()[1];
}

const Runtime& opencvRuntime()
{
    return onnxRuntimes()[2];
}

} // namespace weft
