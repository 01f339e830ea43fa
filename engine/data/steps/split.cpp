#include "engine/data/steps/split.h"

#include "engine/data/batches/shuffle.h"
#include "engine/support/printable.h"
#include "engine/support/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace weft {

namespace {

struct Shares {
    double validation;
    double test;
};

int64_t countOf(double share, size_t of)
{
    const auto count = int64_t(std::llround(share * double(of)));
    return share > 0 && of > 1 ? std::max<int64_t>(count, 1) : count;
}

// The beginning of `samples` to test, what follows to validation, the rest to training.
void deal(std::span<const int64_t> samples, int64_t test, int64_t validation, PreparedData& prepared)
{
    const auto total = std::ssize(samples);
    test = std::min<int64_t>(test, total);
    validation = std::min<int64_t>(validation, total - test);
    prepared.test.insert(prepared.test.end(), samples.begin(), samples.begin() + test);
    prepared.validation.insert(prepared.validation.end(), samples.begin() + test, samples.begin() + test + validation);
    prepared.train.insert(prepared.train.end(), samples.begin() + test + validation, samples.end());
}

// Each class is dealt in the same shares; what rounding leaves over is carried to the next class, so that the totals
// agree with the shares.
void dealByClass(const Column& column, std::span<const int64_t> samples, Shares shares, PreparedData& prepared)
{
    std::vector<std::vector<int64_t>> byClass(column.classes.size() + 1); // the last: missing
    for (const int64_t sample : samples) {
        const int32_t index = valuesOf<int32_t>(column)[sample];
        byClass[index >= 0 && size_t(index) < column.classes.size() ? size_t(index) : column.classes.size()].push_back(
            sample);
    }
    size_t seen = 0;
    int64_t tests = 0;
    int64_t validations = 0;
    for (const std::vector<int64_t>& one : byClass) {
        seen += one.size();
        const int64_t test = std::llround(shares.test * double(seen)) - tests;
        const int64_t validation = std::llround(shares.validation * double(seen)) - validations;
        deal(one, test, validation, prepared);
        tests += test;
        validations += validation;
    }
}

// Training first, then validation, then test, in the order of the samples.
void dealByPosition(const Dataset& data, std::span<const int64_t> samples, Shares shares, PreparedData& prepared)
{
    const auto total = std::ssize(samples);
    const int64_t test = std::min<int64_t>(countOf(shares.test, samples.size()), total);
    const int64_t validation = std::min<int64_t>(countOf(shares.validation, samples.size()), total - test);
    const int64_t train = total - test - validation;
    const auto cut = [&](int64_t begin, int64_t end, std::vector<int64_t>& part) {
        for (int64_t i = begin; i < end; ++i) {
            const bool overlaps = std::ranges::any_of(data.columns, [&](const Column& column) {
                return !column.starts.empty() && end < total
                    && column.starts[size_t(samples[size_t(i)])] + column.elements()
                    > column.starts[size_t(samples[size_t(end)])];
            });
            if (!overlaps)
                part.push_back(samples[size_t(i)]);
        }
    };
    cut(0, train, prepared.train);
    cut(train, train + validation, prepared.validation);
    cut(train + validation, total, prepared.test);
}

} // namespace

void splitData(const DataSplit& split, PreparedData& prepared, Diagnostics& diagnostics)
{
    const auto problem = [&](const std::string& param, const std::string& sentence,
                             Severity severity = Severity::error) {
        diagnostics.push_back({.severity = severity, .port = param, .text = "Split: " + sentence});
    };
    const Dataset& data = prepared.data;
    prepared.everything.resize(size_t(data.size));
    std::iota(prepared.everything.begin(), prepared.everything.end(), 0);
    std::vector<int64_t> open;
    for (int64_t i = 0; i < data.size; ++i) {
        switch (data.parts.empty() ? Part::all : data.parts[size_t(i)]) {
        case Part::train:
            prepared.train.push_back(i);
            break;
        case Part::validation:
            prepared.validation.push_back(i);
            break;
        case Part::test:
            prepared.test.push_back(i);
            break;
        case Part::fresh:
            prepared.fresh.push_back(i);
            break;
        case Part::all:
            open.push_back(i);
        }
    }
    if (split.kind == "given") {
        if (!open.empty())
            problem("kind", "it is “given”, but some sources name no part; their samples go to training.",
                    Severity::warning);
        prepared.train.insert(prepared.train.end(), open.begin(), open.end());
        std::ranges::sort(prepared.train);
        return;
    }
    if (split.kind != "random" && split.kind != "stratified")
        return problem("kind", "“" + printable(split.kind) + "” is not known; take random, stratified or given.");
    Shares shares = {prepared.validation.empty() ? split.validation : 0, prepared.test.empty() ? split.test : 0};
    if (!(split.validation >= 0 && split.test >= 0 && split.validation + split.test <= 1))
        return problem("validation", "the shares of validation and test must be 0 or more, and together at most 1.");
    if (open.empty())
        open = std::exchange(prepared.train, {});
    if (data.sequence) {
        dealByPosition(data, open, shares, prepared);
    } else {
        shuffle(open, uint64_t(split.seed), streamOf("split"));
        if (split.kind == "random") {
            deal(open, countOf(shares.test, open.size()), countOf(shares.validation, open.size()), prepared);
        } else {
            const Column* column = data.find(split.column);
            if (!column || column->kind != ColumnKind::classIndex)
                return problem("column",
                               "stratified needs a column of classes; “" + printable(split.column) + "” is "
                                   + (column ? "one of " + std::string(name(column->kind)) : "not there") + ".");
            dealByClass(*column, open, shares, prepared);
        }
    }
    for (std::vector<int64_t>* part : {&prepared.train, &prepared.validation, &prepared.test})
        std::ranges::sort(*part);
}

} // namespace weft
