#pragma once

#include "ui/inspector/params/param_editor.h"

namespace weft {

class ChoiceBox;

class ChoiceEditor : public ParamEditor {
    Q_OBJECT
public:
    ChoiceEditor(const Param& param, QWidget* parent);
    void showValue(const std::optional<ParamValue>& value) override;

private:
    ChoiceBox* m_box;
};

} // namespace weft
