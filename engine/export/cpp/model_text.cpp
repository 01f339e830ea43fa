#include "engine/export/cpp/model_text.h"

#include "engine/export/model/source_names.h"
#include "engine/support/json.h"

#include <algorithm>

namespace weft {

extern const std::pair<std::string_view, std::string_view> plainRuntimeTexts[];
extern const int plainRuntimeTextCount;

namespace {

const char* const includes = R"cpp(#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

)cpp";

// In the order that they build on one another.
constexpr std::string_view runtimeParts[] = {"threads",     "numbers",          "product",
                                             "convolution", "windows_and_rows", "answer"};

std::string runtimeText()
{
    std::string text = "#ifndef WEFT_RUNTIME_1\n#define WEFT_RUNTIME_1\n// The same for every model of this version.\n"
                       "namespace weft_runtime_1 {\n\n";
    for (const std::string_view part : runtimeParts) {
        for (int i = 0; i < plainRuntimeTextCount; ++i) {
            if (plainRuntimeTexts[i].first == part)
                text += std::string(plainRuntimeTexts[i].second) + "\n";
        }
    }
    return text + "} // namespace weft_runtime_1\n#endif\n\n";
}

std::string kibibytes(int64_t floats)
{
    return std::to_string((floats * 4 + 1023) / 1024) + " KiB";
}

std::string sampleText(const Shape& sample)
{
    std::string text;
    for (const int64_t size : sample)
        text += (text.empty() ? "" : " * ") + std::to_string(size);
    return text.empty() ? "1" : text;
}

Shape sampleOf(const PlainProgram& program, int value)
{
    Shape shape = program.shape(value);
    shape.erase(0);
    return shape;
}

std::string listed(const std::vector<double>& numbers)
{
    std::string text;
    for (size_t i = 0; i < numbers.size(); ++i)
        text += (i > 0 ? ", " : "") + plainNumber(numbers[i], DType::f64);
    return text;
}

// A stored sample as the network takes it.
std::string preparation(const PlainProgram& program, const ModelInput& input, const std::string& from)
{
    const std::string to = plainName(input.value), type = plainType(program.dtype(input.value));
    const int64_t each = input.storedShape.elements();
    const std::string count = "n * " + std::to_string(each);
    const Affine& affine = input.affine;
    if (affine.isIdentity() && input.storedType == program.dtype(input.value))
        return "std::memcpy(" + to + ", " + from + ", " + count + " * sizeof(" + type + "));\n";
    std::string shift = listed(affine.shift), scale = listed(affine.scale), tables;
    if (affine.shift.size() > 1) {
        const auto entries = std::to_string(affine.shift.size());
        tables =
            "static const double shift[" + entries + "] = {" + shift + "}, scale[" + entries + "] = {" + scale + "};\n";
        const std::string entry = "i / " + std::to_string(each / std::ssize(affine.shift)) + " % " + entries;
        shift = "shift[" + entry + "]";
        scale = "scale[" + entry + "]";
    }
    std::string value = affine.isIdentity() ? from + "[i]" : "(double(" + from + "[i]) - " + shift + ") / " + scale;
    if (!isFloat(program.dtype(input.value)) && (isFloat(input.storedType) || !affine.isIdentity()))
        value = "std::nearbyint(" + value + ")";
    return "{\n" + tables + "for (size_t i = 0; i < " + count + "; ++i)\n" + to + "[i] = " + type + "(" + value
        + ");\n}\n";
}

// Lines of nested braces, four blanks each.
std::string indented(const std::string& text, int depth)
{
    std::string all;
    bool hangs = false; // behind a for without braces
    for (size_t start = 0; start < text.size();) {
        const size_t end = std::min(text.find('\n', start), text.size());
        const std::string line = text.substr(start, end - start);
        start = end + 1;
        if (line.starts_with('}'))
            --depth;
        if (!line.empty())
            all += std::string(size_t(4 * (depth + (hangs ? 1 : 0))), ' ') + line;
        all += '\n';
        hangs = line.starts_with("for (") && !line.ends_with('{') && !line.ends_with(';');
        if (line.ends_with('{'))
            ++depth;
    }
    return all;
}

std::string declarations(const PlainProgram& program, const PlainPlaces& places, const PlainWeights& weights)
{
    std::string text;
    for (const auto& [value, offset] : weights.offsets) {
        const DType type = program.constants.at(value).info.dtype;
        const std::string at = "m_numbers + " + std::to_string(offset);
        const std::string plain = "const " + plainType(type) + "*";
        const auto name = program.constantNames.find(value);
        text += "[[maybe_unused]] " + plain + " const " + plainName(value) + " = "
            + (type == DType::f32 ? at : "reinterpret_cast<" + plain + ">(" + at + ")") + ";"
            + (name == program.constantNames.end() ? "" : " // " + name->second) + "\n";
    }
    for (const auto& [value, place] : places.values) {
        const DType type = program.dtype(value);
        const std::string plain = plainType(type) + "*";
        text += "[[maybe_unused]] " + plain + " const " + plainName(value) + " = "
            + (type == DType::f32 ? places.text(place) : "reinterpret_cast<" + plain + ">(" + places.text(place) + ")")
            + ";\n";
    }
    return text;
}

std::string parameters(const PlainProgram& program, const std::vector<std::string>& names, bool asVectors)
{
    std::string text;
    for (size_t i = 0; i < names.size(); ++i) {
        const std::string type = plainType(program.inputs[i].storedType);
        text +=
            (i > 0 ? ", " : "") + (asVectors ? "const std::vector<" + type + ">& " : "const " + type + "* ") + names[i];
    }
    return text;
}

} // namespace

std::string modelText(const PlainProgram& program, const PlainMemory& memory, const std::vector<PlainStep>& steps,
                      const PlainPlaces& places, const PlainWeights& weights, const std::string& title)
{
    const PlainNames names = plainNames(program);
    std::vector<std::string> parts,
        sizes; // inputs of compute(), where a name might hide what it calls; a sample's numbers
    for (size_t i = 0; i < names.inputs.size(); ++i) {
        parts.push_back("in" + std::to_string(i));
        sizes.push_back("Model::" + names.inputs[i] + "_size");
    }
    const bool one = names.outputs.size() == 1, isLimited = places.together > 0;
    const std::string answerType = one ? "Answer" : "Answers";
    const auto weightFloats = int64_t((weights.bytes.size() - 24) / 4);
    std::string text = "// " + title + ", as plain C++17: this header, model.weights and threads.\n//\n"
        + "//     weft_model::Model model(\"model.weights\");\n";
    for (size_t i = 0; i < names.inputs.size(); ++i)
        text += "//     std::vector<" + plainType(program.inputs[i].storedType) + "> " + names.inputs[i] + "("
            + sampleText(program.inputs[i].storedShape)
            + "); // a sample as the data stores it; several follow one another\n";
    std::string all;
    for (const std::string& name : names.inputs)
        all += (all.empty() ? "" : ", ") + name;
    text += "//     auto answer = model.predict(" + all + ");\n";
    for (size_t i = 0; i < names.outputs.size(); ++i) {
        const std::string from = one ? "answer" : "answer." + names.outputs[i];
        text += program.outputs[i].classAxis == 1 && program.shape(program.outputs[i].value).rank() == 2
            ? "//     " + from + ".label(), " + from + ".probability(), " + from
                + "[0] // the class, its probability, all of them\n"
            : "//     " + from + "[0] // " + sampleText(sampleOf(program, program.outputs[i].value))
                + " numbers of the first sample\n";
    }
    text += "//\n// Memory: " + kibibytes(weightFloats) + " of weights, " + kibibytes(places.fixedFloats + 64)
        + ", and " + kibibytes(places.floatsPerSample) + " for each sample of a call"
        + (isLimited ? ", of which " + std::to_string(places.together) + " are computed at once" : std::string())
        + ".\n// A model is used by one thread at a time, and shares its work among as many as it was given. For two "
          "models in one\n// program define WEFT_MODEL before each.\n";
    text += includes + runtimeText();
    text += "#ifndef WEFT_MODEL\n#define WEFT_MODEL weft_model\n#endif\nnamespace WEFT_MODEL {\n\nusing namespace "
            "weft_runtime_1;\n\n";
    if (!one) {
        text += "struct Answers {\n";
        for (const std::string& name : names.outputs)
            text += "    Answer " + name + ";\n";
        text += "};\n\n";
    }
    text += "class Model {\npublic:\n"
            "    // Throws std::runtime_error if the file is not there, damaged, or of another export.\n"
            "    explicit Model(const std::string& weights = \"model.weights\",\n"
            "                   unsigned threads = std::thread::hardware_concurrency())\n"
            "        : m_numbers(readWeights(weights, "
        + std::to_string(weights.mark) + "U, " + std::to_string(weightFloats)
        + ", m_weights))\n        , m_threads(threads)\n    {\n    }\n\n";
    for (size_t i = 0; i < names.inputs.size(); ++i)
        text += "    static constexpr size_t " + names.inputs[i]
            + "_size = " + sampleText(program.inputs[i].storedShape) + "; // numbers of a sample\n";
    const std::string atOnce = isLimited ? "std::min(samples, together)" : "samples";
    if (isLimited)
        text += "    static constexpr size_t together = " + std::to_string(places.together)
            + "; // samples at once, whose values stay in the processor's cache\n";
    text += "    static constexpr size_t bytes(size_t samples) // of memory besides the weights\n    {\n        return "
            "4 * ("
        + std::to_string(places.fixedFloats + 64 + 16) + " + " + atOnce + " * " + std::to_string(places.floatsPerSample)
        + ");\n    }\n";
    for (size_t i = 0; i < names.outputs.size(); ++i) {
        const std::vector<std::string>& classes = program.outputs[i].classes;
        if (classes.empty())
            continue;
        std::string list;
        for (const std::string& name : classes)
            list += (list.empty() ? "" : ", ") + Json(name).dump();
        text += "    static std::vector<std::string> " + names.outputs[i] + "_classes() { return {" + list + "}; }\n";
    }
    text += "\n    " + answerType + " predict(" + parameters(program, names.inputs, true) + ")\n    {\n";
    text += "        const size_t samples = " + names.inputs[0] + ".size() / " + sizes[0] + ";\n        if (";
    for (size_t i = 0; i < names.inputs.size(); ++i)
        text += (i > 0 ? "\n            || " : "") + names.inputs[i] + ".size() != samples * " + sizes[i];
    text +=
        ")\n            throw std::invalid_argument(\"The numbers make no whole samples.\");\n        return predict(";
    for (const std::string& name : names.inputs)
        text += name + ".data(), ";
    text += "samples);\n    }\n\n    " + answerType + " predict(" + parameters(program, names.inputs, false)
        + ", size_t samples)\n    {\n";
    std::string whole = answerType + " answers;\n", call, results;
    for (size_t i = 0; i < names.outputs.size(); ++i) {
        const ModelOutput& output = program.outputs[i];
        const std::string to = one ? "answers" : "answers." + names.outputs[i];
        const std::string each = std::to_string(sampleOf(program, output.value).elements());
        const std::string from = plainName(memory.home(output.value));
        whole += to + " = {{}, samples, " + each + ", "
            + (output.classes.empty() ? "{}" : "Model::" + names.outputs[i] + "_classes()") + "};\n" + to
            + ".numbers.reserve(samples * " + each + ");\n";
        results += to + ".numbers.insert(" + to + ".numbers.end(), " + from + ", " + from + " + n * " + each + ");\n";
    }
    for (size_t i = 0; i < names.inputs.size(); ++i)
        call += names.inputs[i] + (isLimited ? " + first * " + sizes[i] + ", " : ", ");
    whole += isLimited ? "for (size_t first = 0; first < samples; first += together)\ncompute(" + call
            + "std::min(together, samples - first), answers);\n"
                       : "compute(" + call + "samples, answers);\n";
    whole += "return answers;\n";
    std::string body =
        "[[maybe_unused]] Threads& threads = m_threads;\n[[maybe_unused]] float* const memory = m_memory.floats("
        + std::to_string(places.fixedFloats) + " + n * " + std::to_string(places.floatsPerSample) + " + slack);\n"
        + declarations(program, places, weights) + "\n";
    for (size_t i = 0; i < names.inputs.size(); ++i)
        body += preparation(program, program.inputs[i], parts[i]);
    std::string origin;
    for (size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].origin != origin)
            body += "// " + commentText(origin = steps[i].origin) + "\n";
        if (steps[i].scratch.isNumber(0))
            body += steps[i].text;
        else
            body += "{\nfloat* const scratch = " + places.text(places.scratch[i]) + ";\n" + steps[i].text + "}\n";
    }
    text += indented(whole, 2) + "    }\n\nprivate:\n    void compute(" + parameters(program, parts, false)
        + ", size_t n, " + answerType + "& answers)\n    {\n" + indented(body + "\n" + results, 2)
        + "    }\n\n    Block m_weights, m_memory;\n    const float* m_numbers;\n    Threads "
          "m_threads;\n};\n\n} // namespace WEFT_MODEL\n";
    return text;
}

} // namespace weft
