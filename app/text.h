#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// Numbers as people read them; the same in every locale.
std::string fixed(double value, int decimals); // "0.9123"
std::string significant(double value, int digits = 4); // "0.01234", "1.2e-05"
std::string grouped(int64_t value); // "1,234,567"
std::string counted(int64_t number, const std::string& noun); // "1 step", "1,200 steps"
std::string listed(const std::vector<std::string>& names, size_t most = SIZE_MAX); // "a, b, …"; as printable
std::string bytesText(double bytes); // "3.2 MiB"
std::string countText(double count); // "1.2 G"
std::string durationText(double seconds); // "4.2 s", "3 min 05 s", "2 h 10 min"

size_t columnsOf(std::string_view utf8); // on the screen, where no character is wider than one

// Rows under a header, padded to columns.
class TextTable {
public:
    // `alignment`: 'l' or 'r' for each column.
    TextTable(std::vector<std::string> header, std::string alignment);
    void add(std::vector<std::string> row);
    std::string text() const; // lines without blanks at their ends

private:
    std::string m_alignment;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace weft
