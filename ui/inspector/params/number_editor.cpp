#include "ui/inspector/params/number_editor.h"

#include "ui/style/controls/number_field.h"
#include "ui/style/words.h"

#include <cmath>

namespace weft {

namespace {

// Rates and the like, which are compared by factors: small defaults, and open ends.
bool movesByFactors(const Param& param, double start)
{
    return param.kind == Param::Kind::real && start > 0 && start < 0.01 && param.minimum >= 0;
}

} // namespace

std::optional<double> numberOf(const ParamValue& value)
{
    if (const auto* whole = std::get_if<int64_t>(&value))
        return double(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return {};
}

NumberEditor::NumberEditor(const Param& given, QWidget* parent)
    : ParamEditor(given, parent)
    , m_field(new NumberField)
{
    const double start = numberOf(param().value).value_or(0);
    m_field->setInteger(param().kind == Param::Kind::integer);
    m_field->setRange(param().minimum, param().maximum);
    m_field->setDefault(start);
    m_field->setUnit(translated(param().unit));
    if (movesByFactors(param(), start))
        m_field->setForm(NumberField::Form::rate);
    hold(m_field);
    connect(m_field, &NumberField::valueChanged, this, [this](double value) {
        if (param().kind == Param::Kind::integer)
            emit edited(int64_t(std::llround(value)));
        else
            emit edited(value);
    });
    connect(m_field, &NumberField::editingFinished, this, &ParamEditor::finished);
}

void NumberEditor::showValue(const std::optional<ParamValue>& value)
{
    const std::optional<double> number = value ? numberOf(*value) : std::nullopt;
    if (number)
        m_field->setValue(*number);
    m_field->setMixed(!number);
}

} // namespace weft
