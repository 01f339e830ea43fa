#pragma once

#include <string>
#include <vector>

namespace weft {

// What the command line says of the window.
struct WindowArguments {
    std::vector<std::string> projects; // that are opened
    std::string theme = {}; // "dark", "light", "system"; empty: as it was last
    std::string language = {}; // "en", "zh_CN"; empty: as it was last, or the system's
    std::string workspace = {}; // "start", "build", "data", "runs"
    std::string device = {}; // trained on, whatever the projects say; empty: what they say
    bool inProcess = false; // trainings run in this process
    bool measureStart = false; // prints how long it took until the window could be used, and ends

    std::string screenshot = {}; // file: draws the window without a screen, and ends
    std::string size = "1920x1200"; // of that picture
    std::vector<std::string> panels = {}; // brought in sight, in this order
    std::vector<std::string> select = {}; // nodes
    double train = 0; // seconds of training before the picture is taken
    double fontScale = 0; // 0: as it was last
    bool highContrast = false;
    double scale = 1; // pixels of the screen for one of the design
    std::string grab = {}; // name of a widget: only that one
    double wait = 0; // seconds more
};

int openWindow(const WindowArguments& arguments, const char* program);

bool hasDisplay(); // a window could be opened here

} // namespace weft
