#include "engine/backends/cuda/chain/columns.h"

#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/backends/cuda/nest.h"
#include "engine/ir/chain_results.h"

#include <algorithm>
#include <optional>

namespace weft::cuda {

namespace {

constexpr int threads = 256;
constexpr int64_t widest = 256; // columns of a block
constexpr int64_t mostSamples = 65535; // blocks along z
constexpr int64_t blocks = 264; // as many as there is room for at once: few partial sums, long loops
constexpr int rowsAtOnce = 8; // of a thread, added up in T before they go into the sum

// How an operand's elements are found: one for all, one a column, whole rows of columns, or through strides along the
// rows.
enum class Walk { unused, single, column, whole, strided };

struct Operand {
    Walk walk = Walk::unused;
    std::string type;
    bool repeats = false; // strided: one element for all columns
    int64_t sampleStride = 0; // elements from a sample to the next
    int nestIndex = -1; // strided: which stride of the arguments
};

struct Plan {
    std::vector<Operand> in;
    NestPlan rowNest {0}; // strides of the strided operands along the rows
    int64_t samples = 1, rows = 1, columns = 1; // each sample has sums of its own
    int pack = 4; // columns of a thread
    int64_t width = 4; // columns of a block
    int64_t parts = 1, each = 1; // pieces that the rows are divided into, and their size

    int64_t across() const { return width / pack; }
    int64_t deep() const { return threads / across(); }
    int64_t slabs() const { return columns / width; }
    int64_t outputs() const { return samples * columns; }
};

std::string text(int64_t number)
{
    return std::to_string(number);
}

std::optional<Plan> planOf(const ChainNode& chain)
{
    const FusedAttrs& how = chain.how;
    const std::vector<bool> used = usedSlots(how, int(chain.in.size()));
    const ValueInfo* largest = nullptr;
    bool isHalf = false;
    for (size_t i = 0; i < chain.in.size(); ++i) {
        if (!used[i] || chain.in[i].shape != how.shape)
            continue;
        largest = largest == nullptr ? &chain.in[i] : largest;
        isHalf = isHalf || isNarrowFloat(chain.in[i].dtype);
    }
    if (largest == nullptr || how.dtype != DType::f32)
        return std::nullopt;
    Plan plan;
    std::vector<int> outer, reduced, kept; // axes, outermost in memory first; the kept ones are the columns
    for (const int axis : memoryOrder(*largest)) {
        if (how.shape[axis] == 1)
            continue;
        const bool isReduced = std::ranges::find(how.axes, int64_t(axis)) != how.axes.end();
        if (isReduced && !kept.empty())
            return std::nullopt; // the columns are not innermost
        (isReduced ? reduced : reduced.empty() ? outer : kept).push_back(axis);
        (isReduced ? plan.rows : reduced.empty() ? plan.samples : plan.columns) *= how.shape[axis];
    }
    plan.pack = isHalf ? 8 : 4;
    if (kept.empty() || plan.columns % plan.pack != 0 || plan.rows < (outer.empty() ? 256 : 32) || outer.size() > 1
        || plan.samples > mostSamples || plan.samples * plan.rows * plan.columns < (1 << 18)
        || plan.rows * plan.columns >= (int64_t(1) << 31) - (1 << 22))
        return std::nullopt;
    for (const ValueInfo& info : chain.out) { // in the order of the columns
        const Shape strides = stridesOf(info);
        int64_t stride = 1;
        for (size_t k = kept.size(); k-- > 0; stride *= how.shape[kept[k]]) {
            if (strides[kept[k]] != stride)
                return std::nullopt;
        }
        if (!outer.empty() && strides[outer[0]] != stride)
            return std::nullopt;
    }
    std::vector<Shape> strided;
    for (size_t i = 0; i < chain.in.size(); ++i) {
        Operand operand = {.type = storageName(chain.in[i].dtype)};
        const Shape strides = broadcastStrides(chain.in[i], how.shape);
        bool repeats = true, runs = true, standsStill = true, isWhole = true; // along columns, columns, rows, rows
        int64_t stride = 1;
        for (size_t k = kept.size(); k-- > 0; stride *= how.shape[kept[k]]) {
            repeats = repeats && strides[kept[k]] == 0;
            runs = runs && strides[kept[k]] == stride;
        }
        for (size_t k = reduced.size(); k-- > 0; stride *= how.shape[reduced[k]]) {
            standsStill = standsStill && strides[reduced[k]] == 0;
            isWhole = isWhole && strides[reduced[k]] == stride;
        }
        if (used[i]) {
            operand.sampleStride = outer.empty() ? 0 : strides[outer[0]];
            if ((!repeats && !runs) || (!repeats && operand.sampleStride % plan.pack != 0))
                return std::nullopt;
            operand.repeats = repeats;
            operand.walk = repeats && standsStill ? Walk::single
                : runs && standsStill             ? Walk::column
                : runs && isWhole                 ? Walk::whole
                                                  : Walk::strided;
        }
        if (operand.walk == Walk::strided) {
            for (const int axis : reduced) { // or packs of columns would not be aligned
                if (!repeats && strides[axis] % plan.pack != 0)
                    return std::nullopt;
            }
            operand.nestIndex = int(strided.size());
            strided.push_back(strides);
        }
        plan.in.push_back(std::move(operand));
    }
    plan.rowNest = NestPlan(int(strided.size()));
    for (const int axis : reduced) {
        std::vector<int64_t> steps;
        for (const Shape& strides : strided)
            steps.push_back(strides[axis]);
        plan.rowNest.add(how.shape[axis], std::move(steps));
    }
    plan.rowNest.merge();
    // From the sizes alone, so that sums do not depend on the device.
    for (int64_t width = plan.pack; width <= std::min(widest, plan.columns); width += plan.pack) {
        if (plan.columns % width == 0)
            plan.width = width;
    }
    if (plan.width * 2 < std::min<int64_t>(32, plan.columns)) // too few bytes of a row together
        return std::nullopt;
    plan.parts =
        std::clamp<int64_t>(blocks / (plan.samples * plan.slabs()), 1, divideUp(plan.rows, plan.deep() * rowsAtOnce));
    plan.each = divideUp(plan.rows, plan.parts);
    plan.parts = divideUp(plan.rows, plan.each);
    return plan;
}

std::string sourceOf(const ChainNode& chain, const Plan& plan)
{
    const size_t results = chain.out.size();
    const int rank = plan.rowNest.rank();
    const int64_t strided = std::ranges::count(plan.in, Walk::strided, &Operand::walk);
    const bool isSum = chain.how.reduce == FusedAttrs::sum;
    const std::string count = text(int64_t(results)), columns = text(plan.columns), outputs = text(plan.outputs());
    std::string code = "typedef float T;\ntypedef i32 INDEX;\n" + define("WEFT_IS_SUM", isSum) + define("TX", 32)
        + define("V", plan.pack) + define("WIDTH", plan.width) + define("ACROSS", plan.across())
        + define("DEEP", plan.deep()) + define("THREADS", threads);
    code += precisionText(chain.in, chain.out);
    code += kernelText("scalar");
    code += kernelText("reduction");
    code += "typedef Number<T>::Sum Sum;\n";
    code += kernelText("columns");
    code += "template <class E> struct __align__(sizeof(E) * V) Pack { E e[V]; };\nstruct Arguments {\n    void* in["
        + text(int64_t(std::max<size_t>(1, plan.in.size()))) + "];\n    void* out[" + count
        + "];\n    i64 partial, rows, parts, each;\n    i64 size[" + text(std::max(1, rank)) + "], stride["
        + text(std::max<int64_t>(1, strided)) + "][" + text(std::max(1, rank)) + "];\n};\n";
    const auto pointer = [&](size_t i) {
        return "((const " + plan.in[i].type + "*)a.in[" + text(int64_t(i)) + "] + blockIdx.z * "
            + text(plan.in[i].sampleStride) + "ll)";
    };
    code += "extern \"C\" __global__ void __launch_bounds__(THREADS) reduce(const Arguments a)\n{\n"
            "    __shared__ Sum shared[DEEP * WIDTH];\n    const INDEX column = (INDEX)blockIdx.x * WIDTH + "
            "(INDEX)(threadIdx.x "
            "% ACROSS) * V;\n    const i64 part = blockIdx.y;\n    const INDEX end = (INDEX)((part + 1) * a.each < "
            "a.rows ? "
            "(part + 1) * a.each : a.rows);\n    Sum sum["
        + count + "][V];\n    for (int k = 0; k < " + count
        + "; ++k) {\n#pragma unroll\n        for (int v = 0; v < V; ++v)\n            sum[k][v] = "
        + (isSum ? "Sum(0)" : "(Sum)Number<T>::least()") + ";\n    }\n";
    for (size_t i = 0; i < plan.in.size(); ++i) {
        if (plan.in[i].walk == Walk::single)
            code += "    const T s" + text(int64_t(i)) + " = (T)*" + pointer(i) + ";\n";
        if (plan.in[i].walk == Walk::column)
            code += "    const Pack<" + plan.in[i].type + "> p" + text(int64_t(i)) + " = *(const Pack<"
                + plan.in[i].type + ">*)(" + pointer(i) + " + column);\n";
    }
    code +=
        "    for (INDEX first = (INDEX)(part * a.each) + (INDEX)(threadIdx.x / ACROSS); first < end && isBusy(); first "
        "+= "
        + text(rowsAtOnce) + " * DEEP) {\n        T some[" + count + "][V];\n        for (int k = 0; k < " + count
        + "; ++k) {\n#pragma unroll\n            for (int v = 0; v < V; ++v)\n                some[k][v] = "
        + (isSum ? "T(0)" : "Number<T>::least()") + ";\n        }\n#pragma unroll 4\n        for (int step = 0; step < "
        + text(rowsAtOnce)
        + "; ++step) {\n            const INDEX row = first + step * DEEP;\n            const bool isThere = row < "
          "end;\n"
          "            const INDEX r = isThere ? row : first;\n";
    if (strided > 0) {
        for (int64_t k = 0; k < strided; ++k)
            code += "            INDEX o" + text(k) + " = 0;\n";
        code += "            {\n            INDEX rest = r;\n";
        for (int axis = rank - 1; axis >= 0; --axis) {
            code += axis == 0 ? "            { const INDEX at = rest;"
                              : "            { const INDEX next = rest / (INDEX)a.size[" + text(axis)
                    + "], at = rest - next * (INDEX)a.size[" + text(axis) + "]; rest = next;";
            for (int64_t k = 0; k < strided; ++k)
                code += " o" + text(k) + " += at * (INDEX)a.stride[" + text(k) + "][" + text(axis) + "];";
            code += " }\n";
        }
        code += "            }\n";
    }
    for (size_t i = 0; i < plan.in.size(); ++i) {
        const Operand& operand = plan.in[i];
        const std::string pack = "Pack<" + operand.type + ">";
        if (operand.walk == Walk::whole)
            code += "            const " + pack + " p" + text(int64_t(i)) + " = *(const " + pack + "*)(" + pointer(i)
                + " + r * " + columns + " + column);\n";
        else if (operand.walk == Walk::strided && operand.repeats)
            code += "            const T s" + text(int64_t(i)) + " = (T)" + pointer(i) + "[o" + text(operand.nestIndex)
                + "];\n";
        else if (operand.walk == Walk::strided)
            code += "            const " + pack + " p" + text(int64_t(i)) + " = *(const " + pack + "*)(" + pointer(i)
                + " + o" + text(operand.nestIndex) + " + column);\n";
    }
    code += "#pragma unroll\n            for (int v = 0; v < V; ++v) {\n";
    for (size_t i = 0; i < plan.in.size(); ++i) {
        const Operand& operand = plan.in[i];
        if (operand.walk == Walk::whole || operand.walk == Walk::column
            || (operand.walk == Walk::strided && !operand.repeats))
            code += "        const T s" + text(int64_t(i)) + " = (T)p" + text(int64_t(i)) + ".e[v];\n";
    }
    code += stepsText(chain.how, int(chain.in.size()));
    for (size_t k = 0; k < results; ++k) {
        const std::string place = "some[" + text(int64_t(k)) + "][v]";
        code += "                " + place + " = isThere ? together(" + place + ", s"
            + text(slotOfResult(chain.how.results[k])) + ") : " + place + ";\n";
    }
    code += "            }\n        }\n        for (int k = 0; k < " + count
        + "; ++k) {\n#pragma unroll\n            for (int v = 0; v < V; ++v)\n                sum[k][v] = "
          "together(sum[k][v], (Sum)some[k][v]);\n        }\n    }\n";
    for (size_t k = 0; k < results; ++k) {
        const std::string index = text(int64_t(k));
        code += "    joinRows(sum[" + index
            + "], shared);\n    for (int c = threadIdx.x; c < WIDTH; c += THREADS) {\n        const INDEX at = "
              "blockIdx.z * "
            + columns + " + blockIdx.x * WIDTH + c;\n        if (a.parts == 1)\n            ((T*)a.out[" + index
            + "])[at] = (T)shared[c];\n        else\n            ((Sum*)a.partial)[(" + index + " * a.parts + part) * "
            + outputs + " + at] = shared[c];\n    }\n";
    }
    code += "}\n";
    // The second pass: 32 columns × 8 threads along the parts.
    code += "extern \"C\" __global__ void __launch_bounds__(256) combine(const Arguments a)\n{\n"
            "    __shared__ Sum shared[8][33];\n    const i64 at = (i64)blockIdx.x * 32 + threadIdx.x;\n"
            "    for (int k = 0; k < "
        + count + "; ++k) {\n        Sum sum = " + (isSum ? "Sum(0)" : "(Sum)Number<T>::least()")
        + ";\n#pragma unroll 8\n        for (i64 part = threadIdx.y; at < " + outputs
        + " && part < a.parts; part += 8)\n            sum = together(sum, ((const Sum*)a.partial)[(k * a.parts + "
          "part) * "
        + outputs
        + " + at]);\n        __syncthreads();\n        shared[threadIdx.y][threadIdx.x] = sum;\n        "
          "__syncthreads();\n"
          "        if (threadIdx.y == 0 && at < "
        + outputs
        + ") {\n            for (int j = 1; j < 8; ++j)\n                sum = together(sum, shared[j][threadIdx.x]);\n"
          "            ((T*)a.out[k])[at] = (T)sum;\n        }\n    }\n}\n";
    return code;
}

class ColumnsKernel final : public Kernel {
public:
    ColumnsKernel(Plan plan, size_t results, Function reduce, Function combine)
        : m_plan(std::move(plan))
        , m_reduce(std::move(reduce))
        , m_combine(std::move(combine))
        , m_results(results)
        , m_outAt(std::max<size_t>(1, m_plan.in.size()))
    {
        for (size_t i = 0; i < m_outAt + m_results + 1; ++i)
            m_arguments.add(0);
        for (const int64_t number : {m_plan.rows, m_plan.parts, m_plan.each})
            m_arguments.add(number);
        const size_t rank = size_t(std::max(1, m_plan.rowNest.rank()));
        const size_t strided = size_t(std::ranges::count(m_plan.in, Walk::strided, &Operand::walk));
        const auto& axes = m_plan.rowNest.axes();
        for (size_t axis = 0; axis < rank; ++axis)
            m_arguments.add(axis < axes.size() ? axes[axis].size : 1);
        for (size_t tensor = 0; tensor < std::max<size_t>(1, strided); ++tensor) {
            for (size_t axis = 0; axis < rank; ++axis)
                m_arguments.add(axis < axes.size() && tensor < strided ? axes[axis].strides[tensor] : 0);
        }
    }
    size_t workspaceBytes() const override
    {
        return m_plan.parts == 1 ? 0 : size_t(m_plan.parts * m_plan.outputs()) * m_results * sizeof(double);
    }
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        for (size_t i = 0; i < in.size(); ++i)
            m_arguments.setPointer(i, in[i]);
        for (size_t k = 0; k < out.size(); ++k)
            m_arguments.setPointer(m_outAt + k, out[k]);
        m_arguments.setPointer(m_outAt + m_results, workspace);
        void* addresses[] = {m_arguments.words()};
        m_reduce.launchWith({.blocks = m_plan.slabs(),
                             .threads = threads,
                             .blocksY = int(m_plan.parts),
                             .blocksZ = int(m_plan.samples)},
                            addresses);
        if (m_plan.parts > 1)
            m_combine.launchWith({.blocks = divideUp(m_plan.outputs(), 32), .threads = 32, .threadsY = 8}, addresses);
    }

private:
    Plan m_plan;
    Function m_reduce, m_combine;
    size_t m_results, m_outAt;
    ArgumentWords m_arguments;
};

} // namespace

std::unique_ptr<Kernel> makeColumns(const ChainNode& chain, Device& device)
{
    std::optional<Plan> plan = planOf(chain);
    if (!plan)
        return nullptr;
    const KernelSource source = generatedSource("columns", sourceOf(chain, *plan));
    Function reduce = device.function(source, "reduce"), combine = device.function(source, "combine");
    return std::make_unique<ColumnsKernel>(std::move(*plan), chain.out.size(), std::move(reduce), std::move(combine));
}

} // namespace weft::cuda
