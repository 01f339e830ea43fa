#include "app/commands.h"
#include "app/terminal.h"
#include "app/text.h"
#include "engine/backends/load.h"
#include "engine/support/error.h"

namespace weft {

namespace {

// Why no GPU is in the list: loadBackend says it.
std::string whyNoGpu()
{
    try {
        loadBackend("cuda");
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

} // namespace

int devices(bool json)
{
    const std::vector<DeviceInfo> all = listDevices();
    bool hasGpu = false;
    TextTable table({"device", "what it is"}, "ll");
    Json list = Json::array();
    for (const DeviceInfo& device : all) {
        hasGpu = hasGpu || device.name.starts_with("cuda");
        table.add({device.name, device.description});
        list.push(Json::Object {{"device", device.name}, {"description", device.description}});
    }
    const std::string why = hasGpu ? std::string() : whyNoGpu();
    if (json) {
        printLine(Json::Object {{"devices", std::move(list)}, {"no_gpu", why.empty() ? Json() : Json(why)}});
        return 0;
    }
    print(table.text());
    if (!why.empty())
        print("No GPU: " + why + "\n");
    return 0;
}

} // namespace weft
