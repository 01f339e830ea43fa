#include "ui/canvas/canvas.h"

#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/paint/detail_card.h"
#include "ui/canvas/paint/node_pictures.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/canvas/paint/wire_card.h"
#include "ui/style/style.h"

#include <QPaintEvent>
#include <QPainter>

namespace weft {

void Canvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme().surface.canvas);
    *m_counts = {};
    if (!m_document)
        return;
    const std::vector<ProblemCallout> boxes =
        m_animation->isRunning() ? std::vector<ProblemCallout>() : problemsInSight();
    PaintContext context {.painter = painter,
                          .scene = m_scene,
                          .document = *m_document,
                          .selection = m_selection,
                          .view = m_view,
                          .level = m_detail,
                          .visible = m_view.toScene(QRectF(event->rect())),
                          .preview = m_preview,
                          .problems = *m_problems,
                          .problemCallouts = boxes,
                          .problemHover = *m_problemHover,
                          .life = m_life,
                          .badges = m_badges,
                          .wires = m_wires,
                          .hovered = m_hovered,
                          .animation = *m_animation,
                          .pictures = *m_pictures,
                          .counts = *m_counts,
                          .pickedNote = m_pickedNote,
                          .focused = hasFocus(),
                          .moving = m_zoomRest.isActive()};
    m_pictures->beginFrame(m_zoomRest.isActive() || m_refining);
    paintGrid(context);
    paintFrames(context);
    paintWires(context);
    paintNotes(context);
    paintNodes(context);
    paintFrameTitles(context);
    paintPills(context);
    paintProblems(context);
    paintPickedDetail(context, QSizeF(size()));
    paintPreview(context);
    if (const NodeItem* item = m_outlined.empty() ? nullptr : m_scene.node(m_outlined)) {
        painter.setPen(QPen(theme().accent.line, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(m_view.toScreen(item->rect).adjusted(-8, -8, 8, 8), 8, 8);
    }
    if (m_card && !m_gesture)
        paintWireCard(context, *m_card, QSizeF(size()));
    const QRectF corner = legendArea(size());
    const bool legend = m_wires == Wires::gradient && m_life.hasGradients;
    if (legend)
        paintLegend(context, corner);
    const std::vector<GestureHint> hints = m_gesture ? m_gesture->hints() : m_hints;
    if (!hints.empty() || !m_message.isEmpty()) {
        QRectF area = legend ? corner.translated(0, -corner.height() - 8) : corner;
        area.setRight(width() - area.left());
        paintHints(context, area, hints, m_message);
    }
    m_pictures->endFrame();
    if (m_refining) { // some nodes more a frame, until all are sharp
        m_refining = m_pictures->takeStale();
        if (m_refining)
            QTimer::singleShot(0, this, qOverload<>(&QWidget::update));
    }
}

} // namespace weft
