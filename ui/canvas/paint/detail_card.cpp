#include "ui/canvas/paint/detail_card.h"

#include "ui/canvas/paint/map_pictures.h"
#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/problem_callouts.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/style/style.h"

#include <algorithm>

namespace weft {

namespace {

constexpr double width = 224, padding = 8, bars = 30, caption = 16, gap = 10;
constexpr int mapsAcross = 8;
constexpr double map = (width - 2 * padding - (mapsAcross - 1) * 2.0) / mapsAcross;

const Histogram* histogramOf(const NodeDetail& detail, const char* of)
{
    const auto found = std::ranges::find(detail.histograms, of, &Histogram::of);
    return found == detail.histograms.end() || found->counts.empty() ? nullptr : &*found;
}

struct Part {
    const Histogram* histogram;
    QString name;
    QColor colour;
};

std::vector<Part> partsOf(const NodeDetail& detail, const QColor& category)
{
    std::vector<Part> parts;
    for (const Part& part : {Part {histogramOf(detail, "weight"), Canvas::tr("Weights"), category},
                             Part {histogramOf(detail, "gradient"), Canvas::tr("Gradient"), theme().flow[3]},
                             Part {histogramOf(detail, "activation"), Canvas::tr("Results"), theme().accent.line}})
        if (part.histogram)
            parts.push_back(part);
    return parts;
}

void paintBars(QPainter& painter, const QRectF& box, const Histogram& histogram, const QColor& colour)
{
    const double most = double(std::max<int64_t>(1, *std::ranges::max_element(histogram.counts)));
    const double wide = box.width() / double(histogram.counts.size());
    for (size_t i = 0; i < histogram.counts.size(); ++i) {
        const double high = double(histogram.counts[i]) / most * box.height();
        if (histogram.counts[i] > 0)
            painter.fillRect(
                QRectF(box.left() + double(i) * wide, box.bottom() - std::max(1.0, high), wide, std::max(1.0, high)),
                colour);
    }
    painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme().line.strong);
    if (histogram.low < 0 && histogram.high > 0) {
        const double zero = -double(histogram.low) / (double(histogram.high) - double(histogram.low));
        painter.fillRect(QRectF(box.left() + zero * box.width(), box.bottom() - 2, 1, 5), theme().text.tertiary);
    }
}

QSizeF sizeOf(const NodeDetail& detail)
{
    const bool hasBars = !partsOf(detail, {}).empty();
    const bool hasMaps = detail.maps.channels > 0;
    if (!hasBars && !hasMaps)
        return {};
    const double height =
        2 * padding + (hasBars ? caption + bars + 4 : 0) + (hasMaps ? map : 0) + (hasBars && hasMaps ? padding : 0);
    return QSizeF(width, height) * Style::get().fontScale();
}

const NodeItem* pickedItem(const PaintContext& context)
{
    if (!context.selection || context.selection->nodes().size() != 1)
        return nullptr;
    const NodeItem* const item = context.scene.node(*context.selection->nodes().begin());
    return item && !item->boundary ? item : nullptr;
}

const NodeDetail* pickedDetail(const PaintContext& context)
{
    const NodeItem* const item = context.life.details.empty() ? nullptr : pickedItem(context);
    if (!item || !(context.badges & Canvas::Badge::inside) || context.level < DetailLevel::titleShape
        || context.isDisplaced())
        return nullptr;
    if (std::ranges::any_of(context.problemCallouts, [&](const auto& box) { return box.node == item->id; }))
        return nullptr; // its sentence stands there
    const NodeReport* const report = context.document.report({context.scene.scope(), item->id});
    const auto found = std::ranges::find(context.life.details, report ? report->path : item->id, &NodeDetail::node);
    return found == context.life.details.end() ? nullptr : &*found;
}

// How much of other nodes lies under a card, in square pixels of the widget.
double coveredBy(const QRectF& card, const PaintContext& context)
{
    double covered = 0;
    for (const int handle : context.scene.nodesIn(context.view.toScene(card))) {
        const QRectF under = context.view.toScreen(context.scene.nodeAt(handle).rect) & card;
        covered += under.width() * under.height();
    }
    return covered;
}

} // namespace

QRectF pickedDetailArea(const PaintContext& context, const QSizeF& widget)
{
    const NodeDetail* const detail = pickedDetail(context);
    const QSizeF size = detail ? sizeOf(*detail) : QSizeF();
    if (size.isEmpty())
        return {};
    const QRectF node = context.view.toScreen(pickedItem(context)->rect);
    const double away = 8 * Style::get().fontScale();
    const auto within = [away](double wanted, double most) { return std::clamp(wanted, away, std::max(away, most)); };
    const double x = within(node.left(), widget.width() - size.width() - away);
    const double fromRight = within(node.right() - size.width(), widget.width() - size.width() - away);
    const double y = within(node.top(), widget.height() - size.height() - away);
    const double below = node.bottom() + away, above = node.top() - away - size.height();
    const QPointF places[] = {{x, below},
                              {x, above},
                              {fromRight, below},
                              {fromRight, above},
                              {node.right() + away, y},
                              {node.left() - away - size.width(), y}};
    QRectF best;
    double least = 0;
    for (const QPointF& place : places) {
        const QRectF card(place, size);
        const double covered = coveredBy(card, context);
        if (QRectF(QPointF(), widget).contains(card) && (best.isEmpty() || covered < least)) {
            best = card;
            least = covered;
        }
    }
    return best.isEmpty() ? QRectF(places[0], size) : best;
}

void paintPickedDetail(PaintContext& context, const QSizeF& widget)
{
    const QRectF card = pickedDetailArea(context, widget);
    if (card.isEmpty())
        return;
    const NodeDetail& detail = *pickedDetail(context);
    const QColor category = colourOf(*pickedItem(context));
    QPainter& painter = context.painter;
    const double grown = Style::get().fontScale();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(card.topLeft());
    painter.scale(grown, grown);
    const QRectF rect(QPointF(), card.size() / grown);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().shadow);
    painter.drawRoundedRect(rect.translated(0, 3), 6, 6);
    painter.setPen(QPen(theme().line.strong, 1));
    painter.setBrush(theme().surface.panel);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const std::vector<Part> parts = partsOf(detail, category);
    const double wide = (width - 2 * padding - double(parts.size() - 1) * gap) / double(std::max<size_t>(1, parts.size()));
    double x = padding;
    for (const Part& part : parts) {
        TextPainter::get().draw(painter, {x, padding + 10}, part.name, TextRole::small, theme().text.secondary, wide);
        paintBars(painter, QRectF(x, padding + caption, wide, bars), *part.histogram, part.colour);
        x += wide + gap;
    }
    double left = padding;
    const double top = parts.empty() ? padding : 2 * padding + caption + bars + 4;
    const std::vector<QImage> pictures = mapPictures(detail.maps, mapsAcross);
    for (size_t channel = 0; channel < pictures.size(); ++channel) {
        const QRectF cell(left, top, map, map);
        left += map + 2;
        if (channel < detail.zeros.size() && detail.zeros[channel] >= 1) {
            painter.fillRect(cell, theme().state.errorSoft);
            painter.fillRect(cell, QBrush(theme().state.error, Qt::BDiagPattern));
        } else {
            painter.drawImage(cell, pictures[channel]);
        }
    }
    painter.restore();
}

} // namespace weft
