#include "ui/canvas/gestures/palette_drop.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/kinds.h"
#include "ui/canvas/gestures/together.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/style/style.h"

#include <QCoreApplication>
#include <QMimeData>

namespace weft {

namespace {

constexpr int insertShift = 140; // milliseconds

} // namespace

QMimeData* layerMimeData(const QString& kind)
{
    auto* data = new QMimeData;
    data->setData(layerMimeType, kind.toUtf8());
    return data;
}

bool PaletteDrop::move(Canvas& canvas, const QMimeData& data, const QPointF& at, Qt::KeyboardModifiers modifiers)
{
    if (canvas.document() == nullptr || !data.hasFormat(layerMimeType))
        return false;
    const std::string kind = data.data(layerMimeType).toStdString();
    const GraphNode node = nodeOfKind(kind);
    const NodeItem item = layOutNode(node, blocksOfKind(*canvas.document(), kind));
    const QPointF hand(item.rect.width() / 2, geometry::firstPort); // held at the middle of its header
    m_at = snapToGrid(canvas.toScene(at) - hand);
    GesturePreview& preview = canvas.preview();
    m_insertion.reset();
    preview.insertion.reset();
    const QRectF rect = item.rect.translated(m_at);
    const bool canPass = !inputPortsOf(canvas.document()->project(), kind).empty()
        && !outputPortsOf(canvas.document()->project(), kind).empty();
    const std::optional<WireRef> under =
        canPass && !(modifiers & Qt::AltModifier) ? canvas.scene().wireUnder(rect, {}) : std::nullopt;
    if (under && under->node != Scene::blockOutputs) {
        m_insertion = insertionInto(canvas.scene(), *under, rect, geometry::firstPort);
        preview.insertion = under;
    }
    preview.ghosts = {{node, m_at}};
    canvas.update();
    return true;
}

void PaletteDrop::leave(Canvas& canvas)
{
    m_insertion.reset();
    canvas.preview() = {};
    canvas.update();
}

std::string PaletteDrop::drop(Canvas& canvas, const QMimeData& data, const QPointF& at, Qt::KeyboardModifiers modifiers)
{
    if (!move(canvas, data, at, modifiers))
        return {};
    const QString kind = QString::fromUtf8(data.data(layerMimeType));
    const std::optional<Insertion> insertion = m_insertion;
    leave(canvas);
    std::string id;
    if (insertion)
        id = addOnWire(canvas, kind, *insertion);
    if (id.empty())
        id = addNode(*canvas.document(), canvas.scope(), kind.toStdString(), m_at);
    if (!id.empty())
        canvas.selection()->select(id);
    return id;
}

std::string addOnWire(Canvas& canvas, const QString& kind, const Insertion& insertion)
{
    GraphDocument& document = *canvas.document();
    const Scope scope = canvas.scope();
    const std::map<std::string, QPointF> before = placesOf(canvas.scene(), insertion.shifted);
    std::string id;
    const QString title = QCoreApplication::translate("PaletteDrop", "Insert into a wire");
    together(document, title, [&]() -> QString {
        const Places shifted = placesOf(canvas.scene(), insertion.shifted, insertion.shift);
        id = addNode(document, scope, kind.toStdString(), insertion.at, {.on = insertion.wire});
        if (id.empty())
            return QStringLiteral("-");
        if (!shifted.empty())
            moveNodes(document, scope, shifted);
        return {};
    });
    if (!id.empty() && !before.empty())
        canvas.animateFrom(before, Style::get().milliseconds(insertShift));
    return id;
}

} // namespace weft
