#include "ui/canvas/canvas.h"

#include "ui/canvas/breadcrumb.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/canvas_animation.h"
#include "ui/canvas/empty_canvas.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/paint/node_pictures.h"
#include "ui/canvas/paint/paint_context.h"
#include "ui/canvas/paint/wire_card.h"
#include "ui/session/session.h"
#include "ui/style/style.h"

#include <algorithm>

namespace weft {

namespace {

constexpr int frameMilliseconds = 16;
constexpr int zoomRestMilliseconds = 140;
constexpr int viewRestMilliseconds = 400;
constexpr int messageMilliseconds = 5000;
constexpr int outlineMilliseconds = 600;
constexpr int shakeMilliseconds = 160;

} // namespace

Canvas::Canvas(GraphDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_counts(std::make_unique<PaintCounts>())
    , m_pictures(std::make_unique<NodePictures>())
    , m_animation(std::make_unique<CanvasAnimation>())
    , m_problems(std::make_unique<ScopeProblems>())
    , m_problemHover(std::make_unique<ProblemHover>())
    , m_problemPressed(std::make_unique<ProblemHover>())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setMinimumSize(120, 90);
    setAccessibleName(tr("Network"));
    m_minimap = new Minimap(this);
    m_breadcrumb = new Breadcrumb(this);
    m_empty = new EmptyCanvas(this);
    connect(m_empty, &EmptyCanvas::addInputAsked, this, &Canvas::addInputAsked);
    connect(m_empty, &EmptyCanvas::fromDataAsked, this, &Canvas::fromDataAsked);
    connect(m_empty, &EmptyCanvas::openExampleAsked, this, &Canvas::openExampleAsked);
    installCanvasAccessibility();
    makeHeaderTools();

    m_frames.setInterval(frameMilliseconds);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &Canvas::advance);
    for (QTimer* timer : {&m_zoomRest, &m_viewRest, &m_messageEnd, &m_outlineEnd})
        timer->setSingleShot(true);
    m_zoomRest.setInterval(zoomRestMilliseconds);
    m_viewRest.setInterval(viewRestMilliseconds);
    m_messageEnd.setInterval(messageMilliseconds);
    m_outlineEnd.setInterval(outlineMilliseconds);
    connect(&m_zoomRest, &QTimer::timeout, this, [this] {
        m_refining = m_pictures->takeStale();
        if (m_refining)
            update();
    });
    connect(&m_viewRest, &QTimer::timeout, this, &Canvas::rememberView);
    connect(&m_messageEnd, &QTimer::timeout, this, [this] {
        m_message.clear();
        update();
    });
    connect(&m_outlineEnd, &QTimer::timeout, this, [this] {
        m_outlined.clear();
        update();
    });
    connect(&m_scene, &Scene::changed, this, [this] {
        m_minimap->sceneChanged();
        placeOverlays();
        m_tellersKnown = false;
        hideCard();
        update();
    });
    connect(&Style::get(), &Style::changed, this, &Canvas::restyle);
    restyle();
    show(document, selection);
}

Canvas::~Canvas() = default;

void Canvas::show(GraphDocument* document, Selection* selection)
{
    cancel();
    rememberView();
    m_animation->stop();
    if (m_document)
        m_document->disconnect(this);
    if (m_selection)
        m_selection->disconnect(this);
    m_document = document;
    m_selection = selection;
    if (document)
        connect(document, &GraphDocument::checked, this, &Canvas::readProblems);
    if (document)
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.everything) { // another network: once the scene has it
                m_unseen = true;
                QTimer::singleShot(0, this, [this] {
                    if (m_unseen && !size().isEmpty() && isVisible())
                        chooseView();
                });
            }
        });
    if (selection) {
        connect(selection, &Selection::changed, this, [this] {
            tellCurrentNode(*this);
            update();
        });
        connect(selection, &Selection::scopeChanged, this, &Canvas::enterScope);
        connect(selection, &Selection::revealAsked, this, [this](const NodeKey& key) {
            if (key.scope == scope())
                reveal(key.id);
        });
    }
    enterScope();
    emit shown();
}

void Canvas::enterScope()
{
    cancel();
    rememberView();
    m_flight.reset();
    m_pictures->clear();
    forgetSpokenNodes(*this);
    m_scene.show(m_document, m_selection ? m_selection->scope() : Scope());
    m_breadcrumb->show(m_selection);
    placeOverlays();
    m_unseen = true;
    if (!size().isEmpty() && isVisible())
        chooseView();
    readProblems();
}

void Canvas::restyle()
{
    const QPointF middle = toScene(QRectF(rect()).center());
    const double before = m_view.scale();
    m_view.setFontScale(Style::get().fontScale());
    if (m_view.scale() != before)
        m_view.center(middle, size());
    m_pictures->clear();
    m_breadcrumb->show(m_selection);
    placeOverlays();
    viewMoved(true);
}

void Canvas::readProblems()
{
    m_problems->read(m_document, scope());
    m_minimap->sceneChanged();
    m_pictures->lookAgain();
    update();
}

void Canvas::placeOverlays()
{
    m_minimap->place(); // with nodes alone
    const int away = Style::get().px(12);
    m_breadcrumb->move(away, away);
    m_empty->setHasProject(m_document != nullptr);
    m_empty->adjustSize();
    m_empty->move((width() - m_empty->width()) / 2, (height() - m_empty->height()) / 2);
    m_empty->setVisible(m_scene.nodeCount() == 0 && m_scene.notes().empty());
}

Hit Canvas::hitAt(const QPointF& widget) const
{
    return overlayAt(widget) ? Hit {.scene = toScene(widget)} : m_scene.hit(toScene(widget), m_view.scale());
}

bool Canvas::overlayAt(const QPointF& widget) const
{
    const bool legend = m_wires == Wires::gradient && m_life.hasGradients;
    return legend && legendArea(size()).contains(widget); // the minimap is a widget of its own
}

void Canvas::setTools(std::unique_ptr<CanvasTools> tools)
{
    cancel();
    m_tools = std::move(tools);
}

void Canvas::begin(std::unique_ptr<Gesture> gesture)
{
    cancel();
    m_gesture = std::move(gesture);
    m_message.clear();
    update();
    emit gestureChanged();
}

void Canvas::cancel()
{
    if (!m_gesture)
        return;
    const std::unique_ptr<Gesture> gesture = std::move(m_gesture); // what it does may begin another
    gesture->cancel(*this);
    m_preview = {};
    update();
    emit gestureChanged();
}

void Canvas::end()
{
    if (!m_gesture)
        return;
    m_gesture.reset();
    m_preview = {};
    update();
    emit gestureChanged();
}

void Canvas::setPickedNote(int note)
{
    m_pickedNote = note;
    update();
}

void Canvas::shake(const std::string& node)
{
    const int time = Style::get().milliseconds(shakeMilliseconds);
    if (time == 0 || !isVisible())
        return;
    m_animation->shake(node, time);
    m_frames.start();
}

bool Canvas::isShaking() const
{
    return m_animation->shakes();
}

void Canvas::setHints(std::vector<GestureHint> hints)
{
    m_hints = std::move(hints);
    update();
}

void Canvas::showMessage(const QString& sentence)
{
    m_message = sentence;
    m_messageEnd.start();
    update();
}

void Canvas::setLiveliness(Liveliness life)
{
    const auto ailing = [](const Liveliness& one) {
        return std::ranges::any_of(one.nodes, [](const auto& node) { return node.second.ailment != Ailment::none; });
    };
    if (ailing(m_life) || ailing(life))
        m_minimap->sceneChanged();
    m_life = std::move(life);
    if (m_card) {
        std::optional<WireCard> card = wireCard(*m_document, m_scene, m_life, m_card->wire, m_card->at);
        m_card = card ? std::make_unique<WireCard>(std::move(*card)) : nullptr;
    }
    m_pictures->lookAgain();
    update();
}

void Canvas::setBadges(Badges badges)
{
    m_badges = badges;
    m_pictures->lookAgain();
    update();
}

void Canvas::setWires(Wires wires)
{
    m_wires = wires;
    update();
}

void Canvas::setMinimapShown(bool shown)
{
    m_minimap->setWanted(shown);
    emit minimapShown(shown);
}

bool Canvas::isMinimapShown() const
{
    return m_minimap->isWanted();
}

const PaintCounts& Canvas::lastPaint() const
{
    return *m_counts;
}

} // namespace weft
