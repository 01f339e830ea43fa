#include "engine/backends/cuda/cluster/plan.h"

#include "engine/ir/op.h"

#include <algorithm>
#include <cmath>

namespace weft::cuda {

namespace {

constexpr int threads = ClusterPlan::threads, warps = threads / 32;
constexpr int64_t mostScratch = 4096; // numbers, of a product's parts
constexpr int64_t mostInFull = 1024; // numbers that each block sends to all others

int64_t divideUp(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

bool isDear(const FusedAttrs& how)
{
    return std::ranges::any_of(how.code, [](const FusedStep& step) {
        using enum ScalarFunction;
        return step.function == power || step.function == exp || step.function == log || step.function == tanh
            || step.function == sin || step.function == cos || step.function == erf;
    });
}

class Planner {
public:
    Planner(const Pieces& pieces, int blocks, const std::set<int>& sharedOut)
        : m_pieces(pieces)
        , m_program(*pieces.program)
        , m_sharedOut(sharedOut)
    {
        m_plan.blocks = blocks;
        m_plan.tensorCores = m_program.products != Products::exact;
        m_plan.places.resize(m_program.values.size());
        m_plan.cuts.resize(pieces.pieces.size());
        m_plan.scratchAt.resize(pieces.pieces.size());
        m_plan.byOneThread.resize(pieces.pieces.size());
        m_plan.isCopied.resize(m_program.states.size());
        m_earlier.resize(pieces.pieces.size());
        m_producer.assign(m_program.values.size(), -1);
    }

    std::optional<ClusterPlan> run()
    {
        for (size_t i = 0; i < m_program.values.size(); ++i) {
            if (m_pieces.rootOf(int(i)) == int(i) && !share(int(i)))
                return std::nullopt;
        }
        for (size_t i = 0; i < m_pieces.pieces.size(); ++i) {
            for (const int value : m_pieces.pieces[i].out)
                m_producer[size_t(m_pieces.rootOf(value))] = int(i);
        }
        for (const Variable& input : m_program.inputs)
            place(input.value).kind = Place::shared;
        for (const StateVariable& state : m_program.states)
            place(state.value).kind = isNumber(state.value) ? Place::number : Place::shared;
        for (size_t i = 0; i < m_pieces.pieces.size(); ++i) {
            if (!take(int(i)))
                return std::nullopt;
        }
        for (size_t i = 0; i < m_program.states.size(); ++i) {
            if (!overwrite(i))
                return std::nullopt;
        }
        if (!order())
            return std::nullopt;
        layOut();
        return m_plan;
    }

private:
    Place& place(int value) { return m_plan.places[size_t(m_pieces.rootOf(value))]; }
    bool isNumber(int value) const { return m_pieces.axes[size_t(value)].count == 0; }
    bool isSharedOut(int value, int axis) const
    {
        return m_sharedOut.contains(m_pieces.classes.of(m_pieces.rootOf(value), axis));
    }

    bool share(int value)
    {
        const Axes& axes = m_pieces.axes[size_t(value)];
        Place& it = m_plan.places[size_t(value)];
        it.home = value;
        int count = 0;
        for (int axis = 0; axis < axes.count; ++axis) {
            const size_t at = axes.count == 1 ? 1 : size_t(axis);
            it.size[at] = axes.size[size_t(axis)];
            if (!isSharedOut(value, axis))
                continue;
            if (it.size[at] % m_plan.blocks != 0)
                return false;
            it.size[at] /= m_plan.blocks;
            it.isShared[at] = true;
            ++count;
        }
        it.step = it.size[1];
        return count < 2;
    }

    int64_t elementsOf(const FusedAttrs& how, const Piece& piece) // of a block
    {
        int64_t elements = how.shape.elements();
        for (const int axis : {0, 1}) {
            if (domainIsShared(piece, axis))
                elements /= m_plan.blocks;
        }
        return elements;
    }

    // Whether the domain of a chain is shared out along one of its (at most two) axes.
    bool domainIsShared(const Piece& piece, int axis) const
    {
        const auto isShared = [&](int value) {
            const auto along = axesWithin(piece.how.shape, m_pieces.info(value).shape);
            return (*along)[size_t(axis)] >= 0 && isSharedOut(value, (*along)[size_t(axis)]);
        };
        return std::ranges::any_of(piece.in, isShared) || std::ranges::any_of(piece.out, isShared);
    }

    bool take(int index)
    {
        const Piece& piece = m_pieces.pieces[size_t(index)];
        for (const int value : piece.out)
            place(value).kind = Place::shared;
        switch (piece.kind) {
        case Piece::elementwise: {
            const bool ofNumbers = piece.how.shape.elements() == 1;
            const bool isEarly = std::ranges::all_of(piece.in, [&](int value) {
                return std::ranges::any_of(
                    m_program.inputs, [&](const Variable& input) { return input.value == m_pieces.rootOf(value); });
            });
            m_plan.byOneThread[size_t(index)] = ofNumbers && isEarly && isDear(piece.how);
            if (ofNumbers && !m_plan.byOneThread[size_t(index)]) {
                for (const int value : piece.out)
                    place(value).kind = Place::number;
            }
            m_plan.clocks += 40
                + double(divideUp(elementsOf(piece.how, piece), threads))
                    * double(warps * (4 + piece.how.code.size()) / 2);
            return true;
        }
        case Piece::reduction: {
            const auto along = axesWithin(piece.how.shape, m_pieces.info(piece.out[0]).shape);
            for (const int axis : {0, 1}) {
                if ((*along)[size_t(axis)] < 0 && domainIsShared(piece, axis)) {
                    if (piece.how.reduce != FusedAttrs::sum || piece.how.dtype != DType::f32)
                        return false;
                    place(piece.out[0]).isPartial = true;
                }
            }
            m_plan.clocks += 150 + double(divideUp(elementsOf(piece.how, piece), threads)) * warps * 3;
            return true;
        }
        case Piece::product:
            return takeProduct(index);
        case Piece::loss:
        case Piece::lossGradient:
        case Piece::softmax:
        case Piece::argmax:
            m_plan.clocks += 300 + double(divideUp(place(piece.in[0]).size[0], warps)) * 100;
            return !place(piece.in[0]).isShared[1];
        case Piece::concat:
            return true;
        }
        return false;
    }

    bool takeProduct(int index)
    {
        const Piece& piece = m_pieces.pieces[size_t(index)];
        const Shape &a = m_pieces.info(piece.in[0]).shape, &b = m_pieces.info(piece.in[1]).shape;
        const int kAxis = piece.factors.transposeA ? 0 : 1, nAxis = piece.factors.transposeB ? 0 : 1;
        const auto part = [&](int value, const Shape& shape, int axis) { // of a block
            const bool isShared = shape[axis] > 1 && isSharedOut(value, axis == 1 && shape[0] > 1 ? 1 : 0);
            return std::pair(isShared ? shape[axis] / m_plan.blocks : shape[axis], isShared);
        };
        ProductCut& cut = m_plan.cuts[size_t(index)];
        cut.m = part(piece.in[0], a, 1 - kAxis).first;
        cut.n = part(piece.in[1], b, nAxis).first;
        const auto [k, isPartial] = part(piece.in[0], a, kAxis);
        cut.k = k;
        place(piece.out[0]).isPartial = isPartial;
        const int64_t work = cut.m * cut.n * cut.k;
        cut.tensorCores = m_plan.tensorCores && cut.m >= 8 && cut.n >= 8 && cut.k >= 8 && work >= 4096;
        if (cut.tensorCores) {
            const int64_t tiles = divideUp(cut.m, 16) * divideUp(cut.n, 8), steps = divideUp(cut.k, 8);
            cut.parts = int(std::clamp<int64_t>(warps / tiles, 1, std::max<int64_t>(1, steps / 2)));
            while (steps % cut.parts != 0)
                --cut.parts;
            m_plan.clocks += 150 + double(divideUp(tiles * cut.parts, warps)) * double(divideUp(steps, cut.parts)) * 40;
        } else {
            if (work >= 16384) {
                cut.tileM = cut.m >= 4 ? 4 : 1;
                cut.tileN = cut.n >= 4 ? 4 : 1;
            }
            const int64_t tiles = divideUp(cut.m, cut.tileM) * divideUp(cut.n, cut.tileN);
            const int64_t most = std::min(cut.k / 8, mostScratch / (cut.m * cut.n));
            cut.parts = int(std::clamp<int64_t>(threads / tiles, 1, std::max<int64_t>(1, most)));
            m_plan.clocks += 150
                + double(divideUp(tiles * cut.parts, threads)) * double(divideUp(cut.k, cut.parts)) * warps
                    * (cut.tileM * cut.tileN + 2 * (cut.tileM + cut.tileN)) / 4;
        }
        if (cut.parts > 1)
            m_plan.clocks += 60 + double(cut.parts * divideUp(cut.m * cut.n, threads)) * warps / 2;
        return true;
    }

    // The next value takes the state's memory, if a chain makes it element by element from the state.
    bool overwrite(size_t index)
    {
        const StateVariable& state = m_program.states[index];
        if (state.next < 0 || m_pieces.rootOf(state.next) == state.value)
            return true;
        const int next = m_pieces.rootOf(state.next), maker = m_producer[size_t(next)];
        if (maker < 0 || place(next).isPartial) // another state's value, an input: nobody writes such steps
            return false;
        const int users = int(std::ranges::count_if(m_program.states, [&](const StateVariable& other) {
            return other.next >= 0 && m_pieces.rootOf(other.next) == next;
        }));
        const Piece& piece = m_pieces.pieces[size_t(maker)];
        const auto readsAll = [&](int value) {
            return m_pieces.rootOf(value) != state.value || m_pieces.info(value).shape == piece.how.shape;
        };
        m_plan.isCopied[index] = isNumber(state.value) || users > 1 || piece.kind != Piece::elementwise
            || place(next).home != next || !std::ranges::all_of(piece.in, readsAll);
        if (m_plan.isCopied[index])
            return true;
        place(next).home = state.value;
        for (size_t i = 0; i < m_pieces.pieces.size(); ++i) {
            const Piece& other = m_pieces.pieces[i];
            if (int(i) != maker
                && std::ranges::any_of(other.in, [&](int value) { return m_pieces.rootOf(value) == state.value; }))
                m_earlier[size_t(maker)].push_back(int(i));
        }
        return true;
    }

    // Phases: everything that is ready, until nothing is; then what the blocks have parts of is exchanged.
    bool order()
    {
        std::vector<bool> isDone(m_pieces.pieces.size()), isThere(m_program.values.size(), true);
        for (size_t i = 0; i < m_program.values.size(); ++i)
            isThere[i] = m_producer[i] < 0;
        size_t left = m_pieces.pieces.size();
        std::vector<int> waiting; // parts that nobody has exchanged yet
        while (left > 0) {
            Phase phase;
            std::vector<int> written;
            for (bool again = true; again;) { // numbers in registers are there at once
                again = false;
                for (size_t i = 0; i < m_pieces.pieces.size(); ++i) {
                    const Piece& piece = m_pieces.pieces[i];
                    if (isDone[i] || std::ranges::find(phase.pieces, int(i)) != phase.pieces.end())
                        continue;
                    const bool ready = std::ranges::all_of(
                                           piece.in, [&](int value) { return isThere[size_t(m_pieces.rootOf(value))]; })
                        && std::ranges::all_of(m_earlier[i], [&](int other) { return isDone[size_t(other)]; });
                    if (!ready)
                        continue;
                    phase.pieces.push_back(int(i));
                    if (place(piece.out[0]).kind == Place::number) {
                        for (const int value : piece.out)
                            isThere[size_t(m_pieces.rootOf(value))] = true;
                        again = true;
                    } else {
                        phase.needsSync = true;
                    }
                }
            }
            for (const int index : phase.pieces) {
                isDone[size_t(index)] = true;
                --left;
                for (const int value : m_pieces.pieces[size_t(index)].out) {
                    const int root = m_pieces.rootOf(value);
                    if (place(root).isPartial)
                        waiting.push_back(root);
                    else
                        isThere[size_t(root)] = true;
                }
            }
            if (!phase.pieces.empty()) {
                m_plan.clocks += phase.needsSync ? 60 : 20;
                m_plan.phases.push_back(std::move(phase));
                if (left > 0)
                    continue;
            }
            if (waiting.empty() && left > 0)
                return false; // an order that there is not
            exchange(waiting, isThere);
        }
        exchange(waiting, isThere);
        return true;
    }

    void exchange(std::vector<int>& waiting, std::vector<bool>& isThere)
    {
        if (waiting.empty())
            return;
        Phase phase;
        for (const int value : waiting) {
            isThere[size_t(value)] = true;
            phase.count += divideUp(place(value).elements(), 4) * 4;
        }
        if (phase.count > mostInFull)
            phase.share = divideUp(divideUp(phase.count, m_plan.blocks), 4) * 4;
        m_plan.exchanges += phase.share > 0 ? 2 : 1;
        m_plan.clocks +=
            (phase.share > 0 ? 1400 : 700) + double(phase.count) * (phase.share > 0 ? 3 : m_plan.blocks * 0.4);
        phase.exchanged = std::move(waiting);
        waiting.clear();
        m_plan.phases.push_back(std::move(phase));
    }

    size_t room(size_t bytes)
    {
        const size_t at = m_plan.sharedBytes;
        m_plan.sharedBytes += (bytes + 15) / 16 * 16;
        return at;
    }

    // Rows of what tensor cores read lie so that a warp's lanes meet different banks.
    void spreadRows()
    {
        for (size_t i = 0; i < m_pieces.pieces.size(); ++i) {
            const Piece& piece = m_pieces.pieces[i];
            if (piece.kind != Piece::product || !m_plan.cuts[i].tensorCores)
                continue;
            for (const int value : piece.in) {
                Place& it = m_plan.places[size_t(place(value).home)];
                if (it.size[0] > 1 && it.size[1] >= 16 && !place(value).isPartial)
                    it.step = divideUp(it.size[1] - 4, 8) * 8 + 4;
            }
        }
        for (size_t i = 0; i < m_plan.places.size(); ++i) {
            if (m_plan.places[i].home >= 0)
                m_plan.places[i].step = m_plan.places[size_t(m_plan.places[i].home)].step;
        }
    }

    void layOut()
    {
        spreadRows();
        const auto bytesOf = [](const Place& it) { return size_t(it.size[0] * it.step) * 4; };
        for (const Variable& input : m_program.inputs) {
            Place& it = place(input.value);
            it.copyBytes = (bytesOf(it) + 15) / 16 * 16;
            it.at = room(2 * it.copyBytes);
            const int64_t across = m_pieces.axes[size_t(m_pieces.rootOf(input.value))].size[1];
            if (it.size[0] * it.size[1] >= 256 && it.size[1] % 4 == 0 && it.step % 4 == 0 && across % 4 == 0)
                it.arrivalsAt = room(16);
            m_plan.clocks += double(bytesOf(it)) / 100;
        }
        for (Phase& phase : m_plan.phases) {
            if (phase.exchanged.empty())
                continue;
            phase.partsAt = room(size_t(phase.count) * 4);
            phase.receivedAt = room(size_t(phase.share > 0 ? phase.share : phase.count) * size_t(m_plan.blocks) * 4);
            phase.sumsAt = room(size_t(phase.count) * 4);
            phase.arrivalsAt = room(16);
            size_t offset = 0;
            for (const int value : phase.exchanged) {
                place(value).partialAt = phase.partsAt + offset;
                place(value).at = phase.sumsAt + offset;
                offset += size_t(divideUp(place(value).elements(), 4)) * 16;
            }
        }
        for (size_t i = 0; i < m_plan.places.size(); ++i) {
            Place& it = m_plan.places[i];
            const bool isInput =
                std::ranges::any_of(m_program.inputs, [&](const Variable& input) { return input.value == int(i); });
            if (it.kind == Place::shared && it.home == int(i) && !it.isPartial && !isInput)
                it.at = room(bytesOf(it));
        }
        for (Place& it : m_plan.places) {
            if (it.home >= 0)
                it.at = m_plan.places[size_t(it.home)].at;
        }
        // Between a piece's own threads; from phase to phase the same memory.
        const size_t scratchAt = m_plan.sharedBytes;
        size_t most = scratchAt;
        for (const Phase& phase : m_plan.phases) {
            m_plan.sharedBytes = scratchAt;
            for (const int index : phase.pieces) {
                const ProductCut& cut = m_plan.cuts[size_t(index)];
                const bool isReduction = m_pieces.pieces[size_t(index)].kind == Piece::reduction;
                m_plan.scratchAt[size_t(index)] = room(cut.parts > 1     ? size_t(cut.parts * cut.m * cut.n) * 4
                                                           : isReduction ? warps * 4
                                                                         : 0);
            }
            most = std::max(most, m_plan.sharedBytes);
        }
        m_plan.sharedBytes = most;
    }

    const Pieces& m_pieces;
    const Program& m_program;
    const std::set<int>& m_sharedOut;
    ClusterPlan m_plan;
    std::vector<int> m_producer; // of each root; -1: input or state
    std::vector<std::vector<int>> m_earlier; // pieces that must be done in an earlier phase
};

} // namespace

std::optional<ClusterPlan> planCluster(const Pieces& pieces, size_t sharedBytes, int mostBlocks)
{
    std::optional<ClusterPlan> best;
    const auto consider = [&](int blocks, const std::set<int>& sharedOut) {
        std::optional<ClusterPlan> plan = Planner(pieces, blocks, sharedOut).run();
        if (plan && plan->sharedBytes <= sharedBytes && (!best || plan->clocks < best->clocks))
            best = std::move(plan);
    };
    consider(1, {});
    for (const int blocks : {2, 4, 8, 16}) {
        if (blocks > mostBlocks)
            break;
        std::set<int> candidates;
        for (size_t i = 0; i < pieces.root.size(); ++i) {
            const Axes& axes = pieces.axes[i];
            for (int axis = 0; pieces.root[i] == int(i) && axis < axes.count; ++axis) {
                if (axes.size[size_t(axis)] % blocks == 0)
                    candidates.insert(pieces.classes.of(int(i), axis));
            }
        }
        const std::vector<int> list(candidates.begin(), candidates.end());
        for (size_t i = 0; i < list.size() && i < 12; ++i) {
            consider(blocks, {list[i]});
            for (size_t j = i + 1; j < list.size() && j < 12; ++j)
                consider(blocks, {list[i], list[j]});
        }
    }
    return best;
}

} // namespace weft::cuda
