#pragma once

#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <cmath>

namespace weft {

// From the scene (design pixels, as documents hold positions) to the widget and back. What is drawn grows with the
// user's font scale too, so that a zoom of 100 % is readable for everybody.
class ViewTransform {
public:
    static constexpr double leastZoom = 0.05;
    static constexpr double mostZoom = 4;

    double zoom() const { return m_zoom; }
    double scale() const { return m_zoom * m_fontScale; } // widget pixels a scene pixel
    QPointF origin() const { return m_origin; } // the scene's point at the widget's top left

    QPointF toScreen(const QPointF& scene) const { return (scene - m_origin) * scale(); }
    QPointF toScene(const QPointF& screen) const { return screen / scale() + m_origin; }
    QRectF toScreen(const QRectF& scene) const { return {toScreen(scene.topLeft()), scene.size() * scale()}; }
    QRectF toScene(const QRectF& screen) const { return {toScene(screen.topLeft()), screen.size() / scale()}; }

    void setFontScale(double scale) { m_fontScale = std::clamp(scale, 0.5, 4.0); }
    void setOrigin(const QPointF& origin) { m_origin = origin; }
    // The scene's point under `pivot` (of the widget) stays there.
    void setZoom(double zoom, const QPointF& pivot)
    {
        const QPointF fixed = toScene(pivot);
        m_zoom = std::clamp(zoom, leastZoom, mostZoom);
        m_origin = fixed - pivot / scale();
    }
    void pan(const QPointF& screenDelta) { m_origin -= screenDelta / scale(); }
    // Shows all of `scene` in the middle, never larger than `greatestZoom`.
    void fit(const QRectF& scene, const QSizeF& screen, double margin, double greatestZoom = 1)
    {
        const double width = std::max(1.0, screen.width() - 2 * margin);
        const double height = std::max(1.0, screen.height() - 2 * margin);
        const double wanted = std::min(width / std::max(1.0, scene.width()), height / std::max(1.0, scene.height()));
        m_zoom = std::clamp(std::min(wanted / m_fontScale, greatestZoom), leastZoom, mostZoom);
        center(scene.center(), screen);
    }
    void center(const QPointF& scene, const QSizeF& screen)
    {
        m_origin = scene - QPointF(screen.width(), screen.height()) / 2 / scale();
    }
    bool operator==(const ViewTransform&) const = default;

private:
    double m_zoom = 1;
    double m_fontScale = 1;
    QPointF m_origin;
};

} // namespace weft
