#pragma once

#include <string>

namespace weft {

// What another program's interpreter is given. Each reads FOLDER/job.json, runs its jobs, writes every answer's numbers
// (f32, row-major) into the file named for it, and prints one line of JSON:
// {"runtime": …, "results": [{"shapes": [[…], …]} or {"error": …}, …]}. It ends with 3 where the runtime is absent.
std::string pythonScript();
std::string opencvScript();
std::string pytorchScript();
extern const char* const nodeScript;

} // namespace weft
