#include "engine/storage/paths.h"

#include "engine/support/printable.h"

#include <algorithm>
#include <cstdlib>
#include <deque>

namespace weft {

namespace {

constexpr size_t maxPathBytes = 4000; // Linux allows 4095
constexpr size_t maxNameBytes = 255;
constexpr int maxLinks = 40; // as many as Linux follows

std::vector<std::string> partsOf(const std::string& path) // without the empty ones and "."
{
    std::vector<std::string> parts;
    for (size_t start = 0; start <= path.size();) {
        const size_t end = std::min(path.find('/', start), path.size());
        const std::string part = path.substr(start, end - start);
        if (!part.empty() && part != ".")
            parts.push_back(part);
        start = end + 1;
    }
    return parts;
}

std::string shown(const std::string& path) // for a sentence
{
    return "\"" + printable(path, 200) + "\"";
}

[[noreturn]] void refuse(const std::string& path, const std::string& why)
{
    throw Error("The path " + shown(path) + " is not allowed here: " + why);
}

std::string environment(const std::string& name, const std::string& path)
{
    const char* const value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0')
        throw Error("The data " + shown(path) + " cannot be found: the environment variable " + name.substr(0, 80)
                    + " is not set. Set it to the folder that holds the data, or choose the file itself.");
    return value;
}

std::string expanded(const std::string& path)
{
    std::string text;
    size_t start = 0;
    if (path == "~" || path.starts_with("~/")) {
        text = environment("HOME", path);
        start = 1;
    }
    for (size_t dollar; (dollar = path.find("${", start)) != std::string::npos;) {
        const size_t end = path.find('}', dollar);
        if (end == std::string::npos)
            throw Error("The data " + shown(path) + " cannot be found: a \"${\" has no \"}\".");
        text += path.substr(start, dollar - start);
        text += environment(path.substr(dollar + 2, end - dollar - 2), path);
        start = end + 1;
    }
    return text + path.substr(start);
}

} // namespace

std::string resolveInside(FileSystem& files, const std::string& root, const std::string& relative)
{
    if (relative.find('\0') != std::string::npos)
        refuse(relative.c_str(), "it contains a zero byte.");
    if (relative.starts_with('/') || (relative.size() > 1 && relative[1] == ':'))
        refuse(relative, "it must be relative.");
    if (relative.find('\\') != std::string::npos) // a separator elsewhere
        refuse(relative, "it contains a backslash; separate folders by \"/\".");
    if (root.size() + relative.size() > maxPathBytes)
        refuse(relative, "it is too long.");
    const std::vector<std::string> given = partsOf(relative);
    if (given.empty())
        refuse(relative, "it names no file.");
    if (std::ranges::find(given, "..") != given.end())
        refuse(relative, "it contains \"..\".");

    // Links are followed here, one by one, so that each step is seen to stay inside.
    std::deque<std::string> ahead(given.begin(), given.end());
    std::vector<std::string> inside; // the parts so far, none of them a link
    const auto soFar = [&] {
        std::string path = root;
        for (const std::string& part : inside)
            path = joinPath(path, part);
        return path;
    };
    for (int links = 0; !ahead.empty();) {
        const std::string part = std::move(ahead.front());
        ahead.pop_front();
        if (part == "..") { // from a link
            if (inside.empty())
                refuse(relative, "a link in it leads out of the folder.");
            inside.pop_back();
            continue;
        }
        if (part.size() > maxNameBytes)
            refuse(relative, "a name in it is too long.");
        inside.push_back(part);
        if (files.linkStatus(soFar()).kind != FileKind::link)
            continue;
        if (++links > maxLinks)
            refuse(relative, "its links go round in a circle.");
        const std::string target = files.readLink(soFar());
        if (target.starts_with('/'))
            refuse(relative, "a link in it leads out of the folder.");
        const std::vector<std::string> parts = partsOf(target);
        inside.pop_back();
        ahead.insert(ahead.begin(), parts.begin(), parts.end());
    }
    if (inside.empty())
        refuse(relative, "it names no file.");
    return soFar();
}

std::string resolveData(FileSystem& files, const std::string& projectFolder, const std::string& path)
{
    if (path.empty())
        throw Error("The path of the data is empty; choose a file or a folder.");
    const std::string full = joinPath(projectFolder, expanded(path));
    if (files.exists(full))
        return full;
    std::string missing = full;
    std::string folder = parentFolder(missing);
    while (folder != missing && !files.exists(folder)) {
        missing = folder;
        folder = parentFolder(missing);
    }
    throw Error("The data " + shown(path) + " cannot be found: there is no " + shown(fileName(missing)) + " in "
                + shown(folder) + ". Put the data there, or choose where it is.");
}

} // namespace weft
