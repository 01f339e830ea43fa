#include "engine/backends/cuda/chain/chain.h"
#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/backends/cuda/chain/columns.h"
#include "engine/backends/cuda/nest.h"

namespace weft::cuda {

namespace {

constexpr int block = 256; // threads

// Outputs are numbered along the kept axes, what is added up for one along the reduced axes.
struct Plan {
    NestPlan kept {0}, reduced {0}; // strides of the operands that are not single, of kept ones the results' too
    std::vector<int> walked; // which operands those are
    int64_t outputs = 1, elements = 1; // elements of one output
    bool rows = false; // neighbours in memory go into one output
    int across = 1; // rows: threads of a block that share an output
    int64_t parts = 1, each = 1; // pieces that an output's elements are divided into, and their size
    bool isWide = false;
};

Plan planOf(const ChainNode& chain)
{
    const FusedAttrs& how = chain.how;
    const std::vector<bool> used = usedSlots(how, int(chain.in.size()));
    Plan plan;
    const ValueInfo* largest = nullptr;
    std::vector<Shape> strides;
    for (size_t i = 0; i < chain.in.size(); ++i) {
        if (!used[i])
            continue;
        if (chain.in[i].shape == how.shape && largest == nullptr)
            largest = &chain.in[i];
        if (chain.in[i].shape.elements() != 1) {
            plan.walked.push_back(int(i));
            strides.push_back(broadcastStrides(chain.in[i], how.shape));
        }
    }
    const size_t operands = strides.size();
    for (const ValueInfo& info : chain.out)
        strides.push_back(stridesOf(info));
    plan.kept = NestPlan(int(strides.size()));
    plan.reduced = NestPlan(int(operands));
    for (const int axis : memoryOrder(largest ? *largest : ValueInfo {.shape = how.shape})) {
        const bool isReduced = std::ranges::find(how.axes, int64_t(axis)) != how.axes.end();
        if (how.shape[axis] != 1)
            plan.rows = isReduced;
        std::vector<int64_t> steps;
        for (size_t tensor = 0; tensor < (isReduced ? operands : strides.size()); ++tensor)
            steps.push_back(strides[tensor][axis]);
        (isReduced ? plan.reduced : plan.kept).add(how.shape[axis], std::move(steps));
        (isReduced ? plan.elements : plan.outputs) *= how.shape[axis];
    }
    plan.kept.merge();
    plan.reduced.merge();
    const NestPlan* nests[] = {&plan.kept, &plan.reduced};
    plan.isWide = plan.outputs * std::max<int64_t>(1, plan.elements) >= (int64_t(1) << 31) - (1 << 22)
        || std::ranges::any_of(nests, [](const NestPlan* nest) { return nest->isWide(); });

    // From the sizes alone, so that sums do not depend on the device.
    plan.across = 1;
    if (plan.rows) {
        const int64_t most = plan.elements <= 16 ? 1 : plan.elements <= 64 ? 8 : plan.elements <= 1024 ? 32 : block;
        plan.across = int(most);
    }
    const int64_t outputsOfBlock = plan.rows ? block / plan.across : 32;
    const int64_t threadsOfOutput = plan.rows ? plan.across : block / 32;
    const int64_t blocks = std::max<int64_t>(1, divideUp(plan.outputs, outputsOfBlock));
    plan.parts = std::clamp<int64_t>(512 / blocks, 1, std::max<int64_t>(1, plan.elements / (threadsOfOutput * 8)));
    plan.each = divideUp(std::max<int64_t>(1, plan.elements), plan.parts);
    plan.parts = divideUp(std::max<int64_t>(1, plan.elements), plan.each);
    return plan;
}

std::string text(int64_t number)
{
    return std::to_string(number);
}

// Offsets along one nest, added to those that there are: "offset0 += …".
std::string walkText(const NestPlan& nest, int tensors, const std::string& index, const std::string& prefix,
                     const std::string& offset)
{
    std::string code = "        {\n        INDEX rest = " + index + ";\n";
    for (int axis = nest.rank() - 1; axis >= 0; --axis) {
        if (axis == 0)
            code += "        { const INDEX at = rest;";
        else
            code += "        { const INDEX next = rest / (INDEX)a." + prefix + "Size[" + text(axis)
                + "], at = rest - next * (INDEX)a." + prefix + "Size[" + text(axis) + "]; rest = next;";
        for (int k = 0; k < tensors; ++k)
            code +=
                " " + offset + text(k) + " += at * (INDEX)a." + prefix + "Stride[" + text(k) + "][" + text(axis) + "];";
        code += " }\n";
    }
    return code + "        }\n";
}

std::string sourceOf(const ChainNode& chain, const Plan& plan)
{
    const size_t results = chain.out.size(), operands = plan.walked.size();
    const int keptRank = plan.kept.rank(), reducedRank = plan.reduced.rank();
    const bool isSum = chain.how.reduce == FusedAttrs::sum;
    std::string code = "typedef " + std::string(typeName(chain.how.dtype)) + " T;\ntypedef "
        + (plan.isWide ? "i64" : "i32") + " INDEX;\n#define WEFT_IS_SUM " + (isSum ? "1" : "0") + "\n#define TX "
        + text(plan.across) + "\n";
    code += kernelText("scalar");
    code += kernelText("reduction");
    code += "typedef Number<T>::Sum Sum;\nstruct Arguments {\n    void* in["
        + text(int64_t(std::max<size_t>(1, chain.in.size()))) + "];\n    void* out[" + text(int64_t(results))
        + "];\n    i64 partial, outputs, elements, parts, each;\n    i64 keptSize[" + text(std::max(1, keptRank))
        + "], keptStride[" + text(int64_t(operands + results)) + "][" + text(std::max(1, keptRank))
        + "];\n    i64 reducedSize[" + text(std::max(1, reducedRank)) + "], reducedStride["
        + text(int64_t(std::max<size_t>(1, operands))) + "][" + text(std::max(1, reducedRank)) + "];\n};\n";

    // A result, whole or a part of it.
    code +=
        "__device__ __forceinline__ void write(const Arguments& a, INDEX output, Sum* sum, i64 part, bool whole)\n{\n"
        "    if (!whole) {\n        for (int k = 0; k < "
        + text(int64_t(results))
        + "; ++k)\n            ((Sum*)a.partial)[(k * a.parts + part) * a.outputs + output] = sum[k];\n        "
          "return;\n"
          "    }\n";
    for (size_t k = 0; k < results; ++k)
        code += "    INDEX w" + text(int64_t(k)) + " = 0;\n";
    code += "        {\n        INDEX rest = output;\n";
    for (int axis = keptRank - 1; axis >= 0; --axis) {
        code += "        { const INDEX next = rest / (INDEX)a.keptSize[" + text(axis)
            + "], at = rest - next * (INDEX)a.keptSize[" + text(axis) + "]; rest = next;";
        for (size_t k = 0; k < results; ++k)
            code += " w" + text(int64_t(k)) + " += at * (INDEX)a.keptStride[" + text(int64_t(operands + k)) + "]["
                + text(axis) + "];";
        code += " }\n";
    }
    code += "        }\n";
    for (size_t k = 0; k < results; ++k)
        code += "    ((T*)a.out[" + text(int64_t(k)) + "])[w" + text(int64_t(k)) + "] = (T)sum[" + text(int64_t(k))
            + "];\n";
    code += "}\n";

    const std::string identity = isSum ? "Sum(0)" : "(Sum)Number<T>::least()";
    // The elements first, first + step, … of one output.
    code +=
        "__device__ __forceinline__ void gather(const Arguments& a, INDEX output, INDEX first, INDEX end, INDEX step, "
        "Sum* sum)\n{\n";
    for (size_t k = 0; k < operands; ++k)
        code += "    INDEX b" + text(int64_t(k)) + " = 0;\n";
    code += walkText(plan.kept, int(operands), "output", "kept", "b");
    for (size_t i = 0; i < chain.in.size(); ++i) {
        if (usedSlots(chain.how, int(chain.in.size()))[i]
            && std::ranges::find(plan.walked, int(i)) == plan.walked.end())
            code += "    const T s" + text(int64_t(i)) + " = (T)*(const " + storageName(chain.in[i].dtype) + "*)a.in["
                + text(int64_t(i)) + "];\n";
    }
    code += "#pragma unroll 4\n    for (INDEX r = first; r < end; r += step) {\n";
    for (size_t k = 0; k < operands; ++k)
        code += "        INDEX o" + text(int64_t(k)) + " = b" + text(int64_t(k)) + ";\n";
    code += walkText(plan.reduced, int(operands), "r", "reduced", "o");
    for (size_t k = 0; k < operands; ++k) {
        const int i = plan.walked[k];
        code += "        const T s" + text(i) + " = (T)((const " + storageName(chain.in[size_t(i)].dtype) + "*)a.in["
            + text(i) + "])[o" + text(int64_t(k)) + "];\n";
    }
    code += stepsText(chain.how, int(chain.in.size()));
    for (size_t k = 0; k < results; ++k)
        code += "        sum[" + text(int64_t(k)) + "] = together(sum[" + text(int64_t(k)) + "], (Sum)s"
            + text(chain.how.results[k]) + ");\n";
    code += "    }\n}\n";

    const std::string count = text(int64_t(results));
    const std::string begin = "    const i64 part = blockIdx.y;\n    Sum sum[" + count + "];\n    for (int k = 0; k < "
        + count + "; ++k)\n        sum[k] = " + identity
        + ";\n    const INDEX end = (INDEX)((part + 1) * a.each < a.elements ? (part + 1) * a.each : a.elements);\n";
    if (plan.rows) {
        code += "extern \"C\" __global__ void __launch_bounds__(256) reduce(const Arguments a)\n{\n"
                "    __shared__ Sum shared[8];\n    const i64 output = (i64)blockIdx.x * blockDim.y + threadIdx.y;\n"
            + begin
            + "    if (output < a.outputs)\n        gather(a, (INDEX)output, (INDEX)(part * a.each) + threadIdx.x, "
              "end, "
              "TX, sum);\n    for (int k = 0; k < "
            + count
            + "; ++k)\n        sum[k] = acrossRow(sum[k], shared);\n    if (threadIdx.x == 0 && output < a.outputs)\n"
              "        write(a, (INDEX)output, sum, part, a.parts == 1);\n}\n";
    } else {
        code += "extern \"C\" __global__ void __launch_bounds__(256) reduce(const Arguments a)\n{\n"
                "    __shared__ Sum shared[8][33];\n    const i64 output = (i64)blockIdx.x * 32 + threadIdx.x;\n"
            + begin
            + "    if (output < a.outputs)\n        gather(a, (INDEX)output, (INDEX)(part * a.each) + threadIdx.y, "
              "end, "
              "8, sum);\n    for (int k = 0; k < "
            + count
            + "; ++k) {\n        __syncthreads();\n        shared[threadIdx.y][threadIdx.x] = sum[k];\n        "
              "__syncthreads();\n        if (threadIdx.y == 0) {\n            for (int j = 1; j < 8; ++j)\n"
              "                sum[k] = together(sum[k], shared[j][threadIdx.x]);\n        }\n    }\n"
              "    if (threadIdx.y == 0 && output < a.outputs)\n        write(a, (INDEX)output, sum, part, a.parts == "
              "1);\n}\n";
    }
    // The second pass: a warp an output.
    code += "extern \"C\" __global__ void __launch_bounds__(256) combine(const Arguments a)\n{\n"
            "    const i64 output = (i64)blockIdx.x * 8 + threadIdx.y;\n    if (output >= a.outputs)\n        return;\n"
            "    Sum sum["
        + count + "];\n    for (int k = 0; k < " + count + "; ++k) {\n        sum[k] = " + identity
        + ";\n        for (i64 part = threadIdx.x; part < a.parts; part += 32)\n"
          "            sum[k] = together(sum[k], ((const Sum*)a.partial)[(k * a.parts + part) * a.outputs + output]);\n"
          "        for (int step = 16; step > 0; step /= 2)\n"
          "            sum[k] = together(sum[k], __shfl_down_sync(0xffffffffu, sum[k], step));\n    }\n"
          "    if (threadIdx.x == 0)\n        write(a, (INDEX)output, sum, 0, true);\n}\n";
    return code;
}

class ReductionKernel final : public Kernel {
public:
    ReductionKernel(const ChainNode& chain, Plan plan, Function reduce, Function combine)
        : m_plan(std::move(plan))
        , m_reduce(std::move(reduce))
        , m_combine(std::move(combine))
        , m_results(chain.out.size())
    {
        m_outAt = std::max<size_t>(1, chain.in.size());
        for (size_t i = 0; i < m_outAt + m_results + 1; ++i)
            m_arguments.add(0);
        for (const int64_t number : {m_plan.outputs, m_plan.elements, m_plan.parts, m_plan.each})
            m_arguments.add(number);
        addNest(m_plan.kept, m_plan.walked.size() + m_results);
        addNest(m_plan.reduced, std::max<size_t>(1, m_plan.walked.size()));
    }

    size_t workspaceBytes() const override
    {
        return m_plan.parts == 1 ? 0 : size_t(m_plan.parts * m_plan.outputs) * m_results * sizeof(double);
    }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        if (m_plan.outputs == 0)
            return;
        for (size_t i = 0; i < in.size(); ++i)
            m_arguments.setPointer(i, in[i]);
        for (size_t k = 0; k < out.size(); ++k)
            m_arguments.setPointer(m_outAt + k, out[k]);
        m_arguments.setPointer(m_outAt + m_results, workspace);
        void* addresses[] = {m_arguments.words()};
        const int width = m_plan.rows ? m_plan.across : 32, height = block / width;
        m_reduce.launchWith({.blocks = divideUp(m_plan.outputs, m_plan.rows ? height : width),
                             .threads = width,
                             .blocksY = int(m_plan.parts),
                             .threadsY = height},
                            addresses);
        if (m_plan.parts > 1)
            m_combine.launchWith({.blocks = divideUp(m_plan.outputs, 8), .threads = 32, .threadsY = 8}, addresses);
    }

private:
    void addNest(const NestPlan& nest, size_t tensors)
    {
        const size_t rank = size_t(std::max(1, nest.rank()));
        for (size_t axis = 0; axis < rank; ++axis)
            m_arguments.add(nest.rank() == 0 ? 1 : nest.axes()[axis].size);
        for (size_t tensor = 0; tensor < tensors; ++tensor) {
            for (size_t axis = 0; axis < rank; ++axis) {
                const bool known = nest.rank() > 0 && tensor < nest.axes()[axis].strides.size();
                m_arguments.add(known ? nest.axes()[axis].strides[tensor] : 0);
            }
        }
    }

    Plan m_plan;
    Function m_reduce, m_combine;
    size_t m_results;
    size_t m_outAt = 0;
    ArgumentWords m_arguments;
};

} // namespace

std::unique_ptr<Kernel> makeReduction(const ChainNode& chain, Device& device)
{
    if (auto kernel = makeColumns(chain, device))
        return kernel;
    Plan plan = planOf(chain);
    const KernelSource source = generatedSource("reduction", sourceOf(chain, plan));
    Function reduce = device.function(source, "reduce"), combine = device.function(source, "combine");
    return std::make_unique<ReductionKernel>(chain, std::move(plan), std::move(reduce), std::move(combine));
}

} // namespace weft::cuda
