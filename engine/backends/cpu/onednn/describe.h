#pragma once

#include <oneapi/dnnl/dnnl.hpp>

namespace weft::onednn {

// The one processor that oneDNN computes on here.
const dnnl::engine& cpuEngine();

// What differs between oneDNN 2 and 3: how a primitive is described. Both throw dnnl::error where no implementation
// takes it, which the caller of all of them understands as declined.
template <class Primitive, class... Args>
typename Primitive::primitive_desc describe(const dnnl::primitive_attr& how, const Args&... args)
{
#if DNNL_VERSION_MAJOR >= 3
    return typename Primitive::primitive_desc(cpuEngine(), args..., how);
#else
    return typename Primitive::primitive_desc(typename Primitive::desc(args...), how, cpuEngine());
#endif
}

template <class Primitive, class Forward, class... Args>
typename Primitive::primitive_desc describeGradient(const Forward& forward, const dnnl::primitive_attr& how,
                                                    const Args&... args)
{
#if DNNL_VERSION_MAJOR >= 3
    return typename Primitive::primitive_desc(cpuEngine(), args..., forward, how);
#else
    return typename Primitive::primitive_desc(typename Primitive::desc(args...), how, cpuEngine(), forward);
#endif
}

} // namespace weft::onednn
