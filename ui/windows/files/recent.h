#pragma once

#include <QString>
#include <QStringList>

namespace weft {

// The projects that were opened or saved last, the newest first; at most 20.
QStringList recentProjects();
void rememberRecent(const QString& file);
void forgetRecent(const QString& file);

} // namespace weft
