#include "app/terminal.h"

#include "engine/support/printable.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace weft {

namespace {

bool broken = false;

} // namespace

void print(std::string_view text)
{
    printUnchanged(printableText(text));
}

void printUnchanged(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        broken = true;
}

void printLine(const Json& json)
{
    printUnchanged(json.dump() + "\n");
}

void complain(std::string_view sentence)
{
    const std::string line = "weft: " + printable(sentence, SIZE_MAX) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void warn(std::string_view sentence)
{
    complain("Warning: " + std::string(sentence));
}

bool isOutputBroken()
{
    return broken;
}

bool isTerminal()
{
    const char* const kind = std::getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

int terminalColumns()
{
    winsize size = {};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void StatusLine::draw(std::string_view text)
{
    const std::string line = printable(text, SIZE_MAX);
    int left = terminalColumns() - 1;
    size_t end = 0;
    while (end < line.size() && left-- > 0) {
        ++end;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80)
            ++end;
    }
    printUnchanged("\r" + line.substr(0, end) + "\x1b[K");
    m_drawn = true;
}

void StatusLine::clear()
{
    if (m_drawn)
        printUnchanged("\r\x1b[K");
    m_drawn = false;
}

} // namespace weft
