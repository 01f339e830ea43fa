#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace weft {

// A JSON value that forgets nothing a person wrote: objects keep their order, numbers keep their text. Parsing and
// escaping are nlohmann/json's; that header (4 s to compile) is seen by json.cpp alone.
class Json {
public:
    struct Number {
        std::string text;
        bool operator==(const Number&) const = default;
    };
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() = default; // null
    Json(std::nullptr_t) { }
    Json(bool value) : m_value(value) { }
    Json(int value) : Json(int64_t(value)) { }
    Json(int64_t value) : m_value(Number {std::to_string(value)}) { }
    Json(uint64_t value) : m_value(Number {std::to_string(value)}) { }
    Json(double value); // null if not finite: JSON has no word for it
    Json(const char* value) : m_value(std::string(value)) { }
    Json(std::string value) : m_value(std::move(value)) { }
    Json(std::string_view value) : m_value(std::string(value)) { }
    Json(Array value) : m_value(std::move(value)) { }
    Json(Object value) : m_value(std::move(value)) { }
    static Json number(std::string text) { return Json(Number {std::move(text)}); }
    static Json array() { return Json(Array {}); }
    static Json object() { return Json(Object {}); }

    bool isNull() const { return m_value.index() == 0; }
    bool isBool() const { return std::holds_alternative<bool>(m_value); }
    bool isNumber() const { return std::holds_alternative<Number>(m_value); }
    bool isInteger() const; // a number without fraction or exponent that fits 64 bits
    bool isString() const { return std::holds_alternative<std::string>(m_value); }
    bool isArray() const { return std::holds_alternative<Array>(m_value); }
    bool isObject() const { return std::holds_alternative<Object>(m_value); }
    std::string_view kindName() const; // "a number", "an object", …: for error sentences

    // These assume the kind; ask first.
    bool asBool() const { return std::get<bool>(m_value); }
    double asDouble() const;
    int64_t asInteger() const;
    const std::string& numberText() const { return std::get<Number>(m_value).text; }
    const std::string& asString() const { return std::get<std::string>(m_value); }
    const Array& items() const { return std::get<Array>(m_value); }
    Array& items() { return std::get<Array>(m_value); }
    const Object& members() const { return std::get<Object>(m_value); }
    Object& members() { return std::get<Object>(m_value); }

    const Json* find(std::string_view key) const; // nullptr: no such member, or not an object
    Json* find(std::string_view key) { return const_cast<Json*>(std::as_const(*this).find(key)); }
    Json& set(std::string_view key, Json value);  // replaces, or appends at the end
    void push(Json value) { items().push_back(std::move(value)); }
    bool operator==(const Json&) const = default;

    // indent < 0: one line. Otherwise indented, but arrays of plain values and small plain objects stay on one line
    // (up to 120 columns), so that files read well and differences are small.
    std::string dump(int indent = -1) const;

private:
    explicit Json(Number value) : m_value(std::move(value)) { }
    std::variant<std::monostate, bool, Number, std::string, Array, Object> m_value;
};

struct JsonLimits {
    int depth = 64;
    size_t bytes = size_t(256) << 20;
    size_t values = 20'000'000;
};

// Throws Error ("… line 12, column 5: …") for text that is not JSON, has a key twice, or passes a limit; the limits are
// held while parsing, before anything grows.
Json parseJson(std::string_view text, const JsonLimits& limits = {});

} // namespace weft
