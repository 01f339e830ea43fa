#pragma once

#include "engine/graph/project.h"

namespace weft {

// A project that begins with what a person has: a folder of pictures (one folder for each class) or a table. Types,
// target and split are guessed, and a network that suits them is drawn. Throws Error with a sentence that says what is
// wanted, if nothing can be made of it. Reads files: not for the GUI thread.
Project guessProject(const std::string& path);

} // namespace weft
