#include "app/commands.h"
#include "app/exit_code.h"
#include "app/network_input.h"
#include "app/npy_file.h"
#include "app/terminal.h"
#include "app/text.h"
#include "app/trained_argument.h"
#include "app/write_text.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace weft {

namespace {

constexpr int64_t mostValues = 20; // that are printed of a prediction

std::vector<double> numbersOf(const SampleValues& values)
{
    std::vector<double> numbers(size_t(values.shape.elements()));
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (values.dtype == DType::f64) {
            std::memcpy(&numbers[i], values.bytes.data() + 8 * i, 8);
        } else {
            float single = 0;
            std::memcpy(&single, values.bytes.data() + 4 * i, 4);
            numbers[i] = double(single);
        }
    }
    return numbers;
}

struct Chosen {
    std::string name;
    double probability = 0;
};

// The most probable classes of one place.
std::vector<Chosen> bestClasses(std::span<const double> probabilities, const std::vector<std::string>& names, int top)
{
    std::vector<size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, [&](size_t a, size_t b) { return probabilities[a] > probabilities[b]; });
    std::vector<Chosen> best;
    for (size_t i = 0; i < order.size() && i < size_t(top); ++i)
        best.push_back({names[order[i]], probabilities[order[i]]});
    return best;
}

// Of a map of classes (classes × rows × columns): how large a share of the places each class has.
std::vector<double> sharesOfPlaces(const SampleValues& values, std::span<const double> probabilities)
{
    const auto classes = size_t(values.shape[0]);
    const size_t places = probabilities.size() / classes;
    std::vector<double> shares(classes);
    for (size_t place = 0; place < places; ++place) {
        size_t best = 0;
        for (size_t c = 1; c < classes; ++c) {
            if (probabilities[c * places + place] > probabilities[best * places + place])
                best = c;
        }
        shares[best] += 1.0 / double(places);
    }
    return shares;
}

bool isClassMap(const SampleValues& values)
{
    return values.kind == "classes" && values.shape.rank() > 1;
}

void printPrediction(const SampleValues& values, const std::vector<std::string>& names, int top)
{
    const std::vector<double> numbers = numbersOf(values);
    if (values.kind == "classes") {
        const std::vector<double> shares = isClassMap(values) ? sharesOfPlaces(values, numbers) : numbers;
        for (const Chosen& one : bestClasses(shares, names, top))
            print("  " + fixed(100 * one.probability, 2) + " %  " + one.name
                  + (isClassMap(values) ? " (of the places)" : "") + "\n");
        return;
    }
    std::string text;
    for (size_t i = 0; i < numbers.size() && i < size_t(mostValues); ++i)
        text += (i == 0 ? "" : "  ") + significant(numbers[i], 6);
    if (int64_t(numbers.size()) > mostValues)
        text += "  … (" + toString(values.shape) + "; --output FILE.npy writes all)";
    print("  " + text + "\n");
}

Json toJson(const SampleValues& values, const std::vector<std::string>& names, int top)
{
    const std::vector<double> numbers = numbersOf(values);
    Json json = Json::Object {{"node", values.node}, {"kind", values.kind}};
    Json shape = Json::array();
    for (const int64_t size : values.shape)
        shape.push(size);
    json.set("shape", std::move(shape));
    Json list = Json::array();
    if (values.kind == "classes" && !isClassMap(values)) {
        for (const Chosen& one : bestClasses(numbers, names, top))
            list.push(Json::Object {{"class", one.name}, {"probability", one.probability}});
        json.set("classes", std::move(list));
    } else {
        for (const double number : numbers)
            list.push(number);
        json.set("values", std::move(list));
    }
    return json;
}

// All results of the first output, one behind the other.
void writeResults(const std::vector<SampleValues>& results, const std::string& path)
{
    if (results.empty())
        return;
    Shape shape = results.front().shape;
    shape.insert(0, std::ssize(results));
    writeNpy(realFileSystem(), path, results.front().dtype, shape, [&](const ByteSink& sink) {
        for (const SampleValues& one : results)
            sink(one.bytes);
    });
}

} // namespace

int predict(const PredictArguments& arguments)
{
    const OpenedNetwork opened = openNetwork(arguments.trained);
    TrainedNetwork& network = *opened.network;
    if (!arguments.text.empty())
        return writeText(network, arguments);
    const NetworkInput input(network);
    std::vector<InputSample> samples;
    for (const std::string& file : arguments.files)
        input.addFile(file, samples);
    for (const std::string& row : arguments.rows)
        input.addRow(row, samples);
    for (const int64_t sample : arguments.samples)
        input.addSample(sample, samples);
    if (samples.empty())
        throw CommandError(exitUsage, "Name something to predict: pictures, .npy or .csv files, --row or --sample.");
    std::vector<SampleValues> results;
    for (const InputSample& sample : samples) {
        const std::vector<SampleValues> predictions = network.predictor().predict(1, input.feedsOf(sample));
        if (predictions.empty())
            throw CommandError(exitProject,
                               "The network has no Output node, so nothing says what it answers; add one.");
        results.push_back(predictions.front());
        Json list = Json::array();
        if (!arguments.trained.json)
            print(sample.name + (sample.truth.empty() ? "" : ", which is " + sample.truth) + "\n");
        for (const SampleValues& one : predictions) {
            const std::vector<std::string> names =
                classNames(network, one.shape.rank() > 0 ? one.shape[isClassMap(one) ? 0 : -1] : 0);
            if (arguments.trained.json)
                list.push(toJson(one, names, arguments.top));
            else
                printPrediction(one, names, arguments.top);
        }
        if (arguments.trained.json)
            printLine(Json::Object {{"input", sample.name}, {"predictions", std::move(list)}});
    }
    if (!arguments.output.empty())
        writeResults(results, arguments.output);
    return exitDone;
}

} // namespace weft
