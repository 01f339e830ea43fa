#include "ui/canvas/canvas.h"

#include "ui/canvas/paint/problem_boxes.h"

#include <QTimer>

namespace weft {

// The boxes are painted, so the canvas itself looks after their buttons.

std::vector<ProblemBox> Canvas::problemBoxesInSight() const
{
    const bool still = !m_gesture && m_preview.moved.empty();
    if (!m_document || m_detail < DetailLevel::full || !still)
        return {};
    return problemBoxes(*m_document, m_scene, *m_problems, m_selection, visibleArea());
}

ProblemHover Canvas::problemAt(const QPointF& widget) const
{
    const QPointF at = toScene(widget);
    for (const ProblemBox& box : problemBoxesInSight())
        if (const ProblemBox::Part part = box.partAt(at); part != ProblemBox::Part::none)
            return {box.node, part};
    return {};
}

void Canvas::hoverProblem(const QPointF& widget)
{
    const ProblemHover now = m_gesture ? ProblemHover() : problemAt(widget);
    if (now == *m_problemHover)
        return;
    *m_problemHover = now;
    update();
}

bool Canvas::pressProblem(const QPointF& widget)
{
    *m_problemPressed = problemAt(widget);
    return m_problemPressed->part != ProblemBox::Part::none;
}

void Canvas::releaseProblem(const QPointF& widget)
{
    const ProblemHover pressed = std::exchange(*m_problemPressed, {});
    if (problemAt(widget) != pressed)
        return;
    if (pressed.part == ProblemBox::Part::docs) {
        m_selection->select(pressed.node);
        emit documentationAsked();
    } else if (pressed.part == ProblemBox::Part::fix) {
        fixProblem(pressed.node);
    }
}

QString Canvas::fixTitle(const std::string& node) const
{
    const ScopeProblems::Problem* const problem = m_problems->worst(node);
    const std::vector<Fix> fixes =
        m_document && problem ? fixesFor(*m_document, problem->diagnostic) : std::vector<Fix>();
    return fixes.empty() ? QString() : fixes.front().title;
}

bool Canvas::fixProblem(const std::string& node)
{
    const ScopeProblems::Problem* const problem = m_problems->worst(node);
    if (!m_document || !problem)
        return false;
    const std::vector<Fix> fixes = fixesFor(*m_document, problem->diagnostic);
    if (fixes.empty())
        return false;
    fixes.front().apply();
    return true;
}

} // namespace weft
