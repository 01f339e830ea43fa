#include "engine/import/onnx/read_model.h"

#include "engine/import/onnx/wire.h"
#include "engine/support/error.h"

#include <bit>
#include <cstring>

namespace weft {

namespace {

// Field numbers below are those of onnx.proto.
class ModelReader {
public:
    explicit ModelReader(const OnnxLimits& limits)
        : m_limits(limits)
    {
    }

    OnnxTensor tensor(std::string_view message)
    {
        OnnxTensor tensor;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            switch (field->number) {
            case 1:
                integers(*field, tensor.dims, m_things, m_limits.things);
                break;
            case 2:
                tensor.type = OnnxType(int32_t(field->integer()));
                break;
            case 3:
                throw Error("A tensor in it comes in segments, which no known program writes.");
            case 4:
                floats(*field, tensor.floats);
                break;
            case 5: // int32_data
            case 7: // int64_data
            case 11: // uint64_data
                integers(*field, tensor.ints, m_numbers, m_limits.numbers);
                break;
            case 8:
                tensor.name = field->text;
                break;
            case 9:
                tensor.raw = field->text;
                break;
            case 10:
                doubles(*field, tensor.doubles);
                break;
            case 13:
                external(field->text, tensor);
                break;
            case 14:
                tensor.isExternal = field->value == 1;
                break;
            default:
                break;
            }
        }
        return tensor;
    }

    OnnxModel model(std::shared_ptr<const std::string> bytes)
    {
        OnnxModel model;
        model.bytes = bytes;
        bool hasGraph = false;
        WireReader reader(*bytes);
        while (const auto field = reader.next()) {
            if (field->number == 2 && field->kind == WireField::bytes) {
                model.producer = field->text;
            } else if (field->number == 7 && field->kind == WireField::bytes) {
                model.graph = graph(field->text, 0);
                hasGraph = true;
            } else if (field->number == 8 && field->kind == WireField::bytes) {
                opset(field->text, model);
            } else if (field->number == 14 && field->kind == WireField::bytes) {
                metadata(field->text, model);
            }
        }
        if (!hasGraph)
            throw Error("It is no ONNX model: there is no graph in it.");
        return model;
    }

private:
    void count(size_t& counter, size_t limit, size_t more = 1)
    {
        if (more > limit - counter)
            throw Error("It holds more than Weft takes from one model; it is damaged, or made to do harm.");
        counter += more;
    }
    std::string name(std::string_view text)
    {
        count(m_things, m_limits.things);
        return std::string(text);
    }

    void integers(const WireField& field, std::vector<int64_t>& to, size_t& counter, size_t limit)
    {
        if (field.kind != WireField::bytes) {
            count(counter, limit);
            to.push_back(field.integer());
            return;
        }
        WireReader packed(field.text);
        while (!packed.atEnd()) {
            count(counter, limit);
            to.push_back(int64_t(packed.varint()));
        }
    }

    template <class T> void packed(std::string_view bytes, std::vector<T>& to)
    {
        if (bytes.size() % sizeof(T) != 0)
            throw Error("A list of numbers in it is torn: the file is damaged.");
        count(m_numbers, m_limits.numbers, bytes.size() / sizeof(T));
        const size_t before = to.size();
        to.resize(before + bytes.size() / sizeof(T));
        if (!bytes.empty())
            std::memcpy(to.data() + before, bytes.data(), bytes.size());
    }
    void floats(const WireField& field, std::vector<float>& to)
    {
        if (field.kind == WireField::bytes)
            return packed(field.text, to);
        count(m_numbers, m_limits.numbers);
        to.push_back(field.real32());
    }
    void doubles(const WireField& field, std::vector<double>& to)
    {
        if (field.kind == WireField::bytes)
            return packed(field.text, to);
        count(m_numbers, m_limits.numbers);
        to.push_back(field.real64());
    }

    void external(std::string_view message, OnnxTensor& tensor)
    {
        std::string key, value;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            if (field->number == 1)
                key = name(field->text);
            else if (field->number == 2)
                value = name(field->text);
        }
        tensor.external[key] = value;
    }

    OnnxAttribute attribute(std::string_view message, int depth)
    {
        count(m_things, m_limits.things);
        OnnxAttribute attribute;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            switch (field->number) {
            case 1:
                attribute.name = field->text;
                break;
            case 2:
                attribute.real = field->real32();
                break;
            case 3:
                attribute.integer = field->integer();
                break;
            case 4:
                attribute.text = field->text;
                break;
            case 5:
                attribute.tensor = std::make_shared<OnnxTensor>(tensor(field->text));
                break;
            case 6:
                attribute.graph = std::make_shared<OnnxGraph>(graph(field->text, depth + 1));
                break;
            case 7:
                floats(*field, attribute.reals);
                break;
            case 8:
                integers(*field, attribute.integers, m_numbers, m_limits.numbers);
                break;
            default:
                break;
            }
        }
        return attribute;
    }

    OnnxNode node(std::string_view message, int depth)
    {
        count(m_things, m_limits.things);
        OnnxNode node;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            switch (field->number) {
            case 1:
                node.inputs.push_back(name(field->text));
                break;
            case 2:
                node.outputs.push_back(name(field->text));
                break;
            case 3:
                node.name = field->text;
                break;
            case 4:
                node.op = field->text;
                break;
            case 5:
                node.attributes.push_back(attribute(field->text, depth));
                break;
            case 7:
                node.domain = field->text;
                break;
            default:
                break;
            }
        }
        return node;
    }

    void shape(std::string_view message, OnnxValue& value)
    {
        value.hasShape = true;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            if (field->number != 1)
                continue;
            count(m_things, m_limits.things);
            OnnxDim& dim = value.dims.emplace_back();
            WireReader dimension(field->text);
            while (const auto part = dimension.next()) {
                if (part->number == 1)
                    dim.size = part->integer() > 0 ? part->integer() : -1; // 0 and less: some exporters' "open"
                else if (part->number == 2)
                    dim.name = part->text;
            }
        }
    }

    OnnxValue value(std::string_view message)
    {
        count(m_things, m_limits.things);
        OnnxValue value;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            if (field->number == 1)
                value.name = field->text;
            if (field->number != 2)
                continue;
            WireReader type(field->text);
            while (const auto kind = type.next()) {
                if (kind->number != 1) // what is no tensor
                    continue;
                WireReader tensorType(kind->text);
                while (const auto part = tensorType.next()) {
                    if (part->number == 1)
                        value.type = OnnxType(int32_t(part->integer()));
                    else if (part->number == 2)
                        shape(part->text, value);
                }
            }
        }
        for (size_t i = 0; i < value.dims.size(); ++i) {
            if (value.dims[i].size < 0 && value.dims[i].name.empty())
                value.dims[i].name = value.name + "." + std::to_string(i);
        }
        return value;
    }

    OnnxGraph graph(std::string_view message, int depth)
    {
        if (depth > m_limits.depth)
            throw Error("Its graphs are nested deeper than any model needs.");
        count(m_things, m_limits.things);
        OnnxGraph graph;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            switch (field->number) {
            case 1:
                graph.nodes.push_back(node(field->text, depth));
                break;
            case 2:
                graph.name = field->text;
                break;
            case 5:
                count(m_things, m_limits.things);
                graph.initializers.push_back(tensor(field->text));
                break;
            case 11:
                graph.inputs.push_back(value(field->text));
                break;
            case 12:
                graph.outputs.push_back(value(field->text));
                break;
            case 15:
                throw Error("It keeps weights as sparse tensors, which Weft does not read; export it with dense ones.");
            default:
                break;
            }
        }
        return graph;
    }

    void metadata(std::string_view text, OnnxModel& model) // StringStringEntryProto
    {
        std::string key, value;
        WireReader reader(text);
        while (const auto field = reader.next()) {
            if (field->number == 1 && field->kind == WireField::bytes)
                key = name(field->text);
            else if (field->number == 2 && field->kind == WireField::bytes)
                value = name(field->text);
        }
        model.metadata.insert_or_assign(std::move(key), std::move(value));
    }
    void opset(std::string_view message, OnnxModel& model)
    {
        std::string_view domain;
        int64_t version = 0;
        WireReader reader(message);
        while (const auto field = reader.next()) {
            if (field->number == 1)
                domain = field->text;
            else if (field->number == 2)
                version = field->integer();
        }
        if (domain.empty() || domain == "ai.onnx")
            model.opset = version;
    }

    const OnnxLimits& m_limits;
    size_t m_things = 0;
    size_t m_numbers = 0;
};

} // namespace

OnnxModel readOnnxModel(std::string bytes, const OnnxLimits& limits)
{
    if (bytes.size() > limits.bytes)
        throw Error("It is larger than an ONNX file can be; weights beyond 2 GiB belong in files beside it.");
    return ModelReader(limits).model(std::make_shared<const std::string>(std::move(bytes)));
}

OnnxTensor readOnnxTensor(std::string_view bytes, const OnnxLimits& limits)
{
    return ModelReader(limits).tensor(bytes);
}

} // namespace weft
