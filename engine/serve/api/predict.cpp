#include "engine/data/formats/picture.h"
#include "engine/serve/api/api_request.h"
#include "engine/train/network/answers.h"

#include <algorithm>

namespace weft {

namespace {

constexpr uint64_t mostPixels = uint64_t(50) << 20; // of a picture; several are decoded at once
constexpr size_t mostSamples = 100'000;

[[noreturn]] void refuse(const std::string& sentence)
{
    throw HttpError(400, sentence);
}

bool isPicture(const std::string& body)
{
    return body.starts_with("\x89PNG\r\n\x1a\n") || body.starts_with("\xff\xd8\xff");
}

const InputForm& onlyInput(const ModelDescription& model)
{
    if (model.inputs.size() != 1)
        refuse("The model has " + std::to_string(model.inputs.size())
               + " inputs; send {\"inputs\": {NAME: numbers, …}} with all of them.");
    return model.inputs.front();
}

void readPicture(const std::string& body, const InputForm& input, Job& job)
{
    if (!input.takesPictures())
        refuse("The model takes " + std::string(name(input.column().kind))
               + ", and no pictures; send numbers as JSON.");
    const Shape& shape = input.column().shape;
    std::vector<std::byte> pixels(input.column().sampleBytes());
    resizePicture(decodePictureBytes(body, "The picture", int(shape[1]), int(shape[2]), mostPixels), shape, pixels);
    job.samples = 1;
    std::vector<std::byte>& feed = job.feeds[input.feed()];
    feed.resize(input.bytesPerSample());
    input.write(std::span<const std::byte>(pixels), feed.data());
}

// Numbers at any depth; where the column holds classes, their names too.
void flatten(const Json& json, const InputForm& input, std::vector<double>& to)
{
    if (json.isArray()) {
        for (const Json& one : json.items())
            flatten(one, input, to);
        return;
    }
    const std::vector<std::string>& classes = input.column().classes;
    if (json.isString() && input.column().dtype == DType::i32) {
        const auto found = std::ranges::find(classes, json.asString());
        if (found == classes.end())
            refuse("\"" + json.asString() + "\" is no class of the input \"" + input.node() + "\".");
        to.push_back(double(found - classes.begin()));
    } else if (json.isNumber()) {
        to.push_back(json.asDouble());
    } else {
        refuse("The input \"" + input.node() + "\" takes numbers, not " + std::string(json.kindName()) + ".");
    }
}

void readNumbers(const Json& json, const InputForm& input, Job& job)
{
    std::vector<double> numbers;
    flatten(json, input, numbers);
    const auto elements = size_t(input.column().elements());
    if (numbers.empty() || numbers.size() % elements != 0 || numbers.size() / elements > mostSamples)
        refuse("The input \"" + input.node() + "\" takes " + std::to_string(elements) + " numbers a sample, not "
               + std::to_string(numbers.size()) + ".");
    const size_t samples = numbers.size() / elements;
    if (job.samples != 0 && size_t(job.samples) != samples)
        refuse("The input \"" + input.node() + "\" has another number of samples than the one before.");
    job.samples = int64_t(samples);
    std::vector<std::byte>& feed = job.feeds[input.feed()];
    feed.resize(samples * input.bytesPerSample());
    for (size_t i = 0; i < samples; ++i)
        input.write(std::span(numbers).subspan(i * elements, elements), "The input \"" + input.node() + "\"",
                    feed.data() + i * input.bytesPerSample());
}

void readJson(const Json& json, const ModelDescription& model, Job& job)
{
    if (json.isArray())
        return readNumbers(json, onlyInput(model), job);
    if (const Json* const rows = json.find("rows"))
        return readRows(*rows, model, job);
    const Json* const inputs = json.find("inputs");
    if (inputs == nullptr || !inputs->isObject())
        refuse("Send a picture (PNG or JPEG), an array of numbers, {\"inputs\": {NAME: numbers}}, or {\"rows\": "
               "[{COLUMN: value}]}.");
    for (const auto& [name, numbers] : inputs->members()) {
        const auto input = std::ranges::find(model.inputs, name, &InputForm::node);
        if (input == model.inputs.end())
            refuse("The model has no input \"" + name + "\"; its metadata lists those that it has.");
        readNumbers(numbers, *input, job);
    }
    for (const InputForm& input : model.inputs) {
        if (job.feeds[input.feed()].empty())
            refuse("The request lacks the input \"" + input.node() + "\".");
    }
    if (job.samples == 0)
        refuse("The model's answer hangs on no input, so there is nothing to ask it.");
}

} // namespace

Job readPredictRequest(const HttpRequest& request, const ModelDescription& model)
{
    Job job;
    job.feeds.resize(model.feeds);
    try {
        if (isPicture(request.body))
            readPicture(request.body, onlyInput(model), job);
        else
            readJson(parseBody(request.body), model, job);
    } catch (const HttpError&) {
        throw;
    } catch (const Error& error) {
        refuse(error.what());
    }
    return job;
}

HttpResponse predictResponse(const Job& job, const ModelDescription& model, const JobResult& result, int top)
{
    Json samples = Json::array();
    for (size_t sample = 0; sample < size_t(job.samples); ++sample) {
        Json predictions = Json::array();
        for (size_t i = 0; i < model.outputs.size(); ++i) {
            const ServedOutput& output = model.outputs[i];
            const size_t bytes = size_t(output.shape.elements()) * byteSize(output.dtype);
            const auto first = result.outputs[i].begin() + std::ptrdiff_t(sample * bytes);
            const SampleValues values {.node = output.name,
                                       .kind = output.kind,
                                       .dtype = output.dtype,
                                       .shape = output.shape,
                                       .bytes = {first, first + std::ptrdiff_t(bytes)}};
            predictions.push(toJson(values, output.classes, top));
        }
        samples.push(Json::Object {{"predictions", std::move(predictions)}});
    }
    Json answer = Json::Object {{"model", model.name}, {"version", model.version}, {"samples", std::move(samples)}};
    if (!job.warnings.empty()) {
        Json warnings = Json::array();
        for (const std::string& warning : job.warnings)
            warnings.push(warning);
        answer.set("warnings", std::move(warnings));
    }
    return {.body = answer.dump() + "\n"};
}

} // namespace weft
