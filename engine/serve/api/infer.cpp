#include "engine/serve/api/api_request.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace weft {

const JsonLimits requestJson = {.depth = 32, .bytes = size_t(64) << 20, .values = 4'000'000};

namespace {

constexpr int64_t mostSamples = 1'000'000; // of a request

[[noreturn]] void refuse(const std::string& sentence)
{
    throw HttpError(400, sentence);
}

const Json& member(const Json& object, const char* name, const std::string& of)
{
    const Json* const found = object.find(name);
    if (found == nullptr)
        refuse(of + " lacks \"" + name + "\".");
    return *found;
}

std::string textMember(const Json& object, const char* name, const std::string& of)
{
    const Json& text = member(object, name, of);
    if (!text.isString())
        refuse(of + ": \"" + name + "\" must be a text.");
    return text.asString();
}

// A parameter of the request, an input or an output; null if it has none of that name.
Json parameter(const Json& of, const char* name)
{
    const Json* const parameters = of.find("parameters");
    if (parameters != nullptr && !parameters->isObject())
        refuse("\"parameters\" must be an object.");
    const Json* const found = parameters != nullptr ? parameters->find(name) : nullptr;
    return found != nullptr ? *found : Json();
}

bool flag(const Json& of, const char* name, bool otherwise)
{
    const Json value = parameter(of, name);
    if (!value.isNull() && !value.isBool())
        refuse(std::string("The parameter \"") + name + "\" must be true or false.");
    return value.isBool() ? value.asBool() : otherwise;
}

// Numbers, nested as the shape is or not at all.
void flatten(const Json& data, const std::string& of, std::vector<double>& to)
{
    for (const Json& one : data.items()) {
        if (one.isArray())
            flatten(one, of, to);
        else if (one.isNumber())
            to.push_back(one.asDouble());
        else if (one.isBool())
            to.push_back(one.asBool() ? 1 : 0);
        else
            refuse(of + ": \"data\" must hold numbers, not " + std::string(one.kindName()) + ".");
    }
}

std::string shapeText(const Shape& shape)
{
    std::string text = "[samples";
    for (const int64_t size : shape)
        text += ", " + std::to_string(size);
    return text + "]";
}

int64_t samplesOf(const Json& shape, const InputForm& input, const std::string& of)
{
    const Shape& wanted = input.column().shape;
    const std::string mistake = of + " takes the shape " + shapeText(wanted) + ".";
    if (!shape.isArray() || shape.items().size() != size_t(wanted.rank()) + 1)
        refuse(mistake);
    for (size_t i = 0; i < shape.items().size(); ++i) {
        if (!shape.items()[i].isInteger() || (i > 0 && shape.items()[i].asInteger() != wanted[int(i) - 1]))
            refuse(mistake);
    }
    const int64_t samples = shape.items().front().asInteger();
    if (samples < 1 || samples > mostSamples)
        refuse(of + ": the first size of the shape is the number of samples, 1 to " + std::to_string(mostSamples)
               + ".");
    return samples;
}

void readJsonTensor(const Json& data, int64_t samples, const InputForm& input, const std::string& of,
                    std::vector<std::byte>& feed)
{
    if (!data.isArray())
        refuse(of + ": \"data\" must be an array.");
    std::vector<double> numbers;
    flatten(data, of, numbers);
    const auto elements = size_t(input.column().elements());
    if (numbers.size() != size_t(samples) * elements)
        refuse(of + ": the shape promises " + std::to_string(size_t(samples) * elements) + " numbers, but \"data\" has "
               + std::to_string(numbers.size()) + ".");
    feed.resize(size_t(samples) * input.bytesPerSample());
    for (size_t i = 0; i < size_t(samples); ++i)
        input.write(std::span(numbers).subspan(i * elements, elements), of, feed.data() + i * input.bytesPerSample());
}

void readBinaryTensor(std::string_view bytes, int64_t samples, const InputForm& input, const std::string& of,
                      std::vector<std::byte>& feed)
{
    const size_t each = input.column().sampleBytes();
    if (bytes.size() != size_t(samples) * each)
        refuse(of + ": the shape promises " + std::to_string(size_t(samples) * each)
               + " bytes, but \"binary_data_size\" is " + std::to_string(bytes.size()) + ".");
    feed.resize(size_t(samples) * input.bytesPerSample());
    std::vector<std::byte> stored(each); // aligned, as bytes in a request are not
    for (size_t i = 0; i < size_t(samples); ++i) {
        std::memcpy(stored.data(), bytes.data() + i * each, each);
        input.check(stored, of);
        input.write(std::span<const std::byte>(stored), feed.data() + i * input.bytesPerSample());
    }
}

// Where the JSON ends and the tensors begin.
size_t jsonBytes(const HttpRequest& request)
{
    const std::string* const length = request.field("inference-header-content-length");
    if (length == nullptr)
        return request.body.size();
    size_t bytes = 0;
    const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), bytes);
    if (error != std::errc() || end != length->data() + length->size() || bytes > request.body.size())
        refuse("Inference-Header-Content-Length is not a number of bytes within the body.");
    return bytes;
}

void readInputs(const Json& json, std::string_view binary, const ModelDescription& model, Job& job)
{
    const Json& inputs = member(json, "inputs", "The request");
    if (!inputs.isArray())
        refuse("\"inputs\" must be an array.");
    job.feeds.resize(model.feeds);
    for (const Json& one : inputs.items()) {
        const std::string name = textMember(one, "name", "An input");
        const std::string of = "The input \"" + name + "\"";
        const auto input = std::ranges::find(model.inputs, name, &InputForm::node);
        if (input == model.inputs.end())
            refuse("The model has no input \"" + name + "\"; its metadata lists those that it has.");
        std::vector<std::byte>& feed = job.feeds[input->feed()];
        if (!feed.empty())
            refuse(of + " is given twice.");
        if (const std::string type = textMember(one, "datatype", of); type != tensorType(input->column().dtype))
            refuse(of + " takes " + std::string(tensorType(input->column().dtype)) + ", not another datatype.");
        const int64_t samples = samplesOf(member(one, "shape", of), *input, of);
        if (job.samples != 0 && samples != job.samples)
            refuse(of + " has another number of samples than the one before.");
        job.samples = samples;
        const Json size = parameter(one, "binary_data_size");
        if (size.isNull()) {
            readJsonTensor(member(one, "data", of), samples, *input, of, feed);
            continue;
        }
        if (!size.isInteger() || size.asInteger() < 0 || uint64_t(size.asInteger()) > binary.size())
            refuse(of + ": \"binary_data_size\" is not a number of bytes behind the JSON.");
        if (one.find("data") != nullptr)
            refuse(of + " has \"data\" and \"binary_data_size\"; give one of them.");
        readBinaryTensor(binary.substr(0, size_t(size.asInteger())), samples, *input, of, feed);
        binary.remove_prefix(size_t(size.asInteger()));
    }
    for (const InputForm& input : model.inputs) {
        if (job.feeds[input.feed()].empty())
            refuse("The request lacks the input \"" + input.node() + "\".");
    }
    if (job.samples == 0)
        refuse("The model's answer hangs on no input, so there is nothing to ask it.");
    if (!binary.empty())
        refuse("Behind the JSON are " + std::to_string(binary.size()) + " bytes more than the inputs take.");
}

void readOutputs(const Json& json, const ModelDescription& model, InferRequest& request)
{
    const bool binary = flag(json, "binary_data_output", false);
    const Json* const outputs = json.find("outputs");
    if (outputs == nullptr) {
        for (size_t i = 0; i < model.outputs.size(); ++i)
            request.outputs.push_back({i, binary});
        return;
    }
    if (!outputs->isArray())
        refuse("\"outputs\" must be an array.");
    for (const Json& one : outputs->items()) {
        const std::string name = textMember(one, "name", "An output");
        const auto found = std::ranges::find(model.outputs, name, &ServedOutput::name);
        if (found == model.outputs.end())
            refuse("The model has no output \"" + name + "\"; its metadata lists those that it has.");
        if (request.outputs.size() == model.outputs.size())
            refuse("An output is asked for twice.");
        request.outputs.push_back({size_t(found - model.outputs.begin()), flag(one, "binary_data", binary)});
    }
}

// In as few digits as the type needs; JSON has no word for what is not finite.
template <class T> void appendNumbers(std::span<const std::byte> bytes, std::string& to)
{
    for (size_t at = 0; at < bytes.size(); at += sizeof(T)) {
        T value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        if (at > 0)
            to += ',';
        char text[32];
        if (std::isfinite(double(value)))
            to.append(text, std::to_chars(text, text + sizeof text, value).ptr);
        else
            to += "null";
    }
}

} // namespace

Json parseBody(std::string_view body)
{
    try {
        return parseJson(body, requestJson);
    } catch (const Error& error) {
        refuse("The body is no JSON that the server takes: " + std::string(error.what()));
    }
}

std::string_view tensorType(DType dtype)
{
    switch (dtype) {
    case DType::f32:
        return "FP32";
    case DType::f64:
        return "FP64";
    case DType::f16:
        return "FP16";
    case DType::bf16:
        return "BF16";
    case DType::i32:
        return "INT32";
    case DType::i64:
        return "INT64";
    case DType::u8:
        return "UINT8";
    }
    return "?";
}

InferRequest readInferRequest(const HttpRequest& request, const ModelDescription& model)
{
    const size_t split = jsonBytes(request);
    const Json json = parseBody(std::string_view(request.body).substr(0, split));
    if (!json.isObject())
        refuse("The body must be an object with \"inputs\".");
    InferRequest read;
    if (const Json* const id = json.find("id")) {
        if (!id->isString())
            refuse("\"id\" must be a text.");
        read.id = id->asString();
    }
    try {
        readInputs(json, std::string_view(request.body).substr(split), model, read.job);
    } catch (const HttpError&) {
        throw;
    } catch (const Error& error) {
        refuse(error.what());
    }
    readOutputs(json, model, read);
    return read;
}

HttpResponse inferResponse(const InferRequest& request, const ModelDescription& model, const JobResult& result)
{
    Json head = Json::Object {{"model_name", model.name}, {"model_version", model.version}};
    if (request.id)
        head.set("id", *request.id);
    std::string json = head.dump();
    json.pop_back(); // the brace: the outputs come behind
    json += ",\"outputs\":[";
    std::string binary;
    bool isBinary = false;
    for (size_t i = 0; i < request.outputs.size(); ++i) {
        const ServedOutput& output = model.outputs[request.outputs[i].output];
        const std::vector<std::byte>& values = result.outputs[request.outputs[i].output];
        Json shape = Json::array();
        shape.push(request.job.samples);
        for (const int64_t size : output.shape)
            shape.push(size);
        Json tensor =
            Json::Object {{"name", output.name}, {"datatype", tensorType(output.dtype)}, {"shape", std::move(shape)}};
        json += i == 0 ? "" : ",";
        if (request.outputs[i].binary) {
            isBinary = true;
            tensor.set("parameters", Json::Object {{"binary_data_size", uint64_t(values.size())}});
            json += tensor.dump();
            binary.append(reinterpret_cast<const char*>(values.data()), values.size());
            continue;
        }
        json += tensor.dump();
        json.pop_back();
        json += ",\"data\":[";
        if (output.dtype == DType::f64)
            appendNumbers<double>(values, json);
        else
            appendNumbers<float>(values, json);
        json += "]}";
    }
    json += "]}";
    HttpResponse response {.body = std::move(json)};
    if (isBinary) {
        response.type = "application/octet-stream";
        response.fields = {{"Inference-Header-Content-Length", std::to_string(response.body.size())}};
        response.body += binary;
    }
    return response;
}

Json modelMetadata(const ModelDescription& model, const std::vector<std::string>& versions)
{
    const auto tensor = [](const std::string& name, DType dtype, const Shape& shape) {
        Json sizes = Json::Array {Json(-1)};
        for (const int64_t size : shape)
            sizes.push(size);
        return Json(Json::Object {{"name", name}, {"datatype", tensorType(dtype)}, {"shape", std::move(sizes)}});
    };
    Json inputs = Json::array();
    for (const InputForm& input : model.inputs) {
        Json one = tensor(input.node(), input.column().dtype, input.column().shape);
        one.set("parameters",
                Json::Object {{"kind", name(input.column().kind)}, {"takes_pictures", input.takesPictures()}});
        inputs.push(std::move(one));
    }
    Json outputs = Json::array();
    for (const ServedOutput& output : model.outputs) {
        Json one = tensor(output.name, output.dtype, output.shape);
        Json parameters = Json::Object {{"kind", output.kind}};
        if (!output.classes.empty()) {
            Json classes = Json::array();
            for (const std::string& each : output.classes)
                classes.push(each);
            parameters.set("classes", std::move(classes));
        }
        one.set("parameters", std::move(parameters));
        outputs.push(std::move(one));
    }
    Json all = Json::array();
    for (const std::string& version : versions)
        all.push(version);
    return Json::Object {{"name", model.name},
                         {"versions", std::move(all)},
                         {"platform", "weft"},
                         {"inputs", std::move(inputs)},
                         {"outputs", std::move(outputs)},
                         {"parameters",
                          Json::Object {{"title", model.title},
                                        {"version", model.version},
                                        {"device", model.device},
                                        {"step", model.step},
                                        {"largest_batch", model.mostTogether}}}};
}

} // namespace weft
