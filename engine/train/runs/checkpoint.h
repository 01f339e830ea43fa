#pragma once

#include "engine/data/fingerprint.h"
#include "engine/data/preparation.h"
#include "engine/runtime/states.h"
#include "engine/storage/file_system.h"
#include "engine/train/runs/progress.h"

namespace weft {

// A checkpoint is one published folder: states.safetensors (every state by its name, but the accumulators, which are 0
// between updates) and checkpoint.json (the progress and what it was trained on).
struct CheckpointInfo {
    std::string projectHash = {}; // of what decides the numbers: graph, data and training, without the view
    std::string device = {}; // its description
    std::optional<DataFingerprint> data = {}; // older checkpoints have none
    std::optional<Preparation> preparation = {}; // what preparing that data has learned; likewise, and see toJson()
    Choices choices = {}; // of the backend, so that a resumed run computes likewise
    Progress progress = {};
};

// Throws Error if the name is taken or the disk fails, NodeError if a weight is not finite: such a network is of no use
// to anyone, and must not push out a good checkpoint.
void writeCheckpoint(FileSystem& files, const std::string& folder, const States& states, const CheckpointInfo& info);

CheckpointInfo readCheckpointInfo(FileSystem& files, const std::string& folder);
// Fills states that exist already (made by the network's programs). Those of kinds that inference does not need may be
// absent in `states`; Error if `states` has one that the checkpoint lacks or has in another shape.
void readStates(FileSystem& files, const std::string& folder, States& states);

// Bytes on the disk, about.
uint64_t checkpointBytes(const States& states);

// SHA-256 over all states but accumulators, and over the progress but its timings: equal for two runs that will go on
// alike, bit for bit.
std::string stateHash(const States& states, const Progress& progress);

std::string projectHash(const Project& project);

} // namespace weft
