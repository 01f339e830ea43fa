#pragma once

#include <QStringList>

namespace weft {

// What the engine says is wrong, in the user's language; as it is, where the sentence is not known.
QString problemSentence(const QString& english);
QStringList knownSentences(); // in English, %1, %2, … where something is put in

} // namespace weft
