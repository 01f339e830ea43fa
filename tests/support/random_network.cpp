#include "tests/support/random_network.h"

#include "engine/compiler/lower.h"
#include "engine/support/random.h"
#include "tests/support/layer_examples.h"
#include "tests/support/small_projects.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

constexpr int64_t mostElements = 20'000; // of a sample; larger ones only take time

struct Made {
    std::string port; // "layer3.y"
    Shape shape;
    bool isIndices = false;
};

class Growing {
public:
    explicit Growing(uint64_t seed)
        : m_random(seed, streamOf("network"))
    {
        const int64_t channels = 1 + m_random.below(4), size = 4 + m_random.below(6);
        begin("image", {{"channels", channels}, {"height", size}, {"width", size + m_random.below(3)}});
        begin("features", {{"count", int64_t(3 + m_random.below(6))}});
        begin("tensor", {{"sizes", std::vector<int64_t> {int64_t(2 + m_random.below(5)), int64_t(8)}}});
        if (m_random.below(2) == 0)
            begin("tokens", {{"length", int64_t(3 + m_random.below(5))}, {"vocabulary", int64_t(9)}});
    }

    void grow()
    {
        static const std::set<std::string, std::less<>> left = {"input", "output", "loss", "metric"};
        const LayerExample& example = layerExamples()[m_random.below(uint32_t(layerExamples().size()))];
        const LayerType& type = *findLayerType(example.id);
        if (left.contains(type.category) || type.id == "arg_max") // a tie may be decided either way
            return;
        std::vector<std::string> inputs;
        for (size_t i = 0; i < example.wires.size(); ++i) {
            if (!example.wires[i].isWired)
                continue;
            const Port& port = i < type.inputs.size() ? type.inputs[i] : type.inputs.back();
            inputs.push_back(port.id + "=" + m_made[m_random.below(uint32_t(m_made.size()))].port);
        }
        add(type.id, example.params, inputs);
    }

    Project finish()
    {
        // An input too, for constants alone would not know how many samples there are.
        m_project.graph.nodes.push_back(node("given", "output", {}, {"x=" + m_made[0].port}));
        const size_t answers = 1 + m_random.below(3);
        for (size_t i = 0; i < answers; ++i) {
            const Made& last = m_made[m_made.size() - 1 - std::min(i, m_made.size() - 1)];
            const char* const kind = last.shape.rank() == 2 && !last.isIndices ? "classes" : "values";
            m_project.graph.nodes.push_back(
                node("answer" + std::to_string(i), "output", {{"kind", std::string(kind)}}, {"x=" + last.port}));
        }
        return m_project;
    }

private:
    void begin(const std::string& type, Params params) { add(type, std::move(params), {}); }

    void add(const std::string& type, Params params, const std::vector<std::string>& inputs)
    {
        const std::string id = type + std::to_string(m_project.graph.nodes.size());
        m_project.graph.nodes.push_back(node(id, type, std::move(params), inputs));
        Program program;
        Builder builder(program);
        const Lowered lowered = lower(builder, m_project.graph, {.batch = 3});
        const auto report = std::ranges::find(lowered.nodes, id, &LoweredNode::path);
        bool fits = !hasErrors(lowered.diagnostics) && !report->outputs.empty();
        for (const ValueInfo& info : report->outputs)
            fits = fits && info.shape.rank() >= 1 && info.shape.elements() <= 3 * mostElements;
        if (!fits) {
            m_project.graph.nodes.pop_back();
            return;
        }
        for (size_t i = 0; i < report->outputs.size(); ++i) {
            const ValueInfo& info = report->outputs[i];
            m_made.push_back({id + "." + findLayerType(type)->outputs[i].id, info.shape, !isFloat(info.dtype)});
        }
    }

    RandomSequence m_random;
    Project m_project = {};
    std::vector<Made> m_made = {};
};

} // namespace

Project randomNetwork(uint64_t seed, int layers)
{
    Growing growing(seed);
    for (int i = 0; i < 8 * layers; ++i) // most tries do not fit
        growing.grow();
    return growing.finish();
}

} // namespace weft
