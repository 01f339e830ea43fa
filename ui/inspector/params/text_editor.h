#pragma once

#include "ui/inspector/params/param_editor.h"

namespace weft {

class UnitEdit;

// A text, such as a formula: told while it is typed, so that its mistakes show at once, and one step for all of it.
class TextEditor : public ParamEditor {
    Q_OBJECT
public:
    TextEditor(const Param& param, QWidget* parent);
    void showValue(const std::optional<ParamValue>& value) override;
    void showMistake(int position) override;
    void setPlaceholder(const QString& text) { m_placeholder = text; } // where there is none

private:
    UnitEdit* m_edit;
    QString m_placeholder;
};

} // namespace weft
