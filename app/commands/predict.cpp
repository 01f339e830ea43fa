#include "app/commands.h"
#include "app/exit_code.h"
#include "app/input/network_input.h"
#include "app/npy_file.h"
#include "app/terminal.h"
#include "app/text.h"
#include "app/trained_argument.h"
#include "app/write_text.h"
#include "engine/support/printable.h"
#include "engine/train/network/answers.h"

namespace weft {

namespace {

constexpr int64_t mostValues = 20; // that are printed of a prediction

void printPrediction(const SampleValues& values, const std::vector<std::string>& names, int top)
{
    const std::vector<double> numbers = numbersOf(values);
    if (values.kind == "classes") {
        const std::vector<double> shares = isClassMap(values) ? sharesOfPlaces(values, numbers) : numbers;
        for (const ChosenClass& one : bestClasses(shares, names, top))
            print("  " + fixed(100 * one.probability, 2) + " %  " + printable(one.name)
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
    const OpenedNetwork opened = openNetwork(arguments.trained, !arguments.samples.empty());
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
        throw CommandError(
            exitUsage, "Name something to predict: pictures, folders of them, .npy or .csv files, --row or --sample.");
    std::vector<SampleValues> results;
    for (const InputSample& sample : samples) {
        std::vector<SampleValues> predictions = network.predictor().predict(1, input.feedsOf(sample));
        for (SampleValues& one : predictions)
            network.targets().toDataUnits(one);
        if (predictions.empty())
            throw CommandError(exitProject, noAnswerText(network.step()));
        results.push_back(predictions.front());
        Json list = Json::array();
        if (!arguments.trained.json)
            print(printable(sample.name, 300) + (sample.truth.empty() ? "" : ", which is " + printable(sample.truth))
                  + "\n");
        for (const SampleValues& one : predictions) {
            const std::vector<std::string> names = classNames(network, one);
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
