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

struct TrainedArguments {
    std::string project; // or the folder of a run or of a checkpoint
    std::string checkpoint = "best"; // or "last", or a folder
    std::string device = {};
    int threads = 0;
    bool json = false;
};

struct EvaluateArguments {
    TrainedArguments trained;
    std::string part = {}; // empty: test, else validation
};
int evaluate(const EvaluateArguments& arguments);

struct PredictArguments {
    TrainedArguments trained;
    std::vector<std::string> files = {}; // pictures, .npy, .csv
    std::vector<std::string> rows = {}; // "5.1,3.5,1.4,0.2"
    std::vector<int64_t> samples = {}; // indices in the project's data
    std::string text = {}; // to be continued
    int64_t length = 300; // characters that are written
    double temperature = 0.8;
    int64_t seed = 0;
    int top = 5; // classes that are shown
    std::string output = {}; // .npy for the results
};
int predict(const PredictArguments& arguments);

struct ExportArguments {
    TrainedArguments trained;
    std::string to; // *.onnx, *.py, *.safetensors, a folder that ends in /
    int64_t verify = 0; // samples; 0: none
    bool foldBatchNorm = false;
    bool anySize = false;
    bool withoutProject = false;
};
int exportNetwork(const ExportArguments& arguments);

struct ImportArguments {
    std::string file; // *.onnx, or *.safetensors
    std::string into = {}; // of weights: the project that gets them
    std::string names = {}; // of weights: file with the table of names; empty: as the names suggest
    std::string to = {}; // *.weft; empty: beside the file, of its name
    std::vector<std::string> sizes = {}; // "T=128": open sizes, and inputs that are always one number
    bool json = false;
};
int importModel(const ImportArguments& arguments);

struct ServeArguments {
    std::vector<std::string> models = {}; // projects, folders of runs, ONNX models; named as the files are
    std::vector<std::string> named = {}; // "NAME=PATH"
    std::string host = "127.0.0.1";
    int port = 8000;
    std::string tokenFile = {}; // else WEFT_TOKEN
    std::string checkpoint = "best"; // or "last"
    std::string device = {};
    int threads = 0;
    double latencyBudget = 1; // milliseconds
    int64_t batch = 32; // the largest
    int64_t queue = 256; // samples
    int64_t bodyMebibytes = 64;
    double watch = 0; // seconds between looks for new weights; 0: never
};
int serve(const ServeArguments& arguments);

struct BenchArguments {
    ProjectArguments project;
    int64_t steps = 0; // 0: as many as fit in some seconds
    int64_t batch = 0; // 0: the project's
    bool synthetic = false;
    bool resident = false; // one batch stays on the device, and nothing is read back from step to step
    bool profile = false;
    bool deterministicCost = false; // also measure with sums in any order
};
int bench(const BenchArguments& arguments);

struct DataArguments {
    ProjectArguments project;
    std::string exportTo = {}; // folder for .npy files
};
int data(const DataArguments& arguments);

struct RunsArguments {
    std::string place = "."; // a project, a folder of runs, or a folder of projects
    bool json = false;
};
int runs(const RunsArguments& arguments);

struct LayersArguments {
    std::string id = {}; // empty: all
    bool json = false;
};
int layers(const LayersArguments& arguments);

int schema();

int devices(bool json);

// Trains for a window that is at the other end of this socket; see app/worker/worker.h.
// `window`: the process to die with at once; 0: none.
int worker(int socket, int window);

} // namespace weft
