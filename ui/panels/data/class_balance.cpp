#include "ui/panels/data/class_balance.h"

#include "ui/panels/data/data_reader.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace weft {

namespace {

constexpr int mostShown = 40;

int px(double pixels)
{
    return Style::get().px(pixels);
}

} // namespace

ClassBalance::ClassBalance(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Class balance"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

int ClassBalance::classes() const
{
    if (!m_view || m_view->labelColumn() < 0)
        return 0;
    return int(m_view->description.columns[size_t(m_view->labelColumn())].classCounts.size());
}

void ClassBalance::show(std::shared_ptr<const DataView> view)
{
    m_view = std::move(view);
    m_picked = -1;
    QString spoken;
    for (int c = 0; c < std::min(classes(), mostShown); ++c) {
        const ColumnDescription& column = m_view->description.columns[size_t(m_view->labelColumn())];
        spoken += QString::fromStdString(column.classes[size_t(c)]) + u' ' + formatExact(column.classCounts[size_t(c)])
            + QStringLiteral("; ");
    }
    setAccessibleDescription(spoken);
    updateGeometry();
    update();
}

QSize ClassBalance::sizeHint() const
{
    if (!m_view)
        return {px(240), 0};
    const int shown = std::min(classes(), mostShown);
    const int histogram = m_view->shownColumn() >= 0
            && !m_view->histograms[size_t(m_view->shownColumn())].empty()
        ? px(88)
        : 0;
    return {px(240), shown * px(24) + (classes() > mostShown ? px(24) : 0) + histogram};
}

void ClassBalance::paintClasses(QPainter& painter) const
{
    const ColumnDescription& column = m_view->description.columns[size_t(m_view->labelColumn())];
    const int64_t most = std::max<int64_t>(1, std::ranges::max(column.classCounts));
    painter.setFont(Style::get().font(TextRole::secondary));
    const int names = std::min(width() * 2 / 5, px(110));
    const int numbers = painter.fontMetrics().horizontalAdvance(formatExact(most)) + px(12);
    for (int c = 0; c < std::min(classes(), mostShown); ++c) {
        const QRect row(0, c * px(24), width(), px(24));
        const int64_t count = column.classCounts[size_t(c)];
        painter.setFont(Style::get().font(c == m_picked ? TextRole::bodyStrong : TextRole::secondary));
        painter.setPen(theme().text.primary);
        painter.drawText(QRect(row.x(), row.y(), names - px(8), row.height()),
                         int(Qt::AlignVCenter) | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(QString::fromStdString(column.classes[size_t(c)]),
                                                          Qt::ElideRight, names - px(8)));
        const QRectF track(names, row.y() + px(9), std::max(1, width() - names - numbers), px(6));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().surface.inset);
        painter.drawRoundedRect(track, 3, 3);
        painter.setBrush(count > 0 ? theme().series.train : theme().state.error);
        if (count > 0)
            painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * double(count) / double(most),
                                                                   track.height())),
                                    3, 3);
        painter.setFont(Style::get().font(TextRole::monoSmall));
        painter.setPen(count > 0 ? theme().text.primary : theme().state.error);
        painter.drawText(row, int(Qt::AlignRight | Qt::AlignVCenter), formatExact(count));
    }
    if (classes() > mostShown) {
        painter.setPen(theme().text.secondary);
        painter.drawText(QRect(0, mostShown * px(24), width(), px(24)), int(Qt::AlignVCenter),
                         tr("and %n more classes", nullptr, classes() - mostShown));
    }
}

void ClassBalance::paintHistogram(QPainter& painter, const QRect& rect, size_t column) const
{
    const std::vector<int64_t>& counts = m_view->histograms[column];
    const ColumnDescription& description = m_view->description.columns[column];
    // One bin that towers over all others (the black behind pictures) would leave nothing to see of them: it is cut.
    std::vector<int64_t> sorted = counts;
    std::ranges::sort(sorted, std::greater());
    const bool cut = sorted[0] > 4 * sorted[1] && sorted[1] > 0;
    const int64_t most = std::max<int64_t>(1, cut ? sorted[1] * 3 / 2 : sorted[0]);
    const double each = double(rect.width()) / double(counts.size());
    const int height = rect.height() - px(18);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (size_t i = 0; i < counts.size(); ++i) {
        const double tall = std::min(double(height), double(height) * double(counts[i]) / double(most));
        const QRectF bar(rect.x() + double(i) * each, rect.y() + height - tall, std::max(1.0, each - 1), tall);
        painter.fillRect(bar, theme().text.tertiary);
        if (counts[i] > most) // the gap says that it goes on
            painter.fillRect(QRectF(bar.x() - 1, bar.y() + px(8), bar.width() + 2, px(3)), theme().surface.panel);
    }
    painter.setFont(Style::get().font(TextRole::small));
    painter.setPen(theme().text.secondary);
    const QRect below(rect.x(), rect.y() + height + px(2), rect.width(), px(16));
    painter.drawText(below, Qt::AlignLeft, formatNumber(description.stored.minimum));
    painter.drawText(below, Qt::AlignRight, formatNumber(description.stored.maximum));
}

void ClassBalance::paintEvent(QPaintEvent*)
{
    if (!m_view)
        return;
    QPainter painter(this);
    if (classes() > 0)
        paintClasses(painter);
    if (const int shown = m_view->shownColumn(); shown >= 0 && !m_view->histograms[size_t(shown)].empty())
        paintHistogram(painter, {0, height() - px(80), width(), px(80)}, size_t(shown));
}

void ClassBalance::mousePressEvent(QMouseEvent* event)
{
    const int row = int(event->position().y()) / px(24);
    if (row >= std::min(classes(), mostShown))
        return;
    m_picked = m_picked == row ? -1 : row;
    update();
    emit classPicked(m_picked);
}

} // namespace weft
