#include "app/terminal.h"

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
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        broken = true;
}

void printLine(const Json& json)
{
    print(json.dump() + "\n");
}

void complain(std::string_view sentence)
{
    const std::string line = "weft: " + std::string(sentence) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
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
    int left = terminalColumns() - 1;
    size_t end = 0;
    while (end < text.size() && left-- > 0) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            ++end;
    }
    print("\r" + std::string(text.substr(0, end)) + "\x1b[K");
    m_drawn = true;
}

void StatusLine::clear()
{
    if (m_drawn)
        print("\r\x1b[K");
    m_drawn = false;
}

} // namespace weft
