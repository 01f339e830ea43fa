#include "engine/train/runs/progress.h"

#include "engine/storage/json_values.h"
#include "engine/support/error.h"

namespace weft {

namespace {

[[noreturn]] void refuse(std::string_view key)
{
    throw Error("The checkpoint's \"" + std::string(key) + "\" is damaged or missing; use an older checkpoint.");
}

const Json& need(const Json& json, std::string_view key)
{
    const Json* const found = json.find(key);
    if (found == nullptr)
        refuse(key);
    return *found;
}

int64_t integerAt(const Json& json, std::string_view key, int64_t minimum = 0)
{
    const Json& value = need(json, key);
    if (!value.isInteger() || value.asInteger() < minimum)
        refuse(key);
    return value.asInteger();
}

double numberOf(const Json& value, std::string_view key)
{
    const std::optional<double> number = exactNumber(value);
    if (!number)
        refuse(key);
    return *number;
}

double numberAt(const Json& json, std::string_view key)
{
    return numberOf(need(json, key), key);
}

bool boolAt(const Json& json, std::string_view key)
{
    const Json& value = need(json, key);
    if (!value.isBool())
        refuse(key);
    return value.asBool();
}

std::optional<double> optionalAt(const Json& json, std::string_view key)
{
    const Json& value = need(json, key);
    return value.isNull() ? std::nullopt : std::optional(numberOf(value, key));
}

Json optionalToJson(const std::optional<double>& value)
{
    return value ? exactNumber(*value) : Json();
}

Json toJson(const BestSoFar& best)
{
    return Json::Object {{"value", optionalToJson(best.value)}, {"step", best.step}};
}

BestSoFar bestAt(const Json& json, std::string_view key)
{
    const Json& best = need(json, key);
    return {.value = optionalAt(best, "value"), .step = integerAt(best, "step")};
}

Json toJson(const std::optional<EarlyStop>& stop)
{
    if (!stop)
        return {};
    return Json::Object {{"metric", stop->metric},
                         {"patience", stop->patience},
                         {"minimum_change", exactNumber(stop->minimumChange)},
                         {"restore_best", stop->restoreBest}};
}

std::optional<EarlyStop> earlyStopAt(const Json& json, std::string_view key)
{
    const Json& stop = need(json, key);
    if (stop.isNull())
        return std::nullopt;
    const Json& metric = need(stop, "metric");
    if (!metric.isString())
        refuse("metric");
    return EarlyStop {.metric = metric.asString(),
                      .patience = integerAt(stop, "patience", 1),
                      .minimumChange = numberAt(stop, "minimum_change"),
                      .restoreBest = boolAt(stop, "restore_best")};
}

Json toJson(const HistoryEntry& entry)
{
    Json values = Json::object();
    for (const auto& [name, value] : entry.values)
        values.members().emplace_back(name, exactNumber(value));
    return Json::Object {{"step", entry.step}, {"epoch", entry.epoch}, {"values", std::move(values)}};
}

HistoryEntry entryFromJson(const Json& json)
{
    HistoryEntry entry {.step = integerAt(json, "step"), .epoch = numberAt(json, "epoch")};
    const Json& values = need(json, "values");
    if (!values.isObject())
        refuse("values");
    for (const auto& [name, value] : values.members())
        entry.values.emplace_back(name, numberOf(value, name));
    return entry;
}

} // namespace

Json toJson(const Progress& progress)
{
    Json sums = Json::array();
    for (const double sum : progress.trainSums)
        sums.push(exactNumber(sum));
    Json history = Json::array();
    for (const HistoryEntry& entry : progress.history)
        history.push(toJson(entry));
    Json json = Json::Object {
        {"update", progress.update},
        {"epoch", progress.epoch},
        {"batch", progress.batch},
        {"validating", progress.validating},
        {"learning_rate", exactNumber(progress.learningRate)},
        {"epochs", progress.epochs},
        {"train_sums", std::move(sums)},
        {"plateau",
         Json::Object {{"factor", progress.plateau.factor},
                       {"best", optionalToJson(progress.plateau.best)},
                       {"bad", progress.plateau.bad},
                       {"waiting", progress.plateau.waiting}}},
        {"best", toJson(progress.best)},
        {"early_best", toJson(progress.earlyBest)},
        {"bad_validations", progress.badValidations},
        {"stopped_early", progress.stoppedEarly},
        {"history", std::move(history)},
        {"seconds", progress.seconds},
    };
    if (progress.marks > 0)
        json.set("marks", progress.marks);
    if (progress.countsEpochs)
        json.set("counts_epochs", true);
    if (progress.ownEarlyStop)
        json.set("early_stop", toJson(progress.earlyStop));
    return json;
}

Progress progressFromJson(const Json& json)
{
    Progress progress {.update = integerAt(json, "update"),
                       .epoch = integerAt(json, "epoch"),
                       .batch = integerAt(json, "batch"),
                       .validating = boolAt(json, "validating"),
                       .learningRate = numberAt(json, "learning_rate"),
                       .epochs = integerAt(json, "epochs", 1)};
    const Json& sums = need(json, "train_sums");
    if (!sums.isArray())
        refuse("train_sums");
    for (const Json& sum : sums.items())
        progress.trainSums.push_back(numberOf(sum, "train_sums"));
    const Json& plateau = need(json, "plateau");
    progress.plateau = {.factor = numberAt(plateau, "factor"),
                        .best = optionalAt(plateau, "best"),
                        .bad = integerAt(plateau, "bad"),
                        .waiting = integerAt(plateau, "waiting")};
    progress.best = bestAt(json, "best");
    progress.earlyBest = bestAt(json, "early_best");
    progress.badValidations = integerAt(json, "bad_validations");
    progress.stoppedEarly = boolAt(json, "stopped_early");
    const Json& history = need(json, "history");
    if (!history.isArray())
        refuse("history");
    for (const Json& entry : history.items())
        progress.history.push_back(entryFromJson(entry));
    progress.seconds = numberAt(json, "seconds");
    if (json.find("marks") != nullptr)
        progress.marks = integerAt(json, "marks");
    if (json.find("counts_epochs") != nullptr)
        progress.countsEpochs = boolAt(json, "counts_epochs");
    if (json.find("early_stop") != nullptr) {
        progress.ownEarlyStop = true;
        progress.earlyStop = earlyStopAt(json, "early_stop");
    }
    return progress;
}

} // namespace weft
