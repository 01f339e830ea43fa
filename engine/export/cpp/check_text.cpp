#include "engine/export/cpp/model_text.h"

namespace weft {

// Reads samples with the answers that Weft gave, and compares.
std::string checkText(const PlainProgram& program)
{
    const PlainNames names = plainNames(program);
    std::string read, call, times, compare;
    for (size_t i = 0; i < names.inputs.size(); ++i) {
        const std::string type = plainType(program.inputs[i].storedType), size = "Model::" + names.inputs[i] + "_size";
        const std::string name = "in" + std::to_string(i);
        read += "        const auto " + name + " = numbers<" + type + ">(file, samples * " + size + ");\n";
        call += name + ".data() + first * " + size + ", ";
        times += "std::vector<" + type + ">(batch * " + size + ").data(), ";
    }
    for (size_t i = 0; i < names.outputs.size(); ++i) {
        const std::string from = names.outputs.size() == 1 ? "answer" : "answer." + names.outputs[i];
        compare += "            results[" + std::to_string(i) + "].add(" + from + ");\n";
    }
    const std::string outputs = std::to_string(names.outputs.size());
    return R"cpp(// check [--time] [WEIGHTS [SAMPLES [ANSWERS]]]: runs the model on samples for which Weft has said what it answers, and
// compares. ANSWERS: a file for what it answers here. --time: how long a call takes, too.
#include <chrono>
#include <iostream>
#include <model.h>

using weft_model::Answer;
using weft_model::Model;

template <class T> std::vector<T> numbers(std::ifstream& file, size_t count)
{
    std::vector<T> all(count);
    file.read(reinterpret_cast<char*>(all.data()), std::streamsize(count * sizeof(T)));
    if (!file)
        throw std::runtime_error("The file of samples is incomplete.");
    return all;
}

struct Result { // of one output
    std::vector<float> numbers;
    size_t size = 0;
    void add(const Answer& answer)
    {
        size = answer.size;
        numbers.insert(numbers.end(), answer.numbers.begin(), answer.numbers.end());
    }
};

int main(int count, char** words)
{
    try {
        std::vector<std::string> files;
        bool times = false;
        for (int i = 1; i < count; ++i) {
            if (std::string(words[i]) == "--time")
                times = true;
            else
                files.push_back(words[i]);
        }
        Model model(files.size() > 0 ? files[0] : "model.weights");
        std::ifstream file(files.size() > 1 ? files[1] : "model.samples", std::ios::binary);
        const size_t samples = size_t(numbers<uint64_t>(file, 1)[0]);
)cpp" + read
        + "        Result results[" + outputs + R"cpp(];
        for (size_t first = 0; first < samples; first += 32) {
            const auto answer = model.predict()cpp"
        + call + R"cpp(std::min<size_t>(32, samples - first));
)cpp" + compare
        + R"cpp(        }
        std::ofstream answers;
        if (files.size() > 2)
            answers.open(files[2], std::ios::binary);
        bool agrees = true;
        for (const Result& result : results) {
            const auto expected = numbers<float>(file, result.numbers.size());
            double difference = 0, largest = 0;
            size_t same = 0;
            for (size_t i = 0; i < expected.size(); ++i) {
                difference = std::max(difference, double(std::abs(result.numbers[i] - expected[i])));
                largest = std::max(largest, double(std::abs(expected[i])));
            }
            for (size_t s = 0; s < samples; ++s) {
                const float *ours = expected.data() + s * result.size, *theirs = result.numbers.data() + s * result.size;
                same += std::max_element(ours, ours + result.size) - ours == std::max_element(theirs, theirs + result.size) - theirs;
            }
            std::cout.precision(2);
            std::cout << "largest difference " << difference << " of " << largest << ", the same largest number in " << same
                      << " of " << samples << " samples\n";
            agrees = agrees && difference <= 1e-4 * std::max(largest, 1e-30);
            answers.write(reinterpret_cast<const char*>(result.numbers.data()),
                          std::streamsize(result.numbers.size() * sizeof(float)));
        }
        for (const size_t batch : {size_t(1), size_t(64)}) {
            if (!times)
                break;
            std::vector<double> seconds;
            for (double all = 0; all < 1 || seconds.size() < 5; all += seconds.back()) {
                const auto start = std::chrono::steady_clock::now();
                model.predict()cpp"
        + times + R"cpp(batch);
                seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            }
            std::sort(seconds.begin(), seconds.end());
            std::cout.precision(4);
            std::cout << batch << " samples: " << 1e3 * seconds[seconds.size() / 2] << " ms (best " << 1e3 * seconds[0]
                      << "), " << double(batch) / seconds[seconds.size() / 2] << " samples/s, "
                      << double(Model::bytes(batch)) / 1048576 << " MiB of memory\n";
        }
        return agrees ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
)cpp";
}

std::string cmakeText()
{
    return R"cmake(# Written by Weft: cmake -B build && cmake --build build && (cd build && ctest)
cmake_minimum_required(VERSION 3.14)
project(weft_model LANGUAGES CXX)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
option(WEFT_NATIVE "For this computer's processor; off: for any of its kind, which is slower" ON)

find_package(Threads REQUIRED)
add_library(weft_model INTERFACE)
target_include_directories(weft_model INTERFACE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_features(weft_model INTERFACE cxx_std_17)
target_link_libraries(weft_model INTERFACE Threads::Threads)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(weft_model INTERFACE -O3 -ffp-contract=fast -fno-math-errno -fno-trapping-math
                         $<$<BOOL:${WEFT_NATIVE}>:-march=native>)
endif()

add_executable(check check.cpp)
target_link_libraries(check weft_model)
enable_testing()
add_test(NAME check COMMAND check ${CMAKE_CURRENT_SOURCE_DIR}/model.weights ${CMAKE_CURRENT_SOURCE_DIR}/model.samples)
)cmake";
}

} // namespace weft
