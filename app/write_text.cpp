#include "app/write_text.h"

#include "app/exit_code.h"
#include "app/input/network_input.h"
#include "app/terminal.h"
#include "engine/support/printable.h"
#include "engine/support/random.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace weft {

namespace {

// The prompt as tokens; every symbol of it must be in the vocabulary.
std::vector<int32_t> tokensOf(std::string_view text, const std::vector<std::string>& vocabulary)
{
    std::map<std::string_view, int32_t> indices;
    for (size_t i = 0; i < vocabulary.size(); ++i)
        indices.emplace(vocabulary[i], int32_t(i));
    std::vector<int32_t> tokens;
    for (size_t at = 0; at < text.size();) {
        size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            ++end;
        const auto found = indices.find(text.substr(at, end - at));
        if (found == indices.end())
            throw CommandError(exitUsage,
                               "The text that the network has learned from has no “"
                                   + printable(text.substr(at, end - at)) + "”; leave it out of the beginning.");
        tokens.push_back(found->second);
        at = end;
    }
    return tokens;
}

// One of the classes, by p^(1 / temperature); at 0 the most probable.
int32_t choose(std::span<const float> probabilities, double temperature, RandomSequence& random)
{
    const auto best = std::ranges::max_element(probabilities);
    if (temperature == 0)
        return int32_t(best - probabilities.begin());
    std::vector<double> weights;
    double sum = 0;
    for (const float probability : probabilities) {
        weights.push_back(std::pow(double(probability) / double(*best), 1 / temperature));
        sum += weights.back();
    }
    double left = sum * double(random.uniform());
    for (size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0)
            return int32_t(i);
    }
    return int32_t(best - probabilities.begin()); // rounding
}

} // namespace

int writeText(TrainedNetwork& network, const PredictArguments& arguments)
{
    const NetworkInput input(network);
    const Column& column = input.column();
    if (column.kind != ColumnKind::tokens || column.shape.rank() != 1)
        throw CommandError(
            exitUsage, "--text is for networks that read text; this one takes " + std::string(name(column.kind)) + ".");
    const auto window = size_t(column.shape[0]);
    std::vector<int32_t> tokens = tokensOf(arguments.text, column.classes);
    RandomSequence random(uint64_t(arguments.seed), streamOf("text"));
    std::string written = arguments.text;
    if (!arguments.trained.json)
        isTerminal() ? print(arguments.text) : printUnchanged(arguments.text);
    for (int64_t i = 0; i < arguments.length; ++i) {
        const size_t known = std::min(window, tokens.size());
        std::vector<int32_t> seen(window, 0); // what stands behind the known ones is not looked at
        std::copy(tokens.end() - std::ptrdiff_t(known), tokens.end(), seen.begin());
        InputSample sample {.name = "text"};
        sample.bytes.resize(window * sizeof(int32_t));
        std::memcpy(sample.bytes.data(), seen.data(), sample.bytes.size());
        const std::vector<SampleValues> predictions = network.predictor().predict(1, input.feedsOf(sample));
        const auto fits = [&](const SampleValues& one) {
            return one.kind == "tokens" && one.dtype == DType::f32 && one.shape.rank() == 2
                && one.shape[0] == int64_t(window) && one.shape[1] == std::ssize(column.classes);
        };
        const auto found = std::ranges::find_if(predictions, fits);
        if (found == predictions.end())
            throw CommandError(exitProject,
                               "The network does not say at every place which symbol follows; add an Output of the "
                               "kind tokens behind its scores.");
        const auto classes = size_t(found->shape[1]);
        std::vector<float> probabilities(classes);
        std::memcpy(probabilities.data(), found->bytes.data() + (known - 1) * classes * sizeof(float),
                    classes * sizeof(float));
        tokens.push_back(choose(probabilities, arguments.temperature, random));
        const std::string& symbol = column.classes[size_t(tokens.back())];
        written += symbol;
        if (!arguments.trained.json)
            isTerminal() ? print(symbol) : printUnchanged(symbol);
        if (isOutputBroken())
            return exitWorld;
    }
    if (arguments.trained.json)
        printLine(Json::Object {{"text", written}});
    else
        print("\n");
    return exitDone;
}

} // namespace weft
