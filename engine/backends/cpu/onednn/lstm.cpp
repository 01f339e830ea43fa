#include "engine/backends/cpu/onednn/families.h"
#include "engine/backends/cpu/onednn/lstm_gates.h"
#include "engine/backends/cpu/onednn/plan.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace weft::onednn {

namespace {

using dnnl::memory;

class ThreadsForNow { // primitives are made for the number of threads that runs them
public:
    explicit ThreadsForNow(int threads) { setThreadCount(threads); }
    ~ThreadsForNow() { setThreadCount(m_before); }
    ThreadsForNow(const ThreadsForNow&) = delete;
    ThreadsForNow& operator=(const ThreadsForNow&) = delete;

private:
    int m_before = threadCount();
};

// Samples do not see each other, so each thread takes its own share of them through all steps: nobody waits for anybody
// between steps. The weights are packed once a launch into the format that oneDNN multiplies best.
class Recurrence {
public:
    Recurrence(const ValueInfo& gates, const ValueInfo& weights, bool transposed)
        : m_length(gates.shape[1])
        , m_units(weights.shape[0])
    {
        const int64_t samples = gates.shape[0], width = 4 * m_units;
        const int64_t inner = transposed ? width : m_units, columns = transposed ? m_units : width;
        constexpr int64_t fewest = 4; // below, the weights are read too often for what is done with them
        const int64_t each = std::max(fewest, (samples + threadCount() - 1) / threadCount());
        const int threads = samples <= each ? threadCount() : 1;
        const auto rowMajor = [](int64_t rows, int64_t of) {
            return memory::desc({rows, of}, memory::data_type::f32, memory::format_tag::ab);
        };
        memory::desc packed({inner, columns}, memory::data_type::f32, memory::format_tag::any);
        const ThreadsForNow forNow(threads);
        for (int64_t first = 0; first < samples; first += each) {
            Share& share = m_shares.emplace_back();
            share.first = first;
            share.end = std::min(samples, first + each);
            const memory::desc a = rowMajor(share.end - first, inner), c = rowMajor(share.end - first, columns);
            const auto product = describe<dnnl::matmul>(withoutAllocation(), a, packed, c);
            packed = product.weights_desc();
            share.product.add(product,
                              {{DNNL_ARG_SRC, a, {Place::operand, 0}},
                               {DNNL_ARG_WEIGHTS, packed, {Place::operand, 1}},
                               {DNNL_ARG_DST, c, {Place::result, 0}}});
            share.state = reserve(a.get_size());
            share.result = reserve(c.get_size());
            share.scratch = reserve(share.product.workspaceBytes());
        }
        const memory::desc plain = transposed
            ? memory::desc({inner, columns}, memory::data_type::f32, memory::format_tag::ba)
            : rowMajor(inner, columns);
        m_weights = reserve(packed.get_size());
        m_pack.deliver({Place::operand, 0}, plain, {Place::result, 0}, packed);
        m_packScratch = reserve(m_pack.workspaceBytes());
    }

    size_t workspaceBytes() const { return m_bytes; }
    int64_t length() const { return m_length; }
    int64_t units() const { return m_units; }

    struct Share {
        int64_t first = 0, end = 0; // samples
        Plan product = {};
        size_t state = 0, result = 0, scratch = 0; // bytes of the workspace
        std::exception_ptr failure = {};
    };

    // Calls body(share, state, result, multiply) for all shares side by side; multiply() makes state · weights →
    // result, where each sample of the share is a row.
    template <class Body> void run(std::byte* weights, std::byte* workspace, Body&& body)
    {
        std::byte* packed = workspace + m_weights;
        m_pack.launch({&weights, 1}, {&packed, 1}, workspace + m_packScratch);
        parallelFor(int64_t(m_shares.size()), [&](int64_t task) {
            Share& share = m_shares[size_t(task)];
            std::byte* const in[] = {workspace + share.state, packed};
            std::byte* const out[] = {workspace + share.result};
            try {
                body(share, reinterpret_cast<float*>(in[0]), reinterpret_cast<float*>(out[0]),
                     [&] { share.product.launch(in, out, workspace + share.scratch); });
            } catch (...) { // must not leave the loop of this thread
                share.failure = std::current_exception();
            }
        });
        for (Share& share : m_shares) {
            if (share.failure)
                std::rethrow_exception(std::exchange(share.failure, nullptr));
        }
    }

private:
    size_t reserve(size_t bytes)
    {
        const size_t at = m_bytes;
        m_bytes += (bytes + 63) / 64 * 64;
        return at;
    }

    int64_t m_length, m_units;
    std::vector<Share> m_shares;
    Plan m_pack;
    size_t m_weights = 0, m_packScratch = 0, m_bytes = 0;
};

float* floats(std::byte* memory)
{
    return reinterpret_cast<float*>(memory);
}

class LstmKernel final : public Kernel {
public:
    explicit LstmKernel(Recurrence recurrence)
        : m_recurrence(std::move(recurrence))
    {
    }
    size_t workspaceBytes() const override { return m_recurrence.workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const float *projected = floats(in[0]), *h0 = floats(in[2]), *c0 = floats(in[3]);
        float *h = floats(out[0]), *c = floats(out[1]), *gates = floats(out[2]);
        const int64_t n = m_recurrence.units(), length = m_recurrence.length();
        m_recurrence.run(in[1], workspace, [&](const auto& share, float* state, float* product, auto multiply) {
            std::copy(h0 + share.first * n, h0 + share.end * n, state);
            for (int64_t t = 0; t < length; ++t) {
                multiply();
                for (int64_t sample = share.first; sample < share.end; ++sample) {
                    const int64_t at = sample * length + t, row = sample - share.first;
                    forwardGates(n,
                                 {.product = product + row * 4 * n,
                                  .projected = projected + at * 4 * n,
                                  .cellBefore = t == 0 ? c0 + sample * n : c + (at - 1) * n,
                                  .gates = gates + at * 4 * n,
                                  .cell = c + at * n,
                                  .h = h + at * n,
                                  .carried = state + row * n});
                }
            }
        });
    }

private:
    Recurrence m_recurrence;
};

class LstmGradientKernel final : public Kernel {
public:
    explicit LstmGradientKernel(Recurrence recurrence)
        : m_recurrence(std::move(recurrence))
    {
    }
    size_t workspaceBytes() const override { return m_recurrence.workspaceBytes(); }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        const float *c0 = floats(in[1]), *c = floats(in[2]), *gates = floats(in[3]);
        const float *dh = floats(in[4]), *dc = floats(in[5]);
        float *dProjected = floats(out[0]), *dh0 = floats(out[1]), *dc0 = floats(out[2]);
        const int64_t n = m_recurrence.units(), length = m_recurrence.length();
        m_recurrence.run(in[0], workspace, [&](const auto& share, float* dGates, float* dState, auto multiply) {
            const int64_t rows = share.end - share.first;
            std::fill_n(dState, rows * n, 0.0f);
            std::fill_n(dc0 + share.first * n, rows * n, 0.0f);
            for (int64_t t = length - 1; t >= 0; --t) {
                for (int64_t sample = share.first; sample < share.end; ++sample) {
                    const int64_t at = sample * length + t, row = sample - share.first;
                    backwardGates(n,
                                  {.gates = gates + at * 4 * n,
                                   .cell = c + at * n,
                                   .cellBefore = t == 0 ? c0 + sample * n : c + (at - 1) * n,
                                   .dh = dh + at * n,
                                   .dc = dc + at * n,
                                   .dState = dState + row * n,
                                   .dCell = dc0 + sample * n,
                                   .dProjected = dProjected + at * 4 * n,
                                   .carried = dGates + row * 4 * n});
                }
                multiply();
            }
            std::copy_n(dState, rows * n, dh0 + share.first * n);
        });
    }

private:
    Recurrence m_recurrence;
};

} // namespace

std::unique_ptr<Kernel> prepareLstm(const Node& node, const Program& program)
{
    const auto infoOf = [&](int operand) { return program.values[size_t(node.in[size_t(operand)])]; };
    if (node.op == &lstmOp)
        return std::make_unique<LstmKernel>(Recurrence(infoOf(0), infoOf(1), false));
    return std::make_unique<LstmGradientKernel>(Recurrence(infoOf(3), infoOf(0), true));
}

} // namespace weft::onednn
