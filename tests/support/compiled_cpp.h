#pragma once

#include "engine/export/verify/compare.h"
#include "engine/export/verify/verify_cpp.h"
#include "tests/support/exact_answers.h"
#include "tests/support/export_samples.h"

#include <QStringList>
#include <QTemporaryDir>

namespace weft {

// Models written as plain C++, compiled into one program: a compiler's start takes longer than most of them.
class CompiledCpp {
public:
    explicit CompiledCpp(Compiling how = {.options = {"-march=native", "-O1"}}) // a short wait
        : m_how(std::move(how))
    {
    }
    void add(const std::string& name, const ExportedModel& model, Trial trial); // throws Error
    AddModel adder()
    {
        return [this](const std::string& name, const ExportedModel& model, Trial trial) {
            add(name, model, std::move(trial));
        };
    }
    size_t count() const { return m_added.size(); }
    std::string folder(const std::string& name) const;

    // Nothing: no compiler is here. Otherwise a line for each answer that differs by more than `tolerance` of the
    // largest number, or whose most probable class differs.
    std::optional<QStringList> differences(double tolerance = 1e-5);
    double worst() const { return m_worst; }
    // Also smaller ones, from a tenth of the tolerance on.
    const std::vector<Disagreement>& disagreements() const { return m_disagreements; }

private:
    struct Added {
        std::string name;
        Trial trial;
        std::vector<int> classAxes;
        std::string run; // the lines that run it
    };
    Compiling m_how;
    QTemporaryDir m_folder;
    std::vector<Added> m_added;
    double m_worst = 0;
    std::vector<Disagreement> m_disagreements;
};

} // namespace weft
