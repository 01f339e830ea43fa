#include "app/project_argument.h"

#include "app/exit_code.h"
#include "engine/backends/load.h"
#include "engine/graph/document.h"
#include "engine/graph/set_setting.h"
#include "engine/support/printable.h"
#include "engine/train/preflight/known_params.h"

namespace weft {

void applySettings(Project& project, const std::vector<std::string>& settings)
{
    const auto attempt = [](const std::string& setting, const auto& change) {
        try {
            change(std::string_view(setting).substr(0, setting.find('=')));
        } catch (const Error& error) {
            throw CommandError(exitUsage, "--set " + printable(setting) + ": " + error.what());
        }
    };
    for (const std::string& setting : settings) {
        const size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0)
            throw CommandError(exitUsage,
                               "--set " + printable(setting)
                                   + ": write a setting's path, = and its value, such as training.batch_size=64.");
        attempt(setting, [&](std::string_view path) {
            setSetting(project, path, std::string_view(setting).substr(equals + 1));
        });
    }
    for (const std::string& setting : settings) // now that the types are those that are asked for
        attempt(setting, [&](std::string_view path) { requireKnownParam(project, path); });
}

OpenedProject openProject(const ProjectArguments& arguments)
{
    if (arguments.threads > 0)
        useThreads(arguments.threads);
    OpenedProject opened {.project = openDocument(realFileSystem(), arguments.project).project(),
                          .path = arguments.project,
                          .folder = parentFolder(arguments.project)};
    applySettings(opened.project, arguments.settings);
    return opened;
}

} // namespace weft
