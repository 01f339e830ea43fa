#include "ui/inspector/params/text_editor.h"

#include "ui/inspector/params/unit_edit.h"

#include <algorithm>

namespace weft {

TextEditor::TextEditor(const Param& given, QWidget* parent)
    : ParamEditor(given, parent)
    , m_edit(new UnitEdit)
{
    hold(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) { emit edited(text.toStdString()); });
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        m_edit->setModified(false);
        emit finished();
    });
}

void TextEditor::showValue(const std::optional<ParamValue>& value)
{
    const std::string* text = value ? std::get_if<std::string>(&*value) : nullptr;
    m_edit->setPlaceholderText(text ? m_placeholder : tr("several"));
    const QString shown = text ? QString::fromStdString(*text) : QString();
    if (shown == m_edit->text())
        return; // the caret stays
    m_edit->setText(shown);
    if (!m_edit->hasFocus())
        m_edit->setCursorPosition(0);
}

void TextEditor::showMistake(int position)
{
    m_edit->setMark(position < 0 ? -1 : std::min(position, int(m_edit->text().size())));
}

} // namespace weft
