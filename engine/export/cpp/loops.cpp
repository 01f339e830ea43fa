#include "engine/export/cpp/steps.h"
#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int64_t elementsOfTask = 16384; // what is worth a thread's waking

struct Axis {
    int index; // its number in the domain
    PlainSize size; // with those that are counted along
};

// Axes of a domain that need a loop of their own: those of size 1 do not, and neighbours that every access crosses in
// one stride are one. `apart`: whether axis i may not be joined with the next.
std::vector<Axis> joinedAxes(const Extents& domain, const std::vector<LoopText::Access>& accesses,
                             const std::function<bool(int, int)>& apart, std::vector<bool>& dropped)
{
    std::vector<Axis> axes;
    dropped.assign(domain.size(), false);
    for (int i = int(domain.size()) - 1; i >= 0; --i) {
        const PlainSize size = PlainSize::of(domain[size_t(i)]);
        dropped[size_t(i)] = true;
        if (size.isNumber(1))
            continue;
        if (!axes.empty() && !apart(i, axes.front().index)) {
            Axis& next = axes.front();
            if (std::ranges::all_of(accesses, [&](const LoopText::Access& access) {
                    return access[size_t(i)] == access[size_t(next.index)] * next.size;
                })) {
                next.size = next.size * size;
                continue;
            }
        }
        dropped[size_t(i)] = false;
        axes.insert(axes.begin(), {i, size});
    }
    return axes;
}

std::string indexName(const Axis& axis)
{
    return "i" + std::to_string(axis.index);
}

std::string divisor(const PlainSize& size)
{
    const std::string text = size.text();
    return text.find(' ') == std::string::npos ? text : "(" + text + ")";
}

// threads.run over all turns of the axes, and in it `body` for each.
std::string overAll(std::span<const Axis> axes, const std::string& work, const std::string& body)
{
    PlainSize turns = PlainSize::of(1);
    for (const Axis& axis : axes)
        turns = turns * axis.size;
    std::string text = "threads.run(" + turns.text() + ", " + work + ", [&](size_t begin, size_t end) {\n";
    if (axes.size() == 1)
        return text + "for (size_t " + indexName(axes[0]) + " = begin; " + indexName(axes[0]) + " < end; ++"
            + indexName(axes[0]) + ")\n" + body + "});\n";
    text += "for (size_t t = begin; t < end; ++t) {\n";
    std::string rest = "t";
    for (size_t i = axes.size(); i-- > 0;) {
        text +=
            "const size_t " + indexName(axes[i]) + " = " + rest + (i > 0 ? " % " + divisor(axes[i].size) : "") + ";\n";
        rest += " / " + divisor(axes[i].size);
    }
    return text + body + "}\n});\n";
}

std::string workOf(const PlainSize& inner)
{
    return std::to_string(elementsOfTask) + " / (" + inner.text() + " + 1) + 1";
}

} // namespace

Walk wholeWalk(int rank)
{
    Walk walk;
    for (int i = 0; i < rank; ++i)
        walk.push_back({i, 0, 1});
    return walk;
}

PlainStep elementLoop(const PlainProgram& program, const PlainMemory& memory, int source, bool isRoot, int target,
                      const Walk& place)
{
    const Extents domain = program.code.extents(source);
    const Walk walk = wholeWalk(int(domain.size()));
    const std::vector<PlainSize> strides = stridesOf(program.code.extents(target));
    LoopText trial(program, memory, std::vector<bool>(domain.size(), false));
    trial.element(source, walk, isRoot);
    std::vector<LoopText::Access> accesses = trial.accesses();
    accesses.push_back(LoopText::accessOf(strides, place, domain.size()));
    std::vector<bool> dropped;
    const std::vector<Axis> axes = joinedAxes(
        domain, accesses, [&](int a, int b) { return trial.counts(a) || trial.counts(b); }, dropped);
    LoopText loop(program, memory, dropped);
    const int home = memory.home(target);
    const std::string expression = loop.element(source, walk, isRoot);
    const std::string line = plainName(home) + "[" + placeText(strides, place, dropped) + "] = " + expression + ";\n";
    PlainStep step = {.reads = loop.reads(), .writes = {home}};
    if (axes.empty()) {
        step.text = line;
    } else if (axes.size() == 1) {
        step.text = overAll(axes, std::to_string(elementsOfTask), line);
    } else {
        const Axis& last = axes.back();
        step.text = overAll(std::span(axes).first(axes.size() - 1), workOf(last.size),
                            "for (size_t " + indexName(last) + " = 0; " + indexName(last) + " < " + last.size.text()
                                + "; ++" + indexName(last) + ")\n" + line);
    }
    return step;
}

PlainStep reduceLoop(const PlainProgram& program, const PlainMemory& memory, const Node& node)
{
    const Extents domain = program.code.extents(node.in[0]);
    const Shape& reduced = std::get<ReduceAttrs>(node.attrs).axes;
    const auto isReduced = [&](int axis) { return std::ranges::find(reduced, axis) != reduced.end(); };
    const Walk walk = wholeWalk(int(domain.size()));
    Walk place = walk;
    for (const int64_t axis : reduced)
        place[size_t(axis)] = {-1, 0, 1};
    const std::vector<PlainSize> strides = stridesOf(program.code.extents(node.out[0]));
    LoopText trial(program, memory, std::vector<bool>(domain.size(), false));
    trial.element(node.in[0], walk);
    std::vector<LoopText::Access> accesses = trial.accesses();
    accesses.push_back(LoopText::accessOf(strides, place, domain.size()));
    std::vector<bool> dropped;
    const std::vector<Axis> axes = joinedAxes(
        domain, accesses,
        [&](int a, int b) { return trial.counts(a) || trial.counts(b) || isReduced(a) != isReduced(b); }, dropped);
    std::vector<Axis> kept, inner;
    for (const Axis& axis : axes)
        (isReduced(axis.index) ? inner : kept).push_back(axis);
    LoopText loop(program, memory, dropped);
    const std::string type = plainType(program.dtype(node.out[0]));
    const bool isSum = node.op == &sumOp;
    std::string value = loop.element(node.in[0], walk);
    std::string body;
    PlainSize each = PlainSize::of(1);
    const std::string target = plainName(node.out[0]) + "[" + placeText(strides, place, dropped) + "]";
    if (inner.empty()) {
        body = target + " = " + value + ";\n";
    } else {
        for (const Axis& axis : inner)
            each = each * axis.size;
        value = std::string(isSum ? "sumOf<" : "largestOf<") + type + ">(" + inner.back().size.text() + ", [&](size_t "
            + indexName(inner.back()) + ") { return " + value + "; })";
        if (inner.size() == 1) {
            body = target + " = " + value + ";\n";
        } else {
            body = type + " all = " + (isSum ? type + "(0)" : "leastOf<" + type + ">()") + ";\n";
            for (size_t i = 0; i + 1 < inner.size(); ++i)
                body += "for (size_t " + indexName(inner[i]) + " = 0; " + indexName(inner[i]) + " < "
                    + inner[i].size.text() + "; ++" + indexName(inner[i]) + ")\n";
            body += isSum ? "all += " + value + ";\n" : "all = larger(" + value + ", all);\n";
            body = "{\n" + body + target + " = all;\n}\n";
        }
    }
    PlainStep step = {.reads = loop.reads(), .writes = {node.out[0]}};
    step.text = kept.empty() ? body : overAll(kept, workOf(each), body);
    return step;
}

} // namespace weft
