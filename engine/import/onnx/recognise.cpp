#include "engine/import/onnx/recognise.h"

#include "engine/import/onnx/constant.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace weft {

namespace {

class Recogniser {
public:
    explicit Recogniser(OnnxGraph& graph)
        : m_graph(graph)
        , m_gone(graph.nodes.size(), false)
    {
        for (size_t i = 0; i < graph.nodes.size(); ++i) {
            for (const std::string& output : graph.nodes[i].outputs)
                m_makers.emplace(output, i);
            for (const std::string& input : graph.nodes[i].inputs)
                m_readers[input].push_back(i);
            for (const OnnxAttribute& attribute : graph.nodes[i].attributes) {
                if (attribute.graph != nullptr)
                    readInside(*attribute.graph);
            }
        }
        for (const OnnxValue& output : graph.outputs)
            m_readers[output.name].push_back(outside);
        for (const OnnxTensor& tensor : graph.initializers)
            m_tensors.emplace(tensor.name, &tensor);
    }

    void run()
    {
        for (size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (m_graph.nodes[i].op == "Div")
                layerNorm(i);
            if (m_graph.nodes[i].op == "Erf")
                gelu(i);
        }
        std::vector<OnnxNode> left;
        for (size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (!m_gone[i])
                left.push_back(std::move(m_graph.nodes[i]));
        }
        m_graph.nodes = std::move(left);
    }

private:
    static constexpr size_t outside = size_t(-1);

    void readInside(const OnnxGraph& graph) // a branch may read anything
    {
        for (const OnnxNode& node : graph.nodes) {
            for (const std::string& input : node.inputs)
                m_readers[input].push_back(outside);
            for (const OnnxAttribute& attribute : node.attributes) {
                if (attribute.graph != nullptr)
                    readInside(*attribute.graph);
            }
        }
        for (const OnnxValue& output : graph.outputs)
            m_readers[output.name].push_back(outside);
    }

    // The node that makes this value, if it is of that operator.
    const OnnxNode* maker(const std::string& value, std::string_view op) const
    {
        const auto found = m_makers.find(value);
        if (found == m_makers.end() || m_gone[found->second])
            return nullptr;
        const OnnxNode& node = m_graph.nodes[found->second];
        return node.op == op && node.domain.empty() && !node.outputs.empty() ? &node : nullptr;
    }
    size_t indexOf(const OnnxNode& node) const { return size_t(&node - m_graph.nodes.data()); }

    // The only node that reads this value, if it is of that operator.
    const OnnxNode* onlyReader(const std::string& value, std::string_view op) const
    {
        const auto found = m_readers.find(value);
        if (found == m_readers.end() || found->second.size() != 1 || found->second[0] == outside
            || m_gone[found->second[0]])
            return nullptr;
        const OnnxNode& node = m_graph.nodes[found->second[0]];
        return node.op == op && node.inputs.size() == 2 && node.outputs.size() == 1 ? &node : nullptr;
    }
    size_t readersOf(const std::string& value) const
    {
        const auto found = m_readers.find(value);
        return found == m_readers.end() ? 0 : found->second.size();
    }

    std::optional<double> number(const std::string& value) const
    {
        const OnnxTensor* tensor = nullptr;
        if (const auto found = m_tensors.find(std::string_view(value)); found != m_tensors.end())
            tensor = found->second;
        if (const OnnxNode* const node = maker(value, "Constant"); node != nullptr && !node->attributes.empty())
            tensor = node->attributes[0].tensor.get();
        if (tensor == nullptr || tensor->isExternal || elementsOf(tensor->dims) != 1)
            return std::nullopt;
        return readConstant(*tensor, realFileSystem(), ".").number(0);
    }
    bool isNumber(const std::string& value, double wanted) const
    {
        const std::optional<double> found = number(value);
        return found && std::abs(*found - wanted) <= 1e-4 * std::abs(wanted);
    }
    static const std::string& other(const OnnxNode& node, const std::string& one)
    {
        return node.inputs[0] == one ? node.inputs[1] : node.inputs[0];
    }

    // The mean over the last axis.
    static bool isLastMean(const OnnxNode& node)
    {
        const auto axes = std::ranges::find(node.attributes, "axes", &OnnxAttribute::name);
        const auto keep = std::ranges::find(node.attributes, "keepdims", &OnnxAttribute::name);
        return node.inputs.size() == 1 && axes != node.attributes.end() && axes->integers == std::vector<int64_t> {-1}
        && (keep == node.attributes.end() || keep->integer == 1);
    }

    const OnnxNode* meanOf(const std::string& value) const
    {
        const OnnxNode* const mean = maker(value, "ReduceMean");
        return mean != nullptr && isLastMean(*mean) ? mean : nullptr;
    }

    // x − mean(x), by whichever of two equal nodes; nullptr: it is none
    const OnnxNode* apart(const std::string& value) const
    {
        const OnnxNode* const difference = maker(value, "Sub");
        if (difference == nullptr || difference->inputs.size() != 2)
            return nullptr;
        const OnnxNode* const mean = meanOf(difference->inputs[1]);
        return mean != nullptr && mean->inputs[0] == difference->inputs[0] ? difference : nullptr;
    }

    // From the division back to x, then on to scale and offset.
    void layerNorm(size_t at)
    {
        const OnnxNode& division = m_graph.nodes[at];
        if (division.inputs.size() != 2 || division.outputs.size() != 1)
            return;
        const OnnxNode* const above = apart(division.inputs[0]);
        const OnnxNode* const root = maker(division.inputs[1], "Sqrt");
        const OnnxNode* const sum = root != nullptr ? maker(root->inputs[0], "Add") : nullptr;
        if (above == nullptr || sum == nullptr || sum->inputs.size() != 2)
            return;
        const OnnxNode* variance = meanOf(sum->inputs[0]);
        std::optional<double> epsilon = number(sum->inputs[1]);
        if (variance == nullptr) {
            variance = meanOf(sum->inputs[1]);
            epsilon = number(sum->inputs[0]);
        }
        if (variance == nullptr || !epsilon || *epsilon < 1e-12 || *epsilon > 1)
            return;
        const OnnxNode* square = maker(variance->inputs[0], "Pow");
        if (square != nullptr && (square->inputs.size() != 2 || !isNumber(square->inputs[1], 2)))
            return;
        if (square == nullptr) {
            square = maker(variance->inputs[0], "Mul");
            if (square == nullptr || square->inputs.size() != 2 || square->inputs[0] != square->inputs[1])
                return;
        }
        const OnnxNode* const below = apart(square->inputs[0]);
        const std::string x = above->inputs[0];
        if (below == nullptr || below->inputs[0] != x)
            return;
        const OnnxNode* const mean = meanOf(above->inputs[1]);
        const OnnxNode* const otherMean = meanOf(below->inputs[1]);
        std::vector<const OnnxNode*> parts = {above, root, sum, variance, square, below, mean, otherMean};
        std::ranges::sort(parts);
        parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
        parts.push_back(&division);
        // Nothing else may read what lies between.
        for (const OnnxNode* const part : parts) {
            if (part == &division)
                continue;
            for (const size_t reader : m_readers[part->outputs[0]]) {
                if (reader == outside || std::ranges::find(parts, &m_graph.nodes[reader]) == parts.end())
                    return;
            }
        }
        const OnnxNode* last = &division;
        std::vector<std::string> inputs = {x};
        if (const OnnxNode* const scaled = onlyReader(division.outputs[0], "Mul");
            scaled != nullptr && isRow(other(*scaled, division.outputs[0]))) {
            inputs.push_back(other(*scaled, division.outputs[0]));
            parts.push_back(scaled);
            last = scaled;
            const OnnxNode* const shifted = onlyReader(scaled->outputs[0], "Add");
            if (shifted != nullptr && isRow(other(*shifted, scaled->outputs[0]))) {
                inputs.push_back(other(*shifted, scaled->outputs[0]));
                parts.push_back(shifted);
                last = shifted;
            }
        }
        OnnxNode made {.name = last->name, .op = "LayerNormalization", .inputs = inputs, .outputs = last->outputs};
        OnnxAttribute& attribute = made.attributes.emplace_back();
        attribute.name = "epsilon";
        attribute.real = float(*epsilon);
        replace(parts, *last, std::move(made));
    }

    // A known tensor of one axis.
    bool isRow(const std::string& value) const
    {
        std::string name = value;
        for (int hops = 0; hops < 8; ++hops) {
            if (const auto found = m_tensors.find(std::string_view(name)); found != m_tensors.end())
                return found->second->dims.size() == 1;
            const OnnxNode* const node = maker(name, "Identity");
            if (node == nullptr || node->inputs.empty())
                break;
            name = node->inputs[0];
        }
        const OnnxNode* const constant = maker(name, "Constant");
        return constant != nullptr && !constant->attributes.empty() && constant->attributes[0].tensor != nullptr
            && constant->attributes[0].tensor->dims.size() == 1;
    }

    // erf(x / √2) + 1, then the products with x and ½ in any order.
    void gelu(size_t at)
    {
        const OnnxNode& error = m_graph.nodes[at];
        if (error.inputs.size() != 1 || error.outputs.size() != 1)
            return;
        const OnnxNode* scaled = maker(error.inputs[0], "Div");
        std::string x;
        if (scaled != nullptr && scaled->inputs.size() == 2 && isNumber(scaled->inputs[1], 1.4142135623730951)) {
            x = scaled->inputs[0];
        } else {
            scaled = maker(error.inputs[0], "Mul");
            if (scaled == nullptr || scaled->inputs.size() != 2)
                return;
            const bool second = isNumber(scaled->inputs[1], 0.70710678118654752);
            if (!second && !isNumber(scaled->inputs[0], 0.70710678118654752))
                return;
            x = scaled->inputs[second ? 0 : 1];
        }
        const OnnxNode* const raised = onlyReader(error.outputs[0], "Add");
        if (readersOf(scaled->outputs[0]) != 1 || raised == nullptr || !isNumber(other(*raised, error.outputs[0]), 1))
            return;
        const OnnxNode* const first = onlyReader(raised->outputs[0], "Mul");
        if (first == nullptr)
            return;
        std::vector<const OnnxNode*> parts = {scaled, &error, raised, first};
        const std::string factor = other(*first, raised->outputs[0]);
        const OnnxNode* last = nullptr;
        if (const OnnxNode* const half = maker(factor, "Mul"); half != nullptr && half->inputs.size() == 2
            && readersOf(factor) == 1
            && ((half->inputs[0] == x && isNumber(half->inputs[1], 0.5))
                || (half->inputs[1] == x && isNumber(half->inputs[0], 0.5)))) { // (½ · x) · (1 + erf)
            parts.push_back(half);
            last = first;
        } else {
            last = onlyReader(first->outputs[0], "Mul");
            if (last == nullptr)
                return;
            const std::string rest = other(*last, first->outputs[0]);
            if (!(factor == x && isNumber(rest, 0.5)) && !(isNumber(factor, 0.5) && rest == x))
                return;
            parts.push_back(last);
        }
        replace(parts, *last, {.name = last->name, .op = "Gelu", .inputs = {x}, .outputs = last->outputs});
    }

    void replace(const std::vector<const OnnxNode*>& parts, const OnnxNode& last, OnnxNode made)
    {
        const size_t place = indexOf(last);
        for (const OnnxNode* const part : parts)
            m_gone[indexOf(*part)] = true;
        m_graph.nodes[place] = std::move(made);
        m_gone[place] = false;
    }

    OnnxGraph& m_graph;
    std::vector<bool> m_gone;
    std::unordered_map<std::string, size_t> m_makers;
    std::unordered_map<std::string, std::vector<size_t>> m_readers;
    std::unordered_map<std::string_view, const OnnxTensor*> m_tensors;
};

} // namespace

void recogniseLayers(OnnxGraph& graph)
{
    Recogniser(graph).run();
}

} // namespace weft
