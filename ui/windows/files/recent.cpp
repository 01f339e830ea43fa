#include "ui/windows/files/recent.h"

#include "ui/windows/settings/preferences.h"

#include <QJsonArray>

namespace weft {

namespace {

void keep(QStringList files)
{
    if (files.size() > 20)
        files.resize(20);
    Preferences::get().set(QStringLiteral("recent"), QJsonArray::fromStringList(files));
}

} // namespace

QStringList recentProjects()
{
    QStringList files;
    for (const QJsonValue& file : Preferences::get().value(QStringLiteral("recent")).toArray())
        files << file.toString();
    return files;
}

void rememberRecent(const QString& file)
{
    QStringList files = recentProjects();
    files.removeAll(file);
    files.prepend(file);
    keep(files);
}

void forgetRecent(const QString& file)
{
    QStringList files = recentProjects();
    files.removeAll(file);
    keep(files);
}

} // namespace weft
