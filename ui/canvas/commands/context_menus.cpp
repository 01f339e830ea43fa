#include "ui/canvas/commands/context_menus.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/canvas_actions.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/scene/node_geometry.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/canvas/wiring/reroute.h"
#include "ui/style/category.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <map>

namespace weft {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("CanvasMenus", text);
}

QMenu* newMenu(EditingTools& tools, const QString& name)
{
    auto* menu = new QMenu(&tools.canvas());
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    return menu;
}

void addRows(EditingTools& tools, QMenu& menu, std::initializer_list<const char*> ids)
{
    for (const char* id : ids) {
        if (*id == '\0')
            menu.addSeparator();
        else if (QAction* action = tools.actions().action(QLatin1String(id)))
            menu.addAction(action);
    }
}

QIcon categoryIcon(const std::string& category)
{
    const int side = 32; // 16 at a device pixel ratio of 2
    QPixmap pixmap(side, side);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintCategoryIcon(painter, QRectF(0, 0, 16, 16), category, categoryLook(category).colour);
    return pixmap;
}

// Every category a submenu; taking a row adds that layer at the place.
void addLayers(EditingTools& tools, QMenu& menu, const QPointF& scene)
{
    std::map<std::string, QMenu*> menus;
    const std::vector<LayerChoice> choices = layerChoices(tools.canvas().document()->project().graph);
    for (const std::string& id : categoryIds())
        menus[id] = nullptr;
    const auto submenu = [&](const std::string& category) {
        QMenu*& sub = menus[std::string(categoryIdOf(category))];
        if (sub == nullptr) {
            sub = menu.addMenu(categoryIcon(category), categoryLook(category).title);
        }
        return sub;
    };
    for (const std::string& id : categoryIds()) { // in the palette's order
        for (const LayerChoice& choice : choices) {
            if (categoryIdOf(choice.category) != id)
                continue;
            const QString kind = choice.key();
            QObject::connect(submenu(choice.category)->addAction(choice.title), &QAction::triggered, &tools,
                             [&tools, kind, scene] {
                                 Canvas& canvas = tools.canvas();
                                 const std::string added =
                                     addNode(*canvas.document(), canvas.scope(), kind.toStdString(), snapToGrid(scene));
                                 if (!added.empty())
                                     canvas.selection()->select(added);
                             });
        }
    }
}

void addPorts(EditingTools& tools, QMenu& menu, const NodeItem& node)
{
    for (const bool input : {false, true}) {
        for (const PortHit& port : portsOf(node, input)) {
            const PortItem* const item = node.find(port.port, port.input, port.slot);
            if (item == nullptr || port.slot > 0)
                continue;
            const QString title = (input ? words(QT_TRANSLATE_NOOP("CanvasMenus", "From the input %1"))
                                         : words(QT_TRANSLATE_NOOP("CanvasMenus", "From the output %1")))
                                      .arg(item->label.isEmpty() ? QString::fromStdString(port.port) : item->label);
            QObject::connect(menu.addAction(title), &QAction::triggered, &tools,
                             [&tools, port] { tools.drawWireFrom(port); });
        }
    }
}

void nodeMenu(EditingTools& tools, QMenu& menu, const NodeItem& node)
{
    addRows(tools, menu,
            {"graph.edit", "edit.rename", "graph.swap", "", "graph.bypass", "graph.mute", "graph.freeze",
             "graph.collapse", "graph.fix", "", "graph.detach", "graph.connect", "graph.wire", "", "graph.frame",
             "graph.leaveFrame", "graph.block", "graph.unpack", "graph.saveBlock", ""});
    addPorts(tools, *menu.addMenu(words(QT_TRANSLATE_NOOP("CanvasMenus", "Draw a wire"))), node);
    QMenu* place = menu.addMenu(words(QT_TRANSLATE_NOOP("CanvasMenus", "Arrange")));
    addRows(tools, *place,
            {"graph.tidy", "graph.tidyDown", "graph.straighten", "", "graph.alignLeft", "graph.alignRight",
             "graph.alignTop", "graph.alignBottom", "graph.alignCentres", "graph.alignMiddles", "", "graph.distribute",
             "graph.distributeDown"});
    addRows(tools, menu, {"", "edit.cut", "edit.copy", "edit.duplicate", "edit.delete", "edit.deleteWired"});
}

// Where several wires enter one port, the order counts: of a concatenation, say.
void addOrder(EditingTools& tools, QMenu& menu, const Wire& wire)
{
    Canvas& canvas = tools.canvas();
    const GraphNode* const node = canvas.document()->node(canvas.scope(), wire.node);
    std::vector<PortRef> fed;
    for (const Input& input : node ? node->inputs : std::vector<Input>())
        if (input.port == wire.port)
            fed.push_back(input.from);
    const int at = int(std::ranges::find(fed, wire.from) - fed.begin());
    if (fed.size() < 2 || size_t(at) == fed.size())
        return;
    menu.addSeparator();
    const auto move = [&](const QString& text, int to) {
        QAction* const action = menu.addAction(text);
        action->setEnabled(to >= 0 && to < int(fed.size()));
        QObject::connect(action, &QAction::triggered, &tools, [&canvas, wire, at, to] {
            if (hasWire(*canvas.document(), canvas.scope(), wire))
                moveInput(*canvas.document(), canvas.scope(), wire.node, wire.port, at, to);
        });
    };
    move(words(QT_TRANSLATE_NOOP("CanvasMenus", "Earlier among the inputs")), at - 1);
    move(words(QT_TRANSLATE_NOOP("CanvasMenus", "Later among the inputs")), at + 1);
}

void wireMenu(EditingTools& tools, QMenu& menu, const Pointer& pointer)
{
    Canvas& canvas = tools.canvas();
    const Wire wire = wireOf(*pointer.hit.wire);
    const QPointF at = pointer.scene;
    const int handle = canvas.scene().wireHandle(*pointer.hit.wire);
    const size_t place = handle < 0 ? 0 : dotPlace(canvas.scene().wireAt(handle), pointer.hit.along);
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Insert a layer…"))), &QAction::triggered,
                     &tools, [&tools, wire, at] { tools.searchOnWire(wire, at); });
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Add a reroute dot"))), &QAction::triggered,
                     &tools, [&canvas, wire, place, at] {
                         if (hasWire(*canvas.document(), canvas.scope(), wire))
                             addDot(*canvas.document(), canvas.scope(), wire, place, snapToGrid(at));
                     });
    if (pointer.hit.kind == Hit::Kind::dot) {
        const size_t index = size_t(pointer.hit.index);
        QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Remove the reroute dot"))),
                         &QAction::triggered, &tools, [&canvas, wire, index] {
                             if (hasWire(*canvas.document(), canvas.scope(), wire))
                                 removeDot(*canvas.document(), canvas.scope(), wire, index);
                         });
    }
    addOrder(tools, menu, wire);
    menu.addSeparator();
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Remove the wire"))), &QAction::triggered,
                     &tools, [&canvas, wire] { disconnectEnds(*canvas.document(), canvas.scope(), {wire}); });
}

void frameMenu(EditingTools& tools, QMenu& menu, int frame)
{
    Canvas& canvas = tools.canvas();
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Rename the frame"))), &QAction::triggered,
                     &tools, [&tools, frame] { tools.renameFrame(frame); });
    QMenu* colours = menu.addMenu(words(QT_TRANSLATE_NOOP("CanvasMenus", "Colour")));
    const auto paint = [&canvas, frame](const QString& colour) {
        const std::vector<Frame>& frames = canvas.document()->frames(canvas.scope());
        if (size_t(frame) < frames.size())
            setFrame(*canvas.document(), canvas.scope(), size_t(frame),
                     QString::fromStdString(frames[size_t(frame)].title), colour);
    };
    QObject::connect(colours->addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "As the theme has it"))),
                     &QAction::triggered, &tools, [paint] { paint({}); });
    for (const std::string& category : categoryIds()) {
        const QColor colour = categoryLook(category).colour;
        QPixmap swatch(16, 16);
        swatch.fill(colour);
        QObject::connect(colours->addAction(swatch, categoryLook(category).title), &QAction::triggered, &tools,
                         [paint, colour] { paint(colour.name()); });
    }
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Select its nodes"))), &QAction::triggered,
                     &tools, [&canvas, frame] {
                         const std::vector<Frame>& frames = canvas.document()->frames(canvas.scope());
                         if (size_t(frame) < frames.size()) {
                             const std::vector<std::string>& ids = frames[size_t(frame)].nodes;
                             canvas.selection()->set({ids.begin(), ids.end()});
                         }
                     });
    menu.addSeparator();
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Remove the frame, keep its nodes"))),
                     &QAction::triggered, &tools, [&canvas, frame] {
                         if (size_t(frame) < canvas.document()->frames(canvas.scope()).size())
                             removeFrame(*canvas.document(), canvas.scope(), size_t(frame));
                     });
}

void noteMenu(EditingTools& tools, QMenu& menu, int note)
{
    Canvas& canvas = tools.canvas();
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Edit the note"))), &QAction::triggered,
                     &tools, [&tools, note] { tools.editNote(note); });
    QObject::connect(menu.addAction(words(QT_TRANSLATE_NOOP("CanvasMenus", "Delete the note"))), &QAction::triggered,
                     &tools, [&canvas, note] {
                         if (size_t(note) < canvas.document()->notes(canvas.scope()).size())
                             removeNote(*canvas.document(), canvas.scope(), size_t(note));
                     });
}

} // namespace

void showContextMenu(EditingTools& tools, const Pointer& pointer)
{
    Canvas& canvas = tools.canvas();
    QMenu* menu = newMenu(tools, QStringLiteral("canvasMenu"));
    const Hit& hit = pointer.hit;
    const NodeItem* node = hit.node.empty() ? nullptr : canvas.scene().node(hit.node);
    if (node != nullptr && !node->boundary) {
        if (!canvas.selection()->contains(hit.node))
            canvas.selection()->select(hit.node);
        tools.actions().refresh();
        nodeMenu(tools, *menu, *node);
    } else if (hit.kind == Hit::Kind::wire || hit.kind == Hit::Kind::dot) {
        wireMenu(tools, *menu, pointer);
    } else if (hit.kind == Hit::Kind::frame && hit.part == Hit::Part::title) {
        frameMenu(tools, *menu, hit.index);
    } else if (hit.kind == Hit::Kind::note) {
        noteMenu(tools, *menu, hit.index);
    } else {
        tools.actions().refresh();
        addRows(tools, *menu, {"add.layer"});
        addLayers(tools, *menu->addMenu(words(QT_TRANSLATE_NOOP("CanvasMenus", "Add"))), pointer.scene);
        addRows(tools, *menu,
                {"add.note", "", "edit.paste", "edit.pasteWired", "edit.selectAll", "edit.find", "", "graph.tidy",
                 "graph.tidyDown", "", "view.fit", "graph.leave"});
    }
    menu->popup(canvas.mapToGlobal(pointer.screen.toPoint()));
}

void showPortMenu(EditingTools& tools, const std::string& id)
{
    const NodeItem* const node = tools.canvas().scene().node(id);
    if (node == nullptr)
        return;
    QMenu* menu = newMenu(tools, QStringLiteral("portMenu"));
    addPorts(tools, *menu, *node);
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(tools.canvas().mapToGlobal(tools.canvas().lastPointer().toPoint()));
}

void showAddMenu(EditingTools& tools)
{
    QMenu* menu = newMenu(tools, QStringLiteral("addMenu"));
    const QPointF scene = tools.placeToAdd();
    addLayers(tools, *menu, scene);
    menu->popup(tools.canvas().mapToGlobal(tools.canvas().toScreen(scene).toPoint()));
}

} // namespace weft
