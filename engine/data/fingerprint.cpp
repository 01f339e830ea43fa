#include "engine/data/fingerprint.h"

#include "engine/storage/file_system.h"
#include "engine/storage/json_values.h"
#include "engine/storage/sha256.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

constexpr size_t mostBytes = size_t(4) << 20; // of a column that are summed: some milliseconds

std::string sumOf(const std::vector<std::string>& texts)
{
    Sha256 sum;
    for (const std::string& text : texts)
        sum.add(bytesOf(text + '\0'));
    return sum.hex();
}

// Pictures that stay on the disk have a checksum already; nothing is read for this.
void add(Sha256& sum, const Column& column, int64_t sample)
{
    if (column.kind == ColumnKind::text) {
        sum.add(bytesOf(column.texts[size_t(sample)] + '\n'));
    } else if (!column.files.empty()) {
        const PictureFile& file = column.files[size_t(sample)];
        sum.add(bytesOf(std::to_string(file.bytes) + " " + std::to_string(file.checksum) + "\n"));
    } else {
        std::vector<std::byte> scratch;
        sum.add(storedSample(column, sample, scratch));
    }
}

std::string sumOf(const Column& column, const PreparedData& data)
{
    Sha256 sum;
    for (const std::vector<int64_t>* const part : {&data.train, &data.validation, &data.test}) {
        const size_t most = std::max<size_t>(1, mostBytes / 3 / std::max<size_t>(1, column.sampleBytes()));
        const size_t every = (part->size() + most - 1) / most;
        for (size_t i = 0; i < part->size(); i += every)
            add(sum, column, (*part)[i]);
    }
    return sum.hex();
}

std::string quoted(const std::string& name)
{
    return "“" + printable(name, 60) + "”";
}

} // namespace

DataFingerprint fingerprint(const PreparedData& data)
{
    DataFingerprint print {
        .train = std::ssize(data.train), .validation = std::ssize(data.validation), .test = std::ssize(data.test)};
    for (const Column& column : data.data.columns) {
        DataFingerprint::Column& one = print.columns.emplace_back();
        one.name = column.name;
        one.kind = name(column.kind);
        for (int axis = 0; axis < column.shape.rank(); ++axis)
            one.shape.push_back(column.shape[axis]);
        if (!column.classes.empty())
            one.classes = sumOf(column.classes);
        one.values = sumOf(column, data);
    }
    return print;
}

Json toJson(const DataFingerprint& fingerprint)
{
    Json columns = Json::array();
    for (const DataFingerprint::Column& column : fingerprint.columns) {
        Json shape = Json::array();
        for (const int64_t size : column.shape)
            shape.push(size);
        columns.push(Json::Object {{"name", column.name},
                                   {"kind", column.kind},
                                   {"shape", std::move(shape)},
                                   {"classes", column.classes},
                                   {"values", column.values}});
    }
    return Json::Object {{"train", fingerprint.train},
                         {"validation", fingerprint.validation},
                         {"test", fingerprint.test},
                         {"columns", std::move(columns)}};
}

std::optional<DataFingerprint> dataFingerprintFromJson(const Json& json)
{
    const Json* const columns = json.find("columns");
    if (columns == nullptr || !columns->isArray())
        return std::nullopt;
    DataFingerprint print {.train = integerIn(json, "train"),
                           .validation = integerIn(json, "validation"),
                           .test = integerIn(json, "test")};
    for (const Json& column : columns->items()) {
        DataFingerprint::Column& one = print.columns.emplace_back();
        one = {.name = textIn(column, "name"),
               .kind = textIn(column, "kind"),
               .classes = textIn(column, "classes"),
               .values = textIn(column, "values")};
        const Json* const shape = column.find("shape");
        for (const Json& size : shape != nullptr && shape->isArray() ? shape->items() : Json::Array()) {
            if (size.isInteger())
                one.shape.push_back(size.asInteger());
        }
    }
    return print;
}

std::string saysDataChanged(const DataFingerprint& then, const DataFingerprint& now)
{
    std::vector<std::string> changes;
    const auto sizes = [](const DataFingerprint& print) {
        return std::to_string(print.train) + ", " + std::to_string(print.validation) + " and "
            + std::to_string(print.test);
    };
    const bool sizesDiffer = sizes(then) != sizes(now);
    if (sizesDiffer)
        changes.push_back(sizes(now) + " samples for training, validation and test in place of " + sizes(then));
    for (const DataFingerprint::Column& column : now.columns) {
        const std::string begin = "the column " + quoted(column.name);
        const auto old = std::ranges::find(then.columns, column.name, &DataFingerprint::Column::name);
        if (old == then.columns.end())
            changes.push_back(begin + " is new");
        else if (old->kind != column.kind || old->shape != column.shape)
            changes.push_back(begin + " holds something else");
        else if (old->classes != column.classes)
            changes.push_back(begin + " has other classes");
        else if (old->values != column.values && !sizesDiffer) // else that is no news
            changes.push_back(begin + " has other values");
    }
    for (const DataFingerprint::Column& column : then.columns) {
        if (std::ranges::find(now.columns, column.name, &DataFingerprint::Column::name) == now.columns.end())
            changes.push_back("the column " + quoted(column.name) + " is gone");
    }
    if (changes.empty())
        return {};
    const std::string more = changes.size() == 1 ? "" : ", and " + std::to_string(changes.size() - 1) + " more";
    return "The data has changed since the training: " + changes.front() + more
        + "; so the parts may hold other samples, and scores may be of some that were trained on.";
}

} // namespace weft
