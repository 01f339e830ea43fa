#pragma once

#include "engine/support/json.h"

#include <span>

namespace weft {

constexpr int64_t projectVersion = 1; // what this program writes

// "weft" of a project's JSON. Throws Error for JSON that is no project.
int64_t versionOf(const Json& project);

// "This project is from a newer Weft …": why it is not written.
std::string newerSentence(int64_t version);

// One step: takes a project of version `from` to `from + 1`, in place. It leaves alone what it does not know and what
// has not the kind it expects: the reader says what is wrong with that. A step never asks the layers' records, since
// those of then are gone.
struct Migration {
    int64_t from;
    std::string_view what; // for the changelog and the tests
    void (*apply)(Json& project);
};
std::span<const Migration> migrations(); // one for each version before this one, in order

// A project of an older version as one of this version.
Json migrate(Json project);

} // namespace weft
