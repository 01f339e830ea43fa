#include "ui/canvas/gestures/editing_tools.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/commands/canvas_actions.h"
#include "ui/canvas/commands/context_menus.h"
#include "ui/canvas/commands/in_place_editor.h"
#include "ui/canvas/gestures/move_nodes.h"
#include "ui/canvas/gestures/move_note.h"
#include "ui/canvas/gestures/rubber_band.h"
#include "ui/canvas/search/find_popup.h"
#include "ui/canvas/search/search_popup.h"
#include "ui/canvas/wiring/draw_wire.h"
#include "ui/canvas/wiring/lazy_connect.h"
#include "ui/canvas/wiring/reroute.h"
#include "ui/canvas/wiring/slice.h"

#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

namespace weft {

namespace {

constexpr int panMilliseconds = 16;
constexpr double edge = 28; // widget pixels: nearer than this the view follows
constexpr double mostPan = 14; // a tick

double panFor(double at, double size)
{
    const double before = edge - at;
    const double behind = at - (size - edge);
    return std::clamp(before > 0 ? before / 2 : behind > 0 ? -behind / 2 : 0, -mostPan, mostPan);
}

} // namespace

EditingTools::EditingTools(Canvas& canvas)
    : m_canvas(canvas)
    , m_popup(new SearchPopup(&canvas))
    , m_finder(new FindPopup(&canvas))
    , m_editor(new InPlaceEditor(canvas, this))
    , m_actions(new CanvasActions(*this, this))
{
    canvas.installEventFilter(this);
    m_panning.setInterval(panMilliseconds);
    connect(&m_panning, &QTimer::timeout, this, &EditingTools::panAtEdge);
    connect(&canvas, &Canvas::gestureChanged, this, [this] {
        if (m_canvas.active() != nullptr)
            m_panning.start();
        else
            m_panning.stop();
    });
    connect(m_popup, &SearchPopup::chosen, this, &EditingTools::add);
    connect(m_popup, &SearchPopup::closed, this, [this] {
        if (m_canvas.active() == nullptr) {
            m_canvas.preview() = {};
            m_canvas.update();
        }
    });
}

EditingTools::~EditingTools() = default;

void EditingTools::panAtEdge()
{
    if (QGuiApplication::mouseButtons() == Qt::NoButton || m_canvas.active() == nullptr)
        return;
    const QPointF pointer = m_canvas.lastPointer();
    const QPointF by(panFor(pointer.x(), m_canvas.width()), panFor(pointer.y(), m_canvas.height()));
    if (by.isNull())
        return;
    m_canvas.panBy(by);
    m_canvas.active()->move(m_canvas, m_canvas.pointerAt(pointer));
}

EditingTools& installEditing(Canvas& canvas)
{
    auto tools = std::make_unique<EditingTools>(canvas);
    EditingTools& installed = *tools;
    canvas.setTools(std::move(tools));
    return installed;
}

std::unique_ptr<Gesture> EditingTools::press(Canvas& canvas, const Pointer& pointer)
{
    m_popup->close();
    m_finder->close();
    m_editor->finish();
    if (canvas.document() == nullptr || canvas.selection() == nullptr)
        return nullptr;
    if (pointer.button == Qt::RightButton)
        return rightPress(pointer);
    return pointer.button == Qt::LeftButton ? leftPress(pointer) : nullptr;
}

std::unique_ptr<Gesture> EditingTools::leftPress(const Pointer& pointer)
{
    pickNote(-1);
    if (m_slicing)
        return std::make_unique<Slice>(pointer, Slice::Does::cut);
    const Hit& hit = pointer.hit;
    const bool alt = pointer.modifiers & Qt::AltModifier;
    switch (hit.kind) {
    case Hit::Kind::port:
        return drawFromPort(m_canvas, *this, *hit.port, pointer.modifiers & Qt::ControlModifier);
    case Hit::Kind::node:
        return pressNode(pointer);
    case Hit::Kind::dot:
        if (alt) {
            removeDot(*m_canvas.document(), m_canvas.scope(), wireOf(*hit.wire), size_t(hit.index));
            return nullptr;
        } else {
            const WireItem& wire = m_canvas.scene().wireAt(m_canvas.scene().wireHandle(*hit.wire));
            return std::make_unique<DragDot>(wireOf(*hit.wire), *hit.wire, size_t(hit.index), false,
                                             wire.dots[size_t(hit.index)]);
        }
    case Hit::Kind::wire:
        if (alt) {
            const WireItem& wire = m_canvas.scene().wireAt(m_canvas.scene().wireHandle(*hit.wire));
            return std::make_unique<DragDot>(wireOf(*hit.wire), *hit.wire, dotPlace(wire, hit.along), true,
                                             pointer.scene);
        }
        return drawFromWire(m_canvas, *this, *hit.wire, hit.along);
    case Hit::Kind::note:
        pickNote(hit.index);
        return std::make_unique<MoveNote>(m_canvas, pointer, hit.index, hit.part == Hit::Part::corner);
    case Hit::Kind::frame:
        if (hit.part == Hit::Part::title && hit.index >= 0) {
            const Frame& frame = m_canvas.document()->frames(m_canvas.scope())[size_t(hit.index)];
            const Ids ids(frame.nodes.begin(), frame.nodes.end());
            if (ids.empty())
                return nullptr;
            m_canvas.selection()->set(ids);
            return std::make_unique<MoveNodes>(m_canvas, pointer, *ids.begin(), ids);
        }
        return std::make_unique<RubberBand>(m_canvas, pointer);
    case Hit::Kind::empty:
        return std::make_unique<RubberBand>(m_canvas, pointer);
    }
    return nullptr;
}

std::unique_ptr<Gesture> EditingTools::pressNode(const Pointer& pointer)
{
    const NodeItem* node = m_canvas.scene().node(pointer.hit.node);
    if (node == nullptr || node->boundary)
        return nullptr;
    Selection& selection = *m_canvas.selection();
    const bool adds = pointer.modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
    if (!adds && !selection.contains(node->id))
        selection.select(node->id);
    Ids ids = selection.nodes();
    ids.insert(node->id);
    return std::make_unique<MoveNodes>(m_canvas, pointer, node->id, std::move(ids));
}

void EditingTools::pickNote(int note)
{
    m_pickedNote = note;
    m_canvas.setPickedNote(note);
}

void EditingTools::drawWireFrom(const PortHit& port)
{
    const NodeItem* const node = m_canvas.scene().node(port.node);
    if (node == nullptr || node->find(port.port, port.input, port.slot) == nullptr)
        return;
    m_canvas.setFocus(Qt::OtherFocusReason);
    m_canvas.begin(std::make_unique<DrawWire>(m_canvas, *this, port, DrawWire::Until::click));
}

void EditingTools::showPorts(const std::string& node)
{
    if (m_canvas.scene().node(node) != nullptr)
        showPortMenu(*this, node);
}

std::unique_ptr<Gesture> EditingTools::rightPress(const Pointer& pointer)
{
    if (pointer.modifiers & Qt::ControlModifier)
        return std::make_unique<Slice>(pointer, Slice::Does::cut);
    if (pointer.modifiers & Qt::ShiftModifier)
        return std::make_unique<Slice>(pointer, Slice::Does::reroute);
    if ((pointer.modifiers & Qt::AltModifier) && !pointer.hit.node.empty())
        return lazyConnectFrom(m_canvas, pointer.hit.node);
    return nullptr;
}

bool EditingTools::doubleClick(Canvas& canvas, const Pointer& pointer)
{
    if (canvas.document() == nullptr || pointer.button != Qt::LeftButton)
        return false;
    const Hit& hit = pointer.hit;
    switch (hit.kind) {
    case Hit::Kind::empty:
        searchAt(pointer.scene);
        return true;
    case Hit::Kind::frame:
        if (hit.part == Hit::Part::title)
            renameFrame(hit.index);
        else
            searchAt(pointer.scene);
        return true;
    case Hit::Kind::note:
        editNote(hit.index);
        return true;
    case Hit::Kind::wire: {
        const WireItem& wire = canvas.scene().wireAt(canvas.scene().wireHandle(*hit.wire));
        addDot(*canvas.document(), canvas.scope(), wireOf(*hit.wire), dotPlace(wire, hit.along), pointer.scene);
        return true;
    }
    case Hit::Kind::dot:
        removeDot(*canvas.document(), canvas.scope(), wireOf(*hit.wire), size_t(hit.index));
        return true;
    case Hit::Kind::node: {
        const NodeItem* node = canvas.scene().node(hit.node);
        if (node == nullptr || node->boundary || node->type == "block")
            return false; // the canvas enters blocks
        if (hit.part == Hit::Part::header)
            rename(hit.node);
        else
            emit canvas.editAsked(hit.node);
        return true;
    }
    case Hit::Kind::port:
        return false;
    }
    return false;
}

bool EditingTools::key(Canvas&, QKeyEvent* event)
{
    if (event->key() == Qt::Key_Y && event->modifiers() == Qt::NoModifier) {
        m_slicing = event->type() == QEvent::KeyPress || event->isAutoRepeat();
        m_canvas.setHints(m_slicing ? std::vector<GestureHint> {{tr("Y"), tr("Drag across wires to cut them")}}
                                    : std::vector<GestureHint> {});
        return true;
    }
    if (event->type() == QEvent::KeyRelease && event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        search(); // a tap; held it pans
        return true;
    }
    return false;
}

bool EditingTools::contextMenu(Canvas& canvas, const Pointer& pointer)
{
    if (canvas.document() == nullptr)
        return false;
    if (pointer.modifiers & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier))
        return true; // the right button draws with these
    showContextMenu(*this, pointer);
    return true;
}

bool EditingTools::dragMove(Canvas& canvas, QDragMoveEvent* event)
{
    return m_drop.move(canvas, *event->mimeData(), event->position(), event->modifiers());
}

void EditingTools::dragLeave(Canvas& canvas)
{
    m_drop.leave(canvas);
}

bool EditingTools::drop(Canvas& canvas, QDropEvent* event)
{
    if (m_drop.drop(canvas, *event->mimeData(), event->position(), event->modifiers()).empty())
        return false;
    canvas.setFocus(Qt::OtherFocusReason);
    return true;
}

// A gesture under way gets all keys: F joins a frame then and connects nothing.
bool EditingTools::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_canvas && event->type() == QEvent::ShortcutOverride && m_canvas.active() != nullptr) {
        event->accept();
        return true;
    }
    if (watched == &m_canvas && event->type() == QEvent::FocusOut)
        m_slicing = false;
    return QObject::eventFilter(watched, event);
}

} // namespace weft
