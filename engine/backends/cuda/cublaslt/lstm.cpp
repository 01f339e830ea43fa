#include "engine/backends/cuda/cublaslt/product.h"
#include "engine/backends/cuda/device/memory.h"
#include "engine/backends/cuda/kernels.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft::cuda {

namespace {

struct Sequence { // sizes of an LSTM; tensors are row-major, samples × length × …
    int64_t samples = 0, length = 0, units = 0;
    DType dtype = DType::f32;

    size_t bytes(int64_t elements) const { return size_t(elements) * byteSize(dtype); }
    Grid grid() const { return gridFor(samples * units); }
};

// The time steps follow each other: in each, one product with the recurrent weights, and one pass over the gates.
class LstmKernel final : public Kernel {
public:
    LstmKernel(Device& device, const Sequence& s, bool tf32)
        : m_s(s)
        , m_first(device, shape(s, tf32, s.units))
        , m_next(device, shape(s, tf32, s.length * s.units))
        , m_gates(device.function(kernelSource("lstm_gates", definitions(s.dtype, true)), "forward"))
    {
    }
    size_t workspaceBytes() const override { return std::max(m_first.workspaceBytes(), m_next.workspaceBytes()); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const std::byte *projected = in[0], *recurrent = in[1], *h0 = in[2], *c0 = in[3];
        std::byte *h = out[0], *c = out[1], *gates = out[2];
        const size_t state = m_s.bytes(m_s.units), gate = 4 * state; // bytes from a time step to the next
        for (int64_t t = 0; t < m_s.length; ++t) {
            const size_t now = size_t(t), before = size_t(t) - 1;
            (t == 0 ? m_first : m_next)
                .run(t == 0 ? h0 : h + before * state, recurrent, projected + now * gate, gates + now * gate,
                     workspace);
            const std::byte* cellBefore = t == 0 ? c0 : c + before * state;
            const int64_t pitch = t == 0 ? m_s.units : m_s.length * m_s.units;
            m_gates.launch(m_s.grid(), m_s.samples, m_s.units, m_s.length, gates + now * gate, cellBefore, pitch,
                           c + now * state, h + now * state);
        }
    }

private:
    static ProductShape shape(const Sequence& s, bool tf32, int64_t pitchA)
    {
        const int64_t gates = s.length * 4 * s.units;
        return {.rows = s.samples,
                .columns = 4 * s.units,
                .inner = s.units,
                .pitchA = pitchA,
                .pitchC = gates,
                .pitchD = gates,
                .dtype = s.dtype,
                .tf32 = tf32,
                .adds = true,
                .alignment = Product::alignmentOf(s.units, s.dtype)};
    }

    Sequence m_s;
    Product m_first, m_next; // the state before lies among the operands, then among the results
    Function m_gates;
};

class LstmGradientKernel final : public Kernel {
public:
    LstmGradientKernel(Device& device, const Sequence& s, bool tf32)
        : m_s(s)
        , m_back(device,
                 {.rows = s.samples,
                  .columns = s.units,
                  .inner = 4 * s.units,
                  .transposeB = true,
                  .pitchA = s.length * 4 * s.units,
                  .dtype = s.dtype,
                  .tf32 = tf32,
                  .alignment = Product::alignmentOf(s.units, s.dtype)})
        , m_gates(device.function(kernelSource("lstm_gates", definitions(s.dtype, true)), "backward"))
    {
    }
    size_t workspaceBytes() const override { return m_back.workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const std::byte *recurrent = in[0], *c0 = in[1], *c = in[2], *gates = in[3], *dh = in[4], *dc = in[5];
        std::byte *dProjected = out[0], *dState = out[1], *dCell = out[2]; // carried down to the first step
        const size_t state = m_s.bytes(m_s.units), gate = 4 * state;
        for (int64_t t = m_s.length - 1; t >= 0; --t) {
            const size_t now = size_t(t);
            const std::byte* cellBefore = t == 0 ? c0 : c + (now - 1) * state;
            const int64_t pitch = t == 0 ? m_s.units : m_s.length * m_s.units;
            m_gates.launch(m_s.grid(), m_s.samples, m_s.units, m_s.length, int(t == m_s.length - 1), gates + now * gate,
                           cellBefore, pitch, c + now * state, dh + now * state, dc + now * state,
                           dProjected + now * gate, dState, dCell);
            m_back.run(dProjected + now * gate, recurrent, nullptr, dState, workspace);
        }
    }

private:
    Sequence m_s;
    Product m_back;
    Function m_gates;
};

} // namespace

std::unique_ptr<Kernel> prepareBlasLtLstm(const Node& node, const Program& program, Device& device)
{
    const bool isGradient = node.op == &lstmGradientOp;
    const ValueInfo& gates = operandInfo(node, program, isGradient ? 3 : 0);
    if (device.blasLt() == nullptr || !isRowMajor(node, program)
        || (gates.dtype != DType::f32 && gates.dtype != DType::f64))
        return nullptr;
    const Sequence s = {
        .samples = gates.shape[0], .length = gates.shape[1], .units = gates.shape[2] / 4, .dtype = gates.dtype};
    if (gates.shape.elements() == 0) { // no steps: no gradient comes back to the first state
        const size_t states = isGradient ? resultInfo(node, program, 1).bytes() : 0;
        return makeKernel([&device, states](auto, auto out, std::byte*) {
            for (size_t k = 1; k < out.size() && states > 0; ++k)
                check(device.driver().cuMemsetD8Async(addressOf(out[k]), 0, states, device.stream()));
        });
    }
    const bool tf32 = program.products != Products::exact;
    if (isGradient)
        return std::make_unique<LstmGradientKernel>(device, s, tf32);
    return std::make_unique<LstmKernel>(device, s, tf32);
}

} // namespace weft::cuda
