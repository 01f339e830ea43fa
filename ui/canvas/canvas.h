#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/scene/level_of_detail.h"
#include "ui/canvas/scene/liveliness.h"
#include "ui/canvas/scene/scene.h"
#include "ui/canvas/scene/view_transform.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace weft {

class Breadcrumb;
class CanvasAnimation;
class EmptyCanvas;
class Minimap;
class NodePictures;
class Session;
struct Observation;
struct PaintCounts;
struct WireCard;
struct ProblemCallout;
struct ProblemHover;
struct ScopeProblems;

// The network: one widget that paints itself. It shows one scope of the document, pans, zooms, selects by click and
// says what is where; what edits are its tools and gestures.
class Canvas : public QWidget {
    Q_OBJECT
public:
    enum class Badge { shape = 1, size = 2, time = 4, memory = 8, compute = 16, inside = 32 };
    Q_DECLARE_FLAGS(Badges, Badge)
    enum class Wires { plain, gradient }; // plain: one width and colour

    Canvas(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    ~Canvas() override;
    void show(GraphDocument* document, Selection* selection); // of another tab; both may be nullptr
    using QWidget::show;

    GraphDocument* document() const { return m_document; }
    Selection* selection() const { return m_selection; }
    const Scope& scope() const { return m_scene.scope(); }
    const Scene& scene() const { return m_scene; }

    const ViewTransform& view() const { return m_view; }
    QPointF toScene(const QPointF& widget) const { return m_view.toScene(widget); }
    QPointF toScreen(const QPointF& scene) const { return m_view.toScreen(scene); }
    double zoom() const { return m_view.zoom(); } // 1: 100 %
    QRectF visibleArea() const { return m_view.toScene(QRectF(rect())); } // in the scene
    DetailLevel detail() const { return m_detail; }
    void setView(const ViewTransform& view);
    void zoomTo(double zoom, const QPointF& pivot); // the widget's point that stays
    void zoomBy(double factor); // about the middle
    void panBy(const QPointF& widgetDelta);
    void flyTo(const ViewTransform& target, int milliseconds);
    void showAll(); // H
    void showSelection(); // G, .
    void reveal(const std::string& id); // flies there if it is not well in sight
    void ensureVisible(const QRectF& scene); // moves no more than needed

    // What is under a point of the widget. Overlays (minimap, legend) count as empty: see overlayAt().
    Hit hitAt(const QPointF& widget) const;
    bool overlayAt(const QPointF& widget) const;
    Pointer pointerAt(const QPointF& widget) const; // with the buttons and keys of now
    QPointF lastPointer() const { return m_pointer; } // in the widget; its middle before the mouse came

    void setTools(std::unique_ptr<CanvasTools> tools);
    CanvasTools* tools() const { return m_tools.get(); }
    Gesture* active() const { return m_gesture.get(); } // under way; nullptr: none
    void begin(std::unique_ptr<Gesture> gesture); // follows the mouse until a release, cancel() or end()
    void cancel(); // the gesture under way
    void end(); // the gesture is done without a release
    GesturePreview& preview() { return m_preview; } // call update() after changing it
    const GesturePreview& preview() const { return m_preview; }
    void setPickedNote(int note); // drawn as selected; −1: none
    void shake(const std::string& node); // it says no
    bool isShaking() const;
    void setHints(std::vector<GestureHint> hints); // while no gesture says its own
    void showMessage(const QString& sentence); // in the hint bar, for some seconds: why a link is refused

    // Draws nodes on their way from `before` (their top left corners until now) to where they are, with their wires.
    void animateFrom(const std::map<std::string, QPointF>& before, int milliseconds);
    void finishAnimations();

    void watch(Session* session); // the wires live with its training; nullptr: with none
    void setLiveliness(Liveliness life);
    const Liveliness& liveliness() const { return m_life; }
    void setBadges(Badges badges);
    Badges badges() const { return m_badges; }
    void setWires(Wires wires);
    Wires wires() const { return m_wires; }
    void setMinimapShown(bool shown);
    bool isMinimapShown() const;
    const WireCard* card() const { return m_card.get(); } // nullptr: none is shown
    QList<QWidget*> headerTools() const { return m_headerTools; }

    // Below broken nodes stands what is wrong and, where the program knows a way out, a button that goes it.
    std::vector<ProblemCallout> problemsInSight() const;
    bool isAiling(const std::string& node) const; // as the training tells
    QColor stateColour(const NodeItem& node) const; // of an error, a warning, an ailment; none: all is well
    QString fixTitle(const std::string& node) const; // empty: there is nothing to fix, or no way is known
    bool fixProblem(const std::string& node); // of the scope shown; one undo step

    const PaintCounts& lastPaint() const; // what the last frame drew
    // For screen readers: "conv2, Conv2d, input 32×28×28 from relu1, output to bn2, selected".
    QString spokenName(const std::string& node) const;
    QString spokenName(const PortHit& port) const;

signals:
    void shown(); // another document or none
    void viewChanged(); // zoomed or panned
    void hovered(const weft::Hit& hit);
    void gestureChanged(); // one began or ended
    void editAsked(const std::string& node); // Enter on a node that is no block
    void minimapShown(bool shown);
    void documentationAsked(); // of the node that is selected
    void keepAsked(const std::string& block); // to be saved there
    void addInputAsked(); // by the buttons of an empty network …
    void fromDataAsked();
    void openExampleAsked();

protected:
    bool event(QEvent*) override;
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void showEvent(QShowEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void keyReleaseEvent(QKeyEvent*) override;
    void contextMenuEvent(QContextMenuEvent*) override;
    void focusOutEvent(QFocusEvent*) override;
    void leaveEvent(QEvent*) override;
    void dragEnterEvent(QDragEnterEvent*) override;
    void dragMoveEvent(QDragMoveEvent*) override;
    void dragLeaveEvent(QDragLeaveEvent*) override;
    void dropEvent(QDropEvent*) override;
    bool focusNextPrevChild(bool next) override; // Tab is the search's

private:
    struct Flight { // of the view, to where it is going
        ViewTransform from, to;
        QElapsedTimer clock;
        int milliseconds = 0;
    };

    void makeHeaderTools();
    void enterScope();
    void restyle();
    void showCard(const Hit& wire);
    void hideCard();
    void readProblems();
    ProblemHover problemAt(const QPointF& widget) const;
    void hoverProblem(const QPointF& widget);
    bool pressProblem(const QPointF& widget);
    void releaseProblem(const QPointF& widget);
    void showObservation(const Observation& observation);
    void showSessionValues();
    void findTellers();
    void viewMoved(bool zoomed);
    void setViewNow(const ViewTransform& view); // in a flight, too
    void advance(); // flights and animations, a frame
    void chooseView();
    ViewTransform fitted() const;
    void rememberView();
    void select(const Pointer& pointer);
    bool ownKey(QKeyEvent*); // of the view and of blocks
    void hover(const Pointer& pointer);
    void updateCursor(const Hit& hit);
    void placeOverlays();
    Pointer pointerOf(const QPointF& widget, Qt::MouseButton, Qt::MouseButtons, Qt::KeyboardModifiers) const;

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    QPointer<Session> m_session;
    std::vector<std::pair<std::string, std::string>> m_tellers; // losses and metrics: node, category
    bool m_tellersKnown = false;
    QElapsedTimer m_values; // since they were last written
    Scene m_scene;
    ViewTransform m_view;
    DetailLevel m_detail = DetailLevel::full;
    GesturePreview m_preview;
    std::unique_ptr<CanvasTools> m_tools;
    std::unique_ptr<Gesture> m_gesture;
    std::vector<GestureHint> m_hints;
    QString m_message;
    QTimer m_messageEnd;

    Liveliness m_life;
    Badges m_badges = Badges(Badge::shape) | Badge::size | Badge::time | Badge::inside;
    Wires m_wires = Wires::gradient;
    std::unique_ptr<PaintCounts> m_counts;
    std::unique_ptr<NodePictures> m_pictures;
    std::unique_ptr<CanvasAnimation> m_animation;
    Minimap* m_minimap = nullptr;
    Breadcrumb* m_breadcrumb = nullptr;
    EmptyCanvas* m_empty = nullptr;
    QList<QWidget*> m_headerTools;

    std::unique_ptr<ScopeProblems> m_problems;
    std::unique_ptr<ProblemHover> m_problemHover;
    std::unique_ptr<ProblemHover> m_problemPressed;
    std::optional<Flight> m_flight;
    QTimer m_frames; // while something moves
    QTimer m_zoomRest; // runs out when the zoom has come to rest
    QTimer m_viewRest; // … and the view: then it is remembered
    std::string m_outlined; // a node shown by a cut instead of a flight …
    QTimer m_outlineEnd; // … for a moment

    QPointF m_pointer;
    QPointF m_panFrom;
    Hit m_hovered;
    int m_pickedNote = -1;
    std::unique_ptr<WireCard> m_card; // while the mouse rests on a wire
    int m_cursorProblem = 0; // the part of a problem's box that the cursor was chosen for
    bool m_refining = false; // the zoom rests, and not all nodes are sharp yet
    bool m_panning = false;
    bool m_spaceHeld = false;
    bool m_spacePanned = false; // space was held to pan: its release opens nothing
    bool m_fits = false; // the view shows all, and does so after a resize
    bool m_unseen = true; // no view was chosen for the scope before the widget had its size
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Canvas::Badges)

} // namespace weft
