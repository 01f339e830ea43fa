#pragma once

#include "engine/support/json.h"

#include <string_view>

namespace weft {

// To standard output, at once. What a terminal would obey, and does not stand there for us (printableText), is written
// out: names of nodes, classes and files are others' texts.
void print(std::string_view text);
void printUnchanged(std::string_view text); // for programs, or of our own making
void printLine(const Json& json);
void complain(std::string_view sentence); // to standard error, as one line that begins with "weft: "
void warn(std::string_view sentence); // likewise, with "weft: Warning: ": what does not end the command
// Whether what print() wrote has not arrived: the disk is full, or nobody reads any more.
bool isOutputBroken();

bool isTerminal(); // standard output is one that can redraw a line
int terminalColumns();

// One line at the bottom of the terminal that is drawn again and again.
class StatusLine {
public:
    ~StatusLine() { clear(); }
    void draw(std::string_view text); // cut to the terminal's width
    void clear();

private:
    bool m_drawn = false;
};

} // namespace weft
