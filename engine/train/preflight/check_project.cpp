#include "engine/train/preflight/check_project.h"

#include "engine/data/check_data.h"
#include "engine/data/formats/format.h"
#include "engine/data/steps/step.h"
#include "engine/graph/check_settings.h"
#include "engine/graph/nearest_name.h"
#include "engine/support/printable.h"
#include "engine/train/network/feeds.h"
#include "engine/train/schedule.h"
#include "engine/train/step_program.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace weft {

namespace {

// The end of a sentence on a name that is not known.
template <class Type> std::string meant(const std::string& name, const std::vector<Type>& known)
{
    const std::string_view nearest = nearestName(name, known, [](const Type& one) { return std::string_view(one.id); });
    return nearest.empty() ? "." : "; did you mean \"" + std::string(nearest) + "\"?";
}

// The settings of the sources and steps; whether their files are there is for the run to say.
void checkDataSettings(const DataSection& data, Diagnostics& diagnostics)
{
    if (data.sources.empty())
        diagnostics.push_back({.severity = Severity::warning, .text = "There is no data; add a source to train with."});
    for (size_t i = 0; i < data.sources.size(); ++i) {
        const DataSource& source = data.sources[i];
        const std::string place = "Source " + std::to_string(i + 1) + " (" + source.format + ")";
        if (const Format* const format = findFormat(source.format))
            Settings(place, format->params, source.params, diagnostics);
        else
            diagnostics.push_back(
                {.port = "format", .text = place + ": this format is not known" + meant(source.format, formats())});
    }
    const auto checkSteps = [&](const std::vector<DataStep>& steps, const std::vector<StepType>& types,
                                const std::string& title) {
        for (size_t i = 0; i < steps.size(); ++i) {
            const std::string place = title + " " + std::to_string(i + 1) + " (" + steps[i].kind + ")";
            const auto type = std::ranges::find(types, steps[i].kind, &StepType::id);
            if (type != types.end())
                Settings(place, type->params, steps[i].params, diagnostics);
            else
                diagnostics.push_back(
                    {.port = "kind", .text = place + ": this step is not known" + meant(steps[i].kind, types)});
        }
    };
    checkSteps(data.cleaning, cleaningSteps(), "Cleaning");
    checkSteps(data.transforms, transformSteps(), "Transform");
}

void checkFeeds(const Project& project, Diagnostics& diagnostics)
{
    for (const auto& [node, column] : project.data.feeds) {
        if (project.graph.find(node.substr(0, node.find('/'))) == nullptr) // "encoder/image": one inside a block
            diagnostics.push_back({.severity = Severity::warning,
                                   .port = "feeds",
                                   .text = "The data feeds \"" + printable(node) + "\", but there is no such node."});
    }
}

// By its name alone; whether it is there is for the run to say.
void checkStartWeights(const std::string& file, Diagnostics& diagnostics)
{
    const bool isOutside = file.starts_with('/') || ("/" + file + "/").find("/../") != std::string::npos;
    if (isOutside)
        diagnostics.push_back({.port = "training.weights",
                               .text = "The training cannot begin with \"" + printable(file)
                                   + "\"; name a .safetensors or .onnx file beside the project, or in ${WEFT_DATA}."});
}

// Each thing once, errors first. That there is no loss is doubtful for a network, and an error for its training: the
// error says it.
void put(Diagnostics more, GraphReport& report)
{
    using Key = std::tuple<Severity, std::string, std::string, std::string, int>;
    std::set<Key> said;
    bool lossMissed = false;
    std::ranges::stable_sort(more, {}, &Diagnostic::severity);
    for (Diagnostic& one : more) {
        if (one.code == DiagnosticCode::noLoss && std::exchange(lossMissed, true))
            continue;
        if (said.insert(Key(one.severity, one.node, one.port, one.text, one.position)).second)
            report.diagnostics.push_back(std::move(one));
    }
}

} // namespace

GraphReport checkQuickly(const Project& project)
{
    GraphReport report = check(project.graph);
    Diagnostics more = std::exchange(report.diagnostics, {});
    for (Diagnostic& one : checkSettings(project))
        more.push_back(std::move(one));
    checkDataSettings(project.data, more);
    checkFeeds(project, more);
    checkStartWeights(project.training.weights, more);
    const Schedule schedule(project.training.schedule, more);
    put(std::move(more), report);
    return report;
}

GraphReport checkProject(const Project& project)
{
    GraphReport report = checkQuickly(project);
    if (project.training.batchSize < 1 || project.graph.nodes.empty() || hasErrors(report.diagnostics))
        return report;
    const StepProgram step = buildStep(project, {.batch = project.training.batchSize});
    Diagnostics more = std::exchange(report.diagnostics, {});
    more.insert(more.end(), step.diagnostics.begin(), step.diagnostics.end());
    put(std::move(more), report);
    return report;
}

Diagnostics checkReadData(const Project& project, const PreparedData& data)
{
    Diagnostics diagnostics;
    const int64_t batch = project.training.batchSize;
    const StepProgram step = buildStep(project, {.batch = batch});
    const std::vector<FedColumn> fed = matchFeeds(step, project.data, data, diagnostics);
    if (!hasErrors(diagnostics))
        checkScores(step, fed, data, diagnostics);
    std::vector<std::string> columns;
    for (const FedColumn& column : fed)
        columns.push_back(column.column);
    for (Diagnostic& one : checkData(data, columns, batch))
        diagnostics.push_back(std::move(one));
    return diagnostics;
}

} // namespace weft
