#pragma once

#include "engine/storage/json_values.h"
#include "engine/support/dtype.h"
#include "engine/support/error.h"
#include "engine/support/shape.h"
#include "engine/train/metrics.h"

#include <algorithm>
#include <array>
#include <optional>

namespace weft {

// Values that go as JSON to another process. Each says its fields once, in `fields(visitor, value)` of this namespace,
// and both ways go through that: a ValueWriter puts them into an object, a ValueReader takes them out of one and
// throws Error for what is missing or of another kind.

class ValueWriter {
public:
    template <class T> void operator()(std::string_view key, const T& value)
    {
        m_members.emplace_back(std::string(key), write(value));
    }
    template <class Row, class T> void column(std::string_view key, const std::vector<Row>& rows, T Row::*member)
    {
        Json all = Json::array();
        for (const Row& row : rows)
            all.push(write(row.*member));
        m_members.emplace_back(std::string(key), std::move(all));
    }
    template <class T, size_t n>
    void choice(std::string_view key, const T& value, const std::array<std::string_view, n>& names)
    {
        m_members.emplace_back(std::string(key), names[size_t(value)]);
    }
    // fields() serves reading too, so it wants a value that may change; a writer changes none.
    template <class T> void add(const T& object) { fields(*this, const_cast<T&>(object)); }
    Json::Object take() { return std::move(m_members); }
    void begin(std::string_view key, std::string_view kind) { m_members.emplace_back(std::string(key), kind); }

private:
    static Json write(const std::string& value) { return value; }
    static Json write(bool value) { return value; }
    static Json write(int64_t value) { return value; }
    static Json write(uint64_t value) { return value; }
    static Json write(double value) { return exactNumber(value); }
    static Json write(float value) { return exactNumber(value); }
    static Json write(DType value) { return weft::name(value); }
    static Json write(const std::vector<std::byte>& bytes) { return toBase64(bytes); }
    static Json write(const Shape& shape)
    {
        Json sizes = Json::array();
        for (const int64_t size : shape)
            sizes.push(size);
        return sizes;
    }
    static Json write(const NamedNumbers& numbers)
    {
        Json all = Json::object();
        for (const auto& [key, value] : numbers)
            all.members().emplace_back(key, exactNumber(value));
        return all;
    }
    template <class T> static Json write(const std::optional<T>& value) { return value ? write(*value) : Json(); }
    template <class T> static Json write(const std::vector<T>& values)
    {
        Json all = Json::array();
        for (const T& value : values)
            all.push(write(value));
        return all;
    }
    template <class T> static Json write(const T& object)
    {
        ValueWriter inner;
        inner.add(object);
        return inner.take();
    }

    Json::Object m_members;
};

class ValueReader {
public:
    explicit ValueReader(const Json& json)
        : m_json(json)
    {
    }
    template <class T> void operator()(std::string_view key, T& value) { read(key, need(key), value); }
    template <class Row, class T> void column(std::string_view key, std::vector<Row>& rows, T Row::*member)
    {
        std::vector<T> all;
        read(key, need(key), all);
        if (rows.empty())
            rows.resize(all.size());
        if (rows.size() != all.size())
            refuse(key);
        for (size_t i = 0; i < all.size(); ++i)
            rows[i].*member = all[i];
    }
    template <class T, size_t n>
    void choice(std::string_view key, T& value, const std::array<std::string_view, n>& names)
    {
        std::string text;
        read(key, need(key), text);
        const auto found = std::ranges::find(names, text);
        if (found == names.end())
            refuse(key);
        value = T(found - names.begin());
    }
    [[noreturn]] static void refuse(std::string_view key)
    {
        throw Error("\"" + std::string(key) + "\" is missing or not what it should be.");
    }
    const Json& need(std::string_view key) const
    {
        const Json* const found = m_json.find(key);
        if (found == nullptr)
            refuse(key);
        return *found;
    }

private:
    static void read(std::string_view key, const Json& json, std::string& value)
    {
        if (!json.isString())
            refuse(key);
        value = json.asString();
    }
    static void read(std::string_view key, const Json& json, bool& value)
    {
        if (!json.isBool())
            refuse(key);
        value = json.asBool();
    }
    static void read(std::string_view key, const Json& json, int64_t& value)
    {
        if (!json.isInteger())
            refuse(key);
        value = json.asInteger();
    }
    static void read(std::string_view key, const Json& json, uint64_t& value)
    {
        if (!json.isInteger() || json.asInteger() < 0)
            refuse(key);
        value = uint64_t(json.asInteger());
    }
    static void read(std::string_view key, const Json& json, double& value)
    {
        const std::optional<double> number = exactNumber(json);
        if (!number)
            refuse(key);
        value = *number;
    }
    static void read(std::string_view key, const Json& json, float& value)
    {
        double number = 0;
        read(key, json, number);
        value = float(number);
    }
    static void read(std::string_view key, const Json& json, DType& value)
    {
        for (const DType one : {DType::f32, DType::f64, DType::f16, DType::bf16, DType::i32, DType::i64, DType::u8}) {
            if (json.isString() && json.asString() == weft::name(one)) {
                value = one;
                return;
            }
        }
        refuse(key);
    }
    static void read(std::string_view key, const Json& json, std::vector<std::byte>& value)
    {
        std::optional<std::vector<std::byte>> bytes;
        if (json.isString())
            bytes = fromBase64(json.asString());
        if (!bytes)
            refuse(key);
        value = std::move(*bytes);
    }
    static void read(std::string_view key, const Json& json, Shape& value)
    {
        std::vector<int64_t> sizes;
        read(key, json, sizes);
        if (sizes.size() > size_t(Shape::maxRank))
            refuse(key);
        value = Shape(std::span<const int64_t>(sizes));
    }
    static void read(std::string_view key, const Json& json, NamedNumbers& value)
    {
        if (!json.isObject())
            refuse(key);
        for (const auto& [name, number] : json.members())
            read(key, number, value.emplace_back(name, 0).second);
    }
    template <class T> static void read(std::string_view key, const Json& json, std::optional<T>& value)
    {
        if (json.isNull())
            value.reset();
        else
            read(key, json, value.emplace());
    }
    template <class T> static void read(std::string_view key, const Json& json, std::vector<T>& values)
    {
        if (!json.isArray())
            refuse(key);
        for (const Json& item : json.items())
            read(key, item, values.emplace_back());
    }
    template <class T> static void read(std::string_view, const Json& json, T& object)
    {
        ValueReader inner(json);
        fields(inner, object);
    }

    const Json& m_json;
};

} // namespace weft
