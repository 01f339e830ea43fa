#include "engine/graph/limits.h"
#include "engine/graph/read_project.h"
#include "engine/support/error.h"
#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/words.h"
#include "ui/document/fragment.h"
#include "ui/style/words.h"

#include <algorithm>
#include <limits>

namespace weft {

namespace {

constexpr const char* form = "weft-clipboard";

QPointF middle(const Project& project)
{
    constexpr double far = std::numeric_limits<double>::max();
    QPointF low(far, far);
    QPointF high(-far, -far);
    for (const GraphNode& node : project.graph.nodes) {
        const auto found = project.view.nodes.find(node.id);
        const NodeView view = found == project.view.nodes.end() ? NodeView() : found->second;
        low = {std::min(low.x(), view.x), std::min(low.y(), view.y)};
        high = {std::max(high.x(), view.x), std::max(high.y(), view.y)};
    }
    return project.graph.nodes.empty() ? QPointF() : low / 2 + high / 2;
}

bool looksLike(const QString& text, const char* key)
{
    const QString start = text.left(4096).simplified();
    return start.startsWith('{') && start.left(64).contains(QStringLiteral("\"%1\"").arg(QLatin1String(key)));
}

} // namespace

QString copyText(const GraphDocument& document, const Scope& scope, const Ids& ids)
{
    return QString::fromStdString(Fragment::of(document.project(), scope, ids).text(form));
}

QString cut(GraphDocument& document, const Scope& scope, const Ids& ids)
{
    const QString text = copyText(document, scope, ids);
    removeNodes(document, scope, ids, true);
    return text;
}

bool isClipboardText(const QString& text)
{
    return looksLike(text, form) || looksLike(text, "weft");
}

Pasted pasteText(GraphDocument& document, const Scope& scope, const QString& text, QPointF at, bool keepInputs)
{
    if (size_t(text.size()) > ProjectLimits::bytes)
        return {.sentence = Words::tr("That text is too long for layers of Weft.")};
    if (!isClipboardText(text))
        return {.sentence = Words::tr("There are no layers on the clipboard.")};
    Pasted pasted;
    try {
        const std::string bytes = text.toStdString();
        Fragment fragment = looksLike(text, form) ? Fragment::fromText(bytes, form) : Fragment {readProject(bytes)};
        if (fragment.project.graph.nodes.empty())
            return {.sentence = Words::tr("There are no layers on the clipboard.")};
        QPointF from = middle(fragment.project);
        if (!qIsFinite(from.x()) || !qIsFinite(from.y()))
            from = {};
        const PlaceOptions options {.dx = at.x() - from.x(), .dy = at.y() - from.y(), .keepInputs = keepInputs};
        document.change(Words::tr("Paste"),
                        [&](Edit& edit) { pasted.ids = place(edit, scope, std::move(fragment), options); });
    } catch (const Error& error) {
        pasted.ids.clear();
        pasted.sentence = Words::tr("This cannot be pasted: %1").arg(sentenceOf(error));
    }
    return pasted;
}

std::vector<std::string> duplicate(GraphDocument& document, const Scope& scope, const Ids& ids, QPointF offset,
                                   bool keepInputs)
{
    std::vector<std::string> copies;
    Fragment fragment = Fragment::of(document.project(), scope, present(document, scope, ids));
    fragment.project.graph.blocks.clear(); // the copies use the same ones
    document.change(Words::tr("Duplicate"), [&](Edit& edit) {
        copies =
            place(edit, scope, std::move(fragment), {.dx = offset.x(), .dy = offset.y(), .keepInputs = keepInputs});
    });
    return copies;
}

} // namespace weft
