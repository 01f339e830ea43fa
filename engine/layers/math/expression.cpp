#include "engine/layers/axes.h"
#include "engine/layers/formula/formula.h"

namespace weft::layers {

namespace {

Formula parsed(const LayerContext& c)
{
    try {
        return Formula(c.text("formula"));
    } catch (const FormulaError& error) {
        throw LayerError(error.what(), "formula", error.position);
    }
}

std::string functionNames()
{
    std::string names;
    for (const FormulaFunction& function : formulaFunctions())
        names += (names.empty() ? "" : ", ") + std::string(function.name);
    return names;
}

Values build(LayerContext& c, Values in)
{
    const Formula formula = parsed(c);
    requireNumbers(c, in[0]);
    for (int i = 1; i < int(in.size()); ++i) {
        const std::string port = {Formula::inputs[size_t(i)]};
        if (!formula.uses(i)) {
            if (in[size_t(i)].valid())
                c.warn("The formula does not use " + port + ", which is wired.", port);
            continue;
        }
        c.require(in[size_t(i)].valid(), "The formula uses " + port + ", but nothing is wired to it.", port);
        for (int before = 0; before < i; ++before) {
            if (formula.uses(before))
                requireFit(c, in[size_t(before)], in[size_t(i)], port);
        }
    }
    if (!formula.uses(0))
        c.warn("The formula does not use x.", "formula");
    const Value result = formula.build(c.builder(), c.dtype(), in);
    return {result.shape().rank() == 0 ? broadcastTo(result, in[0].shape()) : result};
}

} // namespace

LayerType expression()
{
    return {
        .title = "Expression",
        .doc = "A formula of your own, for each element: x * sigmoid(1.7 * x). It learns and runs like any other "
               "layer.",
        .inputs = {{"x", "any shape"},
                   {.id = "y", .doc = "as x; an axis of 1 is repeated", .optional = true},
                   {.id = "z", .doc = "as y", .optional = true},
                   {.id = "w", .doc = "as y", .optional = true}},
        .outputs = {{"result", "as the inputs"}},
        .params = {text("formula", "x * sigmoid(1.7 * x)",
                        "Of x, y, z and w, with + - * / ^, comparisons, parentheses, pi, e and functions: "
                            + functionNames() + ".")},
        .build = build,
    };
}

} // namespace weft::layers
