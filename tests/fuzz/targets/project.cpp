#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/train/preflight/check_project.h"
#include "tests/fuzz/fuzz.h"

#include <cstdio>
#include <cstdlib>

namespace weft {

void readAs(std::string_view bytes)
{
    const Project project = readProject(bytes);
    if (project.version <= 1 && readProject(writeProject(project)) != project) {
        std::fprintf(stderr, "read, but not as it was written\n");
        std::abort();
    }
    checkQuickly(project); // what the window does at once
}

} // namespace weft
