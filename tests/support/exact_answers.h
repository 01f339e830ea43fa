#pragma once

#include "engine/export/verify/compare.h"
#include "tests/support/untrained_model.h"

#include <QString>

namespace weft {

// An answer of another program that is not Weft's.
struct Disagreement {
    std::string model = {};
    size_t output = 0;
    HostTensor theirs = {}, ours = {};
    int classAxis = -1;
};

// What the network answers with every number in f64, by plain loops.
std::vector<HostTensor> exactAnswers(const UntrainedModel& untrained, const std::vector<HostTensor>& inputs);

// Two programs that compute in f32 differ where a network magnifies the last bit. Both are compared with f64; Weft may
// be no further from it than the other one, but for `tolerance` of the largest number, and no class may differ.
struct Judgement {
    double ours = 0, theirs = 0; // from f64
    bool sameClasses = false;
    bool isFair(double tolerance = 1e-5) const { return sameClasses && ours <= theirs + tolerance; }
    QString text(const Disagreement& disagreement) const;
};
Judgement judged(const Disagreement& disagreement, const std::vector<HostTensor>& exact);

} // namespace weft
