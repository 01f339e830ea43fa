#pragma once

#include "ui/inspector/params/param_editor.h"

namespace weft {

class NumberField;

class NumberEditor : public ParamEditor { // integers and reals
    Q_OBJECT
public:
    NumberEditor(const Param& param, QWidget* parent);
    void showValue(const std::optional<ParamValue>& value) override;

private:
    NumberField* m_field;
};

std::optional<double> numberOf(const ParamValue& value); // a whole number may stand for a real one

} // namespace weft
