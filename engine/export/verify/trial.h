#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

// Samples as the data stores them, and what Weft answers: what a program that runs an exported model should answer too.
struct Trial {
    int64_t samples = 0;
    std::vector<HostTensor> inputs = {}; // one for each of the model's: samples × its stored shape
    std::vector<HostTensor> answers = {}; // one for each of the model's outputs: samples × …, f32
};

constexpr int64_t trialBatch = 32; // samples that are computed at a time, here and there

// These samples of the project's data.
Trial dataTrial(TrainedNetwork& network, const ExportedModel& model, std::span<const int64_t> samples);
// Numbers that could be samples, for networks whose data is not here. Equal seeds give equal ones.
std::vector<HostTensor> randomInputs(const ExportedModel& model, int64_t samples, uint32_t seed);
Trial randomTrial(TrainedNetwork& network, const ExportedModel& model, int64_t samples, uint32_t seed);

// A prediction as an answer.
HostTensor answerOf(const SampleValues& values, int64_t samples);
// Stored samples of one input as the network is fed: converted to `to` and transformed.
std::vector<std::byte> fedForm(const ModelInput& input, const HostTensor& stored, DType to);

} // namespace weft
