#pragma once

#include <QString>

#include <optional>

namespace weft {

// What a person may type for a number: "32*2", "(3+4)/2", "2^10", "1e-3", "64k", and, relative to what is there,
// "*2", "/4" or "+=8". Comma and point are both decimal signs. Nothing: it cannot be read, or is not finite.
std::optional<double> evaluateExpression(const QString& text, double current);

} // namespace weft
