#include "ui/inspector/training/settings_rows.h"

#include "ui/inspector/params/param_editor.h"
#include "ui/inspector/params/param_row.h"
#include "ui/style/words.h"

namespace weft {

SettingsRows::SettingsRows(QWidget* parent)
    : Rows(parent)
{
}

void SettingsRows::setDocument(GraphDocument* document)
{
    m_document = document;
    refresh();
}

ParamRow* SettingsRows::addSetting(const QString& label, const QString& key, const Param& param, Read read, Write write,
                                   ParamEditor* editor)
{
    if (editor == nullptr)
        editor = ParamEditor::make(param, this);
    auto* row = new ParamRow(label, editor, this);
    row->setObjectName(key);
    row->setDoc(translated(param.doc));
    const size_t line = m_lines.size();
    m_lines.push_back({key, param, std::move(read), std::move(write), row, editor});
    connect(editor, &ParamEditor::edited, this, [this, line](const ParamValue& value) { change(line, value, true); });
    connect(editor, &ParamEditor::finished, this, [this] {
        if (m_document)
            m_document->endMerging();
    });
    connect(row, &ParamRow::resetAsked, this, [this, line] { change(line, m_lines[line].param.value, false); });
    add(row);
    return row;
}

void SettingsRows::removeFrom(int count)
{
    while (int(m_lines.size()) > count) {
        m_lines.back().row->hide();
        m_lines.back().row->setObjectName(QString());
        m_lines.back().row->deleteLater();
        m_lines.pop_back();
    }
}

void SettingsRows::change(size_t index, const ParamValue& value, bool merge)
{
    if (!m_document || index >= m_lines.size())
        return;
    const Line& line = m_lines[index];
    if (line.read(m_document->project().training) == value)
        return;
    m_document->change(
        tr("Set %1").arg(line.row->label()),
        [&](Edit& edit) {
            TrainingSection training = edit.project().training;
            line.write(training, value);
            edit.setTraining(std::move(training));
        },
        merge ? line.key : QString());
}

void SettingsRows::refresh()
{
    if (!m_document)
        return;
    const TrainingSection& training = m_document->project().training;
    for (const Line& line : m_lines) {
        const ParamValue value = line.read(training);
        line.editor->showValue(value);
        line.row->setChanged(value != line.param.value);
        QString mistake;
        for (const Diagnostic& problem : m_document->problems()) {
            if (problem.node.empty() && problem.severity == Severity::error
                && QString::fromStdString(problem.port) == line.key)
                mistake = sentenceOf(problem);
        }
        line.row->setMistake(mistake);
    }
}

} // namespace weft
