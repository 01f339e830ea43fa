#pragma once

#include "engine/data/prepared.h"
#include "engine/graph/project.h"
#include "engine/train/events.h"

#include <map>

namespace weft {

// What the network's answers are learnt from: for each output the column of the data that a loss compares with what the
// output shows. It has the names of the scores; and where the project's transforms change its numbers, those of the
// answer are changed back, so that people get what their data has.
class AnswerTargets {
public:
    AnswerTargets(const Project& project, const PreparedData& data);

    const std::string& columnOf(const std::string& output) const; // "": there is none, or more than one
    // The names of so many scores: first the classes of the column, then numbers. Empty: they are not known.
    std::vector<std::string> classesOf(const std::string& output, int64_t scores) const;
    // Numbers (kind "values") of one sample of this shape or several, f32 or f64.
    void toDataUnits(const std::string& output, std::string_view kind, const Shape& shape, DType dtype,
                     std::span<std::byte> values) const;
    void toDataUnits(SampleValues& prediction) const;

private:
    struct Target {
        std::string column = {};
        std::vector<std::string> classes = {};
        Affine affine = {};
    };
    std::map<std::string, Target, std::less<>> m_targets; // by output
};

} // namespace weft
