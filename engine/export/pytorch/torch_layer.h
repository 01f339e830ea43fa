#pragma once

#include "engine/export/pytorch/module_writer.h"

namespace weft {

// One layer, as those who write it in PyTorch see it.
class TorchLayer {
public:
    TorchLayer(ModuleWriter& writer, const UnfoldedNetwork::Layer& layer, std::vector<std::string> inputs);

    ModuleWriter& writer() { return m_writer; }
    const UnfoldedLayer& node() const { return m_layer.training; }
    const UnfoldedLayer& predicting() const { return m_layer.predicting; }
    const std::string& name() const { return m_name; } // of its variable and its module

    // Inputs: variables of Python, their shapes with BatchProgram::batch samples.
    size_t wires() const { return m_inputs.size(); }
    bool wired(size_t i) const { return node().inputs[i] >= 0; }
    const std::string& x(size_t i = 0) const { return m_inputs[i]; }
    const Shape& shape(size_t i = 0) const;
    int rank(size_t i = 0) const { return shape(i).rank(); }
    const Shape& resultShape(size_t i = 0) const;

    // Parameters.
    int64_t integer(const std::string& id) const { return std::get<int64_t>(node().params.at(id)); }
    double real(const std::string& id) const { return std::get<double>(node().params.at(id)); }
    bool toggle(const std::string& id) const { return std::get<bool>(node().params.at(id)); }
    const std::string& text(const std::string& id) const { return std::get<std::string>(node().params.at(id)); }
    Shape sizes(const std::string& id) const { return Shape(std::get<std::vector<int64_t>>(node().params.at(id))); }
    int axis(const std::string& id) const; // as of the first input, counted from the front
    std::string number(const std::string& id) const { return pythonNumber(real(id)); }
    const Node& op(const Op& op) const; // what it computes when predicting: the first node of that op

    // self.NAME = construction; if the node whose weights it uses has made the same already, that one. Returns
    // "self.NAME".
    std::string module(const std::string& construction);
    std::vector<std::string> call(const std::string& construction); // on the first input
    // A weight of it under PyTorch's name ("" for the module itself, a Parameter), as it is or transposed.
    enum class Turn { none, transposed };
    void keep(const std::string& theirs, const std::string& ours, Turn turn = Turn::none);
    // Likewise one that is made of several, which no other layer shares in another form.
    void keepMade(const std::string& theirs, HostTensor tensor);
    HostTensor weight(const std::string& ours, Turn turn = Turn::none) const;
    void line(const std::string& text) { m_writer.compute(text); } // of forward

private:
    std::string stateOf(const std::string& ours) const { return node().weights + "." + ours; }
    std::string attribute(const std::string& theirs) const;
    void freeze(); // the module, if its node is frozen

    ModuleWriter& m_writer;
    const UnfoldedNetwork::Layer& m_layer;
    std::vector<std::string> m_inputs;
    std::string m_name;
    std::string m_module = {};
    bool m_isShared = false; // the module is another layer's
    bool m_sharesOther = false; // another layer has the weights in a module of another kind
    bool m_isFrozen = false; // and it has been said
};

HostTensor transposed(const HostTensor& matrix); // f32
HostTensor stacked(const std::vector<HostTensor>& parts); // f32, along the first axis
HostTensor zerosOf(const Shape& shape);

} // namespace weft
