#include "ui/canvas/minimap.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/paint/node_painter.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/style/category.h"
#include "ui/style/style.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace weft {

namespace {

constexpr int mapWidth = 208, mapHeight = 120, mapMargin = 16;
constexpr double mostOfWidth = 4, mostOfHeight = 3; // the canvas is so many times as large, or the map is smaller
constexpr double leastRoom = 0.75;
constexpr double inset = 6;
constexpr int soonMilliseconds = 150;

} // namespace

Minimap::Minimap(Canvas* canvas)
    : QWidget(canvas)
    , m_canvas(canvas)
{
    setAccessibleName(tr("Overview of the network"));
    setToolTip(tr("Drag to move the view, turn the wheel to zoom. Alt+M hides it."));
    setCursor(Qt::PointingHandCursor);
    connect(canvas, &Canvas::viewChanged, this, qOverload<>(&QWidget::update));
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        m_nodes = {};
        update();
    });
    place();
}

void Minimap::place()
{
    const Style& style = Style::get();
    const double room = std::min({1.0, double(m_canvas->width()) / (mostOfWidth * style.px(mapWidth)),
                                  double(m_canvas->height()) / (mostOfHeight * style.px(mapHeight))});
    const QSize size(int(room * style.px(mapWidth)), int(room * style.px(mapHeight)));
    setVisible(m_wanted && room >= leastRoom && m_canvas->scene().nodeCount() > 0);
    const int away = style.px(mapMargin);
    setGeometry(
        QRect(QPoint(m_canvas->width() - size.width() - away, m_canvas->height() - size.height() - away), size));
    sceneChanged();
}

void Minimap::setWanted(bool wanted)
{
    m_wanted = wanted;
    place();
}

void Minimap::sceneChanged()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void Minimap::paintNodes()
{
    const double ratio = devicePixelRatioF();
    m_nodes = QImage(size() * ratio, QImage::Format_RGB32);
    m_nodes.setDevicePixelRatio(ratio);
    m_nodes.fill(theme().surface.inset);
    const QRectF all = m_canvas->scene().bounds();
    const QSizeF room(std::max(1.0, this->width() - 2 * inset), std::max(1.0, this->height() - 2 * inset));
    m_scale = all.isNull()
        ? 0.1
        : std::min({room.width() / std::max(1.0, all.width()), room.height() / std::max(1.0, all.height()), 0.2});
    m_origin = all.center() - QPointF(this->width(), this->height()) / 2 / m_scale;
    QPainter painter(&m_nodes);
    const auto toMap = [this](const QRectF& rect) {
        return QRectF((rect.topLeft() - m_origin) * m_scale, rect.size() * m_scale);
    };
    for (const FrameItem& frame : m_canvas->scene().frames()) {
        if (!frame.rect.isNull())
            painter.fillRect(
                toMap(frame.rect),
                mixed(namedColour(frame.colour, categoryLook("conv").colour), theme().surface.inset, 0.25));
    }
    std::vector<std::pair<QRectF, QColor>> marked;
    std::string_view lastCategory = "\n";
    QColor colour;
    for (const int at : m_canvas->scene().nodesIn(all)) {
        const NodeItem& item = m_canvas->scene().nodeAt(at);
        if (item.category != lastCategory) { // looking one up for each would take longest
            lastCategory = item.category;
            colour = categoryLook(item.category).colour;
        }
        QRectF rect = toMap(item.rect);
        rect.setSize(rect.size().expandedTo({1.5, 1.5}));
        const QColor fill = item.colour.isEmpty() ? colour : colourOf(item);
        painter.fillRect(rect, item.muted ? mixed(fill, theme().surface.inset, 0.5) : fill);
        if (const QColor state = m_canvas->stateColour(item); state.isValid())
            marked.emplace_back(rect.adjusted(-2, -2, 2, 2), state);
    }
    for (const auto& [rect, state] : marked) { // over the others, however small the map makes them
        painter.fillRect(rect, theme().surface.inset);
        painter.fillRect(rect.adjusted(1, 1, -1, -1), state);
    }
}

void Minimap::paintEvent(QPaintEvent*)
{
    if (m_nodes.isNull() || m_style != Style::get().generation()) {
        m_style = Style::get().generation();
        paintNodes();
    }
    QPainter painter(this);
    painter.drawImage(QPointF(), m_nodes);
    const QRectF seen = m_canvas->visibleArea();
    const QRectF box = QRectF((seen.topLeft() - m_origin) * m_scale, seen.size() * m_scale)
                           .intersected(QRectF(rect()).adjusted(2, 2, -2, -2));
    painter.setPen(QPen(theme().text.primary, 1));
    painter.drawRect(QRectF(std::floor(box.left()) + 0.5, std::floor(box.top()) + 0.5, std::floor(box.width()) - 1,
                            std::floor(box.height()) - 1));
    painter.setPen(QPen(theme().line.strong, 1));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
}

QPointF Minimap::toScene(const QPointF& point) const
{
    return point / m_scale + m_origin;
}

void Minimap::lookAt(const QPointF& point)
{
    ViewTransform view = m_canvas->view();
    view.center(toScene(point), m_canvas->size());
    m_canvas->setView(view);
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        lookAt(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        lookAt(event->position());
}

void Minimap::wheelEvent(QWheelEvent* event)
{
    m_canvas->zoomBy(std::pow(1.15, event->angleDelta().y() / 120.0));
    event->accept();
}

void Minimap::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Overview of the network"));
        setToolTip(tr("Drag to move the view, turn the wheel to zoom. Alt+M hides it."));
    }
}

} // namespace weft
