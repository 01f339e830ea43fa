#include "ui/style/controls/number/number_text.h"

#include <charconv>
#include <cmath>

namespace weft {

QString numberText(double value, bool integer, NumberField::Form form)
{
    if (integer && std::abs(value) < 9e15)
        return QString::number(int64_t(std::round(value)));
    char buffer[64];
    const bool scientific =
        value != 0 && (form == NumberField::Form::rate || std::abs(value) < 1e-3 || std::abs(value) >= 1e7);
    const auto end = scientific
        ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr
        : std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    QString text = QString::fromLatin1(buffer, end - buffer);
    if (!scientific)
        return text.contains(u'.') || !std::isfinite(value) ? text : text + QStringLiteral(".0");
    // "1e-03" as "1.0e-3"
    const qsizetype e = text.indexOf(u'e');
    QString mantissa = text.left(e);
    if (!mantissa.contains(u'.'))
        mantissa += QStringLiteral(".0");
    return mantissa + u'e' + QString::number(text.mid(e + 1).toInt());
}

} // namespace weft
