#include "engine/export/cpp/steps.h"

#include "engine/ir/ops/ops.h"

#include <algorithm>

namespace weft {

namespace {

void append(std::vector<PlainStep>& steps, PlainStep step, const std::string& origin)
{
    step.origin = origin;
    steps.push_back(std::move(step));
}

// Zeros, and the operand's elements among them.
void pad(std::vector<PlainStep>& steps, const PlainProgram& program, const PlainMemory& memory, const Node& node)
{
    const auto& how = std::get<PadAttrs>(node.attrs);
    const Extents from = program.code.extents(node.in[0]);
    Walk place = wholeWalk(int(from.size()));
    for (size_t axis = 0; axis < place.size(); ++axis)
        place[axis] = {int(axis), how.low[int(axis)], how.interior[int(axis)] + 1};
    const int home = memory.home(node.out[0]);
    const std::string type = plainType(program.dtype(node.out[0]));
    append(steps,
           {.text = "std::memset(" + plainName(home) + ", 0, sizeof(" + type + ") * "
                + elementsOf(program.code.extents(node.out[0])).text() + ");\n",
            .writes = {home}},
           program.origin(node));
    append(steps, elementLoop(program, memory, node.in[0], false, node.out[0], place), program.origin(node));
}

void concat(std::vector<PlainStep>& steps, const PlainProgram& program, const PlainMemory& memory, const Node& node)
{
    const size_t axis = size_t(std::get<AxisAttrs>(node.attrs).axis);
    int64_t start = 0;
    for (const int part : node.in) {
        Walk place = wholeWalk(program.shape(part).rank());
        place[axis].start = start;
        append(steps, elementLoop(program, memory, part, false, node.out[0], place), program.origin(node));
        start += program.shape(part)[int(axis)];
    }
}

} // namespace

std::vector<PlainStep> plainSteps(PlainProgram& program, const PlainMemory& memory)
{
    std::vector<PlainStep> steps;
    const Program& code = program.program();
    for (size_t i = 0; i < code.nodes.size(); ++i) {
        const Node& node = code.nodes[i];
        if (program.swallowed[i] || node.op == &reshapeOp || node.op == &stopGradientOp)
            continue;
        if (node.op == &padOp) {
            pad(steps, program, memory, node);
        } else if (node.op == &concatOp) {
            concat(steps, program, memory, node);
        } else if (node.op == &sumOp || node.op == &maxOp) {
            append(steps, reduceLoop(program, memory, node), program.origin(node));
        } else if (isInline(*node.op)) {
            for (const int value : node.out) {
                if (memory.isKept(value) && program.maker(value) != nullptr)
                    append(steps,
                           elementLoop(program, memory, value, true, value, wholeWalk(program.shape(value).rank())),
                           program.origin(node));
            }
        } else if (std::optional<PlainStep> call = callStep(program, memory, node)) {
            append(steps, std::move(*call), program.origin(node));
        } else {
            throw Error("\"" + program.origin(node) + "\" needs \"" + std::string(node.op->name)
                        + "\", which Weft has no plain C++ for; export the network as ONNX.");
        }
    }
    return steps;
}

} // namespace weft
