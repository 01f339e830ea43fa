#pragma once

#include "ui/inspector/params/text_editor.h"

#include <optional>

namespace weft {

// The name of a file that a project reads: written, or chosen on the disk. It lies beside the project or in the folder
// of data sets (${WEFT_DATA}), as nothing else is opened for a project that may be a stranger's.
class FileEditor : public TextEditor {
    Q_OBJECT
public:
    // `filter`: of the dialog, such as "Weights (*.safetensors)".
    FileEditor(const Param& param, const QString& filter, QWidget* parent);
    void setFolder(const QString& folder) { m_folder = folder; } // the project's; empty: it is in no file yet
    void take(const QString& path); // as if it had been chosen

    // How a project in that folder calls the file; nothing if it may not be read for it.
    static std::optional<QString> nameOf(const QString& path, const QString& folder);

signals:
    void refused(const QString& sentence); // empty: no longer

private:
    void choose();

    QString m_filter;
    QString m_folder;
};

} // namespace weft
