#include "ui/canvas/paint/problem_callouts.h"

#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/text_painter.h"
#include "ui/style/icons.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int mostSentences = 4; // with more broken nodes in sight, only the selected ones speak
constexpr double widest = 328, side = 12, textLeft = 36, padding = 8;
constexpr double buttonHeight = 24, buttonPadding = 10, plusWidth = 18;

ProblemCallout boxOf(GraphDocument& document, const Scope& scope, const NodeItem& item,
                     const ScopeProblems::Problem& problem)
{
    TextPainter& text = TextPainter::get();
    ProblemCallout box {
        .node = item.id, .severity = problem.severity, .sentence = problem.sentence, .rect = {}, .words = {}};
    if (std::vector<Fix> fixes = fixesFor(document, problem.diagnostic); !fixes.empty())
        box.fix = std::move(fixes.front());
    const GraphNode* const node = document.node(scope, item.id);
    const bool documented = node && node->type != "block";
    const double fixWidth = box.fix ? text.width(box.fix->title, TextRole::body) + plusWidth + 2 * buttonPadding : 0;
    const double docsWidth = documented ? text.width(Canvas::tr("Docs"), TextRole::body) + 2 * buttonPadding : 0;
    const double natural = std::max(text.width(box.sentence, TextRole::body) + 2, fixWidth + docsWidth + 4);
    const double inner = std::clamp(natural, item.rect.width() - textLeft - side, widest - textLeft - side);
    const double height = text.heightFor(box.sentence, TextRole::body, inner);
    const QPointF corner = item.rect.bottomLeft() + QPointF(0, 12);
    box.words = QRectF(corner + QPointF(textLeft, padding), QSizeF(inner, height));
    double bottom = box.words.bottom() + padding;
    double x = box.words.left();
    if (box.fix) {
        box.fixButton = QRectF(x, bottom, std::min(fixWidth, inner - docsWidth), buttonHeight);
        x = box.fixButton.right() + 4;
    } else {
        x -= buttonPadding; // a link's text begins where the sentence does
    }
    if (documented)
        box.docsLink = QRectF(x, bottom, docsWidth, buttonHeight);
    if (box.fix || documented)
        bottom += buttonHeight + padding + 2;
    box.rect = QRectF(corner, QPointF(box.words.right() + side, bottom));
    return box;
}

} // namespace

ProblemCallout::Part ProblemCallout::partAt(const QPointF& scene) const
{
    if (!rect.contains(scene))
        return Part::none;
    return fixButton.contains(scene) ? Part::fix : docsLink.contains(scene) ? Part::docs : Part::box;
}

std::vector<ProblemCallout> problemCallouts(GraphDocument& document, const Scene& scene, const ScopeProblems& problems,
                                            const Selection* selection, const QRectF& visible)
{
    std::vector<ProblemCallout> boxes;
    if (problems.nodes.empty())
        return boxes;
    std::vector<const NodeItem*> broken;
    const auto isSelected = [&](const NodeItem& item) {
        return selection && !item.boundary && selection->contains(item.id);
    };
    for (const int at : scene.nodesIn(visible)) {
        const NodeItem& item = scene.nodeAt(at);
        const ScopeProblems::Problem* const problem = problems.worst(item.id);
        if (problem && (problem->severity == Severity::error || isSelected(item)))
            broken.push_back(&item);
    }
    for (const NodeItem* const item : broken)
        if (broken.size() <= mostSentences || isSelected(*item))
            boxes.push_back(boxOf(document, scene.scope(), *item, *problems.worst(item->id)));
    return boxes;
}

void paintProblems(PaintContext& context)
{
    TextPainter& text = TextPainter::get();
    QPainter& painter = context.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ProblemCallout& box : context.problemCallouts) {
        const bool error = box.severity == Severity::error;
        const QColor line = error ? theme().state.error : theme().state.warning;
        const ProblemCallout::Part hovered =
            context.problemHover.node == box.node ? context.problemHover.part : ProblemCallout::Part::none;
        painter.save();
        painter.translate(context.view.toScreen(box.rect.topLeft()));
        painter.scale(context.scale(), context.scale());
        painter.translate(-box.rect.topLeft());
        painter.setPen(QPen(line, 1));
        painter.setBrush(error ? theme().state.errorSoft : theme().state.warningSoft);
        painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        const auto draw = [&](const char* name, const QColor& colour, const QRectF& where) {
            const QPixmap icon =
                iconPixmap(QLatin1String(name), colour, int(std::lround(where.width() * context.scale())),
                           painter.device()->devicePixelRatioF());
            painter.drawPixmap(where, icon, QRectF(QPointF(), QSizeF(icon.size())));
        };
        draw(error ? "error" : "warning", line, QRectF(box.rect.left() + side, box.rect.top() + padding, 16, 16));
        text.drawWrapped(painter, box.words, box.sentence, TextRole::body, theme().text.primary);
        if (box.fix) {
            const QRectF& button = box.fixButton;
            painter.setPen(QPen(theme().line.strong, 1));
            painter.setBrush(hovered == ProblemCallout::Part::fix ? theme().surface.controlHover
                                                                  : theme().surface.control);
            painter.drawRoundedRect(button.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
            draw("plus", theme().text.primary,
                 QRectF(button.left() + buttonPadding - 2, button.center().y() - 6, 12, 12));
            text.draw(painter, {button.left() + buttonPadding + plusWidth - 2, button.center().y() + 4}, box.fix->title,
                      TextRole::body, theme().text.primary, button.width() - 2 * buttonPadding - plusWidth + 4);
        }
        if (!box.docsLink.isNull())
            text.draw(painter, {box.docsLink.left() + buttonPadding, box.docsLink.center().y() + 4}, Canvas::tr("Docs"),
                      TextRole::body,
                      hovered == ProblemCallout::Part::docs ? theme().text.primary : theme().text.secondary);
        painter.restore();
    }
}

} // namespace weft
