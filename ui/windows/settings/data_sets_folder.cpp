#include "ui/windows/settings/data_sets_folder.h"

#include "ui/panels/data/data_sets.h"
#include "ui/windows/settings/preferences.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace weft {

namespace {

const QString key = QStringLiteral("dataSets");

struct DataSetsText {
    Q_DECLARE_TR_FUNCTIONS(DataSetsFolder)
};

} // namespace

QString keptDataSets()
{
    return Preferences::get().value(key).toString();
}

void useKeptDataSets()
{
    DataSets::get().choose(keptDataSets());
}

void keepDataSets(const QString& folder)
{
    Preferences::get().set(key, folder.isEmpty() ? QJsonValue() : QJsonValue(folder));
    useKeptDataSets();
}

void askDataSets(QWidget* window)
{
    auto* const dialog = new QFileDialog(window, DataSetsText::tr("The folder that holds the data sets"), keptDataSets());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, &keepDataSets);
    dialog->open();
}

} // namespace weft
