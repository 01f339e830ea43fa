#include "tests/ui/support/kept_warnings.h"

#include <utility>

namespace weft {

namespace {

QStringList kept;

void keep(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(u"XDG_RUNTIME_DIR")
        && !text.startsWith(u"This plugin does not support"))
        kept << text;
}

} // namespace

void keepWarnings()
{
    qInstallMessageHandler(keep);
}

void leaveWarnings()
{
    qInstallMessageHandler(nullptr);
}

QStringList takeWarnings()
{
    return std::exchange(kept, {});
}

} // namespace weft
