#include "ui/canvas/gestures/rubber_band.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/drag.h"

#include <QCoreApplication>

namespace weft {

RubberBand::RubberBand(Canvas& canvas, const Pointer& pointer)
    : m_from(pointer.scene)
    , m_pressed(pointer.screen)
    , m_before(canvas.selection()->nodes())
    , m_currentBefore(canvas.selection()->current())
    , m_modifiers(pointer.modifiers)
{
}

void RubberBand::move(Canvas& canvas, const Pointer& pointer)
{
    m_dragged = m_dragged || isDrag(m_pressed, pointer.screen);
    if (!m_dragged)
        return;
    const QRectF band = QRectF(m_from, pointer.scene).normalized();
    canvas.preview().band = band;
    std::set<std::string> ids = canvas.scene().idsIn(band);
    if (m_modifiers & Qt::ShiftModifier) {
        ids.insert(m_before.begin(), m_before.end());
    } else if (m_modifiers & Qt::ControlModifier) {
        std::set<std::string> left = m_before;
        for (const std::string& id : ids)
            left.erase(id);
        ids = std::move(left);
    }
    canvas.selection()->set(std::move(ids));
    canvas.update();
}

void RubberBand::release(Canvas& canvas, const Pointer& pointer)
{
    move(canvas, pointer);
    if (!m_dragged && !(m_modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        canvas.selection()->clear();
}

void RubberBand::cancel(Canvas& canvas)
{
    canvas.selection()->set(m_before, m_currentBefore);
}

std::vector<GestureHint> RubberBand::hints() const
{
    const auto words = [](const char* text) { return QCoreApplication::translate("RubberBand", text); };
    return {{{}, words(QT_TRANSLATE_NOOP("RubberBand", "Drag: select"))},
            {words(QT_TRANSLATE_NOOP("RubberBand", "Shift")), words(QT_TRANSLATE_NOOP("RubberBand", "add"))},
            {words(QT_TRANSLATE_NOOP("RubberBand", "Ctrl")), words(QT_TRANSLATE_NOOP("RubberBand", "take away"))}};
}

} // namespace weft
