#include "engine/import/onnx/recognise_attention.h"

#include "engine/compiler/lower.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <ranges>
#include <set>
#include <unordered_map>

namespace weft {

namespace {

constexpr int64_t mostPlaces = int64_t(1) << 24; // that are followed through reshapes
constexpr int longestChain = 12;
constexpr float farBelow = -1e4f; // what masks add to scores that must not count

using Places = std::vector<int64_t>;

template <class T> T param(const GraphNode& node, const std::string& id, T otherwise)
{
    const auto found = node.params.find(id);
    const T* const value = found == node.params.end() ? nullptr : std::get_if<T>(&found->second);
    return value != nullptr ? *value : otherwise;
}

int64_t product(const std::vector<int64_t>& dims)
{
    return std::accumulate(dims.begin(), dims.end(), int64_t(1), std::multiplies());
}

// "x / 2.8" or "x * 0.35": by how much it multiplies; nullopt: it is another formula.
std::optional<double> factorOf(const GraphNode& node)
{
    const std::string formula = param<std::string>(node, "formula", "");
    const bool divides = formula.starts_with("x / ");
    if (node.type != "expression" || node.inputs.size() != 1 || (!divides && !formula.starts_with("x * ")))
        return std::nullopt;
    double number = 0;
    const char* const end = formula.data() + formula.size();
    if (const auto read = std::from_chars(formula.data() + 4, end, number);
        read.ec != std::errc() || read.ptr != end || number == 0)
        return std::nullopt;
    return divides ? 1 / number : number;
}

// What queries, keys or values are made of: some units of a Dense, multiplied.
struct Projection {
    const GraphNode* dense = nullptr;
    Places units = {}; // heads × features of a head → unit of the Dense
    double scale = 1;
};

class AttentionFinder {
public:
    AttentionFinder(Graph& graph, std::vector<StartingState>& weights)
        : m_graph(graph)
        , m_weights(weights)
    {
        for (const GraphNode& node : graph.nodes) {
            m_nodes.emplace(node.id, &node);
            for (const Input& input : node.inputs)
                m_readers[input.from.node].push_back(&node);
        }
        Program program;
        Builder builder(program);
        for (const LoweredNode& node : lower(builder, graph).nodes) {
            if (!node.outputs.empty())
                m_shapes.emplace(node.path, node.outputs.front().shape);
        }
    }

    // Replaces the first that is found.
    bool replaceOne()
    {
        for (const GraphNode& node : m_graph.nodes) {
            if (node.type == "softmax" && tryAt(node))
                return true;
        }
        return false;
    }

private:
    const GraphNode* source(const GraphNode& node, std::string_view port = "x") const
    {
        for (const Input& input : node.inputs) {
            if (input.port == port) {
                const auto found = m_nodes.find(input.from.node);
                return found == m_nodes.end() ? nullptr : found->second;
            }
        }
        return nullptr;
    }
    const GraphNode* onlyReader(const GraphNode& node) const
    {
        const auto found = m_readers.find(node.id);
        return found != m_readers.end() && found->second.size() == 1 ? found->second.front() : nullptr;
    }
    std::vector<int64_t> sampleShape(const GraphNode& node) const
    {
        const auto found = m_shapes.find(node.id);
        if (found == m_shapes.end())
            return {};
        return {found->second.begin() + 1, found->second.end()};
    }
    const StartingState* state(const GraphNode& node, const std::string& name) const
    {
        const auto found = std::ranges::find(m_weights, node.id + "." + name, &StartingState::name);
        return found == m_weights.end() ? nullptr : &*found;
    }

    // Applies a node to the places of elements; false: it does not only move them.
    bool move(const GraphNode& node, Places& places, std::vector<int64_t>& dims, double& scale) const
    {
        const std::vector<int64_t> after = sampleShape(node);
        if (node.type == "expression") {
            const std::optional<double> factor = factorOf(node);
            scale *= factor.value_or(1);
            return factor.has_value();
        }
        if (node.type == "reshape" || node.type == "squeeze" || node.type == "unsqueeze") {
            dims = after;
            return product(after) == std::ssize(places);
        }
        if (after.size() != dims.size())
            return false;
        std::vector<int64_t> axes(dims.size()); // of each new axis the old one
        std::iota(axes.begin(), axes.end(), 0);
        std::vector<int64_t> starts(dims.size(), 0);
        int64_t step = 1;
        size_t cut = 0;
        if (node.type == "permute") {
            const auto order = param<std::vector<int64_t>>(node, "order", {2, 1});
            for (size_t i = 0; i < order.size() && i < axes.size(); ++i)
                axes[i] = order[i] - 1;
        } else if (node.type == "slice") {
            const int64_t axis = param<int64_t>(node, "axis", 1);
            cut = size_t(axis < 0 ? axis + int64_t(dims.size()) : axis - 1);
            step = param<int64_t>(node, "step", 1);
            const int64_t start = param<int64_t>(node, "start", 0);
            starts[cut] = start < 0 ? start + dims[cut] : start;
        } else {
            return false;
        }
        std::vector<int64_t> strides(dims.size(), 1);
        for (size_t i = dims.size() - 1; i-- > 0;)
            strides[i] = strides[i + 1] * dims[i + 1];
        Places moved;
        std::vector<int64_t> at(after.size(), 0);
        for (int64_t i = 0, count = product(after); i < count; ++i) {
            int64_t from = 0;
            for (size_t axis = 0; axis < after.size(); ++axis) {
                const auto old = size_t(axes[axis]);
                from += strides[old] * (starts[old] + at[axis] * (old == cut ? step : 1));
            }
            moved.push_back(places[size_t(from)]);
            for (size_t axis = after.size(); axis-- > 0 && ++at[axis] == after[axis];)
                at[axis] = 0;
        }
        places = std::move(moved);
        dims = after;
        return true;
    }

    // Back from `last`, whose heads × length × features (or, transposed, heads × features × length) it is, to a Dense.
    // The nodes on the way join `parts`.
    std::optional<Projection> projection(const GraphNode* last, bool transposed, std::set<const GraphNode*>& parts)
    {
        std::vector<const GraphNode*> chain;
        const GraphNode* node = last;
        for (; node != nullptr && node->type != "dense"; node = source(*node)) {
            chain.push_back(node);
            if (std::ssize(chain) > longestChain || node->inputs.size() != 1)
                return std::nullopt;
        }
        if (node == nullptr)
            return std::nullopt;
        std::vector<int64_t> dims = sampleShape(*node);
        if (dims.size() != 2 || dims[0] * dims[1] > mostPlaces)
            return std::nullopt;
        const int64_t length = dims[0], width = dims[1];
        Places places(size_t(length * width));
        std::iota(places.begin(), places.end(), 0);
        Projection found {.dense = node};
        for (const GraphNode* const one : chain | std::views::reverse) {
            if (!move(*one, places, dims, found.scale))
                return std::nullopt;
        }
        if (dims.size() != 3 || dims[transposed ? 2 : 1] != length)
            return std::nullopt;
        const int64_t heads = dims[0], features = dims[transposed ? 1 : 2];
        for (int64_t h = 0; h < heads; ++h) {
            for (int64_t f = 0; f < features; ++f) {
                for (int64_t i = 0; i < length; ++i) {
                    const int64_t place =
                        places[size_t(transposed ? (h * features + f) * length + i : (h * length + i) * features + f)];
                    if (i == 0)
                        found.units.push_back(place); // of row 0, so it is the unit
                    if (place != i * width + found.units.back())
                        return std::nullopt;
                }
            }
        }
        parts.insert(chain.begin(), chain.end());
        parts.insert(node);
        return found;
    }

    // Scores from which nothing later is seen: 0 up to the diagonal, far below behind it.
    bool isCausalMask(const GraphNode& node, int64_t length) const
    {
        const StartingState* const mask = node.type == "parameter" ? state(node, "weight") : nullptr;
        if (mask == nullptr || int64_t(mask->values.size()) != length * length)
            return false;
        for (int64_t i = 0; i < length * length; ++i) {
            const bool seen = i % length <= i / length;
            const float value = mask->values[size_t(i)];
            if (seen ? value != 0 : !(value <= farBelow))
                return false;
        }
        return true;
    }

    bool tryAt(const GraphNode& softmax)
    {
        const std::vector<int64_t> shape = sampleShape(softmax);
        const int64_t axis = param<int64_t>(softmax, "axis", -1);
        if (shape.size() != 3 || (axis != -1 && axis != 3))
            return false;
        std::set<const GraphNode*> parts = {&softmax};

        // The scores, up to their product.
        double scale = 1;
        bool causal = false;
        const GraphNode* scores = source(softmax);
        for (; scores != nullptr && scores->type != "matmul"; scores = source(*scores)) {
            parts.insert(scores);
            if (const std::optional<double> factor = factorOf(*scores)) {
                scale *= *factor;
            } else if (scores->type == "add" && scores->inputs.size() == 2 && !causal && shape[1] == shape[2]) {
                const auto mask = m_nodes.find(scores->inputs[1].from.node);
                if (mask == m_nodes.end() || !isCausalMask(*mask->second, shape[1]))
                    return false;
                parts.insert(mask->second);
                causal = true;
            } else {
                return false;
            }
        }
        const GraphNode* const mixing = onlyReader(softmax);
        if (scores == nullptr || mixing == nullptr || mixing->type != "matmul" || source(*mixing, "a") != &softmax
            || param(*scores, "transpose_a", false) || param(*mixing, "transpose_a", false)
            || param(*mixing, "transpose_b", false))
            return false;
        parts.insert({scores, mixing});
        const auto q = projection(source(*scores, "a"), false, parts);
        const auto k = projection(source(*scores, "b"), !param(*scores, "transpose_b", false), parts);
        const auto v = projection(source(*mixing, "b"), false, parts);
        if (!q || !k || !v || q->units.size() != k->units.size() || q->units.size() != v->units.size() || v->scale != 1)
            return false;
        const int64_t heads = shape[0];
        const auto width = int64_t(q->units.size());
        const double wanted = 1 / std::sqrt(double(width / heads));
        if (std::abs(scale * q->scale * k->scale - wanted) > 1e-4 * wanted)
            return false;

        // From the mixed values on to the last projection.
        std::vector<int64_t> dims = sampleShape(*mixing);
        if (dims.size() != 3 || dims[0] * dims[1] * dims[2] > mostPlaces || dims[0] * dims[2] != width)
            return false;
        const int64_t length = dims[1], features = dims[2];
        Places places(size_t(length * width));
        std::iota(places.begin(), places.end(), 0);
        const GraphNode* output = onlyReader(*mixing);
        double factor = 1;
        for (int hops = 0; output != nullptr && output->type != "dense"; output = onlyReader(*output)) {
            if (++hops > longestChain || output->inputs.size() != 1 || !move(*output, places, dims, factor))
                return false;
            parts.insert(output);
        }
        if (output == nullptr || factor != 1 || dims != std::vector<int64_t> {length, width}
            || sampleShape(*output) != dims)
            return false;
        for (int64_t i = 0; i < length * width; ++i) {
            const int64_t unit = i % width;
            if (places[size_t(i)] != (unit / features * length + i / width) * features + unit % features)
                return false;
        }
        parts.insert(output);
        return fits(*q, width) && replace(*q, *k, *v, *output, parts, heads, causal);
    }

    // Our layer is as wide as its queries.
    bool fits(const Projection& q, int64_t width) const
    {
        const GraphNode* const x = source(*q.dense);
        return x != nullptr && sampleShape(*x).size() == 2 && sampleShape(*x)[1] == width;
    }

    // Nothing else reads what lies between, and all weights are known, not shared and of one kind.
    bool isClosed(const std::set<const GraphNode*>& parts, const GraphNode& output) const
    {
        for (const GraphNode* const part : parts) {
            if (part->frozen != output.frozen && part->type == "dense")
                return false;
            if (part == &output)
                continue;
            const auto readers = m_readers.find(part->id);
            if (readers == m_readers.end()
                || !std::ranges::all_of(readers->second, [&](const GraphNode* one) { return parts.contains(one); }))
                return false;
        }
        return true;
    }

    // Columns of Dense layers side by side; without their own offset, zeros.
    bool join(const std::vector<const Projection*>& projections, StartingState& weight, StartingState& bias) const
    {
        const StartingState* const first = state(*projections[0]->dense, "weight");
        const int64_t rows = first != nullptr ? first->shape[0] : 0;
        for (int64_t row = 0; row < rows; ++row) {
            for (const Projection* const one : projections) {
                const StartingState* const own = state(*one->dense, "weight");
                if (own == nullptr || own->shape[0] != rows)
                    return false;
                for (const int64_t unit : one->units)
                    weight.values.push_back(own->values[size_t(row * own->shape[1] + unit)]);
            }
        }
        for (const Projection* const one : projections) {
            const StartingState* const own = state(*one->dense, "bias");
            for (const int64_t unit : one->units)
                bias.values.push_back(own != nullptr ? own->values[size_t(unit)] : 0);
        }
        const auto columns = int64_t(bias.values.size());
        weight.shape = Shape {rows, columns};
        bias.shape = Shape {columns};
        return rows > 0;
    }

    bool replace(const Projection& q, const Projection& k, const Projection& v, const GraphNode& output,
                 const std::set<const GraphNode*>& parts, int64_t heads, bool causal)
    {
        if (!isClosed(parts, output))
            return false;
        const auto from = [](const Projection& one) { return one.dense->inputs.front().from; };
        const bool together = from(q) == from(k) && from(q) == from(v);
        GraphNode made {.id = output.id, .type = "multi_head_attention", .frozen = output.frozen};
        if (heads != 8)
            made.params["heads"] = heads;
        if (causal)
            made.params["causal"] = true;
        made.inputs.push_back({"query", from(q)});
        if (!together)
            made.inputs.push_back({"key", from(k)});
        if (from(v) != from(k))
            made.inputs.push_back({"value", from(v)});
        const std::vector<std::pair<std::string, std::vector<const Projection*>>> joined = together
            ? std::vector<std::pair<std::string, std::vector<const Projection*>>> {{"input", {&q, &k, &v}}}
            : std::vector<std::pair<std::string, std::vector<const Projection*>>> {
                {"query", {&q}}, {"key", {&k}}, {"value", {&v}}};
        std::vector<StartingState> states;
        bool biased = state(output, "bias") != nullptr;
        for (const auto& [name, projections] : joined) {
            StartingState weight {.name = made.id + "." + name + "_weight"};
            StartingState bias {.name = made.id + "." + name + "_bias"};
            if (!join(projections, weight, bias))
                return false;
            biased = biased || std::ranges::any_of(projections, [&](const Projection* projection) {
                         return state(*projection->dense, "bias") != nullptr;
                     });
            states.push_back(std::move(weight));
            states.push_back(std::move(bias));
        }
        const StartingState* const last = state(output, "weight");
        if (last == nullptr)
            return false;
        StartingState offset {.name = made.id + ".output_bias", .shape = Shape {last->shape[1]}};
        offset.values.assign(size_t(last->shape[1]), 0);
        if (const StartingState* const own = state(output, "bias"))
            offset.values = own->values;
        states.push_back({made.id + ".output_weight", last->shape, last->values});
        states.push_back(std::move(offset));
        if (!biased) {
            made.params["bias"] = false;
            std::erase_if(states, [](const StartingState& one) { return one.name.ends_with("_bias"); });
        }

        std::set<std::string> gone;
        for (const GraphNode* const part : parts)
            gone.insert(part->id);
        std::erase_if(m_weights,
                      [&](const StartingState& one) { return gone.contains(one.name.substr(0, one.name.rfind('.'))); });
        std::ranges::move(states, std::back_inserter(m_weights));
        m_graph.nodes[size_t(&output - m_graph.nodes.data())] = std::move(made);
        gone.erase(m_graph.nodes[size_t(&output - m_graph.nodes.data())].id);
        std::erase_if(m_graph.nodes, [&](const GraphNode& node) { return gone.contains(node.id); });
        return true;
    }

    Graph& m_graph;
    std::vector<StartingState>& m_weights;
    std::unordered_map<std::string, const GraphNode*> m_nodes;
    std::unordered_map<std::string, std::vector<const GraphNode*>> m_readers; // once for each wire
    std::unordered_map<std::string, Shape> m_shapes;
};

} // namespace

void recogniseAttention(Graph& graph, std::vector<StartingState>& weights)
{
    const bool may = std::ranges::any_of(graph.nodes, [](const GraphNode& node) { return node.type == "softmax"; })
        && std::ranges::any_of(graph.nodes, [](const GraphNode& node) { return node.type == "matmul"; });
    while (may && AttentionFinder(graph, weights).replaceOne()) { }
}

} // namespace weft
