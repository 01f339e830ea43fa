#pragma once

#include "engine/export/verify/compare.h"
#include "engine/export/verify/runtimes.h"
#include "tests/support/exact_answers.h"
#include "tests/support/export_samples.h"

#include <QTemporaryDir>

namespace weft {

// Exported models, to be run by another program all at once: its start takes longer than most of them.
class RunElsewhere {
public:
    // Where a model of that name may be written.
    std::string path(const std::string& file) const;
    // A model that lies in a file, and what is to be asked of it later.
    void add(const std::string& name, const std::string& file, const ExportedModel& model, Trial trial);
    void drop(size_t place) { m_added.erase(m_added.begin() + int64_t(place)); } // of what was added

    // Runs everything that was added. Nothing: the runtime is not installed. Otherwise a line for each model whose
    // answers differ by more than `tolerance` of the largest, or whose most probable classes differ.
    std::optional<QStringList> differences(const Runtime& runtime, double tolerance = 1e-5);
    // Of the last run: by which models, and how far; the models that the runtime itself refused.
    double worst() const { return m_worst; }
    QStringList refused() const { return m_refused; }
    // Also smaller ones, from a tenth of the tolerance on.
    const std::vector<Disagreement>& disagreements() const { return m_disagreements; }
    size_t count() const { return m_added.size(); }

private:
    struct Added {
        std::string name;
        std::string path;
        Trial trial;
        std::vector<std::string> inputs;
        std::vector<std::pair<std::string, int>> outputs; // with the axis of classes
    };
    QTemporaryDir m_folder;
    std::vector<Added> m_added;
    double m_worst = 0;
    QStringList m_refused;
    std::vector<Disagreement> m_disagreements;
};

// Writes each as safetensors and a module of PyTorch, for `models` to be run.
AddModel writtenForPytorch(RunElsewhere& models);

} // namespace weft
