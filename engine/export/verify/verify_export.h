#pragma once

#include "engine/export/verify/compare.h"
#include "engine/export/verify/runtimes.h"

namespace weft {

// What came of one runtime.
struct Verification {
    std::string runtime; // with its version, if it is there
    std::string needs = {}; // what is to be installed, where it is not there
    std::string failure = {}; // what it said instead of an answer
    double relative = 0; // the largest difference, in shares of the largest number of that answer
    int64_t places = 0; // where classes were compared
    int64_t agreed = 0; // whose most probable class is the same

    bool ran() const { return needs.empty() && failure.empty(); }
    // Sums of floats in another order differ by no more.
    bool agrees() const { return ran() && relative <= 1e-4 && double(places - agreed) <= 1e-3 * double(places); }
};

// Into `result`: how the answers differ from the trial's.
void compareAnswers(const ExportedModel& model, const Trial& trial, const std::vector<HostTensor>& answers,
                    Verification& result);

// Runs the written file on the trial's samples with each of the runtimes.
std::vector<Verification> verifyExport(const std::string& path, std::span<const Runtime> runtimes,
                                       const ExportedModel& model, const Trial& trial);

} // namespace weft
