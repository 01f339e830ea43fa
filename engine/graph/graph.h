#pragma once

#include "engine/support/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weft {

// A value that no parameter of this version can have ("[0.9, 0.999]", an object): kept for the round trip. To whoever
// asks for a number or a text it is a value of the wrong kind.
struct OtherValue {
    explicit OtherValue(Json value) : json(std::move(value)) { }
    Json json;
    bool operator==(const OtherValue&) const = default;
};

// A parameter's value as the document holds it. Which kind is right says the layer's record, not the document; a whole
// number may stand for a real one, and a text that is an expression of the project's variables for any number.
using ParamValue = std::variant<bool, int64_t, double, std::string, std::vector<int64_t>, OtherValue>;
using Params = std::map<std::string, ParamValue>;

// Members of a JSON object that this version does not know, in their order: kept, so that they survive a round trip.
using Unknown = Json::Object;

// "conv1.y": an output port of a node. Inside a block, "in.<port>" is the block's own input port.
struct PortRef {
    std::string node;
    std::string port;
    bool operator==(const PortRef&) const = default;
};

// One wire end: the port `port` of the node it belongs to is fed by `from`. A port that takes several has several.
struct Input {
    std::string port;
    PortRef from;
    bool operator==(const Input&) const = default;
};

struct GraphNode {
    std::string id;             // unique in its graph: letters, digits, '_' and '-'
    std::string type;           // a layer's id ("conv2d"), or "block"
    std::string block = {};     // with type "block": the block's name
    int64_t repeat = 1;         // with type "block": this many copies in a row, each with weights of its own
    Params params = {};         // only what differs from the layer's defaults
    std::vector<Input> inputs = {};
    bool bypassed = false;      // the first input passes through
    bool muted = false;         // as if it and what hangs on it alone were not there
    bool frozen = false;        // its weights are not trained, its running statistics stand still
    int64_t unfreezeAfter = 0;  // epochs after which a frozen node is trained all the same; 0: never
    double learningRateScale = 1; // multiplies the learning rate of its weights
    std::string shares = {};    // id of the node (of the same graph) whose weights it uses
    Unknown unknown = {};
    bool operator==(const GraphNode&) const = default;
};

// A parameter of a block that stands for parameters of nodes inside it.
struct PromotedParam {
    std::string id;                     // its name on the block
    std::string node;                   // the node inside …
    std::string param;                  // … and that node's parameter
    std::optional<ParamValue> value = {}; // default; none: the inner node's
    Unknown unknown = {};
    bool operator==(const PromotedParam&) const = default;
};

struct BlockPort {
    std::string id;
    std::optional<PortRef> from = {}; // outputs only: the inner port it shows
    bool operator==(const BlockPort&) const = default;
};

// A reusable part: a graph with ports and promoted parameters. Blocks may hold blocks, never themselves.
struct Block {
    std::string name;
    std::vector<BlockPort> inputs = {};
    std::vector<BlockPort> outputs = {};
    std::vector<PromotedParam> params = {};
    std::vector<GraphNode> nodes = {};
    Unknown unknown = {};
    bool operator==(const Block&) const = default;
};

struct Graph {
    std::vector<GraphNode> nodes = {};
    std::vector<Block> blocks = {};
    Params variables = {}; // of the whole project: numbers, or texts that are expressions of others
    Unknown unknown = {};

    const GraphNode* find(const std::string& id) const
    {
        for (const GraphNode& node : nodes) {
            if (node.id == id)
                return &node;
        }
        return nullptr;
    }
    const Block* findBlock(const std::string& name) const
    {
        for (const Block& block : blocks) {
            if (block.name == name)
                return &block;
        }
        return nullptr;
    }
    bool operator==(const Graph&) const = default;
};

} // namespace weft
