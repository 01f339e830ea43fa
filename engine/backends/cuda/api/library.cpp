#include "engine/backends/cuda/api/library.h"

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <glob.h>
#include <unistd.h>

namespace weft::cuda {

namespace {

std::vector<std::string> splitPath(const char* list)
{
    std::vector<std::string> folders;
    std::string rest = list == nullptr ? "" : list;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(':'), rest.size());
        if (end > 0)
            folders.push_back(rest.substr(0, end));
        rest.erase(0, end + 1);
    }
    return folders;
}

std::vector<std::string> matches(const std::string& pattern)
{
    glob_t found = {};
    std::vector<std::string> paths;
    if (::glob(pattern.c_str(), 0, nullptr, &found) == 0)
        paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    return paths;
}

// Folders that Python environments are in: those that are active, those on the way of commands, and the usual ones.
std::vector<std::string> pythonPrefixes()
{
    std::vector<std::string> prefixes;
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        if (const char* value = std::getenv(variable))
            prefixes.emplace_back(value);
    }
    for (const std::string& folder : splitPath(std::getenv("PATH"))) {
        if (::access((folder + "/python3").c_str(), X_OK) == 0)
            prefixes.push_back(folder + "/..");
    }
    if (const char* home = std::getenv("HOME"))
        prefixes.push_back(std::string(home) + "/.local");
    for (const char* pattern : {"/opt/*/.venv", "/opt/*/venv", "/opt/.venv", "/opt/venv", "/opt/*"}) {
        for (const std::string& path : matches(pattern))
            prefixes.push_back(path);
    }
    return prefixes;
}

std::vector<std::string> folders()
{
    std::vector<std::string> all;
    for (const std::string& folder : splitPath(std::getenv("WEFT_CUDA_PATH"))) {
        for (const char* below : {"", "/lib64", "/lib"})
            all.push_back(folder + below + "/");
    }
    all.emplace_back(""); // the loader's own path
    for (const char* folder :
         {"/usr/local/cuda/lib64", "/usr/local/cuda/lib", "/opt/cuda/lib64", "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/nvidia/lib64", "/usr/lib/wsl/lib"})
        all.push_back(std::string(folder) + "/");
    for (const std::string& prefix : pythonPrefixes()) {
        for (const char* packages : {"site-packages", "dist-packages"}) {
            for (const std::string& folder : matches(prefix + "/lib/python3*/" + packages + "/nvidia/*/lib"))
                all.push_back(folder + "/");
        }
    }
    return all;
}

// NVRTC looks for its second half by its name alone, along the loader's own path; where both are elsewhere, one that is
// open already is found.
void openBuiltins(const std::string& place, const std::string& stem)
{
    const std::string folder = place.substr(0, place.rfind('/') + 1);
    for (const std::string& path : matches(folder + "lib" + stem + "-builtins.so.*"))
        ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

} // namespace

std::vector<std::string> libraryPlaces(const std::string& stem, std::span<const int> versions)
{
    std::vector<std::string> places;
    const std::vector<std::string> all = folders();
    for (const int version : versions) {
        for (const std::string& folder : all)
            places.push_back(folder + "lib" + stem + ".so." + std::to_string(version));
    }
    return places;
}

Library openLibrary(const std::string& stem, std::span<const int> versions)
{
    Library library;
    for (const std::string& place : libraryPlaces(stem, versions)) {
        const bool isFile = place.find('/') != std::string::npos;
        if (isFile && ::access(place.c_str(), R_OK) != 0)
            continue;
        library.handle = ::dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (library.handle != nullptr) {
            library.path = place;
            if (isFile)
                openBuiltins(place, stem);
            return library;
        }
        if (const char* error = ::dlerror(); isFile && error != nullptr)
            library.error = error;
    }
    return library;
}

} // namespace weft::cuda
