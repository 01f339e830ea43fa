#pragma once

#include "engine/graph/project.h"

#include <limits>
#include <span>
#include <string_view>
#include <variant>

namespace weft {

enum class Presence {
    optional, // written where it differs from the default
    written, // written always, so that a reader of the file need not know the default
    required, // a file without it is refused
};

// One plain setting of a part of the document: said once, in fields.cpp, and read by the reader, the writer, the
// checker of settings and the schema.
template <class T> struct Field {
    using Texts = std::vector<std::string>;
    using Pointer = std::variant<bool T::*, int64_t T::*, double T::*, std::string T::*, Texts T::*>;

    std::string_view key;
    Pointer member;
    std::string_view doc;
    Presence presence = Presence::optional;
    double minimum = -std::numeric_limits<double>::infinity(); // of a number
    double maximum = std::numeric_limits<double>::infinity(); // of a number; of a text, its bytes
    std::span<const std::string_view> choices = {}; // of a text; empty: any
};

// In the order of the file.
template <class T> std::span<const Field<T>> fieldsOf() = delete;
template <> std::span<const Field<GraphNode>> fieldsOf();
template <> std::span<const Field<PromotedParam>> fieldsOf();
template <> std::span<const Field<Block>> fieldsOf();
template <> std::span<const Field<DataSource>> fieldsOf();
template <> std::span<const Field<DataStep>> fieldsOf();
template <> std::span<const Field<DataSplit>> fieldsOf();
template <> std::span<const Field<Choice>> fieldsOf();
template <> std::span<const Field<TrainingSection>> fieldsOf();
template <> std::span<const Field<EarlyStop>> fieldsOf();
template <> std::span<const Field<CheckpointPolicy>> fieldsOf();
template <> std::span<const Field<ViewSection>> fieldsOf();
template <> std::span<const Field<BlockView>> fieldsOf();
template <> std::span<const Field<Bookmark>> fieldsOf();
template <> std::span<const Field<NodeView>> fieldsOf();
template <> std::span<const Field<Frame>> fieldsOf();
template <> std::span<const Field<Note>> fieldsOf();

} // namespace weft
