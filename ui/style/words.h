#pragma once

#include <QString>

#include <string>

namespace weft {

// The engine's words in the user's language: titles and sentences of layers, optimizers and schedules as they stand in
// their records, and names made from ids ("label_smoothing": "Label smoothing"). One context, "weft::layers".
QString translated(const std::string& english);
QString nameOf(const std::string& id);

} // namespace weft
