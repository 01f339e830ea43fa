#pragma once

#include "engine/export/pytorch/network.h"
#include "engine/export/pytorch/python_text.h"

namespace weft {

// A module of PyTorch in the making: the lines of __init__ and forward, what stands above the class, and its tensors.
class ModuleWriter {
public:
    explicit ModuleWriter(const UnfoldedNetwork& network);

    const UnfoldedNetwork& network() const { return m_network; }
    PythonNames& names() { return m_names; }
    std::string nameOf(const std::string& path); // an argument's, or a new one

    void construct(const std::string& line) { m_constructor.push_back(line); }
    void compute(const std::string& line) { m_forward.push_back(line); }
    // Python above the class, once: a module or a function of its own.
    void define(const std::string& name, const std::string& text) { m_definitions.try_emplace(name, text); }
    // The name of a function or class of that text, "NAME" in which stands for it: equal texts are one.
    std::string define(const std::string& wanted, const std::string& keyword, const std::string& rest);
    void standStill(const std::string& module) { m_still.push_back(module); } // also in training
    std::string samples(); // the number of them, in forward

    struct Kept {
        std::string name; // in the module's state_dict
        std::string table; // "conv1.weight transposed": what `weft import` reads; empty: it is made of several
        HostTensor tensor;
    };
    void keep(Kept one) { m_kept.push_back(std::move(one)); }

    struct Owner { // of weights that may be shared
        std::string module;
        std::string construction;
    };
    std::map<std::string, Owner>& owners() { return m_owners; }
    std::map<std::string, std::string>& tensorsByState() { return m_tensorsByState; }

    const std::vector<std::string>& constructor() const { return m_constructor; }
    const std::vector<std::string>& forward() const { return m_forward; }
    const std::vector<std::string>& still() const { return m_still; }
    const std::vector<std::string>& arguments() const { return m_arguments; } // of forward: the model's inputs
    // Inputs that answers do not hang on, though some layer takes them: zeros will do. Name and shape.
    const std::vector<std::pair<std::string, ValueInfo>>& idleArguments() const { return m_idle; }
    const std::map<std::string, std::string>& definitions() const { return m_definitions; }
    const std::vector<Kept>& kept() const { return m_kept; }
    bool countsSamples() const { return m_countsSamples; }

private:
    const UnfoldedNetwork& m_network;
    PythonNames m_names;
    std::vector<std::string> m_constructor, m_forward, m_still, m_arguments;
    std::vector<std::pair<std::string, ValueInfo>> m_idle;
    std::map<std::string, std::string> m_argumentNames; // by the path of the node
    std::map<std::string, std::string> m_definitions;
    std::map<std::string, std::string> m_definedAs; // text → name
    std::vector<Kept> m_kept;
    std::map<std::string, Owner> m_owners; // by the path of the node whose weights they are
    std::map<std::string, std::string> m_tensorsByState; // "conv1.weight transposed" → "conv1.weight"
    bool m_countsSamples = false;
};

} // namespace weft
