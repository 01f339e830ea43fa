#pragma once

#include "engine/export/onnx/write_onnx.h"
#include "engine/export/verify/compare.h"
#include "engine/export/verify/runtimes.h"

#include <QTemporaryDir>

namespace weft {

// Models written as ONNX, to be run by another program all at once: its start takes longer than most of them.
class ExportedOnnx {
public:
    ExportedOnnx();

    // Writes the model, which ONNX's checker and shape inference see then. Throws Error.
    std::string write(const std::string& name, const ExportedModel& model, const OnnxOptions& options = {});
    // The same, and what is to be asked of it later.
    void add(const std::string& name, const ExportedModel& model, Trial trial, const OnnxOptions& options = {});

    void drop(size_t place) { m_added.erase(m_added.begin() + int64_t(place)); } // of what was added

    // Runs everything that was added. Nothing: the runtime is not installed. Otherwise a line for each model whose
    // answers differ by more than `tolerance` of the largest, or whose most probable
    // classes differ.
    std::optional<QStringList> differences(const Runtime& runtime, double tolerance = 1e-5);
    // Of the last run: by which models, and how far; the models that the runtime itself refused.
    double worst() const { return m_worst; }
    QStringList refused() const { return m_refused; }
    size_t count() const { return m_added.size(); }

    std::string path(const std::string& name) const;

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
};

// ONNX Runtime in Node.js, which tests/support/install_onnxruntime installs.
const Runtime& nodeRuntime();
const Runtime& opencvRuntime();

} // namespace weft
