#include "ui/inspector/params/file_editor.h"

#include "engine/data/data_sets.h"
#include "ui/style/icons.h"

#include <QDir>
#include <QFileDialog>
#include <QLayout>
#include <QToolButton>

namespace weft {

FileEditor::FileEditor(const Param& param, const QString& filter, QWidget* parent)
    : TextEditor(param, parent)
    , m_filter(filter)
{
    auto* const button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setIcon(icon(QStringLiteral("folder")));
    button->setToolTip(tr("Choose a file…"));
    button->setAccessibleName(button->toolTip());
    layout()->setSpacing(2);
    layout()->addWidget(button);
    connect(button, &QToolButton::clicked, this, &FileEditor::choose);
}

std::optional<QString> FileEditor::nameOf(const QString& path, const QString& folder)
{
    const auto within = [&path](const QString& place) -> std::optional<QString> {
        const QString root = QFileInfo(place).canonicalFilePath();
        const QString name = QDir(root).relativeFilePath(QFileInfo(path).canonicalFilePath());
        return place.isEmpty() || root.isEmpty() || name.isEmpty() || name == QLatin1String(".")
                || QDir::isAbsolutePath(name) || name.startsWith(QLatin1String(".."))
            ? std::nullopt
            : std::optional(name);
    };
    if (const std::optional<QString> name = within(folder))
        return name;
    if (const std::optional<QString> name = within(QString::fromStdString(dataSetsFolder())))
        return QString::fromUtf8(dataSetsName.data(), dataSetsName.size()) + '/' + *name;
    return std::nullopt;
}

void FileEditor::choose()
{
    auto* const dialog = new QFileDialog(window(), tr("Choose a file"), m_folder, m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileEditor::take);
    dialog->open();
}

void FileEditor::take(const QString& path)
{
    const std::optional<QString> name = nameOf(path, m_folder);
    if (!name) {
        emit refused(m_folder.isEmpty() ? tr("Save the project first; then files that lie beside it can be chosen.")
                                        : tr("Put the file beside the project, or in the folder of data sets."));
        return;
    }
    emit refused({});
    emit edited(name->toStdString());
    emit finished();
}

} // namespace weft
