#pragma once

#include "ui/document/actions.h"

namespace weft {

// Several actions as one undo step. Each returns why it cannot be done; if one does, all is as it was, and its sentence
// comes back.
QString together(GraphDocument& document, const QString& title, const std::function<QString()>& actions);

} // namespace weft
