#include "engine/train/network/feeds.h"
#include "engine/support/printable.h"

#include <algorithm>

namespace weft {

namespace {

bool isClasses(ColumnKind kind)
{
    return kind == ColumnKind::classIndex || kind == ColumnKind::classMap || kind == ColumnKind::tokens;
}

// A row of numbers may be fed with anything of as many numbers; otherwise sizes must agree, but for ones.
bool fits(const Shape& column, const Shape& feed)
{
    if (column.elements() != feed.elements())
        return false;
    if (column.rank() <= 1 || feed.rank() <= 1)
        return true;
    const auto withoutOnes = [](const Shape& shape) {
        std::vector<int64_t> sizes(shape.begin(), shape.end());
        std::erase(sizes, 1);
        return sizes;
    };
    return withoutOnes(column) == withoutOnes(feed);
}

std::string mistake(const StepProgram::FeedInfo& feed, const Column& column)
{
    const std::string named = "The column “" + printable(column.name) + "” ";
    const bool wantsClasses = feed.kind == FeedKind::classIndex || feed.kind == FeedKind::tokens;
    if (wantsClasses && !isClasses(column.kind))
        return named + "holds " + std::string(name(column.kind))
            + ", but this input takes classes; add the transform class_index, or feed it another column.";
    if (!fits(column.shape, feed.shape))
        return named + "has samples of " + toString(column.shape) + ", but this input takes " + toString(feed.shape)
            + "; change the node's sizes, or feed it another column.";
    if (wantsClasses && int64_t(column.classes.size()) > feed.classes)
        return named + "has " + std::to_string(column.classes.size()) + " classes, but this input has "
            + std::to_string(feed.classes) + "; set its number of classes to " + std::to_string(column.classes.size())
            + ".";
    return "";
}

} // namespace

PreparedData dataAsFed(const StepProgram& program)
{
    PreparedData prepared;
    for (const StepProgram::FeedInfo& feed : program.feeds) {
        Column& column = prepared.data.columns.emplace_back(Column {.name = feed.node, .shape = feed.shape});
        const bool indices = feed.kind == FeedKind::classIndex || feed.kind == FeedKind::tokens;
        column.dtype = indices ? DType::i32 : DType::f32;
        column.kind = feed.kind == FeedKind::tokens ? ColumnKind::tokens
            : indices && feed.shape.rank() > 0      ? ColumnKind::classMap
            : indices                               ? ColumnKind::classIndex
            : feed.kind == FeedKind::image          ? ColumnKind::image
                                                    : ColumnKind::numbers;
        for (int64_t i = 0; indices && i < feed.classes; ++i)
            column.classes.push_back(std::to_string(i));
        prepared.affine.emplace_back();
    }
    return prepared;
}

void checkScores(const StepProgram& program, const std::vector<FedColumn>& fed, const PreparedData& data,
                 Diagnostics& diagnostics)
{
    for (const StepProgram::ScoredFeed& scored : program.scored) {
        const Column& column = *data.data.find(fed[scored.feed].column);
        int64_t largest = -1;
        std::vector<std::byte> scratch;
        for (const Part part : {Part::train, Part::validation, Part::test}) {
            for (const int64_t sample : data.samples(part)) {
                const std::span stored = storedSample(column, sample, scratch);
                for (const int32_t label :
                     std::span(reinterpret_cast<const int32_t*>(stored.data()), stored.size() / sizeof(int32_t)))
                    largest = label == scored.ignored ? largest : std::max<int64_t>(largest, label);
            }
        }
        if (largest < scored.scores)
            continue;
        const bool isNamed = largest < std::ssize(column.classes);
        const std::string named = "The column “" + printable(column.name) + "” ";
        diagnostics.push_back(
            {.node = scored.node,
             .port = "x",
             .text = named + "has the label “"
                 + (isNamed ? printable(column.classes[size_t(largest)], 40) : std::to_string(largest)) + "”, number "
                 + std::to_string(largest) + " counted from 0, but there are scores for "
                 + std::to_string(scored.scores) + " classes; make as many scores as there are classes."});
    }
}

std::vector<FedColumn> matchFeeds(const StepProgram& program, const DataSection& section, const PreparedData& data,
                                  Diagnostics& diagnostics)
{
    std::vector<FedColumn> fed;
    for (const StepProgram::FeedInfo& feed : program.feeds) {
        const auto given = section.feeds.find(feed.node);
        const std::string column = given == section.feeds.end() ? feed.node : given->second;
        const Column* found = data.data.find(column);
        if (found == nullptr) {
            std::string known;
            for (const Column& one : data.data.columns)
                known += (known.empty() ? "" : ", ") + one.name;
            diagnostics.push_back(
                {.node = feed.node,
                 .text = given == section.feeds.end()
                     ? "No column of the data feeds this input; choose one of: " + known + "."
                     : "The data has no column “" + printable(column) + "”; choose one of: " + known + "."});
            continue;
        }
        if (const std::string text = mistake(feed, *found); !text.empty())
            diagnostics.push_back({.node = feed.node, .text = text});
        fed.push_back({.column = column, .dtype = feed.dtype});
    }
    return fed;
}

} // namespace weft
