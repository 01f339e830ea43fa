#include "ui/canvas/canvas.h"

#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/problem_callouts.h"
#include "ui/style/style.h"

#include <QTimer>

namespace weft {

// The boxes are painted, so the canvas itself looks after their buttons.

std::vector<ProblemCallout> Canvas::problemsInSight() const
{
    const bool still = !m_gesture && m_preview.moved.empty();
    if (!m_document || m_detail < DetailLevel::full || !still)
        return {};
    return problemCallouts(*m_document, m_scene, *m_problems, m_selection, visibleArea());
}

ProblemHover Canvas::problemAt(const QPointF& widget) const
{
    const QPointF at = toScene(widget);
    for (const ProblemCallout& box : problemsInSight())
        if (const ProblemCallout::Part part = box.partAt(at); part != ProblemCallout::Part::none)
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
    return m_problemPressed->part != ProblemCallout::Part::none;
}

void Canvas::releaseProblem(const QPointF& widget)
{
    const ProblemHover pressed = std::exchange(*m_problemPressed, {});
    if (problemAt(widget) != pressed)
        return;
    if (pressed.part == ProblemCallout::Part::docs) {
        m_selection->select(pressed.node);
        emit documentationAsked();
    } else if (pressed.part == ProblemCallout::Part::fix) {
        fixProblem(pressed.node);
    }
}

bool Canvas::isAiling(const std::string& node) const
{
    const NodeItem* const item = m_scene.node(node);
    const NodeLife* const life = item && m_document ? lifeOf(*m_document, m_scene, m_life, *item) : nullptr;
    return life && life->ailment != Ailment::none;
}

QColor Canvas::stateColour(const NodeItem& node) const
{
    const ScopeProblems::Problem* const problem = m_problems->nodes.empty() ? nullptr : m_problems->worst(node.id);
    if (problem)
        return problem->severity == Severity::error ? theme().state.error : theme().state.warning;
    return !m_life.nodes.empty() && isAiling(node.id) ? theme().state.error : QColor();
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
