#pragma once

#include "engine/train/trainer.h"

#include <map>

namespace weft {

// A trainer on testBackend(), with what it tells.
struct Training {
    explicit Training(const Project& project, TrainerOptions options = {});
    void finish(); // to the end of the run
    double last(std::string_view metric) const; // of the newest entry of the history; NaN: it has none of that name
    std::vector<float> weight(const std::string& name) const;
    void setWeight(const std::string& name, std::span<const float> values);
    // All states, byte for byte. SHA-256 is not needed to see whether a weight has moved.
    std::map<std::string, std::vector<std::byte>> snapshot() const;

    std::unique_ptr<Backend> cpu;
    EventQueue events;
    std::unique_ptr<Trainer> trainer;
};

} // namespace weft
