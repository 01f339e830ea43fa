#include "ui/panels/data/data_sets.h"

#include "engine/data/data_sets.h"
#include "engine/data/read_file.h"
#include "engine/support/error.h"

#include <algorithm>
#include <filesystem>

namespace weft {

DataSets& DataSets::get()
{
    static DataSets all;
    return all;
}

void DataSets::choose(const QString& folder)
{
    setDataSetsFolder(folder.toStdString());
    emit changed();
}

namespace {

// Whether it holds of a path in the folder of data sets.
template <class Predicate> bool anyOf(const DataSection& data, Predicate predicate)
{
    return std::ranges::any_of(data.sources, [&](const DataSource& source) {
        return std::ranges::any_of(source.params, [&](const auto& param) {
            const auto* const text = std::get_if<std::string>(&param.second);
            return text != nullptr && text->find(dataSetsName) != std::string::npos && predicate(*text);
        });
    });
}

} // namespace

bool usesDataSets(const DataSection& data)
{
    return anyOf(data, [](const std::string&) { return true; });
}

bool missesDataSets(const DataSection& data)
{
    return anyOf(data, [](const std::string& path) {
        try {
            std::error_code ignored;
            return dataSetsFolder().empty() || !std::filesystem::exists(resolvePath(path, {}), ignored);
        } catch (const Error&) { // a path that is none: no other folder would mend it
            return false;
        }
    });
}

} // namespace weft
