#include "engine/backends/cpu/chain/reduction.h"

#include "engine/backends/cpu/chain/chain_code.h"
#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"

namespace weft {

namespace {

// The axes in the order [outer reduced, outer kept, inner], where inner is all of one kind and lies together in memory.
struct Domain {
    std::vector<int> order; // all axes
    std::vector<int> kept; // those of the results
    int64_t reducedOuter = 1, keptOuter = 1, inner = 1; // elements
    bool innerIsReduced = false;
};

Domain domainOf(const FusedAttrs& how, const std::vector<int>& memoryOrder)
{
    Domain domain;
    const auto isReduced = [&](int axis) {
        return std::find(how.axes.begin(), how.axes.end(), int64_t(axis)) != how.axes.end();
    };
    std::vector<int> axes; // those that are walked at all
    for (const int axis : memoryOrder) {
        if (how.shape[axis] != 1)
            axes.push_back(axis);
    }
    domain.innerIsReduced = !axes.empty() && isReduced(axes.back());
    size_t outer = axes.size();
    while (outer > 0 && isReduced(axes[outer - 1]) == domain.innerIsReduced)
        domain.inner *= how.shape[axes[--outer]];
    for (size_t i = 0; i < outer; ++i) {
        if (isReduced(axes[i])) {
            domain.order.push_back(axes[i]);
            domain.reducedOuter *= how.shape[axes[i]];
        }
    }
    for (size_t i = 0; i < axes.size(); ++i) {
        if (i < outer && !isReduced(axes[i]))
            domain.keptOuter *= how.shape[axes[i]];
        if (i >= outer || !isReduced(axes[i]))
            domain.order.push_back(axes[i]);
        if (!isReduced(axes[i]))
            domain.kept.push_back(axes[i]);
    }
    return domain;
}

constexpr int mostResults = 8;

template <class T> class ReductionKernel final : public Kernel {
public:
    using Sum = typename TileFunctions<T>::Sum;
    static constexpr int64_t tile = ChainCode<T>::tile;

    ReductionKernel(ChainCode<T> code, std::vector<TileAccess> results, const Domain& domain, bool isSum)
        : m_code(std::move(code))
        , m_results(std::move(results))
        , m_isSum(isSum)
    {
        m_inner = domain.inner;
        m_innerIsReduced = domain.innerIsReduced;
        m_outputs = domain.keptOuter * (m_innerIsReduced ? 1 : m_inner);
        m_blocks = m_innerIsReduced ? std::max<int64_t>(1, divideUp(m_inner, tile)) : 1;
        m_parts = domain.reducedOuter * m_blocks;
        // Tasks take a range of the outputs and a range of the parts that are added up for them; first the outputs are
        // divided, then the parts. From the sizes alone, so that sums do not depend on the number of cores.
        const double elements =
            double(m_outputs) * double(domain.reducedOuter) * double(m_innerIsReduced ? m_inner : 1);
        const int64_t tasks = std::clamp<int64_t>(int64_t(elements * m_code.cost() / 32768), 1, 64);
        const int64_t leastOutputs = m_innerIsReduced ? 1 : tile;
        m_outputsEach = std::max(std::max<int64_t>(1, leastOutputs), divideUp(m_outputs, tasks));
        m_outputTasks = m_outputs == 0 ? 0 : divideUp(m_outputs, m_outputsEach);
        const int64_t forParts = std::max<int64_t>(1, tasks / std::max<int64_t>(1, m_outputTasks));
        m_partsEach = std::max<int64_t>(1, divideUp(m_parts, forParts));
        m_partTasks = std::max<int64_t>(1, divideUp(m_parts, m_partsEach));
    }

    size_t workspaceBytes() const override
    {
        return m_partTasks == 1 ? 0 : size_t(m_partTasks * m_outputs) * m_results.size() * sizeof(Sum);
    }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        parallelFor(m_outputTasks * m_partTasks, [&](int64_t task) {
            typename ChainCode<T>::Run run(m_code, in);
            const int64_t part = task / m_outputTasks;
            const int64_t first = task % m_outputTasks * m_outputsEach;
            const int64_t end = std::min(m_outputs, first + m_outputsEach);
            const Range parts = {part * m_partsEach, std::min(m_parts, (part + 1) * m_partsEach)};
            if (m_innerIsReduced)
                rows(run, {first, end}, parts, part, out, workspace);
            else
                columns(run, {first, end}, parts, part, out, workspace);
        });
        if (m_partTasks > 1)
            combine(out, as<Sum>(workspace));
    }

private:
    struct Range {
        int64_t first = 0, end = 0;
    };
    using Run = typename ChainCode<T>::Run;

    Sum identity() const { return m_isSum ? Sum(0) : Sum(least<T>()); }

    // Each output is what becomes of rows of `inner` elements; several short rows lie in one tile.
    void rows(Run& run, Range outputs, Range parts, int64_t task, std::span<std::byte* const> out,
              std::byte* workspace) const
    {
        const int64_t together = m_blocks == 1 ? std::max<int64_t>(1, tile / std::max<int64_t>(1, m_inner)) : 1;
        Sum sums[mostResults][tile];
        for (int64_t row = outputs.first; row < outputs.end; row += together) {
            const int64_t count = std::min(together, outputs.end - row);
            for (size_t k = 0; k < m_results.size(); ++k)
                std::fill_n(sums[k], count, identity());
            for (int64_t part = parts.first; part < parts.end; ++part) {
                const int64_t begin = part % m_blocks * tile,
                              length = std::min(m_inner - begin, m_blocks == 1 ? m_inner : tile);
                if (length == 0)
                    continue;
                run.tile((part / m_blocks * m_outputs + row) * m_inner + begin, count * length);
                for (size_t k = 0; k < m_results.size(); ++k) {
                    const T* x = run.result(int(k));
                    for (int64_t i = 0; i < count; ++i, x += length) {
                        sums[k][i] = m_isSum ? sums[k][i] + TileFunctions<T>::sum(x, length)
                                             : greater(sums[k][i], Sum(TileFunctions<T>::maximum(x, length)));
                    }
                }
            }
            for (size_t k = 0; k < m_results.size(); ++k)
                store(int(k), row, count, sums[k], task, out, workspace);
        }
    }

    // Each output is a column; a tile holds several rows of them, or part of a long row.
    void columns(Run& run, Range outputs, Range parts, int64_t task, std::span<std::byte* const> out,
                 std::byte* workspace) const
    {
        Sum sums[mostResults][tile];
        for (int64_t column = outputs.first; column < outputs.end; column += tile) {
            const int64_t count = std::min(tile, outputs.end - column);
            const int64_t together = count == m_outputs ? std::max<int64_t>(1, tile / count) : 1;
            for (size_t k = 0; k < m_results.size(); ++k)
                std::fill_n(sums[k], count, identity());
            for (int64_t part = parts.first; part < parts.end; part += together) {
                const int64_t height = std::min(together, parts.end - part);
                run.tile(part * m_outputs + column, height * count);
                for (size_t k = 0; k < m_results.size(); ++k) {
                    const T* x = run.result(int(k));
                    for (int64_t i = 0; i < height; ++i, x += count) {
                        if (m_isSum)
                            TileFunctions<T>::addTo(sums[k], x, count);
                        else
                            for (int64_t j = 0; j < count; ++j)
                                sums[k][j] = greater(sums[k][j], Sum(x[j]));
                    }
                }
            }
            for (size_t k = 0; k < m_results.size(); ++k)
                store(int(k), column, count, sums[k], task, out, workspace);
        }
    }

    void store(int k, int64_t first, int64_t count, const Sum* sums, int64_t task, std::span<std::byte* const> out,
               std::byte* workspace) const
    {
        if (m_partTasks == 1)
            m_results[size_t(k)].store(as<T>(out[size_t(k)]), sums, first, count);
        else
            std::copy_n(sums, count, partial(as<Sum>(workspace), k, task) + first);
    }

    Sum* partial(Sum* workspace, int k, int64_t task) const
    {
        return workspace + (int64_t(k) * m_partTasks + task) * m_outputs;
    }

    // Partial sums, in order.
    void combine(std::span<std::byte* const> out, Sum* workspace) const
    {
        for (size_t k = 0; k < m_results.size(); ++k) {
            Sum* total = partial(workspace, int(k), 0);
            for (int64_t task = 1; task < m_partTasks; ++task) {
                const Sum* more = partial(workspace, int(k), task);
                for (int64_t i = 0; i < m_outputs; ++i)
                    total[i] = m_isSum ? total[i] + more[i] : greater(total[i], more[i]);
            }
            m_results[k].store(as<T>(out[k]), total, 0, m_outputs);
        }
    }

    ChainCode<T> m_code;
    std::vector<TileAccess> m_results;
    bool m_isSum;
    int64_t m_inner = 1;
    bool m_innerIsReduced = false;
    int64_t m_outputs = 1;
    int64_t m_blocks = 1; // of a row that is longer than a tile
    int64_t m_parts = 1; // what is added up for one output: outer positions × blocks
    int64_t m_outputsEach = 1, m_outputTasks = 1;
    int64_t m_partsEach = 1, m_partTasks = 1;
};

} // namespace

template <class T>
std::unique_ptr<Kernel> makeReduction(const FusedAttrs& how, const std::vector<ValueInfo>& in,
                                      const std::vector<ValueInfo>& out, const std::vector<int>& memoryOrder)
{
    const Domain domain = domainOf(how, memoryOrder);
    auto code = ChainCode<T>::make(how, in, domain.order);
    if (!code || out.size() > mostResults)
        return nullptr;
    std::vector<TileAccess> results;
    for (const ValueInfo& info : out)
        results.emplace_back(info.dtype, how.shape, stridesOf(info), domain.kept);
    return std::make_unique<ReductionKernel<T>>(std::move(*code), std::move(results), domain,
                                                how.reduce == FusedAttrs::sum);
}

#define WEFT_TYPE(T)                                                                                                   \
    template std::unique_ptr<Kernel> makeReduction<T>(const FusedAttrs&, const std::vector<ValueInfo>&,                \
                                                      const std::vector<ValueInfo>&, const std::vector<int>&);
WEFT_TYPE(float)
WEFT_TYPE(double)
WEFT_TYPE(int32_t)
WEFT_TYPE(int64_t)
WEFT_TYPE(uint8_t)
#undef WEFT_TYPE

} // namespace weft
