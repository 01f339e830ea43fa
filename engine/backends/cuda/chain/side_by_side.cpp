#include "engine/backends/cuda/chain/chain.h"
#include "engine/backends/cuda/chain/chain_text.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>

// Chains of equal code over tensors of different sizes, in one launch: an optimizer's updates of all weights, or the
// sums of all gradients' squares. A block works on a piece of one tensor, which it finds in a table that comes with the
// kernel's arguments; where the table is too long for those, it takes a few launches.

namespace weft::cuda {

namespace {

constexpr int block = 256; // threads
constexpr int64_t argumentBytes = 4096; // what a launch may have on every driver
// Elements of a piece, from the sizes alone, so that sums are the same on every device. Where there is little to do, small
// pieces: what a thread does one after the other takes longer there than what the device does at once.
constexpr int64_t updatePiece = 4096, sumPiece = 16384, smallUpdatePiece = 1024, smallSumPiece = 2048;
constexpr int64_t few = 1 << 20; // elements in all

enum class Role { unused, shared, single, whole }; // shared: one number for all chains

struct Plan {
    FusedAttrs how; // of all chains, but for shapes
    std::vector<Role> roles; // of a chain's operands
    std::vector<DType> types;
    size_t chains = 0, operands = 0, results = 0; // operands and results of one chain
    std::vector<int64_t> counts; // elements of each chain
    std::vector<bool> overwritable; // the node's operands

    size_t sharedCount() const { return size_t(std::ranges::count(roles, Role::shared)); }
    size_t ownCount() const // pointers of each chain
    {
        return results + size_t(std::ranges::count(roles, Role::single) + std::ranges::count(roles, Role::whole));
    }
    bool isSum() const { return how.reduce == FusedAttrs::sum; }
    int64_t piece() const
    {
        const bool isSmall = std::accumulate(counts.begin(), counts.end(), int64_t(0)) < few;
        return isSum() ? (isSmall ? smallSumPiece : sumPiece) : (isSmall ? smallUpdatePiece : updatePiece);
    }
    int64_t pieces(size_t chain) const { return divideUp(counts[chain], piece()); }
    // Rows of the table: pointers, count, first block.
    size_t capacity() const
    {
        const int64_t rowBytes = 8 * int64_t(ownCount() + 2), otherBytes = 8 * int64_t(sharedCount() + 3);
        return std::min(chains, size_t(std::max<int64_t>(1, (argumentBytes - otherBytes) / rowBytes)));
    }
};

// Whether a result may be written over the operand: it is the state that the result is the next value of, and no other
// chain reads it. A result in the place of another chain's operand would be a race.
bool mayOverwriteState(const Node& node, const Program& program, int value, size_t firstOut, size_t results)
{
    const auto state = std::ranges::find(program.states, value, &StateVariable::value);
    if (state == program.states.end() || std::ranges::count(node.in, value) != 1)
        return false;
    const auto begin = node.out.begin() + int64_t(firstOut);
    return std::find(begin, begin + int64_t(results), state->next) != begin + int64_t(results);
}

std::optional<Plan> planOf(const Node& node, const Program& program)
{
    const auto& all = std::get<ChainsAttrs>(node.attrs);
    Plan plan;
    plan.how = all.chains.front();
    plan.chains = all.chains.size();
    plan.operands = size_t(all.operands.front());
    plan.results = plan.how.results.size();
    const bool isFloat = plan.how.dtype == DType::f32 || plan.how.dtype == DType::f64;
    if (!isFloat || plan.how.reduce == FusedAttrs::maximum
        || 8 * int64_t(plan.operands + plan.results + 5) > argumentBytes)
        return std::nullopt;
    const std::vector<bool> used = usedSlots(plan.how, int(plan.operands));
    const auto infoOf = [&](int value) -> const ValueInfo& { return program.values[size_t(value)]; };
    for (size_t chain = 0; chain < plan.chains; ++chain) {
        const FusedAttrs& how = all.chains[chain];
        if (how.code != plan.how.code || how.results != plan.how.results || how.dtype != plan.how.dtype
            || how.reduce != plan.how.reduce || size_t(all.operands[chain]) != plan.operands)
            return std::nullopt;
        plan.counts.push_back(how.shape.elements());
        const size_t firstIn = chain * plan.operands, firstOut = chain * plan.results;
        std::optional<Layout> layout;
        const auto isInOrder = [&](const ValueInfo& info) {
            return info.layout == *(layout ? layout : layout = info.layout);
        };
        for (size_t i = 0; i < plan.operands; ++i) {
            const int value = node.in[firstIn + i];
            const ValueInfo& info = infoOf(value);
            const Role role = !used[i] ? Role::unused : info.shape == how.shape ? Role::whole : Role::single;
            if (chain == 0) {
                plan.roles.push_back(role);
                plan.types.push_back(info.dtype);
            }
            if (storageName(info.dtype) == nullptr || role != plan.roles[i] || info.dtype != plan.types[i]
                || (role == Role::single && info.shape.elements() != 1) || (role == Role::whole && !isInOrder(info)))
                return std::nullopt;
            plan.overwritable.push_back(role == Role::whole && !plan.isSum()
                                        && mayOverwriteState(node, program, value, firstOut, plan.results));
        }
        for (size_t k = 0; k < plan.results; ++k) {
            const ValueInfo& info = infoOf(node.out[firstOut + k]);
            if (plan.isSum() ? info.shape.elements() != 1 : !isInOrder(info))
                return std::nullopt;
        }
    }
    for (size_t i = 0; i < plan.operands; ++i) { // numbers that all chains read need not be in the table
        bool isShared = plan.roles[i] == Role::single;
        for (size_t chain = 1; chain < plan.chains; ++chain)
            isShared = isShared && node.in[chain * plan.operands + i] == node.in[i];
        if (isShared)
            plan.roles[i] = Role::shared;
    }
    return plan;
}

std::string text(int64_t number)
{
    return std::to_string(number);
}

// Where the pointer to an operand is.
std::string pointerText(const Plan& plan, size_t operand)
{
    const auto before = [&](Role role) {
        return std::count(plan.roles.begin(), plan.roles.begin() + int64_t(operand), role);
    };
    const std::string type = std::string("(const ") + storageName(plan.types[operand]) + "*)";
    if (plan.roles[operand] == Role::shared)
        return type + "a.shared[" + text(before(Role::shared)) + "]";
    return type + "a.row[at].own[" + text(int64_t(plan.results) + before(Role::single) + before(Role::whole)) + "]";
}

// The body of a kernel over `V` elements at i; results are in r0, r1, … (updates) or added to sum[] (sums).
std::string bodyText(const Plan& plan, const std::string& width)
{
    std::string code;
    for (size_t i = 0; i < plan.operands; ++i) {
        if (plan.roles[i] != Role::whole)
            continue;
        const std::string pack = std::string("Pack<") + storageName(plan.types[i]) + ", " + width + ">",
                          number = text(int64_t(i));
        code += "            const " + pack + " p" + number + " = *(const " + pack + "*)(x" + number + " + i);\n";
    }
    for (size_t k = 0; k < plan.results && !plan.isSum(); ++k)
        code += "            Pack<T, " + width + "> r" + text(int64_t(k)) + ";\n";
    code += "#pragma unroll\n            for (int v = 0; v < " + width + "; ++v) {\n";
    for (size_t i = 0; i < plan.operands; ++i) {
        if (plan.roles[i] == Role::whole)
            code += "        const T s" + text(int64_t(i)) + " = (T)p" + text(int64_t(i)) + ".e[v];\n";
    }
    code += stepsText(plan.how, int(plan.operands));
    for (size_t k = 0; k < plan.results; ++k)
        code += plan.isSum() ? "        some[" + text(int64_t(k)) + "] += s" + text(plan.how.results[k]) + ";\n"
                             : "        r" + text(int64_t(k)) + ".e[v] = s" + text(plan.how.results[k]) + ";\n";
    code += "            }\n";
    for (size_t k = 0; k < plan.results && !plan.isSum(); ++k)
        code += "            *(Pack<T, " + width + ">*)(y" + text(int64_t(k)) + " + i) = r" + text(int64_t(k)) + ";\n";
    return code;
}

std::string sourceOf(const Plan& plan)
{
    size_t most = byteSize(plan.how.dtype); // of an element of what is read in packs
    for (size_t i = 0; i < plan.operands; ++i)
        most = plan.roles[i] == Role::whole ? std::max(most, byteSize(plan.types[i])) : most;
    const std::string pack = text(int64_t(std::min<size_t>(4, 16 / most))), results = text(int64_t(plan.results));
    std::string code = "typedef " + std::string(typeName(plan.how.dtype)) + " T;\n" + std::string(kernelText("scalar"));
    code += "template <class E, int V> struct __align__(sizeof(E) * V) Pack { E e[V]; };\n"
            "struct Row { void* own["
        + text(int64_t(plan.ownCount())) + "]; i64 count, firstBlock; };\nstruct Arguments {\n    void* shared["
        + text(std::max<int64_t>(1, int64_t(plan.sharedCount())))
        + "];\n    void* partial;\n    i64 rows;\n    Row row[" + text(int64_t(plan.capacity())) + "];\n};\n";
    // The row that a block belongs to, and its piece of that tensor.
    code += "extern \"C\" __global__ void __launch_bounds__(256) pieces(const Arguments a)\n{\n"
            "    int at = 0;\n    for (int end = (int)a.rows; end - at > 1;) {\n        const int middle = (at + end) "
            "/ 2;\n"
            "        if (a.row[middle].firstBlock <= (i64)blockIdx.x)\n            at = middle;\n        else\n"
            "            end = middle;\n    }\n"
            "    const i64 begin = ((i64)blockIdx.x - a.row[at].firstBlock) * "
        + text(plan.piece()) + ", rest = a.row[at].count - begin;\n    const i64 end = begin + (rest < "
        + text(plan.piece()) + " ? rest : " + text(plan.piece()) + ");\n";
    for (size_t i = 0; i < plan.operands; ++i) {
        if (plan.roles[i] == Role::whole)
            code += "    const " + std::string(storageName(plan.types[i])) + "* const x" + text(int64_t(i)) + " = "
                + pointerText(plan, i) + ";\n";
        else if (plan.roles[i] != Role::unused)
            code += "    const T s" + text(int64_t(i)) + " = (T)*" + pointerText(plan, i) + ";\n";
    }
    for (size_t k = 0; k < plan.results && !plan.isSum(); ++k)
        code += "    T* const y" + text(int64_t(k)) + " = (T*)a.row[at].own[" + text(int64_t(k)) + "];\n";
    if (plan.isSum())
        code += "    typedef Number<T>::Sum Sum;\n    Sum sum[" + results + "] = {};\n";
    code += "    i64 i = begin + (i64)threadIdx.x * " + pack + ";\n    while (i + " + pack + " <= end) {\n";
    if (plan.isSum()) // sixteen packs at a time in T: few conversions, and rounding does not grow
        code += "        T some[" + results + "] = {};\n        for (int k = 0; k < 16 && i + " + pack
            + " <= end; ++k, i += " + text(block) + " * " + pack + ") {\n" + bodyText(plan, pack)
            + "        }\n        for (int k = 0; k < " + results
            + "; ++k)\n            sum[k] += (Sum)some[k];\n    }\n";
    else
        code += bodyText(plan, pack) + "        i += " + text(block) + " * " + pack + ";\n    }\n";
    // What is left behind the last pack
    code += "    i = begin + (end - begin) / " + pack + " * " + pack + " + threadIdx.x;\n    if (i < end) {\n";
    if (plan.isSum())
        code += "        T some[" + results + "] = {};\n" + bodyText(plan, "1") + "        for (int k = 0; k < "
            + results + "; ++k)\n            sum[k] += (Sum)some[k];\n";
    else
        code += bodyText(plan, "1");
    code += "    }\n";
    if (!plan.isSum())
        return code + "}\n";
    code += "    __shared__ Sum shared[8];\n    for (int k = 0; k < " + results
        + "; ++k) {\n        const Sum whole = ofBlock(sum[k], shared);\n        if (threadIdx.x == 0)\n"
          "            ((Sum*)a.partial)[(i64)blockIdx.x * "
        + results
        + " + k] = whole;\n    }\n}\n"
          // A block a row: the sums of its pieces.
          "extern \"C\" __global__ void __launch_bounds__(256) join(const Arguments a)\n{\n"
          "    typedef Number<T>::Sum Sum;\n    __shared__ Sum shared[8];\n    const int at = (int)blockIdx.x;\n"
          "    const i64 first = a.row[at].firstBlock, end = first + (a.row[at].count + "
        + text(plan.piece() - 1) + ") / " + text(plan.piece()) + ";\n    for (int k = 0; k < " + results
        + "; ++k) {\n        Sum sum = 0;\n        for (i64 i = first + threadIdx.x; i < end; i += 256)\n"
          "            sum += ((const Sum*)a.partial)[i * "
        + results
        + " + k];\n        sum = ofBlock(sum, shared);\n        if (threadIdx.x == 0)\n"
          "            *(T*)a.row[at].own[k] = (T)sum;\n    }\n}\n";
    return code;
}

// Over the 256 threads of a block; the first has the result.
constexpr const char* ofBlock = R"(
template <class Sum> __device__ __forceinline__ Sum ofBlock(Sum value, Sum* shared)
{
    for (int step = 16; step > 0; step /= 2)
        value += __shfl_down_sync(0xffffffffu, value, step);
    __syncthreads(); // shared may still be read for the result before
    if (threadIdx.x % 32 == 0)
        shared[threadIdx.x / 32] = value;
    __syncthreads();
    if (threadIdx.x == 0) {
        for (int warp = 1; warp < 8; ++warp)
            value += shared[warp];
    }
    return value;
}
)";

class ChainsKernel final : public Kernel {
public:
    ChainsKernel(Plan plan, Function pieces, Function join)
        : m_plan(std::move(plan))
        , m_pieces(std::move(pieces))
        , m_join(std::move(join))
    {
        m_words.resize(std::max<size_t>(1, m_plan.sharedCount()) + 2 + m_plan.capacity() * (m_plan.ownCount() + 2));
    }

    size_t workspaceBytes() const override
    {
        int64_t most = 0;
        for (size_t first = 0; m_plan.isSum() && first < m_plan.chains; first += m_plan.capacity()) {
            int64_t blocks = 0;
            for (size_t chain = first; chain < std::min(m_plan.chains, first + m_plan.capacity()); ++chain)
                blocks += m_plan.pieces(chain);
            most = std::max(most, blocks);
        }
        return size_t(most) * m_plan.results * sizeof(double);
    }

    bool mayOverwrite(int operand) const override { return m_plan.overwritable[size_t(operand)]; }

    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override
    {
        void* arguments[] = {m_words.data()};
        for (size_t first = 0; first < m_plan.chains; first += m_plan.capacity()) {
            const size_t rows = std::min(m_plan.chains - first, m_plan.capacity());
            const int64_t blocks = fill(in, out, workspace, first, rows);
            m_pieces.launchWith({.blocks = blocks, .threads = block}, arguments);
            if (m_plan.isSum())
                m_join.launchWith({.blocks = int64_t(rows), .threads = block}, arguments);
        }
    }

private:
    // Writes the arguments for some of the chains; the number of their blocks.
    int64_t fill(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace, size_t first,
                 size_t rows)
    {
        size_t at = 0;
        const auto add = [&](const auto& value) { std::memcpy(&m_words[at++], &value, sizeof(int64_t)); };
        for (size_t i = 0; i < m_plan.operands; ++i) {
            if (m_plan.roles[i] == Role::shared)
                add(in[i]);
        }
        at = std::max<size_t>(1, at);
        add(workspace);
        add(int64_t(rows));
        int64_t blocks = 0;
        for (size_t chain = first; chain < first + rows; ++chain) {
            for (size_t k = 0; k < m_plan.results; ++k)
                add(out[chain * m_plan.results + k]);
            for (size_t i = 0; i < m_plan.operands; ++i) {
                if (m_plan.roles[i] == Role::single || m_plan.roles[i] == Role::whole)
                    add(in[chain * m_plan.operands + i]);
            }
            add(m_plan.counts[chain]);
            add(blocks);
            blocks += m_plan.pieces(chain);
        }
        return blocks;
    }

    Plan m_plan;
    Function m_pieces, m_join;
    std::vector<int64_t> m_words;
};

} // namespace

std::unique_ptr<Kernel> prepareChains(const Node& node, const Program& program, Device& device)
{
    std::optional<Plan> plan = planOf(node, program);
    if (!plan)
        return nullptr;
    const KernelSource source = generatedSource("side_by_side", ofBlock + sourceOf(*plan));
    Function pieces = device.function(source, "pieces");
    Function join = plan->isSum() ? device.function(source, "join") : Function();
    return std::make_unique<ChainsKernel>(std::move(*plan), std::move(pieces), std::move(join));
}

} // namespace weft::cuda
