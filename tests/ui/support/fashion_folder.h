#pragma once

#include <QString>

namespace weft {

// Fashion-MNIST's four files in `folder`, cut to so many training samples (and a fifth for tests); 0: all. Taken from
// the package dataset-fashion-mnist; where that is missing, pictures of the same form are drawn, ten kinds of stripes.
void writeFashionFolder(const QString& folder, int samples);

} // namespace weft
