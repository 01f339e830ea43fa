#include "engine/export/pytorch/torch_layer.h"

#include "engine/export/model/source_names.h"

#include <algorithm>
#include <cstring>

namespace weft {

TorchLayer::TorchLayer(ModuleWriter& writer, const UnfoldedNetwork::Layer& layer, std::vector<std::string> inputs)
    : m_writer(writer)
    , m_layer(layer)
    , m_inputs(std::move(inputs))
    , m_name(writer.nameOf(layer.training.path))
{
}

const Shape& TorchLayer::shape(size_t i) const
{
    return m_writer.network().training.values[size_t(node().inputs[i])].shape;
}

const Shape& TorchLayer::resultShape(size_t i) const
{
    return m_writer.network().training.values[size_t(node().results[i])].shape;
}

int TorchLayer::axis(const std::string& id) const
{
    const int64_t given = integer(id);
    return int(given < 0 ? given + rank() : given);
}

const Node& TorchLayer::op(const Op& op) const
{
    const Program& program = m_writer.network().predicting.program;
    const auto found = std::ranges::find_if(program.nodes, [&](const Node& one) {
        return one.op == &op && one.origin >= 0 && program.origins[size_t(one.origin)] == node().path;
    });
    if (found == program.nodes.end())
        throw Error("\"" + node().path + "\" computes no " + std::string(op.name) + ".");
    return *found;
}

std::string TorchLayer::module(const std::string& construction)
{
    const auto [owner, isFirst] = m_writer.owners().try_emplace(node().weights, m_name, construction);
    m_isShared = !isFirst && owner->second.construction == construction;
    m_sharesOther = !isFirst && !m_isShared;
    m_module = m_isShared ? owner->second.module : m_name;
    if (!m_isShared) {
        const bool tells = node().path != m_name;
        m_writer.construct("self." + m_name + " = " + construction + (tells ? "  # " + commentText(node().path) : ""));
    }
    return "self." + m_module;
}

std::vector<std::string> TorchLayer::call(const std::string& construction)
{
    return {module(construction) + "(" + x() + ")"};
}

std::string TorchLayer::attribute(const std::string& theirs) const
{
    return m_module + (theirs.empty() ? "" : "." + theirs);
}

void TorchLayer::keep(const std::string& theirs, const std::string& ours, Turn turn)
{
    if (m_isShared)
        return;
    const std::string place = attribute(theirs);
    const std::string table = stateOf(ours) + (turn == Turn::transposed ? " transposed" : "");
    const auto [known, isFirst] = m_writer.tensorsByState().try_emplace(table, place);
    if (!isFirst)
        m_writer.construct("self." + place + " = self." + known->second + "  # shared");
    else if (m_sharesOther)
        throw Error("\"" + node().path + "\" uses the weights of \"" + node().weights
                    + "\", which PyTorch keeps in another form; give it weights of its own.");
    m_writer.keep({place, table, weight(ours, turn)});
    freeze();
}

void TorchLayer::keepMade(const std::string& theirs, HostTensor tensor)
{
    if (m_sharesOther)
        throw Error("\"" + node().path + "\" uses the weights of \"" + node().weights
                    + "\", which PyTorch keeps in another form; give it weights of its own.");
    if (m_isShared)
        return;
    m_writer.keep({attribute(theirs), "", std::move(tensor)});
    freeze();
}

void TorchLayer::freeze()
{
    if (node().frozen && !m_isFrozen)
        m_writer.construct("self." + m_module + ".requires_grad_(False)  # frozen");
    m_isFrozen = true;
}

HostTensor TorchLayer::weight(const std::string& ours, Turn turn) const
{
    const ExportedModel& model = m_writer.network().model;
    const std::string name = stateOf(ours);
    const HostTensor& weight = model.weights.contains(name) ? model.weights.at(name) : model.otherWeights.at(name);
    return turn == Turn::transposed ? transposed(weight) : weight;
}

HostTensor transposed(const HostTensor& matrix)
{
    const size_t rows = size_t(matrix.info.shape[0]), columns = size_t(matrix.info.shape[1]);
    HostTensor turned = matrix;
    turned.info.shape = {matrix.info.shape[1], matrix.info.shape[0]};
    for (size_t i = 0; i < rows; ++i) {
        for (size_t k = 0; k < columns; ++k)
            std::memcpy(turned.bytes.data() + 4 * (k * rows + i), matrix.bytes.data() + 4 * (i * columns + k), 4);
    }
    return turned;
}

HostTensor stacked(const std::vector<HostTensor>& parts)
{
    HostTensor all = parts[0];
    for (size_t i = 1; i < parts.size(); ++i) {
        all.info.shape[0] += parts[i].info.shape[0];
        all.bytes.insert(all.bytes.end(), parts[i].bytes.begin(), parts[i].bytes.end());
    }
    return all;
}

HostTensor zerosOf(const Shape& shape)
{
    HostTensor zero {.info = {.shape = shape}};
    zero.bytes.resize(zero.info.bytes());
    return zero;
}

} // namespace weft
