#pragma once

#include <QStringList>

#include <string>

namespace weft {

// Other names people search a layer by: those of PyTorch and Keras, short forms, the field's slang.
QStringList synonymsOf(const std::string& layer);

} // namespace weft
