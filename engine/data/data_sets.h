#pragma once

#include <string>
#include <string_view>

namespace weft {

inline constexpr std::string_view dataSetsName = "${WEFT_DATA}"; // in projects

// The folder that "${WEFT_DATA}" means in projects: what that environment variable says, else what the program was
// told. Empty: neither. For any thread.
std::string dataSetsFolder();

// For this program from now on; empty: forget it. Where the environment says something, that counts.
void setDataSetsFolder(const std::string& folder);
bool dataSetsAreGiven(); // by the environment

// The same; throws Error, beginning with `what` ("The data lies in …"), where there is no such folder.
std::string needDataSetsFolder(const std::string& what);

} // namespace weft
