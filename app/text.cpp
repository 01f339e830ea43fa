#include "app/text.h"

#include "engine/support/printable.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace weft {

namespace {

std::string scaled(double value, double step, const std::array<const char*, 6>& units)
{
    size_t unit = 0;
    while (std::abs(value) >= step && unit + 1 < units.size()) {
        value /= step;
        ++unit;
    }
    return (unit == 0 ? fixed(value, 0) : fixed(value, std::abs(value) < 10 ? 2 : 1)) + units[unit];
}

} // namespace

std::string fixed(double value, int decimals)
{
    char buffer[400];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr};
}

std::string significant(double value, int digits)
{
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr};
}

std::string grouped(int64_t value)
{
    std::string digits = std::to_string(value);
    for (int64_t at = int64_t(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        digits.insert(size_t(at), ",");
    return digits;
}

std::string counted(int64_t number, const std::string& noun)
{
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& names, size_t most)
{
    std::string list;
    for (size_t i = 0; i < std::min(names.size(), most); ++i)
        list += (i == 0 ? "" : ", ") + printable(names[i]);
    return names.size() > most ? list + ", …" : list;
}

std::string bytesText(double bytes)
{
    return scaled(bytes, 1024, {" B", " KiB", " MiB", " GiB", " TiB", " PiB"});
}

std::string countText(double count)
{
    return scaled(count, 1000, {"", " k", " M", " G", " T", " P"});
}

std::string durationText(double seconds)
{
    if (seconds < 60)
        return fixed(seconds, 1) + " s";
    const auto whole = int64_t(std::min(seconds, 1e15) + 0.5);
    const auto two = [](int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + two(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + two(whole / 60 % 60) + " min";
}

size_t columnsOf(std::string_view utf8)
{
    return size_t(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

constexpr size_t mostCell = 200; // characters

TextTable::TextTable(std::vector<std::string> header, std::string alignment)
    : m_alignment(std::move(alignment))
{
    add(std::move(header));
}

void TextTable::add(std::vector<std::string> row)
{
    row.resize(m_alignment.size());
    for (std::string& cell : row)
        cell = printable(cell, mostCell);
    m_rows.push_back(std::move(row));
}

std::string TextTable::text() const
{
    std::vector<size_t> widths(m_alignment.size());
    for (const std::vector<std::string>& row : m_rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(row[i]));
    }
    std::string all;
    for (const std::vector<std::string>& row : m_rows) {
        std::string line;
        for (size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - columnsOf(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (m_alignment[i] == 'r' ? padding + row[i] : row[i] + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + "\n";
    }
    return all;
}

} // namespace weft
