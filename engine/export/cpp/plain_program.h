#pragma once

#include "engine/export/model/exported_model.h"

namespace weft {

// What is done to the results of a product or convolution on their way to memory.
struct PlainTail {
    int bias = -1; // a constant: one number for each filter or column
    bool relu = false;
    int result = -1; // the value that it all makes, which lies where the node writes
};

// The program of inference as plain C++ computes it: fused ops taken apart, what depends on weights alone computed,
// scales of channels taken into the weights before them.
struct PlainProgram {
    explicit PlainProgram(const ExportedModel& model);

    const Program& program() const { return code.program; }
    const Shape& shape(int value) const { return program().values[size_t(value)].shape; }
    DType dtype(int value) const { return program().values[size_t(value)].dtype; }
    const Node* maker(int value) const; // nullptr: an input or a constant
    int readsOf(int value) const { return reads[size_t(value)]; }
    std::optional<double> number(int value) const; // of a scalar constant, also when it is repeated
    const std::string& origin(const Node& node) const;

    BatchProgram code;
    std::vector<ModelInput> inputs; // their values are of this program
    std::vector<ModelOutput> outputs; // likewise
    std::map<int, HostTensor> constants = {}; // by value: weights, and what is made of them
    std::map<int, std::string> constantNames = {}; // of those that are weights
    std::map<int, PlainTail> tails = {}; // by the value that the product itself would give
    std::vector<bool> swallowed; // nodes that a tail or a constant has taken in
    std::vector<int> reads; // of each value; answers count

private:
    void computeFixed();
    void findTails();
    std::vector<int> makers;
};

} // namespace weft
