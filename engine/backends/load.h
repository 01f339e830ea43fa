#pragma once

#include "engine/backends/backend.h"

#include <future>
#include <vector>

namespace weft {

struct DeviceInfo {
    std::string name; // what loadBackend takes: "cpu", "cuda:0"
    std::string description;
};

struct LoadOptions {
    bool deterministic = true; // false: libraries may add up in another order each time, to see what it costs
};

// The device of that name: "cpu", "cuda" (the first GPU), "cuda:1", or "auto": the best there is. Throws Error where it
// is not there.
std::unique_ptr<Backend> loadBackend(const std::string& device, const LoadOptions& options = {});
// The same beside what else is to be got ready: a GPU takes its time. What it throws comes out of get().
std::future<std::unique_ptr<Backend>> startLoadingBackend(const std::string& device);

// Every device that this program can train on here, the best first.
std::vector<DeviceInfo> listDevices();

// How many threads the CPU backend computes with, when this thread asks it; 0: all cores.
void useThreads(int threads);
int usedThreads();

} // namespace weft
