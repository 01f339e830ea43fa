#include "engine/layers/elementwise_loss.h"

#include "engine/layers/axes.h"

namespace weft {

Value targetFor(LayerContext& c, Value x, Value target)
{
    requireNumbers(c, x);
    Shape withColumn = target.shape();
    withColumn.push_back(1);
    const bool isColumn = x.shape() == withColumn;
    c.require(isColumn || target.shape() == x.shape(),
              "Predictions of " + toString(x.shape()) + " need a target of the same shape, but this is "
                  + toString(target.shape()) + ".",
              "target");
    return reshape(cast(target, x.dtype()), x.shape());
}

std::vector<Param> lossParams(std::vector<Param> own)
{
    own.push_back(real("weight", 1, "How much this loss counts beside others.", 0));
    own.push_back(choice("reduction", "element", {"element", "sample"},
                         "What the mean is taken over: all elements, or the samples, adding up the elements of each, "
                         "as a variational autoencoder needs it."));
    return own;
}

Values elementwiseLoss(LayerContext& c, Value each)
{
    const bool bySample = c.text("reduction") == "sample";
    const Value total = sum(each);
    const Value count = c.number(double(bySample ? each.shape()[0] : each.shape().elements()));
    c.loss(total, count, c.real("weight"));
    return {total / count};
}

} // namespace weft
