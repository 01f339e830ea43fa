#include "ui/windows/files/earlier_versions.h"

#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/document/files/backups.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>

namespace weft {

namespace {

struct EarlierVersions {
    Q_DECLARE_TR_FUNCTIONS(EarlierVersions)
};

struct Version {
    QString path;
    QDateTime saved;
};

QList<Version> versionsOf(const QString& file)
{
    QList<Version> found;
    try {
        for (const std::string& path : backupsOf(realFileSystem(), file.toStdString())) {
            const QFileInfo info(QString::fromStdString(path));
            found << Version {info.filePath(), info.lastModified()};
        }
    } catch (const Error&) { // a folder that can't be read holds none
    }
    return found;
}

void fill(QMenu* menu, MainWindow& window, const QString& title, const QList<Version>& versions)
{
    menu->clear();
    for (const Version& version : versions) {
        const QString time = QLocale().toString(version.saved, QLocale::ShortFormat);
        const QString copy = EarlierVersions::tr("%1 before %2").arg(title, time);
        menu->addAction(EarlierVersions::tr("Before %1").arg(time), &window,
                        [&window, path = version.path, copy] { window.files()->openCopy(path, copy); });
    }
    if (versions.isEmpty())
        menu->addAction(EarlierVersions::tr("None yet: each save keeps what it replaces"))->setEnabled(false);
}

} // namespace

void addEarlierVersions(QMenu* menu, MainWindow& window)
{
    QMenu* const versions = menu->addMenu(EarlierVersions::tr("Earlier &versions"));
    versions->setObjectName(QStringLiteral("earlierVersions"));
    // Looked for when the menu above opens, in the background: they are there before anybody gets here.
    QObject::connect(menu, &QMenu::aboutToShow, versions, [versions, &window] {
        const Studio* const studio = window.current();
        const QString file = studio ? studio->document()->file() : QString();
        const QString title = studio ? studio->title() : QString();
        fill(versions, window, title, {});
        if (!file.isEmpty())
            inBackground(
                versions, [file] { return versionsOf(file); },
                [versions, &window, title](const QList<Version>& found) { fill(versions, window, title, found); });
    });
}

} // namespace weft
