#include "engine/data/data_sets.h"

#include "engine/support/error.h"

#include <cstdlib>
#include <mutex>

namespace weft {

namespace {

struct Told {
    std::mutex mutex;
    std::string folder;
};

Told& told()
{
    static Told all;
    return all;
}

} // namespace

bool dataSetsAreGiven()
{
    const char* const given = std::getenv("WEFT_DATA");
    return given != nullptr && *given != '\0';
}

std::string dataSetsFolder()
{
    if (dataSetsAreGiven())
        return std::getenv("WEFT_DATA");
    const std::lock_guard lock(told().mutex);
    return told().folder;
}

void setDataSetsFolder(const std::string& folder)
{
    const std::lock_guard lock(told().mutex);
    told().folder = folder;
}

std::string needDataSetsFolder(const std::string& what)
{
    const std::string folder = dataSetsFolder();
    if (folder.empty())
        throw Error(what + ", but WEFT_DATA is not set; set this environment variable to the folder that holds the "
                    + "data sets, or choose it in the window's settings.");
    return folder;
}

} // namespace weft
