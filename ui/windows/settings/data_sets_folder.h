#pragma once

#include <QString>

class QWidget;

namespace weft {

// The folder of data sets, among what the user has set: asked for here and remembered for the next time.
void useKeptDataSets(); // at the start
QString keptDataSets(); // empty: none
void keepDataSets(const QString& folder); // empty: none; takes effect at once
void askDataSets(QWidget* window); // in a dialog; the data is read again then

} // namespace weft
