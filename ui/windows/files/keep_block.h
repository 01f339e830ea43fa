#pragma once

#include <string>

namespace weft {

class MainWindow;

// Saves a block of the project that is shown to the user's library; asks, in a bar, before another one of its name goes.
void keepBlock(MainWindow& window, const std::string& block, bool replace = false);

// Takes one out of the library.
void forgetBlock(MainWindow& window, const std::string& name);

} // namespace weft
