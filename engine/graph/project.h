#pragma once

#include "engine/graph/graph.h"

namespace weft {

// One step of preparing data, or one source: a kind and its settings. The data room knows the kinds.
struct DataStep {
    std::string kind;
    Params params = {};
    std::vector<std::string> columns = {}; // columns it works on; empty: the kind's default
    Unknown unknown = {};
    bool operator==(const DataStep&) const = default;
};

struct DataSource {
    std::string part = "all"; // "train", "validation", "test", or "all": to be split
    std::string format;       // "idx", "cifar10", "csv", "npy", "image_folder", "text", "synthetic"
    Params params = {};       // paths are relative to the project's folder
    Unknown unknown = {};
    bool operator==(const DataSource&) const = default;
};

struct DataSplit {
    std::string kind = "random"; // "random", "stratified", or "given" (the sources name their parts)
    double validation = 0.1;     // shares of what is not given otherwise
    double test = 0;
    std::string column = {};     // stratified: the class column
    int64_t seed = 0;
    Unknown unknown = {};
    bool operator==(const DataSplit&) const = default;
};

struct DataSection {
    std::vector<DataSource> sources = {};
    std::vector<DataStep> cleaning = {};
    std::vector<DataStep> transforms = {}; // fitted on the training part only; "augment_…" kinds act while training only
    DataSplit split = {};
    std::map<std::string, std::string> feeds = {}; // Input node's id → column of the data
    Unknown unknown = {};
    bool operator==(const DataSection&) const = default;
};

struct Choice { // an optimizer or a schedule: its id and what differs from its defaults
    std::string type;
    Params params = {};
    Unknown unknown = {};
    bool operator==(const Choice&) const = default;
};

struct EarlyStop {
    std::string metric = "validation/loss";
    int64_t patience = 5;       // validations without improvement
    double minimumChange = 0;
    bool restoreBest = true;
    Unknown unknown = {};
    bool operator==(const EarlyStop&) const = default;
};

struct CheckpointPolicy {
    double everySeconds = 30;   // the sooner of this and one epoch
    int64_t everySteps = 0;     // 0: by time only
    int64_t keep = 2;           // the last so many
    std::string bestMetric = "validation/loss"; // kept apart; empty: none
    Unknown unknown = {};
    bool operator==(const CheckpointPolicy&) const = default;
};

struct TrainingSection {
    Choice optimizer = {.type = "adam"};
    Choice schedule = {.type = "constant"};
    double learningRate = 0.001;
    int64_t epochs = 10;
    int64_t steps = 0;          // > 0: ends after so many steps, whatever the epochs
    int64_t batchSize = 32;
    int64_t accumulation = 1;   // micro-batches of batchSize a step
    double clipNorm = 0;        // global norm of the gradients; 0: off
    double clipValue = 0;       // each element; 0: off
    double ema = 0;             // decay of the averaged weights; 0: off
    std::string weights = {};   // file beside the project with the numbers it begins with; empty: random ones
    std::string precision = "f32";
    std::string device = "auto";
    int64_t seed = 0;
    double validationEvery = 1; // epochs
    std::optional<EarlyStop> earlyStop = {};
    CheckpointPolicy checkpoints = {};
    Unknown unknown = {};
    bool operator==(const TrainingSection&) const = default;
};

struct NodeView {
    double x = 0;
    double y = 0;
    std::string colour = {};
    bool collapsed = false;
    Unknown unknown = {};
    bool operator==(const NodeView&) const = default;
};

struct Frame {
    std::string title;
    std::string colour = {};
    std::vector<std::string> nodes = {};
    Unknown unknown = {};
    bool operator==(const Frame&) const = default;
};

struct Note {
    std::string text;
    double x = 0;
    double y = 0;
    double width = 240;
    double height = 120;
    Unknown unknown = {};
    bool operator==(const Note&) const = default;
};

struct Dot { // where a wire is led through
    double x = 0;
    double y = 0;
    bool operator==(const Dot&) const = default;
};

// "conv1.y > relu1.x" → the dots from the wire's start to its end.
using WireViews = std::map<std::string, std::vector<Dot>>;

struct Bookmark { // a place to come back to
    std::string block = {}; // inside which; empty: the network
    double zoom = 1;
    double x = 0;
    double y = 0;
    Unknown unknown = {};
    bool operator==(const Bookmark&) const = default;
};

// How a block's inside looks, but for its nodes: those stand with all others in ViewSection::nodes.
struct BlockView {
    double zoom = 1;
    double x = 0;
    double y = 0;
    WireViews wires = {};
    std::vector<Frame> frames = {};
    std::vector<Note> notes = {};
    Unknown unknown = {};
    bool operator==(const BlockView&) const = default;
};

// How it looks; nothing here changes what is trained.
struct ViewSection {
    double zoom = 1;
    double x = 0;
    double y = 0;
    std::map<std::string, NodeView> nodes = {}; // "node" or "block:name/node"
    WireViews wires = {};
    std::vector<Frame> frames = {};
    std::vector<Note> notes = {};
    std::map<std::string, BlockView> blocks = {}; // by the block's name
    std::map<std::string, Bookmark> bookmarks = {}; // "1" to "9", or a name
    Unknown unknown = {};
    bool operator==(const ViewSection&) const = default;
};

// A *.weft file as plain values.
struct Project {
    int64_t version = 1;
    std::string name;
    Graph graph = {};
    DataSection data = {};
    TrainingSection training = {};
    ViewSection view = {};
    Unknown unknown = {};
    bool operator==(const Project&) const = default;
};

} // namespace weft
