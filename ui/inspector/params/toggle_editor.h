#pragma once

#include "ui/inspector/params/param_editor.h"

namespace weft {

class Toggle;

class ToggleEditor : public ParamEditor {
    Q_OBJECT
public:
    ToggleEditor(const Param& param, QWidget* parent);
    void showValue(const std::optional<ParamValue>& value) override;

private:
    Toggle* m_toggle;
};

} // namespace weft
