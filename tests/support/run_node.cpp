#include "tests/support/run_node.h"

#include "engine/support/random.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>

namespace weft {

namespace {

constexpr size_t guardBytes = 64;
constexpr std::byte garbage {0xA5};

// The upper half of a float, rounded to the nearest, ties to even.
struct Bf16 {
    uint16_t bits = 0;
    Bf16() = default;
    explicit Bf16(double x)
    {
        const auto whole = std::bit_cast<uint32_t>(float(x));
        bits = uint16_t(std::isnan(x) ? 0x7fc0 : (whole + 0x7fff + (whole >> 16 & 1)) >> 16);
    }
    explicit operator double() const { return std::bit_cast<float>(uint32_t(bits) << 16); }
};

struct F16 {
    uint16_t bits = 0;
    F16() = default;
    explicit F16(double x)
        : bits(toHalf(float(x)))
    {
    }
    explicit operator double() const { return fromHalf(bits); }
};

template <class Body> void withType(DType dtype, Body&& body)
{
    switch (dtype) {
    case DType::f32:
        return body(float());
    case DType::f64:
        return body(double());
    case DType::bf16:
        return body(Bf16());
    case DType::f16:
        return body(F16());
    case DType::i32:
        return body(int32_t());
    case DType::i64:
        return body(int64_t());
    case DType::u8:
        return body(uint8_t());
    }
}

// The offset in memory of each element, in row-major order of the indices.
std::vector<int64_t> offsetsOf(const ValueInfo& info)
{
    const Shape logical = stridesOf(info.shape), strides = stridesOf(info);
    std::vector<int64_t> offsets(size_t(info.shape.elements()));
    for (int64_t i = 0; i < int64_t(offsets.size()); ++i) {
        for (int axis = 0; axis < info.shape.rank(); ++axis)
            offsets[size_t(i)] += i / logical[axis] % info.shape[axis] * strides[axis];
    }
    return offsets;
}

// A buffer with garbage behind its end, which must stay.
class Guarded {
public:
    Guarded(Backend& backend, size_t bytes)
        : m_memory(backend.allocate(bytes + guardBytes))
        , m_bytes(bytes)
    {
        const std::vector<std::byte> fill(bytes + guardBytes, garbage);
        backend.upload(m_memory->data(), fill);
    }
    std::byte* data() { return m_memory->data(); }
    void check(Backend& backend) const
    {
        std::vector<std::byte> guard(guardBytes);
        backend.download(guard, m_memory->data() + m_bytes);
        for (const std::byte byte : guard) {
            if (byte != garbage)
                throw std::runtime_error("A kernel wrote past the end of a buffer.");
        }
    }

private:
    std::unique_ptr<Memory> m_memory;
    size_t m_bytes;
};

TestTensor poison(const ValueInfo& info)
{
    const double value = isFloat(info.dtype) ? std::numeric_limits<double>::quiet_NaN() : 113;
    return {info, std::vector<double>(size_t(info.shape.elements()), value)};
}

std::vector<TestTensor> launch(Backend& backend, Kernel& kernel, std::span<const TestTensor> in,
                               std::span<const ValueInfo> results)
{
    std::vector<Guarded> memory;
    std::vector<std::byte*> inputs, outputs;
    for (const TestTensor& tensor : in) {
        const std::vector<std::byte> bytes = toMemory(tensor);
        memory.emplace_back(backend, bytes.size());
        backend.upload(memory.back().data(), bytes);
        inputs.push_back(memory.back().data());
    }
    for (const ValueInfo& info : results) {
        const std::vector<std::byte> bytes = toMemory(poison(info));
        memory.emplace_back(backend, bytes.size());
        backend.upload(memory.back().data(), bytes);
        outputs.push_back(memory.back().data());
    }
    memory.emplace_back(backend, kernel.workspaceBytes());
    kernel.launch(inputs, outputs, memory.back().data());
    backend.wait();
    for (const Guarded& buffer : memory)
        buffer.check(backend);
    std::vector<TestTensor> out;
    for (size_t k = 0; k < results.size(); ++k) {
        std::vector<std::byte> bytes(results[k].bytes());
        backend.download(bytes, outputs[k]);
        out.push_back(fromMemory(results[k], bytes));
    }
    return out;
}

// One node of its own, over given operands.
struct Single {
    Program program;
    Builder builder {program};
    Values in, out;

    Single(const Op& op, const Attrs& attrs, std::span<const TestTensor> operands)
    {
        for (const TestTensor& operand : operands) {
            in.push_back(builder.input("in" + std::to_string(in.size()), operand.info.shape, operand.info.dtype));
            program.values.back().layout = operand.info.layout;
        }
        out = builder.add(op, attrs, in);
    }
};

} // namespace

TestTensor randomTensor(const ValueInfo& info, uint32_t seed, double low, double high)
{
    TestTensor tensor = {info, std::vector<double>(size_t(info.shape.elements()))};
    RandomSequence random(seed, streamOf("test tensor"));
    for (double& number : tensor.numbers)
        number = low + (high - low) * double(random.uniform());
    return fromMemory(info, toMemory(tensor)); // as its type holds them
}

std::vector<std::byte> toMemory(const TestTensor& tensor)
{
    std::vector<std::byte> memory(tensor.info.bytes());
    const std::vector<int64_t> offsets = offsetsOf(tensor.info);
    withType(tensor.info.dtype, [&]<class T>(T) {
        for (size_t i = 0; i < offsets.size(); ++i) {
            const T value = T(tensor.numbers[i]);
            std::memcpy(memory.data() + size_t(offsets[i]) * sizeof(T), &value, sizeof(T));
        }
    });
    return memory;
}

TestTensor fromMemory(const ValueInfo& info, std::span<const std::byte> memory)
{
    TestTensor tensor = {info, {}};
    withType(info.dtype, [&]<class T>(T value) {
        for (const int64_t offset : offsetsOf(info)) {
            std::memcpy(&value, memory.data() + size_t(offset) * sizeof(T), sizeof(T));
            tensor.numbers.push_back(double(value));
        }
    });
    return tensor;
}

std::vector<TestTensor> runNode(Backend& backend, const Op& op, const Attrs& attrs, std::span<const TestTensor> in,
                                std::span<const Layout> layouts)
{
    Single single(op, attrs, in);
    std::vector<ValueInfo> results;
    for (size_t k = 0; k < single.out.size(); ++k) {
        ValueInfo& info = single.program.values[size_t(single.out[k].id)];
        if (k < layouts.size())
            info.layout = layouts[k];
        results.push_back(info);
    }
    const auto kernel = backend.prepare(single.program.nodes.back(), single.program);
    if (!kernel)
        throw std::runtime_error("The backend declines " + print(single.program));
    return launch(backend, *kernel, in, results);
}

std::vector<TestTensor> runDecomposed(Backend& backend, const Op& op, const Attrs& attrs,
                                      std::span<const TestTensor> in)
{
    if (op.decompose == nullptr)
        throw std::runtime_error("The backend declines \"" + std::string(op.name) + "\", which has no decomposition.");
    Program program;
    Builder builder(program);
    Values operands;
    std::map<int, TestTensor> known; // every value computed so far
    for (const TestTensor& operand : in) {
        operands.push_back(
            builder.input("in" + std::to_string(operands.size()), operand.info.shape, operand.info.dtype));
        program.values.back().layout = operand.info.layout;
        known[operands.back().id] = operand;
    }
    const Values results = op.decompose(attrs, operands);
    for (const Node& node : program.nodes) {
        std::vector<TestTensor> tensors;
        for (const int value : node.in)
            tensors.push_back(known.at(value));
        const bool runs = backend.prepare(node, program) != nullptr;
        const std::vector<TestTensor> out = runs ? runNode(backend, *node.op, node.attrs, tensors)
                                                 : runDecomposed(backend, *node.op, node.attrs, tensors);
        for (size_t k = 0; k < out.size(); ++k)
            known[node.out[k]] = out[k];
    }
    std::vector<TestTensor> out;
    for (const Value& result : results)
        out.push_back(known.at(result.id));
    return out;
}

} // namespace weft
