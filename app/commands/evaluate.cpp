#include "app/commands.h"
#include "app/exit_code.h"
#include "app/terminal.h"
#include "app/text.h"
#include "app/trained_argument.h"
#include "engine/train/network/answers.h"
#include "engine/train/network/data_units.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr int64_t widestMatrix = 20; // classes; larger ones are for --json

Part partOf(const std::string& name, const PreparedData& data)
{
    if (name.empty())
        return !data.test.empty() ? Part::test : !data.validation.empty() ? Part::validation : Part::train;
    return name == "train" ? Part::train : name == "validation" ? Part::validation : Part::test;
}

std::string shareText(double share)
{
    return std::isnan(share) ? "—" : fixed(share, 4);
}

double f1(double precision, double recall)
{
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

void printMatrix(const ConfusionMatrix& matrix, const std::vector<std::string>& names)
{
    TextTable classes({"class", "count", "precision", "recall", "F1"}, "lrrrr");
    for (int64_t c = 0; c < matrix.classes; ++c)
        classes.add({names[size_t(c)], grouped(matrix.ofTruth(c)), shareText(matrix.precision(c)),
                     shareText(matrix.recall(c)), shareText(f1(matrix.precision(c), matrix.recall(c)))});
    print("\n" + classes.text());
    if (matrix.classes > widestMatrix)
        return;
    std::vector<std::string> header = {"truth ╲ prediction"};
    for (int64_t c = 0; c < matrix.classes; ++c)
        header.push_back(names[size_t(c)]);
    TextTable table(header, "l" + std::string(size_t(matrix.classes), 'r'));
    for (int64_t truth = 0; truth < matrix.classes; ++truth) {
        std::vector<std::string> row = {names[size_t(truth)]};
        for (int64_t predicted = 0; predicted < matrix.classes; ++predicted)
            row.push_back(std::to_string(matrix.at(truth, predicted)));
        table.add(std::move(row));
    }
    print("\n" + table.text());
}

Json toJson(const ConfusionMatrix& matrix, const std::vector<std::string>& names)
{
    Json counts = Json::array();
    Json classes = Json::array();
    for (int64_t truth = 0; truth < matrix.classes; ++truth) {
        Json row = Json::array();
        for (int64_t predicted = 0; predicted < matrix.classes; ++predicted)
            row.push(matrix.at(truth, predicted));
        counts.push(std::move(row));
        classes.push(Json::Object {{"class", names[size_t(truth)]},
                                   {"count", matrix.ofTruth(truth)},
                                   {"precision", matrix.precision(truth)},
                                   {"recall", matrix.recall(truth)}});
    }
    return Json::Object {{"node", matrix.node}, {"classes", std::move(classes)}, {"counts", std::move(counts)}};
}

// A third column, where there is something in it.
void printValues(const TrainedNetwork::Result& result, const std::vector<DataUnitValue>& own)
{
    TextTable table(own.empty() ? std::vector<std::string> {"metric", "value"}
                                : std::vector<std::string> {"metric", "value", "in the data's unit"},
                    own.empty() ? "lr" : "lrl");
    for (const auto& [metric, value] : result.values) {
        std::vector<std::string> row = {metric, significant(value, 6)};
        const auto found = std::ranges::find(own, metric, &DataUnitValue::metric);
        if (found != own.end())
            row.push_back(significant(found->value, 6) + " (" + found->column + (found->squared ? ", squared)" : ")"));
        else if (!own.empty())
            row.emplace_back();
        table.add(std::move(row));
    }
    print(table.text());
}

Json toJson(const std::vector<DataUnitValue>& own)
{
    Json list = Json::object();
    for (const DataUnitValue& one : own)
        list.set(one.metric, Json::Object {{"value", one.value}, {"column", one.column}, {"squared", one.squared}});
    return list;
}

} // namespace

int evaluate(const EvaluateArguments& arguments)
{
    const OpenedNetwork opened = openNetwork(arguments.trained);
    TrainedNetwork& network = *opened.network;
    const Part part = partOf(arguments.part, network.data());
    const TrainedNetwork::Result result = network.evaluate(part);
    const std::vector<DataUnitValue> own = inDataUnits(result.values, network.project(), network.data());
    if (arguments.trained.json) {
        Json values = Json::object();
        for (const auto& [metric, value] : result.values)
            values.set(metric, value);
        Json confusions = Json::array();
        for (const ConfusionMatrix& matrix : result.confusions)
            confusions.push(toJson(matrix, classNames(network, matrix.classes)));
        printLine(Json::Object {{"part", name(part)},
                                {"samples", result.samples},
                                {"step", network.step()},
                                {"checkpoint", opened.checkpoint},
                                {"values", std::move(values)},
                                {"data_units", toJson(own)},
                                {"confusions", std::move(confusions)}});
        return exitDone;
    }
    print("The " + std::string(name(part)) + " part, " + grouped(result.samples) + " samples, with the weights of step "
          + grouped(network.step()) + " (" + opened.checkpoint + ")\n\n");
    printValues(result, own);
    for (const ConfusionMatrix& matrix : result.confusions)
        printMatrix(matrix, classNames(network, matrix.classes));
    return exitDone;
}

} // namespace weft
