#include "ui/panels/confusion/confusion_view.h"

#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

int px(double pixels)
{
    return Style::get().px(pixels);
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto channel = [share](float a, float b) { return a + (b - a) * float(share); };
    return QColor::fromRgbF(channel(from.redF(), to.redF()), channel(from.greenF(), to.greenF()),
                            channel(from.blueF(), to.blueF()));
}

constexpr int64_t mostNamed = 40;

QString trueAxis()
{
    return ConfusionView::tr("True class");
}

QString predictedAxis()
{
    return ConfusionView::tr("Predicted class");
}

} // namespace

ConfusionView::ConfusionView(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Confusion matrix"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Style::get(), &Style::changed, this, [this] {
        layOut();
        update();
    });
}

void ConfusionView::show(ConfusionMatrix matrix, QStringList classes)
{
    const bool sameForm = matrix.classes == m_matrix.classes && classes == m_classes;
    m_matrix = std::move(matrix);
    m_classes = std::move(classes);
    m_mostRight = m_mostWrong = 0;
    for (int64_t t = 0; t < m_matrix.classes; ++t) {
        for (int64_t p = 0; p < m_matrix.classes; ++p) {
            int64_t& most = t == p ? m_mostRight : m_mostWrong;
            most = std::max(most, m_matrix.at(t, p));
        }
    }
    if (m_truth >= m_matrix.classes || m_predicted >= m_matrix.classes)
        m_truth = m_predicted = -1;
    if (!sameForm)
        layOut();
    update();
}

QString ConfusionView::nameOf(int64_t c) const
{
    return c >= 0 && c < m_classes.size() ? m_classes[qsizetype(c)] : QString::number(c);
}

QString ConfusionView::sentence(int64_t truth, int64_t predicted) const
{
    const int64_t count = m_matrix.at(truth, predicted);
    const int64_t all = m_matrix.ofTruth(truth);
    const QString share = all > 0 ? formatPercent(double(count) / double(all)) : QStringLiteral("–");
    if (truth == predicted)
        return tr("%1, rightly: %2 of %3 (%4)").arg(nameOf(truth), formatExact(count), formatExact(all), share);
    return tr("%1 → %2: %3 of %4 (%5)")
        .arg(nameOf(truth), nameOf(predicted), formatExact(count), formatExact(all), share);
}

void ConfusionView::layOut()
{
    const int64_t classes = m_matrix.classes;
    if (classes == 0)
        return;
    const QFontMetrics metrics(Style::get().font(TextRole::small));
    m_axisNames = std::max(metrics.horizontalAdvance(trueAxis()), metrics.horizontalAdvance(predictedAxis())) + px(2);
    int names = 0;
    for (int64_t c = 0; c < std::min(classes, mostNamed); ++c)
        names = std::max(names, metrics.horizontalAdvance(nameOf(c)));
    m_columnNames = std::min(names, std::max(px(24), std::min(width(), height()) * 3 / 10));
    m_axis = metrics.height();
    const auto cellBeside = [&](int margin) {
        return std::min(double(width() - margin - px(4)), double(height() - margin - px(4))) / double(classes);
    };
    m_named = classes <= mostNamed && cellBeside(m_columnNames + m_axis + px(12)) >= metrics.height() * 0.75;
    if (!m_named)
        m_columnNames = 0;
    int margin = m_axis + px(4) + (m_named ? m_columnNames + px(8) : px(4));
    m_cell = std::min(double(px(28)), cellBeside(margin));
    if (m_cell >= 4)
        m_cell = std::floor(m_cell); // edges on whole pixels
    m_cell = std::max(m_cell, 0.05);
    const int spare = std::max(0, int(width() - margin - px(4) - m_cell * double(classes)));
    m_rowNames = m_named ? std::min(names, m_columnNames + spare) : 0; // lying, they have the room beside the cells
    margin += m_rowNames - m_columnNames;
    m_origin = QPointF(std::floor((width() - margin - m_cell * double(classes)) / 2) + margin, px(4));
    m_origin.setX(std::max(m_origin.x(), double(margin)));
}

QRectF ConfusionView::axisRect(Qt::Orientation axis) const
{
    const double side = m_cell * double(m_matrix.classes);
    const int names = axis == Qt::Vertical ? m_rowNames : m_columnNames;
    const double away = m_named ? names + px(12) : px(4);
    if (axis == Qt::Vertical) {
        const double length = std::min(double(height()), std::max(side, double(m_axisNames)));
        const double top = std::clamp(m_origin.y() + (side - length) / 2, 0.0, height() - length);
        return {m_origin.x() - away - m_axis, top, double(m_axis), length};
    }
    const double length = std::min(double(width()), std::max(side, double(m_axisNames)));
    const double left = std::clamp(m_origin.x() + (side - length) / 2, 0.0, width() - length);
    return {left, m_origin.y() + side + away, length, double(m_axis)};
}

QRectF ConfusionView::cellRect(int64_t truth, int64_t predicted) const
{
    return {m_origin.x() + m_cell * double(predicted), m_origin.y() + m_cell * double(truth), m_cell, m_cell};
}

std::pair<int64_t, int64_t> ConfusionView::cellAt(QPointF position) const
{
    const QPointF at = (position - m_origin) / m_cell;
    const auto truth = int64_t(std::floor(at.y()));
    const auto predicted = int64_t(std::floor(at.x()));
    if (truth < 0 || predicted < 0 || truth >= m_matrix.classes || predicted >= m_matrix.classes)
        return {-1, -1};
    return {truth, predicted};
}

void ConfusionView::paintEvent(QPaintEvent*)
{
    if (m_matrix.classes == 0)
        return;
    QPainter painter(this);
    const QColor ground = theme().surface.inset;
    const double gap = m_cell >= 8 ? 1 : 0;
    painter.setFont(Style::get().font(TextRole::small));
    const bool numbers = m_cell >= painter.fontMetrics().horizontalAdvance(QStringLiteral("0000")) + 2;
    for (int64_t t = 0; t < m_matrix.classes; ++t) {
        for (int64_t p = 0; p < m_matrix.classes; ++p) {
            const int64_t count = m_matrix.at(t, p);
            const int64_t most = t == p ? m_mostRight : m_mostWrong;
            // The square root shows a few mistakes among many.
            const double share = most > 0 ? std::sqrt(double(count) / double(most)) : 0;
            const QColor full = t == p ? theme().confusion.right : theme().confusion.wrong;
            const QColor colour = count > 0 ? mixed(ground, full, 0.12 + 0.88 * share) : ground;
            const QRectF rect = cellRect(t, p);
            painter.fillRect(rect.adjusted(0, 0, -gap, -gap), colour);
            if (numbers && count > 0) {
                painter.setPen(colour.lightnessF() > 0.45f ? QColor(0x14, 0x16, 0x1a) : theme().text.primary);
                // In full, else in thousands, else not at all: a number that is cut is another number.
                for (const QString& text : {formatExact(count), formatCount(double(count))})
                    if (painter.fontMetrics().horizontalAdvance(text) <= rect.width() - px(4)) {
                        painter.drawText(rect, Qt::AlignCenter, text);
                        break;
                    }
            }
        }
    }
    paintAxes(painter);
    if (m_named)
        paintNames(painter);
    if (m_truth >= 0) {
        painter.setPen(QPen(hasFocus() ? theme().accent.line : theme().text.primary, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(m_truth, m_predicted).adjusted(0, 0, -gap, -gap));
    }
}

void ConfusionView::paintAxes(QPainter& painter) const
{
    painter.setPen(theme().text.tertiary);
    const auto paint = [&painter](const QRectF& rect, const QString& name) {
        const QString shown = painter.fontMetrics().elidedText(name, Qt::ElideRight, int(rect.width()));
        painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, shown);
    };
    paint(axisRect(Qt::Horizontal), predictedAxis());
    const QRectF left = axisRect(Qt::Vertical);
    painter.save();
    painter.translate(left.center());
    painter.rotate(-90);
    paint(QRectF(-left.height() / 2, -left.width() / 2, left.height(), left.width()), trueAxis());
    painter.restore();
}

void ConfusionView::paintNames(QPainter& painter) const
{
    const double end = m_origin.y() + m_cell * double(m_matrix.classes);
    for (int64_t c = 0; c < m_matrix.classes; ++c) {
        painter.setPen(c == m_truth ? theme().text.primary : theme().text.secondary);
        const QRectF row(m_origin.x() - px(8) - m_rowNames, m_origin.y() + m_cell * double(c), m_rowNames, m_cell);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(nameOf(c), Qt::ElideRight, m_rowNames));
        painter.setPen(c == m_predicted ? theme().text.primary : theme().text.secondary);
        painter.save();
        painter.translate(m_origin.x() + m_cell * (double(c) + 0.5), end + px(6));
        painter.rotate(-90);
        painter.drawText(QRectF(-m_columnNames, -m_cell / 2, m_columnNames, m_cell), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(nameOf(c), Qt::ElideRight, m_columnNames));
        painter.restore();
    }
}

void ConfusionView::pick(int64_t truth, int64_t predicted)
{
    if (truth < 0 || predicted < 0 || truth >= m_matrix.classes || predicted >= m_matrix.classes)
        return;
    m_truth = truth;
    m_predicted = predicted;
    setAccessibleDescription(sentence(truth, predicted));
    update();
    emit picked(truth, predicted);
}

void ConfusionView::mousePressEvent(QMouseEvent* event)
{
    const auto [truth, predicted] = cellAt(event->position());
    pick(truth, predicted);
}

void ConfusionView::keyPressEvent(QKeyEvent* event)
{
    const auto move = [this](int64_t down, int64_t right) {
        pick(std::max<int64_t>(m_truth, 0) + down, std::max<int64_t>(m_predicted, 0) + right);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move(0, -1);
    case Qt::Key_Right:
        return move(0, 1);
    case Qt::Key_Up:
        return move(-1, 0);
    case Qt::Key_Down:
        return move(1, 0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return move(0, 0);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool ConfusionView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* const help = static_cast<QHelpEvent*>(event);
    if (const auto [truth, predicted] = cellAt(help->pos()); truth >= 0)
        QToolTip::showText(help->globalPos(), sentence(truth, predicted), this);
    else
        QToolTip::hideText();
    return true;
}

void ConfusionView::resizeEvent(QResizeEvent*)
{
    layOut();
}

QSize ConfusionView::sizeHint() const
{
    return {px(240), px(240)};
}

QSize ConfusionView::minimumSizeHint() const
{
    return {px(140), px(140)};
}

} // namespace weft
