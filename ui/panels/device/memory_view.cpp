#include "ui/panels/device/memory_view.h"

#include "ui/style/controls/meter_bar.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

constexpr double between = 4, columnGap = 8; // of the legend

QColor colourOfPart(int colour)
{
    return colour < 0 ? theme().line.strong : theme().flow[size_t(colour)];
}

QPixmap swatch(const QColor& colour, double devicePixelRatio)
{
    const int size = Style::get().px(8);
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(colour);
    return pixmap;
}

} // namespace

MemoryView::MemoryView(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Memory"), this))
    , m_sum(new QLabel(this))
    , m_bar(new MeterBar(this))
    , m_legend(new QGridLayout)
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_sum);
    column->addLayout(head);
    column->addWidget(m_bar);
    column->addLayout(m_legend);
    m_bar->setAccessibleName(tr("Memory by use"));
    connect(&Style::get(), &Style::changed, this, &MemoryView::rebuild);
    rebuild();
}

void MemoryView::setTitle(const QString& title)
{
    m_title->setText(title);
}

void MemoryView::setForecast(const std::optional<MemoryForecast>& forecast)
{
    m_forecast = forecast;
    rebuild();
}

void MemoryView::setMemory(uint64_t used, uint64_t total)
{
    m_used = used;
    m_total = total;
    rebuild();
}

// How much the plan gives each use is known to the byte; what is held beyond it are the program, its libraries and the
// data.
std::vector<MemoryView::Part> MemoryView::parts() const
{
    std::vector<Part> all;
    uint64_t planned = 0;
    if (m_forecast) {
        all = {{tr("Weights"), m_forecast->weights + m_forecast->statistics, 0},
               {tr("Optimizer"), m_forecast->optimizer, 1},
               {tr("Activations"), m_forecast->arena, 2},
               {tr("Workspace"), m_forecast->workspace, 3},
               {tr("Batch"), m_forecast->inputs, 4}};
        planned = m_forecast->total();
    }
    if (m_used > planned)
        all.push_back({m_forecast ? tr("Program") : tr("In use"), m_used - planned, -1});
    return all;
}

void MemoryView::rebuild()
{
    const Style& style = Style::get();
    layout()->setSpacing(style.px(6));
    m_title->setFont(style.font(TextRole::caption));
    m_sum->setFont(style.font(TextRole::mono));
    QString sum = missingValue();
    if (m_total > 0)
        sum = tr("%1 of %2", "used and whole memory").arg(formatBytes(m_used), formatBytes(m_total));
    else if (m_forecast)
        sum = tr("%1 needed").arg(formatBytes(m_forecast->total()));
    m_sum->setText(sum);

    std::vector<MeterBar::Part> bar;
    for (const Part& part : parts())
        bar.push_back({part.name, double(part.bytes), colourOfPart(part.colour)});
    const double needed = m_forecast ? double(m_forecast->total()) : 0;
    m_bar->setParts(bar, std::max({double(m_total), needed, 1.0}));
    m_bar->setTick(m_forecast ? std::optional(needed) : std::nullopt);

    while (QLayoutItem* const item = m_legend->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [&](const QString& name, uint64_t bytes, const QColor& colour) {
        auto* const mark = new QLabel(this);
        mark->setPixmap(swatch(colour, devicePixelRatioF()));
        auto* const label = new QLabel(name, this);
        auto* const value = new QLabel(formatBytes(bytes), this);
        label->setFont(style.font(TextRole::secondary));
        QPalette ink = label->palette();
        ink.setColor(QPalette::WindowText, theme().text.secondary);
        label->setPalette(ink);
        label->setMinimumWidth(0);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setToolTip(name);
        value->setFont(style.font(TextRole::mono));
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_cells.push_back({mark, label, value});
    };
    m_cells.clear();
    m_columns = 0;
    for (const Part& part : parts())
        add(part.name, part.bytes, colourOfPart(part.colour));
    if (m_forecast)
        add(tr("Forecast"), m_forecast->total(), theme().text.primary);
    m_legend->setHorizontalSpacing(style.px(between));
    m_legend->setVerticalSpacing(style.px(4));
    layOutLegend();
}

void MemoryView::layOutLegend()
{
    const Style& style = Style::get();
    int wide[2] = {0, 0}; // of the left and the right column
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const Cell& cell = m_cells[i];
        wide[i % 2] = std::max(wide[i % 2],
                               cell.mark->sizeHint().width() + cell.label->sizeHint().width()
                                   + cell.value->sizeHint().width() + 2 * style.px(between));
    }
    const int columns = wide[0] + wide[1] + style.px(columnGap + 2 * between) <= width() ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const Cell& cell = m_cells[i];
        const int row = int(i) / columns, column = int(i) % columns * 4;
        m_legend->addWidget(cell.mark, row, column); // moves it, if it is there already
        m_legend->addWidget(cell.label, row, column + 1);
        m_legend->addWidget(cell.value, row, column + 2);
    }
    m_legend->setColumnStretch(1, 1);
    m_legend->setColumnStretch(5, columns - 1);
    m_legend->setColumnMinimumWidth(3, columns == 2 ? style.px(columnGap) : 0);
}

void MemoryView::resizeEvent(QResizeEvent*)
{
    layOutLegend();
}

QString MemoryView::text() const
{
    QStringList words = {m_title->text() + QLatin1Char(' ') + m_sum->text()};
    for (const Part& part : parts())
        words << part.name + QLatin1Char(' ') + formatBytes(part.bytes);
    return words.join(QStringLiteral(", "));
}

} // namespace weft
