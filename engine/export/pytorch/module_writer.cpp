#include "engine/export/pytorch/module_writer.h"

#include <algorithm>

namespace weft {

ModuleWriter::ModuleWriter(const UnfoldedNetwork& network)
    : m_network(network)
{
    for (const ModelInput& input : network.model.inputs)
        m_arguments.push_back(m_argumentNames[input.node] = m_names.take(input.node));
    for (const UnfoldedNetwork::Layer& layer : network.layers) {
        const std::string& path = layer.training.path;
        const auto fed = std::ranges::find(network.training.inputs, path, &Variable::name);
        if (fed != network.training.inputs.end() && !m_argumentNames.contains(path))
            m_idle.emplace_back(m_argumentNames[path] = m_names.take(path),
                                network.training.values[size_t(fed->value)]);
    }
}

std::string ModuleWriter::nameOf(const std::string& path)
{
    const auto argument = m_argumentNames.find(path);
    return argument == m_argumentNames.end() ? m_names.take(path) : argument->second;
}

std::string ModuleWriter::define(const std::string& wanted, const std::string& keyword, const std::string& rest)
{
    const auto [known, isNew] = m_definedAs.try_emplace(keyword + rest);
    if (isNew) {
        known->second = m_names.take(wanted);
        m_definitions.emplace(known->second, keyword + " " + known->second + rest);
    }
    return known->second;
}

std::string ModuleWriter::samples()
{
    if (m_arguments.empty())
        throw Error("The network has no input, and nothing says how many samples there are.");
    m_countsSamples = true;
    return "n";
}

} // namespace weft
