#pragma once

#include "engine/graph/project.h"

#include <QObject>

namespace weft {

// The folder of data sets ("${WEFT_DATA}" in projects) as the user has chosen it in the window. Where the environment
// says one, it stays that. For the GUI thread.
class DataSets : public QObject {
    Q_OBJECT
public:
    static DataSets& get();
    void choose(const QString& folder); // empty: none

signals:
    void changed();
};

bool usesDataSets(const DataSection& data); // a source lies in that folder …
bool missesDataSets(const DataSection& data); // … and is not there

} // namespace weft
