#include "tests/support/tolerances.h"

#include <cmath>
#include <sstream>

namespace weft {

// f32, f16 and bf16 as in PyTorch's own tests, gradients as in JAX's.
Tolerance forwardTolerance(DType dtype)
{
    switch (dtype) {
    case DType::f64:
        return {1e-7, 1e-7};
    case DType::f32:
        return {1.3e-6, 1e-5};
    case DType::f16:
        return {1e-3, 1e-5};
    case DType::bf16:
        return {1.6e-2, 1e-5};
    default:
        return {0, 0};
    }
}

double gradientTolerance(DType dtype)
{
    switch (dtype) {
    case DType::f64:
        return 1e-5;
    case DType::f32:
        return 2e-3;
    case DType::f16:
        return 1e-2;
    case DType::bf16:
        return 1e-1;
    default:
        return 0;
    }
}

std::string difference(const TestTensor& found, const TestTensor& expected, int64_t terms)
{
    std::ostringstream text;
    text.precision(9);
    if (found.info.shape != expected.info.shape) {
        text << "the shape is " << toString(found.info.shape) << ", not " << toString(expected.info.shape);
        return text.str();
    }
    const Tolerance tolerance = forwardTolerance(found.info.dtype);
    const double relative = tolerance.relative * std::sqrt(double(std::max<int64_t>(1, terms)));
    for (size_t i = 0; i < found.numbers.size(); ++i) {
        const double a = found.numbers[i], b = expected.numbers[i];
        const bool agrees = std::isnan(a) || std::isnan(b) || std::isinf(a) || std::isinf(b)
            ? (std::isnan(a) && std::isnan(b)) || a == b
            : std::fabs(a - b) <= tolerance.absolute + relative * std::fabs(b);
        if (!agrees) {
            text << "element " << i << " of " << toString(found.info.shape) << " is " << a << ", not " << b;
            return text.str();
        }
    }
    return "";
}

} // namespace weft
