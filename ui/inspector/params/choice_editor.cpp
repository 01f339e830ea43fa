#include "ui/inspector/params/choice_editor.h"

#include "ui/style/controls/choice_box.h"
#include "ui/style/words.h"

namespace weft {

ChoiceEditor::ChoiceEditor(const Param& given, QWidget* parent)
    : ParamEditor(given, parent)
    , m_box(new ChoiceBox)
{
    for (const std::string& choice : param().choices)
        m_box->addItem(nameOf(choice), QString::fromStdString(choice));
    m_box->setPlaceholderText(tr("several"));
    hold(m_box);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        emit edited(m_box->itemData(index).toString().toStdString());
        emit finished();
    });
}

void ChoiceEditor::showValue(const std::optional<ParamValue>& value)
{
    const std::string* text = value ? std::get_if<std::string>(&*value) : nullptr;
    const int index = text ? m_box->findData(QString::fromStdString(*text)) : -1;
    // A value that is none of the choices: shown as it is, the checker says the rest.
    m_box->setPlaceholderText(text ? QString::fromStdString(*text) : tr("several"));
    m_box->setCurrentIndex(index);
}

} // namespace weft
