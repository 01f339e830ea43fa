#pragma once

#include "engine/export/verify/trial.h"

namespace weft {

// How another program's answer differs from Weft's.
struct AnswerComparison {
    double largest = 0; // of Weft's numbers, by magnitude
    double difference = 0; // the largest
    int64_t places = 0; // where classes were compared: samples, pixels, tokens
    int64_t agreed = 0; // whose most probable class is the same
    std::string mistake = {}; // of the shape, or numbers that are none

    double relative() const { return largest > 0 ? difference / largest : difference; }
    bool isExact(double tolerance) const { return mistake.empty() && relative() <= tolerance && agreed == places; }
};

// f32 both. `classAxis`: -1 for none.
AnswerComparison compareAnswers(const HostTensor& found, const HostTensor& expected, int classAxis);

} // namespace weft
