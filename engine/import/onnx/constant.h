#pragma once

#include "engine/import/onnx/read_model.h"
#include "engine/storage/file_system.h"

#include <span>
#include <variant>

namespace weft {

// A tensor whose numbers are known while a model is read: a weight, or part of the arithmetic on shapes.
struct OnnxConstant {
    OnnxType type = OnnxType::f32;
    std::vector<int64_t> dims = {};
    std::variant<std::vector<float>, std::vector<double>, std::vector<int64_t>> data = {}; // whole numbers: the third
    bool isWeight = false; // an initializer of the model: can be trained on

    size_t size() const;
    size_t wordsEach() const { return std::holds_alternative<std::vector<float>>(data) ? 1 : 2; } // of four bytes
    size_t words() const { return size() * wordsEach(); }
    double number(size_t index) const;
    int64_t integer(size_t index) const; // cut towards 0
    bool isUniform() const; // every element is the first; false if there is none
};
using OnnxConstantPtr = std::shared_ptr<const OnnxConstant>;

// Elements of a tensor of these sizes. Error: negative, or more than can be counted.
size_t elementsOf(std::span<const int64_t> dims);

OnnxConstant constantOf(OnnxType type, std::vector<int64_t> dims, std::vector<double> numbers);
OnnxConstant constantOf(std::vector<int64_t> numbers); // a list, i64
std::vector<int64_t> integersOf(const OnnxConstant& constant);
std::vector<float> floatsOf(const OnnxConstant& constant);

// The numbers of a tensor in the file, or in a file beside it: `folder` is the model's, and nothing outside of it is
// opened. Error: the data is not as large as the sizes say, lies elsewhere, or is of a kind that holds no numbers.
OnnxConstant readConstant(const OnnxTensor& tensor, FileSystem& files, const std::string& folder);

} // namespace weft
