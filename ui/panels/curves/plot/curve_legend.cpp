#include "ui/panels/curves/plot/curve_legend.h"

#include "ui/style/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace weft {

void paintLineSample(QPainter& painter, const QRectF& rect, const PlotLine& line)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colourOf(line.role), 2, Qt::SolidLine, Qt::FlatCap);
    if (const QVector<qreal> dash = dashOf(line.role); !dash.isEmpty())
        pen.setDashPattern(dash);
    painter.setPen(pen);
    painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    if (!line.hasRings)
        return;
    painter.setPen(QPen(colourOf(line.role), 1.5));
    painter.setBrush(theme().surface.panel);
    painter.drawEllipse(rect.center(), Style::get().px(6) / 2.0, Style::get().px(6) / 2.0);
}

LegendEntry::LegendEntry(QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void LegendEntry::setLine(const PlotLine& line)
{
    const bool sameText = line.name == m_line.name;
    m_line = line;
    m_line.curve = nullptr; // not kept alive by a legend
    m_line.timeline = nullptr;
    setChecked(line.isVisible);
    if (!sameText) {
        setText(line.name);
        updateGeometry();
    }
    setAccessibleName(line.name);
    setToolTip(line.isVisible ? tr("Hide %1").arg(line.name) : tr("Show %1").arg(line.name));
    update();
}

void LegendEntry::setValue(const QString& value)
{
    if (value == m_value)
        return;
    const bool sameWidth = value.size() == m_value.size();
    m_value = value;
    setAccessibleDescription(value);
    if (!sameWidth)
        updateGeometry();
    update();
}

void LegendEntry::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

int LegendEntry::nameWidth() const
{
    const Style& style = Style::get();
    const QFontMetrics name(style.font(TextRole::secondary));
    return style.px(20) + style.px(6) + name.horizontalAdvance(m_line.name) + style.px(4);
}

int LegendEntry::fullWidth() const
{
    if (m_value.isEmpty())
        return nameWidth();
    const Style& style = Style::get();
    const QFontMetrics value(style.font(TextRole::mono));
    // Room for the longest, so that nothing shifts.
    const QString widest(std::max<qsizetype>(6, m_value.size()), QLatin1Char('0'));
    return nameWidth() + style.px(4) + value.horizontalAdvance(widest);
}

QSize LegendEntry::sizeHint() const
{
    return {m_compact ? nameWidth() : fullWidth(), Style::get().px(24)};
}

QSize LegendEntry::minimumSizeHint() const
{
    return {Style::get().px(28), Style::get().px(24)};
}

void LegendEntry::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    if (!isChecked())
        painter.setOpacity(0.5);
    const int swatch = style.px(20);
    paintLineSample(painter, QRectF(0, 0, swatch, height()), m_line);
    QRect rest = rect().adjusted(swatch + style.px(6), 0, 0, 0);
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(underMouse() ? theme().text.primary : theme().text.secondary);
    const QString name = painter.fontMetrics().elidedText(m_line.name, Qt::ElideRight, rest.width());
    QFont font = painter.font();
    font.setStrikeOut(!isChecked()); // hidden is not told by paleness alone
    painter.setFont(font);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, name);
    rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(name) + style.px(6));
    painter.setFont(style.font(TextRole::mono));
    painter.setPen(theme().text.primary);
    if (!m_compact && painter.fontMetrics().horizontalAdvance(m_value) <= rest.width())
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, m_value);
    if (hasFocus()) {
        painter.setOpacity(1);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent.line, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

CurveLegend::CurveLegend(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new QToolButton(this))
{
    m_title->setAutoRaise(true);
    m_title->setPopupMode(QToolButton::InstantPopup);
    m_title->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_row->addWidget(m_title);
    m_row->addStretch(1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, &CurveLegend::restyle);
    restyle();
}

void CurveLegend::restyle()
{
    const Style& style = Style::get();
    setFixedHeight(style.px(28));
    m_row->setContentsMargins(style.px(8), 0, style.px(12), 0);
    m_row->setSpacing(style.px(10));
    m_title->setFont(style.font(TextRole::caption));
    update();
}

void CurveLegend::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setAccessibleName(title);
}

void CurveLegend::setChoices(const QStringList& titles)
{
    if (titles == m_choices)
        return;
    m_choices = titles;
    delete m_title->menu();
    if (titles.size() < 2) {
        m_title->setMenu(nullptr);
        m_title->setFocusPolicy(Qt::NoFocus);
        m_title->setToolTip({});
        return;
    }
    auto* const menu = new QMenu(m_title);
    for (int i = 0; i < titles.size(); ++i)
        connect(menu->addAction(titles[i]), &QAction::triggered, this, [this, i] { emit chosen(i); });
    m_title->setMenu(menu);
    m_title->setFocusPolicy(Qt::TabFocus);
    m_title->setToolTip(tr("Show another curve here"));
}

void CurveLegend::setLines(const std::vector<PlotLine>& lines)
{
    while (m_entries.size() > lines.size()) {
        delete m_entries.back();
        m_entries.pop_back();
    }
    while (m_entries.size() < lines.size()) {
        auto* const entry = new LegendEntry(this);
        const size_t index = m_entries.size();
        connect(entry, &QAbstractButton::clicked, this,
                [this, index](bool checked) { emit lineShown(index, checked); });
        m_row->insertWidget(1 + int(index), entry);
        m_entries.push_back(entry);
    }
    for (size_t i = 0; i < lines.size(); ++i)
        m_entries[i]->setLine(lines[i]);
    makeRoom();
}

void CurveLegend::setValue(size_t line, const QString& value)
{
    if (line < m_entries.size())
        m_entries[line]->setValue(value);
}

void CurveLegend::setNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    update();
}

// Where there is little room first the values go, then entries, from the last on: both are in the plot's labels and in
// its cursor's card as well.
void CurveLegend::makeRoom()
{
    const int room = width() - m_title->sizeHint().width() - Style::get().px(24);
    int needed = 0;
    for (const LegendEntry* entry : m_entries)
        needed += entry->fullWidth() + m_row->spacing();
    int left = room;
    for (LegendEntry* const entry : m_entries) {
        entry->setCompact(needed > room);
        const int width = entry->sizeHint().width() + m_row->spacing();
        entry->setVisible(left >= width);
        left -= width;
    }
}

void CurveLegend::resizeEvent(QResizeEvent*)
{
    makeRoom();
}

void CurveLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        makeRoom();
}

void CurveLegend::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    int used = m_title->geometry().right();
    for (const LegendEntry* entry : m_entries) {
        if (entry->isVisible())
            used = std::max(used, entry->geometry().right());
    }
    const QRect room(used + style.px(10), 0, width() - used - style.px(22), height());
    QPainter painter(this);
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(theme().text.tertiary);
    if (painter.fontMetrics().horizontalAdvance(m_note) <= room.width())
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, m_note);
}

} // namespace weft
