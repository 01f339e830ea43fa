#include "ui/inspector/params/toggle_editor.h"

#include "ui/style/controls/toggle.h"

#include <QLayout>
#include <QSignalBlocker>

namespace weft {

ToggleEditor::ToggleEditor(const Param& given, QWidget* parent)
    : ParamEditor(given, parent)
    , m_toggle(new Toggle)
{
    hold(m_toggle);
    layout()->setAlignment(m_toggle, Qt::AlignLeft);
    connect(m_toggle, &QCheckBox::stateChanged, this, [this] {
        emit edited(m_toggle->isChecked());
        emit finished();
    });
}

void ToggleEditor::showValue(const std::optional<ParamValue>& value)
{
    const QSignalBlocker quiet(m_toggle);
    const bool* on = value ? std::get_if<bool>(&*value) : nullptr;
    m_toggle->setMixed(on == nullptr);
    if (on)
        m_toggle->setChecked(*on);
}

} // namespace weft
