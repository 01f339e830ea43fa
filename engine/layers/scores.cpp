#include "engine/layers/scores.h"

#include "engine/layers/axes.h"

namespace weft {

int classAxis(const Shape& scores)
{
    return scores.rank() == 3 ? 2 : 1;
}

void requireScores(const LayerContext& c, Value scores, Value labels)
{
    c.require(isFloat(scores.dtype()) || !isFloat(labels.dtype()),
              "The wires of \"x\" and \"target\" are swapped: the network's scores belong to \"x\", the labels to "
              "\"target\".",
              "x");
    requireNumbers(c, scores);
    requireIndices(c, labels, "target");
    c.require(scores.shape().rank() >= 2, "The scores need one number for each class.", "x");
    Shape expected = scores.shape();
    expected.erase(classAxis(scores.shape()));
    c.require(labels.shape() == expected,
              "Scores " + toString(scores.shape()) + " need labels " + toString(expected) + ", but these are "
                  + toString(labels.shape()) + ".",
              "target");
}

ScoreRows scoreRows(Value scores, Value labels)
{
    const int axis = classAxis(scores.shape());
    const int64_t classes = scores.shape()[axis];
    std::vector<int> order;
    for (int i = 0; i < scores.shape().rank(); ++i) {
        if (i != axis)
            order.push_back(i);
    }
    order.push_back(axis);
    const Value last = axis == scores.shape().rank() - 1 ? scores : permute(scores, order);
    const int64_t rows = labels.shape().elements();
    return {reshape(last, {rows, classes}), reshape(labels, {rows})};
}

Value countedRows(LayerContext& c, Value labels)
{
    return 1.0 - cast(equal(labels, double(c.integer("ignore"))), c.dtype());
}

} // namespace weft
