#include "tests/support/run_elsewhere.h"

#include "engine/export/pytorch/write_pytorch.h"

namespace weft {

std::string RunElsewhere::path(const std::string& file) const
{
    return m_folder.filePath(QString::fromStdString(file)).toStdString();
}

void RunElsewhere::add(const std::string& name, const std::string& file, const ExportedModel& model, Trial trial)
{
    Added& one = m_added.emplace_back(Added {name, file, std::move(trial), {}, {}});
    for (const ModelInput& input : model.inputs)
        one.inputs.push_back(input.node);
    for (const ModelOutput& output : model.outputs)
        one.outputs.emplace_back(output.node, output.classAxis);
}

std::optional<QStringList> RunElsewhere::differences(const Runtime& runtime, double tolerance)
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
    m_disagreements.clear();
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
            if (!found.isExact(tolerance / 10))
                m_disagreements.push_back(
                    {one.name, k, answer.answers[k], one.trial.answers.at(k), one.outputs[k].second});
            if (found.isExact(tolerance))
                continue;
            wrong << QString::fromStdString(one.name + ", " + one.outputs[k].first + ": " + found.mistake)
                    + QString(" %1 of the largest, %2 of %3 classes")
                          .arg(found.relative())
                          .arg(found.agreed)
                          .arg(found.places);
        }
    }
    return wrong;
}

AddModel writtenForPytorch(RunElsewhere& models)
{
    return [&models](const std::string& name, const ExportedModel& model, Trial trial) {
        const std::string path = models.path(name + ".py");
        writePytorch(realFileSystem(), model, path);
        models.add(name, path, model, std::move(trial));
    };
}

} // namespace weft
