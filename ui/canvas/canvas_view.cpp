#include "ui/canvas/canvas.h"

#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/style/style.h"

#include <cmath>

// Where the canvas looks, and how it gets there.

namespace weft {

namespace {

constexpr int fitMilliseconds = 180;
constexpr int jumpMilliseconds = 220;
constexpr double fitMargin = 48;

} // namespace

// Where the user was, else all of it.
void Canvas::chooseView()
{
    m_unseen = false;
    m_fits = false;
    m_flight.reset();
    ViewTransform view = m_view;
    const GraphDocument::Viewport kept = m_document ? m_document->viewport(scope()) : GraphDocument::Viewport();
    if (m_document && !(kept == GraphDocument::Viewport())) {
        view.setZoom(kept.zoom, {});
        view.setOrigin({kept.x, kept.y});
    } else {
        view = fitted();
        m_fits = true;
    }
    setViewNow(view);
}

void Canvas::rememberView()
{
    if (m_document && !m_unseen)
        m_document->setViewport(scope(), {m_view.zoom(), m_view.origin().x(), m_view.origin().y()});
}

void Canvas::viewMoved(bool zoomed)
{
    m_detail = detailLevel(m_view.scale(), m_detail);
    hideCard();
    if (zoomed)
        m_zoomRest.start();
    m_viewRest.start();
    update();
    emit viewChanged();
}

void Canvas::setViewNow(const ViewTransform& view)
{
    const bool zoomed = view.scale() != m_view.scale();
    m_view = view;
    m_view.setFontScale(Style::get().fontScale());
    viewMoved(zoomed);
}

void Canvas::setView(const ViewTransform& view)
{
    m_flight.reset();
    m_unseen = false;
    m_fits = false;
    setViewNow(view);
}

void Canvas::zoomTo(double zoom, const QPointF& pivot)
{
    ViewTransform view = m_view;
    view.setZoom(zoom, pivot);
    setView(view);
}

void Canvas::zoomBy(double factor)
{
    zoomTo(m_view.zoom() * factor, QRectF(rect()).center());
}

void Canvas::panBy(const QPointF& widgetDelta)
{
    ViewTransform view = m_view;
    view.pan(widgetDelta);
    setView(view);
}

void Canvas::flyTo(const ViewTransform& target, int milliseconds)
{
    const int time = isVisible() ? Style::get().milliseconds(milliseconds) : 0;
    if (time == 0) {
        setView(target);
        return;
    }
    m_unseen = false;
    m_fits = false;
    m_flight = Flight {m_view, target, {}, time};
    m_flight->clock.start();
    m_frames.start();
}

void Canvas::showAll()
{
    flyTo(fitted(), fitMilliseconds);
    m_fits = true;
}

// All of it; beside or above the minimap, if that would cover nodes.
ViewTransform Canvas::fitted() const
{
    const QRectF bounds = m_scene.bounds();
    const double margin = std::min(double(Style::get().px(fitMargin)), 0.08 * std::min(width(), height()));
    ViewTransform view = m_view;
    view.fit(bounds, size(), margin);
    const QRectF map(m_minimap->geometry());
    if (m_minimap->isHidden() || m_scene.nodesIn(view.toScene(map)).empty())
        return view;
    ViewTransform best = view;
    best.setZoom(0, {});
    for (const QSizeF& room : {QSizeF(map.left(), height()), QSizeF(width(), map.top())}) {
        ViewTransform beside = m_view;
        beside.fit(bounds, room, margin / 2);
        if (beside.zoom() > best.zoom())
            best = beside;
    }
    return best;
}

void Canvas::showSelection()
{
    const QRectF area = m_selection ? m_scene.boundsOf(m_selection->nodes()) : QRectF();
    if (area.isNull()) {
        showAll();
        return;
    }
    ViewTransform view = m_view;
    view.fit(area, size(), Style::get().px(2 * fitMargin));
    flyTo(view, fitMilliseconds);
}

void Canvas::reveal(const std::string& id)
{
    const NodeItem* item = m_scene.node(id);
    if (!item)
        return;
    const double away = Style::get().px(fitMargin);
    const bool inSight = QRectF(rect()).adjusted(away, away, -away, -away).contains(m_view.toScreen(item->rect));
    if (!inSight || m_view.scale() < lod::titleShapeFrom) {
        ViewTransform view = m_view;
        if (view.scale() < lod::fullFrom)
            view.setZoom(1, {});
        view.center(item->rect.center(), size());
        flyTo(view, jumpMilliseconds);
    }
    if (Style::get().reducedMotion()) {
        m_outlined = id;
        m_outlineEnd.start();
        update();
    }
}

void Canvas::ensureVisible(const QRectF& area)
{
    const double away = Style::get().px(24);
    const QRectF place = m_view.toScreen(area);
    const QRectF room = QRectF(rect()).adjusted(away, away, -away, -away);
    QPointF delta;
    if (place.right() > room.right())
        delta.rx() = room.right() - place.right();
    if (place.left() + delta.x() < room.left())
        delta.rx() = room.left() - place.left();
    if (place.bottom() > room.bottom())
        delta.ry() = room.bottom() - place.bottom();
    if (place.top() + delta.y() < room.top())
        delta.ry() = room.top() - place.top();
    if (delta.isNull())
        return;
    ViewTransform view = m_view;
    view.pan(delta);
    flyTo(view, jumpMilliseconds);
}

void Canvas::advance()
{
    if (m_flight) {
        const double t = easeOut(double(m_flight->clock.elapsed()) / m_flight->milliseconds);
        const ViewTransform from = m_flight->from, to = m_flight->to;
        if (m_flight->clock.elapsed() >= m_flight->milliseconds) {
            m_flight.reset();
            setViewNow(to);
        } else {
            // Zooming evenly, and the middle moving as far as the zoom has come: no swing in between.
            ViewTransform view = from;
            const QPointF middle = QRectF(rect()).center();
            view.setZoom(from.zoom() * std::pow(to.zoom() / from.zoom(), t), middle);
            const QPointF a = from.toScene(middle), b = to.toScene(middle);
            double share = t;
            if (std::abs(to.zoom() / from.zoom() - 1) > 0.01)
                share = (1 / from.zoom() - 1 / view.zoom()) / (1 / from.zoom() - 1 / to.zoom());
            view.center(a + (b - a) * share, size());
            setViewNow(view);
        }
    }
    if (m_animation->isRunning()) {
        m_animation->advance();
        update();
    }
    if (!m_flight && !m_animation->isRunning())
        m_frames.stop();
}

void Canvas::animateFrom(const std::map<std::string, QPointF>& before, int milliseconds)
{
    std::map<std::string, QPointF> offsets;
    for (const auto& [id, corner] : before) {
        const NodeItem* item = m_scene.node(id);
        if (item && item->rect.topLeft() != corner)
            offsets[id] = corner - item->rect.topLeft();
    }
    m_animation->start(std::move(offsets), Style::get().milliseconds(milliseconds));
    if (m_animation->isRunning())
        m_frames.start();
    update();
}

void Canvas::finishAnimations()
{
    m_animation->stop();
    if (m_flight) {
        const bool fits = m_fits;
        setView(m_flight->to);
        m_fits = fits;
    }
    m_frames.stop();
    m_zoomRest.stop();
    m_refining = false;
    update();
}

} // namespace weft
