#pragma once

#include "ui/canvas/gesture.h"
#include "ui/canvas/gestures/palette_drop.h"
#include "ui/canvas/wiring/wire_ends.h"

#include <QObject>
#include <QTimer>

namespace weft {

class CanvasActions;
class FindPopup;
class InPlaceEditor;
class SearchPopup;
struct SearchQuestion;

// All that edits on a canvas: which gesture a press begins, the search, names and notes edited in place, menus, and the
// actions with their keys. Owned by the canvas.
class EditingTools : public QObject, public CanvasTools {
    Q_OBJECT
public:
    explicit EditingTools(Canvas& canvas);
    ~EditingTools() override;

    std::unique_ptr<Gesture> press(Canvas& canvas, const Pointer& pointer) override;
    bool doubleClick(Canvas& canvas, const Pointer& pointer) override;
    bool key(Canvas& canvas, QKeyEvent* event) override;
    bool contextMenu(Canvas& canvas, const Pointer& pointer) override;
    bool dragMove(Canvas& canvas, QDragMoveEvent* event) override;
    void dragLeave(Canvas& canvas) override;
    bool drop(Canvas& canvas, QDropEvent* event) override;

    // ---- the search
    void search(); // where the pointer is; behind the current node, if there is one
    void searchAt(const QPointF& scene); // adds there, unconnected
    void searchForWire(const PortHit& end, const QPointF& scene, bool everything,
                       const std::vector<QPointF>& dots = {});
    void searchOnWire(const Wire& wire, const QPointF& scene);
    void searchSwap(); // another type for the selected nodes
    void findNode();
    bool isSearching() const;
    SearchPopup* popup() const { return m_popup; }
    FindPopup* finder() const { return m_finder; }

    // ---- in place
    void rename(const std::string& node);
    void renameFrame(int frame);
    void editNote(int note);
    InPlaceEditor* editor() const { return m_editor; }

    Canvas& canvas() { return m_canvas; }
    CanvasActions& actions() { return *m_actions; }
    QPointF placeToAdd() const; // in the scene: below the pointer, if it is over the canvas, else the middle
    int pickedNote() const { return m_pickedNote; } // −1: none
    void pickNote(int note);
    void drawWireFrom(const PortHit& port); // the wire follows the mouse until a click
    void showPorts(const std::string& node); // a menu of them, for when they are too small to aim at

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void panAtEdge(); // while something is dragged there
    std::unique_ptr<Gesture> leftPress(const Pointer& pointer);
    std::unique_ptr<Gesture> rightPress(const Pointer& pointer);
    std::unique_ptr<Gesture> pressNode(const Pointer& pointer);
    void openSearch(SearchQuestion question, const QPointF& scene);
    void add(const QString& kind, const std::string& port, bool plain);
    void showWire(const PortHit& end, const QPointF& to);

    // What the search was opened for.
    struct Request {
        enum class Does { add, behind, wire, insert, swap };
        Does does = Does::add;
        QPointF at;
        std::optional<PortHit> end = {};
        Wire on = {};
        Ids ids = {};
        std::vector<QPointF> dots = {};
    };

    Canvas& m_canvas;
    SearchPopup* m_popup;
    FindPopup* m_finder;
    InPlaceEditor* m_editor;
    CanvasActions* m_actions;
    PaletteDrop m_drop;
    Request m_request;
    bool m_slicing = false; // Y is held
    int m_pickedNote = -1;
    QTimer m_panning;
};

// Makes the canvas one that can be edited. Its actions have stable names: see actions_table.h.
EditingTools& installEditing(Canvas& canvas);

} // namespace weft
