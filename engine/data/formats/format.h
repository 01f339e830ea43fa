#pragma once

#include "engine/data/dataset.h"
#include "engine/data/settings.h"

namespace weft {

// What a format reads a source with.
struct ReadContext {
    const Settings& settings;
    std::string folder; // relative paths count from here
    std::vector<std::string>& skipped; // files that could not be read and were left out
    std::span<const Column> known = {}; // as the training had them: of these kinds they are

    // The path that the parameter holds, resolved. Empty: a diagnostic says that it is missing.
    std::string path(const std::string& param, bool required = true) const;
};

// The record a format fills. The file of each is engine/data/formats/<id>.cpp.
struct Format {
    std::string id;
    std::string title;
    std::string doc;
    std::vector<Param> params = {};
    // What a person can mend in the document goes to the settings' diagnostics (and the result may be empty); files
    // that are gone or broken throw Error, naming the place.
    Dataset (*read)(const ReadContext& context) = nullptr;
};

const std::vector<Format>& formats();
const Format* findFormat(const std::string& id); // nullptr: unknown

} // namespace weft
