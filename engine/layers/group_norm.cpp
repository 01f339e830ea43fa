#include "engine/layers/group_norm.h"

namespace weft {

Value groupNorm(LayerContext& c, Value x, int64_t groups)
{
    const int64_t samples = x.shape()[0], channels = x.shape()[1];
    const int64_t places = x.shape().elements() / (samples * channels);
    const Shape grouped = {samples, groups, channels / groups, places};
    const Shape aligned = {1, groups, channels / groups, 1};
    const bool affine = c.toggle("affine");
    const Value scale =
        affine ? reshape(c.weight("scale", {channels}, ones()), aligned) : broadcastTo(c.number(1), aligned);
    const Value bias =
        affine ? reshape(c.weight("bias", {channels}, zeros()), aligned) : broadcastTo(c.number(0), aligned);
    return reshape(norm(reshape(x, grouped), scale, bias, {2, 3}, c.real("epsilon"))[0], x.shape());
}

} // namespace weft
