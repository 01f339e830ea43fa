#include "engine/import/onnx/operators/operators.h"

#include <numeric>

namespace weft {

namespace {

// −log p of each label, weighted; `scores` are logarithms of probabilities, classes along axis 1.
void giveLoss(Conversion& c, const Operand& scores, size_t weights)
{
    const Operand labels = c.unfolded(c.in(1));
    const int64_t classes = scores.dims[1];
    const bool ignores = c.find("ignore_index") != nullptr;
    const std::string ignored = formulaNumber(double(c.integer("ignore_index", 0)));
    const Operand safe = ignores ? c.formula("select(x == " + ignored + ", 0, x)", {labels}) : labels;
    std::vector<int64_t> column = labels.dims;
    column.insert(column.begin() + 1, 1);
    const Operand index = c.reshaped(safe, column, -1);
    const Operand picked = c.reshaped(c.layer({.type = "gather_along",
                                               .params = {{"axis", int64_t(2)}},
                                               .wires = {{"x", scores.output}, {"index", index.output}}},
                                              -1, scores.type),
                                      labels.dims, -1);
    Operand share; // that each label counts
    if (c.has(weights)) {
        if (c.in(weights).elements() != classes)
            c.refuse("its weights do not fit its classes");
        share = c.gathered(c.in(weights), safe, 0);
    }
    if (ignores)
        share = share.rank() > 0 ? c.formula("x * (y != " + ignored + ")", {share, labels})
                                 : c.formula("x != " + ignored, {labels}, scores.type);
    const bool shared = share.output.value.valid();
    const Operand loss = shared ? c.formula("-x * y", {picked, share}) : c.formula("-x", {picked});
    std::vector<int> axes(size_t(loss.rank()));
    std::iota(axes.begin(), axes.end(), 0);
    const std::string_view reduction = c.text("reduction", "mean");
    if (reduction == "none")
        return c.give(loss);
    if (reduction == "sum" || shared) {
        const Operand total = c.reduced(loss, "sum", axes, false);
        c.give(reduction == "sum" ? total : c.formula("x / y", {total, c.reduced(share, "sum", axes, false)}));
        return;
    }
    c.give(c.reduced(loss, "mean", axes, false));
}

void negativeLogLikelihood(Conversion& c)
{
    const Operand scores = c.unfolded(c.in(0));
    if (scores.rank() < 2)
        c.refuse("it has no classes");
    giveLoss(c, scores, 2);
}

void softmaxCrossEntropy(Conversion& c)
{
    const Operand x = c.unfolded(c.in(0));
    if (x.rank() < 2)
        c.refuse("it has no classes");
    const Operand scores = c.layer("log_softmax", {{"axis", int64_t(2)}}, x);
    giveLoss(c, scores, 2);
    if (c.isUsed(1))
        c.give(scores);
}

} // namespace

std::span<const OnnxOperator> lossOperators()
{
    static constexpr OnnxOperator all[] = {{"NegativeLogLikelihoodLoss", negativeLogLikelihood},
                                           {"SoftmaxCrossEntropyLoss", softmaxCrossEntropy}};
    return all;
}

} // namespace weft
