#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace weft {

// What the real program said.
struct Said {
    int code = -1;
    QString out;
    QString err;
};

// Runs build/…/bin/weft ($WEFT_PROGRAM) and waits for its end.
Said runWeft(const QStringList& arguments,
             const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
QString weftProgram();

} // namespace weft
