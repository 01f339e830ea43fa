#include "engine/support/json.h"

#include "engine/support/error.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <iterator>
#include <unordered_set>

namespace weft {

namespace {

// "line 12, column 5" of a byte in the text.
std::string place(std::string_view text, size_t byte)
{
    byte = std::min(byte, text.size());
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < byte; ++i) {
        if (text[i] == '\n') {
            ++line;
            start = i + 1;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(byte - start + 1);
}

// Walks over the text and notes how far the parser has come: its callbacks do not say.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* at, const char** reached) : m_at(at), m_reached(reached) { }
    reference operator*() const { return *m_at; }
    Cursor& operator++()
    {
        *m_reached = ++m_at;
        return *this;
    }
    Cursor operator++(int)
    {
        const Cursor before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Cursor& other) const { return m_at == other.m_at; }

private:
    const char* m_at;
    const char** m_reached;
};

// nlohmann's parser calls these; the tree is built here, with every limit held before anything is added.
class TreeBuilder {
public:
    TreeBuilder(std::string_view text, const JsonLimits& limits)
        : m_text(text), m_limits(limits), m_reached(text.data())
    {
    }

    Json root;

    Cursor begin() { return {m_text.data(), &m_reached}; }
    Cursor end() { return {m_text.data() + m_text.size(), &m_reached}; }

    bool null() { return add(Json()); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(int64_t value) { return add(value); }
    bool number_unsigned(uint64_t value) { return add(value); }
    // The lexer has put the locale's decimal sign into the text.
    bool number_float(double, std::string lexeme)
    {
        const size_t sign = lexeme.find_first_not_of("+-0123456789eE");
        if (sign != std::string::npos)
            lexeme[sign] = '.';
        return add(Json::number(lexeme));
    }
    bool string(std::string& value) { return add(Json(std::move(value))); }
    bool binary(std::vector<uint8_t>&) { return false; }
    bool start_object(size_t) { return open(Json::object()); }
    bool start_array(size_t) { return open(Json::array()); }
    bool key(std::string& name)
    {
        if (!m_open.back().keys.insert(name).second)
            throw Error("the key \"" + shortened(name) + '"' + here() + " stands twice in one object; remove one of them.");
        m_open.back().key = std::move(name);
        return true;
    }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(size_t byte, const std::string& token, const nlohmann::detail::exception& problem)
    {
        if (problem.id == 406) // beyond double's range
            throw Error("the number " + shortened(token) + here() + " is too large.");
        throw Error("not valid JSON at " + place(m_text, byte == 0 ? 0 : byte - 1)
                    + (token.empty() ? "." : ": unexpected \"" + shortened(token) + "\"."));
    }

private:
    struct Level {
        Json value;
        std::string key = {};
        std::unordered_set<std::string> keys = {};
    };

    // At most 40 bytes, cut between characters, on one line.
    static std::string shortened(std::string token)
    {
        if (token.size() > 40) {
            size_t end = 40;
            while (end > 0 && (uint8_t(token[end]) & 0xC0) == 0x80)
                --end;
            token = token.substr(0, end) + "…";
        }
        for (char& c : token) {
            if (uint8_t(c) < 32)
                c = ' ';
        }
        return token;
    }
    // " at line 12, column 5": the last character that was read.
    std::string here() const
    {
        const size_t read = size_t(m_reached - m_text.data());
        return " at " + place(m_text, read == 0 ? 0 : read - 1);
    }
    bool add(Json value)
    {
        if (++m_count > m_limits.values)
            throw Error("it holds more than " + std::to_string(m_limits.values) + " values" + here() + '.');
        if (m_open.empty())
            root = std::move(value);
        else if (m_open.back().value.isArray())
            m_open.back().value.push(std::move(value));
        else
            m_open.back().value.members().emplace_back(std::move(m_open.back().key), std::move(value));
        return true;
    }
    bool open(Json value)
    {
        if (int(m_open.size()) >= m_limits.depth)
            throw Error("it is nested deeper than " + std::to_string(m_limits.depth) + " levels" + here() + '.');
        m_open.push_back({std::move(value)});
        return true;
    }
    bool close()
    {
        Json value = std::move(m_open.back().value);
        m_open.pop_back();
        return add(std::move(value));
    }

    std::string_view m_text;
    const JsonLimits& m_limits;
    const char* m_reached;
    std::vector<Level> m_open;
    size_t m_count = 0;
};

std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write(const Json& value, int indent, int level, std::string& out);

void writeList(const Json& value, int indent, int level, std::string& out)
{
    const bool isArray = value.isArray();
    const size_t count = isArray ? value.items().size() : value.members().size();
    const std::string_view gap = indent < 0 ? "" : (level < 0 ? " " : "\n");
    const auto pad = [&](int depth) {
        if (indent >= 0 && level >= 0)
            out.append(size_t(indent * depth), ' ');
    };
    out += isArray ? '[' : '{';
    if (!(isArray && level < 0))
        out += count == 0 ? "" : gap;
    for (size_t i = 0; i < count; ++i) {
        pad(level + 1);
        if (!isArray) {
            out += quoted(value.members()[i].first);
            out += indent < 0 ? ":" : ": ";
        }
        write(isArray ? value.items()[i] : value.members()[i].second, indent, level < 0 ? level : level + 1, out);
        if (i + 1 < count) {
            out += ',';
            out += gap;
        }
    }
    if (count > 0 && !(isArray && level < 0)) {
        out += gap;
        pad(level);
    }
    out += isArray ? ']' : '}';
}

bool isPlain(const Json& value)
{
    return !value.isArray() && !value.isObject();
}

bool isFlat(const Json& value)
{
    if (value.isArray())
        return std::ranges::all_of(value.items(), isPlain);
    return std::ranges::all_of(value.members(), [](const Json::Member& member) {
        return isPlain(member.second) || (member.second.isArray() && std::ranges::all_of(member.second.items(), isPlain));
    });
}

void write(const Json& value, int indent, int level, std::string& out)
{
    if (value.isNull()) {
        out += "null";
    } else if (value.isBool()) {
        out += value.asBool() ? "true" : "false";
    } else if (value.isNumber()) {
        out += value.numberText();
    } else if (value.isString()) {
        out += quoted(value.asString());
    } else if (indent >= 0 && level > 0 && isFlat(value)) {
        std::string line;
        writeList(value, indent, -1, line);
        if (line.size() + size_t(indent * level) <= 116)
            out += line;
        else
            writeList(value, indent, level, out);
    } else {
        writeList(value, indent, level, out);
    }
}

} // namespace

Json::Json(double value)
{
    if (!std::isfinite(value))
        return;
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    m_value = Number {value == 0 && std::signbit(value) ? "-0.0" : std::string(text, end.ptr)}; // "-0" is the integer 0
}

bool Json::isInteger() const
{
    if (!isNumber())
        return false;
    int64_t value = 0;
    const std::string& text = numberText();
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

std::string_view Json::kindName() const
{
    constexpr std::string_view names[] = {"nothing", "true or false", "a number", "a text", "a list", "an object"};
    return names[m_value.index()];
}

double Json::asDouble() const
{
    const std::string& text = numberText();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int64_t Json::asInteger() const
{
    const std::string& text = numberText();
    int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

const Json* Json::find(std::string_view key) const
{
    if (isObject()) {
        for (const Member& member : members()) {
            if (member.first == key)
                return &member.second;
        }
    }
    return nullptr;
}

Json& Json::set(std::string_view key, Json value)
{
    for (Member& member : members()) {
        if (member.first == key)
            return member.second = std::move(value);
    }
    return members().emplace_back(std::string(key), std::move(value)).second;
}

std::string Json::dump(int indent) const
{
    std::string out;
    write(*this, indent, 0, out);
    return out;
}

Json parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes)
        throw Error("it is larger than " + std::to_string(limits.bytes >> 20) + " MiB.");
    TreeBuilder builder(text, limits);
    nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder);
    return std::move(builder.root);
}

} // namespace weft
