#include "ui/panels/device/gauge_row.h"

#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>

namespace weft {

GaugeRow::GaugeRow(const QString& name, Ink ink, QWidget* parent)
    : QWidget(parent)
    , m_name(new QLabel(name, this))
    , m_curve(new Sparkline(this))
    , m_value(new QLabel(missingValue(), this))
    , m_ink(ink)
{
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_name);
    row->addWidget(m_curve, 1);
    row->addWidget(m_value);
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setAccessibleName(name);
    m_value->setAccessibleName(name);
    connect(&Style::get(), &Style::changed, this, &GaugeRow::restyle);
    restyle();
}

void GaugeRow::restyle()
{
    const Style& style = Style::get();
    const Theme& now = theme();
    layout()->setSpacing(style.px(8));
    setFixedHeight(style.px(24));
    m_name->setFont(style.font(TextRole::body));
    m_name->setFixedWidth(style.px(96));
    m_value->setFont(style.font(TextRole::mono));
    m_value->setFixedWidth(style.px(m_curve->isHidden() ? 150 : 76));
    QPalette ink = m_name->palette();
    ink.setColor(QPalette::WindowText, now.text.secondary);
    m_name->setPalette(ink);
    ink.setColor(QPalette::WindowText, now.text.primary);
    m_value->setPalette(ink);
    m_curve->setColour(m_ink == Ink::ok            ? now.state.ok
                           : m_ink == Ink::warning ? now.state.warning
                           : m_ink == Ink::accent  ? now.accent.line
                           : m_ink == Ink::flow    ? now.flow[1]
                                                   : now.text.tertiary);
}

void GaugeRow::setRange(double least, double most)
{
    m_curve->setRange(least, most);
}

void GaugeRow::setWithoutCurve()
{
    m_curve->hide();
    static_cast<QHBoxLayout*>(layout())->insertStretch(1, 1);
    restyle();
}

void GaugeRow::add(double value, const QString& text)
{
    m_curve->add(value);
    setValueText(text);
}

void GaugeRow::setValueText(const QString& text)
{
    m_value->setText(text);
    setAccessibleDescription(text);
}

void GaugeRow::clear()
{
    m_curve->clear();
    m_value->setText(missingValue());
}

QString GaugeRow::valueText() const
{
    return m_value->text();
}

} // namespace weft
