#include "ui/panels/predictions/prediction_grid.h"

#include "ui/panels/predictions/prediction_tile.h"
#include "ui/panels/predictions/sample_values.h"
#include "ui/style/style.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace weft {

namespace {

int px(double pixels)
{
    return Style::get().px(pixels);
}

constexpr size_t bars = 3;

} // namespace

PredictionGrid::PredictionGrid(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Predictions for the preview samples"));
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PredictionGrid::show(Predictions of)
{
    const QSize before = sizeHint();
    m_of = std::move(of);
    m_current = std::clamp<int64_t>(m_current, 0, std::max<int64_t>(0, count() - 1));
    if (sizeHint() != before)
        updateGeometry();
    if (hasFocus())
        setAccessibleDescription(spokenPrediction(m_of, m_current));
    update();
}

int64_t PredictionGrid::count() const
{
    return m_of.predictions.empty() ? 0 : sampleCount(m_of.predictions.front());
}

int PredictionGrid::columns(int width) const
{
    const int tile = PredictionTile::sizeFor(m_of, bars).width();
    const int fits = (width - px(12)) / (tile + px(12));
    return int(std::clamp<int64_t>(fits, 1, std::max<int64_t>(1, count())));
}

QRect PredictionGrid::tileRect(int64_t sample) const
{
    const QSize tile = PredictionTile::sizeFor(m_of, bars);
    const int across = columns(width());
    const int each = (width() - px(12)) / across; // tiles share the width
    const int column = int(sample % across);
    const int row = int(sample / across);
    return {px(12) + column * each, px(12) + row * (tile.height() + px(14)), each - px(16), tile.height()};
}

int PredictionGrid::heightForWidth(int width) const
{
    const int across = columns(width);
    const int rows = int((count() + across - 1) / across);
    return px(12) + rows * (PredictionTile::sizeFor(m_of, bars).height() + px(14));
}

QSize PredictionGrid::sizeHint() const
{
    const int width = 2 * (PredictionTile::sizeFor(m_of, bars).width() + px(12)) + px(12);
    return {width, heightForWidth(width)};
}

void PredictionGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    for (int64_t i = 0; i < count(); ++i) {
        const QRect rect = tileRect(i);
        if (rect.intersects(event->rect().adjusted(-px(8), -px(8), px(8), px(8))))
            PredictionTile {.of = &m_of, .sample = i, .bars = bars, .focused = hasFocus() && i == m_current}.paint(
                painter, rect);
    }
}

void PredictionGrid::setCurrent(int64_t sample)
{
    if (sample < 0 || sample >= count())
        return;
    m_current = sample;
    setAccessibleDescription(spokenPrediction(m_of, m_current));
    update();
    emit picked(sample);
}

void PredictionGrid::mousePressEvent(QMouseEvent* event)
{
    for (int64_t i = 0; i < count(); ++i) {
        if (tileRect(i).contains(event->position().toPoint()))
            setCurrent(i);
    }
}

void PredictionGrid::keyPressEvent(QKeyEvent* event)
{
    const int across = columns(width());
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - 1);
    case Qt::Key_Right:
        return setCurrent(m_current + 1);
    case Qt::Key_Up:
        return setCurrent(m_current - across);
    case Qt::Key_Down:
        return setCurrent(m_current + across);
    default:
        QWidget::keyPressEvent(event);
    }
}

void PredictionGrid::focusInEvent(QFocusEvent* event)
{
    setAccessibleDescription(spokenPrediction(m_of, m_current));
    QWidget::focusInEvent(event);
    update();
}

} // namespace weft
