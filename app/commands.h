#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// The commands, a file each. What a person typed comes in, the exit code goes out; Errors are caught in main().

struct ProjectArguments {
    std::string project; // a *.weft file
    std::vector<std::string> settings = {}; // "training.batch_size=64"
    std::string device = {}; // instead of the project's
    int threads = 0; // of the CPU; 0: all cores
    bool json = false;
};

struct TrainArguments {
    ProjectArguments project;
    std::string runs = {}; // folder for the runs; empty: <project>.runs beside it
    std::string resume = {}; // a run's number or folder, or "last"
    int64_t epochs = 0; // 0: the project's
    bool runFolder = true; // false: nothing is written
};
int train(const TrainArguments& arguments);

struct CheckArguments {
    ProjectArguments project;
    bool data = false; // read the data too
};
int check(const CheckArguments& arguments);

struct LayersArguments {
    std::string id = {}; // empty: all
    bool json = false;
};
int layers(const LayersArguments& arguments);

int schema();

int devices(bool json);

} // namespace weft
