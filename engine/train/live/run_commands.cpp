#include "engine/train/run.h"

namespace weft {

namespace {

template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};

} // namespace

void Run::send(const Command& command)
{
    std::visit(Overloaded {
                   [&](const Pause&) { pause(); },
                   [&](const Resume&) { resume(); },
                   [&](const Stop&) { stop(); },
                   [&](const SaveCheckpoint&) { checkpointNow(); },
                   [&](const SetLearningRate& c) { setLearningRate(c.rate); },
                   [&](const SetEpochs& c) { setEpochs(c.epochs); },
                   [&](const ProbeSample& c) { probe(c.sample); },
                   [&](const auto&) {},
               },
               command);
}

} // namespace weft
