#include "engine/backends/cuda/chain/chain.h"
#include "engine/backends/cuda/chain/chain_text.h"
#include "engine/backends/cuda/nest.h"
#include "engine/ir/chain_results.h"

namespace weft::cuda {

namespace {

// How the kernel finds a tensor's elements.
enum class Walk { unused, single, direct, strided };

struct Tensor {
    Walk walk = Walk::unused;
    std::string type; // in memory
    size_t bytes = 4;
    int nestIndex = -1; // of strided ones: which stride of the arguments
};

struct Plan {
    NestPlan nest {0};
    std::vector<Tensor> in, out;
    int pack = 1; // elements a thread takes at once
    int strided = 0;
    bool isWide = false;
};

bool isDirect(const NestPlan& nest, size_t tensor)
{
    int64_t stride = 1;
    for (int axis = nest.rank() - 1; axis >= 0; --axis) {
        if (nest.axes()[size_t(axis)].strides[tensor] != stride)
            return false;
        stride *= nest.axes()[size_t(axis)].size;
    }
    return true;
}

bool isSingle(const ValueInfo& info)
{
    return info.shape.elements() == 1;
}

// Whether every tensor that is not repeated has its packs together and aligned.
bool canPack(const NestPlan& nest, const std::vector<size_t>& strided, int pack)
{
    if (strided.empty())
        return true; // a rest is done one by one
    const auto& axes = nest.axes();
    if (axes.empty() || axes.back().size % pack != 0)
        return false;
    for (const size_t tensor : strided) {
        const int64_t inner = axes.back().strides[tensor];
        if (inner != 0 && inner != 1)
            return false;
        for (size_t axis = 0; inner == 1 && axis + 1 < axes.size(); ++axis) {
            if (axes[axis].strides[tensor] % pack != 0)
                return false;
        }
    }
    return true;
}

// Packs of 16 bytes of the widest tensor that is gone through as it lies.
int packOf(const NestPlan& nest, const std::vector<size_t>& strided, size_t bytes)
{
    for (const int pack : {8, 4, 2}) {
        if (size_t(pack) * bytes <= 16 && canPack(nest, strided, pack))
            return pack;
    }
    return 1;
}

Plan planOf(const ChainNode& chain)
{
    const std::vector<bool> used = usedSlots(chain.how, int(chain.in.size()));
    const Shape& domain = chain.how.shape;
    std::vector<const ValueInfo*> walked; // those in the nest
    std::vector<Tensor*> tensors;
    Plan plan;
    plan.in.resize(chain.in.size());
    plan.out.resize(chain.out.size());
    const auto place = [&](const ValueInfo& info, Tensor& tensor, bool isUsed) {
        tensor.type = storageName(info.dtype);
        tensor.bytes = byteSize(info.dtype);
        tensor.walk = !isUsed ? Walk::unused : Walk::single;
        const bool isResult = &tensor >= plan.out.data() && &tensor < plan.out.data() + plan.out.size();
        if (isUsed && (isResult || !isSingle(info))) {
            walked.push_back(&info);
            tensors.push_back(&tensor);
        }
    };
    for (size_t i = 0; i < chain.in.size(); ++i)
        place(chain.in[i], plan.in[i], used[i]);
    for (size_t k = 0; k < chain.out.size(); ++k)
        place(chain.out[k], plan.out[k], true);
    std::vector<Shape> strides;
    for (const ValueInfo* info : walked)
        strides.push_back(broadcastStrides(*info, domain));
    plan.nest = NestPlan(int(walked.size()));
    for (const int axis : memoryOrder(chain.out[0])) {
        std::vector<int64_t> steps;
        for (const Shape& stride : strides)
            steps.push_back(stride[axis]);
        plan.nest.add(domain[axis], std::move(steps));
    }
    plan.nest.merge();
    plan.isWide = plan.nest.isWide();
    std::vector<size_t> strided;
    for (size_t k = 0; k < tensors.size(); ++k) {
        tensors[k]->walk = isDirect(plan.nest, k) ? Walk::direct : Walk::strided;
        if (tensors[k]->walk == Walk::strided) {
            tensors[k]->nestIndex = int(strided.size());
            strided.push_back(k);
        }
    }
    plan.strided = int(strided.size());
    size_t widest = 2; // bytes never so wide that a pack has no element
    for (const Tensor* tensor : tensors) {
        if (tensor->walk == Walk::direct)
            widest = std::max(widest, tensor->bytes);
    }
    plan.pack = packOf(plan.nest, strided, widest);
    NestPlan kept(plan.strided); // the strides that the kernel is given
    for (const NestPlan::Axis& axis : plan.nest.axes()) {
        std::vector<int64_t> steps;
        for (const size_t tensor : strided)
            steps.push_back(axis.strides[tensor]);
        kept.add(axis.size, std::move(steps));
    }
    plan.nest = std::move(kept);
    return plan;
}

std::string text(int64_t number)
{
    return std::to_string(number);
}

std::string offsetText(const Tensor& tensor)
{
    return tensor.walk == Walk::direct ? "i" : "o" + text(tensor.nestIndex);
}

std::string sourceOf(const ChainNode& chain, const Plan& plan)
{
    const int rank = plan.nest.rank();
    std::string code = "typedef " + std::string(typeName(chain.how.dtype)) + " T;\ntypedef "
        + (plan.isWide ? "i64" : "i32") + " INDEX;\n";
    code += precisionText(chain.in, chain.out);
    code += kernelText("scalar");
    code += "template <class E, int V> struct __align__(sizeof(E) * V) Pack { E e[V]; };\n";
    code += "struct Arguments {\n    void* in[" + text(int64_t(std::max<size_t>(1, plan.in.size())))
        + "];\n    void* out[" + text(int64_t(plan.out.size())) + "];\n    i64 count;\n";
    if (plan.strided > 0)
        code += "    i64 size[" + text(rank) + "];\n    i64 stride[" + text(plan.strided) + "][" + text(rank) + "];\n";
    code += "};\n";
    std::string singles, singleNames;
    for (size_t i = 0; i < plan.in.size(); ++i) {
        if (plan.in[i].walk != Walk::single)
            continue;
        singles += ", const T s" + text(int64_t(i));
        singleNames += ", (T)*(const " + plan.in[i].type + "*)a.in[" + text(int64_t(i)) + "]";
    }
    code +=
        "template <int V> __device__ __forceinline__ void run(const Arguments& a, const INDEX i" + singles + ")\n{\n";
    if (plan.strided > 0) {
        code += "    INDEX rest = i;\n";
        for (int k = 0; k < plan.strided; ++k)
            code += "    INDEX o" + text(k) + " = 0;\n";
        for (int axis = rank - 1; axis >= 0; --axis) {
            const bool last = axis == 0;
            code += "    {\n";
            if (last)
                code += "        const INDEX at = rest;\n";
            else
                code += "        const INDEX next = rest / (INDEX)a.size[" + text(axis)
                    + "], at = rest - next * (INDEX)a.size[" + text(axis) + "];\n        rest = next;\n";
            for (int k = 0; k < plan.strided; ++k)
                code += "        o" + text(k) + " += at * (INDEX)a.stride[" + text(k) + "][" + text(axis) + "];\n";
            code += "    }\n";
        }
    }
    const auto repeats = [&](const Tensor& tensor) { // one element for the whole pack
        return tensor.walk == Walk::strided && plan.pack > 1
            && plan.nest.axes().back().strides[size_t(tensor.nestIndex)] == 0;
    };
    for (size_t i = 0; i < plan.in.size(); ++i) {
        const Tensor& tensor = plan.in[i];
        if (tensor.walk == Walk::unused || tensor.walk == Walk::single)
            continue;
        const std::string pack = repeats(tensor) ? "Pack<" + tensor.type + ", 1>" : "Pack<" + tensor.type + ", V>";
        code += "    const " + pack + " p" + text(int64_t(i)) + " = *(const " + pack + "*)((const " + tensor.type
            + "*)a.in[" + text(int64_t(i)) + "] + " + offsetText(tensor) + ");\n";
    }
    for (size_t k = 0; k < plan.out.size(); ++k)
        code += "    Pack<" + plan.out[k].type + ", V> r" + text(int64_t(k)) + ";\n";
    code += "#pragma unroll\n    for (int v = 0; v < V; ++v) {\n";
    for (size_t i = 0; i < plan.in.size(); ++i) {
        const Tensor& tensor = plan.in[i];
        if (tensor.walk == Walk::direct || tensor.walk == Walk::strided)
            code += "        const T s" + text(int64_t(i)) + " = (T)p" + text(int64_t(i)) + ".e["
                + (repeats(tensor) ? "0" : "v") + "];\n";
    }
    code += stepsText(chain.how, int(chain.in.size()));
    for (size_t k = 0; k < plan.out.size(); ++k)
        code += "        r" + text(int64_t(k)) + ".e[v] = s" + text(slotOfResult(chain.how.results[k])) + ";\n";
    code += "    }\n";
    for (size_t k = 0; k < plan.out.size(); ++k) {
        const std::string pack = "Pack<" + plan.out[k].type + ", V>";
        code += "    *(" + pack + "*)((" + plan.out[k].type + "*)a.out[" + text(int64_t(k)) + "] + "
            + offsetText(plan.out[k]) + ") = r" + text(int64_t(k)) + ";\n";
    }
    const std::string pack = text(plan.pack);
    code += "}\nextern \"C\" __global__ void __launch_bounds__(256) chain(const Arguments a)\n{\n"
            "    const INDEX packs = (INDEX)(a.count / "
        + pack + ");\n    for (INDEX p = (INDEX)firstItem(); p < packs; p += (INDEX)itemStep())\n        run<" + pack
        + ">(a, p * " + pack + singleNames + ");\n";
    if (plan.pack > 1 && plan.strided == 0)
        code += "    for (INDEX i = packs * " + pack
            + " + (INDEX)firstItem(); i < (INDEX)a.count; i += (INDEX)itemStep())\n        run<1>(a, i" + singleNames
            + ");\n";
    return code + "}\n";
}

class ElementwiseKernel final : public Kernel {
public:
    ElementwiseKernel(Plan plan, Function function, int64_t elements)
        : m_plan(std::move(plan))
        , m_function(std::move(function))
        , m_elements(elements)
    {
        m_outAt = std::max<size_t>(1, m_plan.in.size());
        for (size_t i = 0; i < m_outAt + m_plan.out.size(); ++i)
            m_arguments.add(0);
        m_arguments.add(elements);
        if (m_plan.strided == 0)
            return;
        for (const NestPlan::Axis& axis : m_plan.nest.axes())
            m_arguments.add(axis.size);
        for (size_t tensor = 0; tensor < size_t(m_plan.strided); ++tensor) {
            for (const NestPlan::Axis& axis : m_plan.nest.axes())
                m_arguments.add(axis.strides[tensor]);
        }
    }

    // A thread reads all of its elements before it writes any.
    bool mayOverwrite(int operand) const override
    {
        return m_plan.in[size_t(operand)].walk == Walk::direct
            && std::ranges::all_of(m_plan.out, [](const Tensor& out) { return out.walk == Walk::direct; });
    }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte*) override
    {
        if (m_elements == 0)
            return;
        for (size_t i = 0; i < in.size(); ++i)
            m_arguments.setPointer(i, in[i]);
        for (size_t k = 0; k < out.size(); ++k)
            m_arguments.setPointer(m_outAt + k, out[k]);
        void* addresses[] = {m_arguments.words()};
        m_function.launchWith(gridFor(divideUp(m_elements, m_plan.pack)), addresses);
    }

private:
    Plan m_plan;
    Function m_function;
    int64_t m_elements;
    size_t m_outAt = 0;
    ArgumentWords m_arguments;
};

} // namespace

std::unique_ptr<Kernel> makeElementwise(const ChainNode& chain, Device& device)
{
    Plan plan = planOf(chain);
    Function function = device.function(generatedSource("chain", sourceOf(chain, plan)), "chain");
    return std::make_unique<ElementwiseKernel>(std::move(plan), std::move(function), chain.how.shape.elements());
}

} // namespace weft::cuda
