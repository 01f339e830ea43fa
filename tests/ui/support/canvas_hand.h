#pragma once

#include "engine/graph/write_project.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/gestures/palette_drop.h"
#include "ui/canvas/scene/wire_route.h"
#include "ui/canvas/search/search_popup.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QStandardPaths>
#include <QTest>

namespace weft {

// A canvas on a screen, and a user's hands on its mouse and keys. Places are in the scene; the view is at 100 % with
// (0, 0) at its top left.
class CanvasHand {
public:
    // For initTestCase(): nobody's settings, and nothing moves by itself.
    static void prepare()
    {
        QStandardPaths::setTestModeEnabled(true);
        Style::get().apply(*qApp);
        Style::get().setReducedMotion(true);
    }
    explicit CanvasHand(Project project = {})
        : document(std::move(project))
        , selection(&document)
        , canvas(&document, &selection)
        , tools(installEditing(canvas))
    {
        canvas.resize(1400, 900);
        canvas.setMinimapShown(false);
        canvas.QWidget::show();
        QApplication::setActiveWindow(&canvas);
        canvas.setFocus();
        ViewTransform view;
        view.setOrigin({0, 0});
        canvas.setView(view);
        canvas.finishAnimations();
    }

    std::string text() const { return writeProject(looked(document.project())); }
    int steps() { return document.undoStack()->index(); }

    // ---- the mouse
    void press(const QPointF& at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        send(QEvent::MouseButtonPress, at, button, button, keys);
    }
    void moveTo(const QPointF& at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        const QPointF from = m_at;
        for (int i = 1; i <= 4; ++i)
            send(QEvent::MouseMove, from + (at - from) * i / 4.0, Qt::NoButton, button, keys);
    }
    void release(const QPointF& at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        send(QEvent::MouseButtonRelease, at, button, Qt::NoButton, keys);
    }
    void drag(const QPointF& from, const QPointF& to, Qt::KeyboardModifiers keys = {},
              Qt::MouseButton button = Qt::LeftButton)
    {
        press(from, keys, button);
        moveTo(to, keys, button);
        release(to, keys, button);
        QCoreApplication::processEvents();
    }
    void click(const QPointF& at, Qt::KeyboardModifiers keys = {})
    {
        press(at, keys);
        release(at, keys);
    }
    void doubleClick(const QPointF& at)
    {
        click(at);
        send(QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton, {});
        release(at);
        QCoreApplication::processEvents();
    }
    // From the palette.
    void dropLayer(const QString& kind, const QPointF& at, Qt::KeyboardModifiers keys = {})
    {
        const std::unique_ptr<QMimeData> data(layerMimeData(kind));
        const QPointF where = canvas.toScreen(at);
        QDragEnterEvent enter(where.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, keys);
        QApplication::sendEvent(&canvas, &enter);
        QDragMoveEvent move(where.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, keys);
        QApplication::sendEvent(&canvas, &move);
        QDropEvent drop(where, Qt::CopyAction, data.get(), Qt::LeftButton, keys);
        QApplication::sendEvent(&canvas, &drop);
    }

    // ---- keys
    void key(Qt::Key key, Qt::KeyboardModifiers keys = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &canvas, key, keys);
        QCoreApplication::processEvents();
    }
    void type(const QString& text)
    {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }
    // Tab (or what opened the search), a text, Enter; the answer of what fits comes from another thread.
    void searchAndAdd(const QString& text, Qt::KeyboardModifiers keys = {})
    {
        QTRY_VERIFY(tools.popup()->isOpen());
        type(text);
        const int before = int(document.nodes(canvas.scope()).size());
        key(Qt::Key_Return, keys);
        QTRY_COMPARE(int(document.nodes(canvas.scope()).size()), before + 1);
    }

    // ---- places
    const NodeItem& node(const std::string& id) const
    {
        const NodeItem* item = canvas.scene().node(id);
        Q_ASSERT(item != nullptr);
        return *item;
    }
    QPointF header(const std::string& id) const { return node(id).rect.topLeft() + QPointF(60, 14); }
    QPointF body(const std::string& id) const
    {
        const QRectF rect = node(id).rect;
        return {rect.center().x(), rect.bottom() - 8};
    }
    QPointF port(const std::string& id, const std::string& name, bool input, int slot = 0) const
    {
        const PortItem* item = node(id).find(name, input, slot);
        Q_ASSERT(item != nullptr);
        return node(id).positionOf(*item);
    }
    QPointF wireMiddle(const std::string& from, const std::string& to) const
    {
        for (const int handle : node(to).wiresIn) {
            const WireItem& wire = canvas.scene().wireAt(handle);
            if (wire.ref.from.node == from)
                return placeAt(wire.route, 0.5);
        }
        return {};
    }
    std::string feeds(const std::string& id, const std::string& port) const // "conv1.y", or "" for nothing
    {
        std::string all;
        for (const Input& input : document.node(Scope(), id)->inputs) {
            if (input.port == port)
                all += (all.empty() ? "" : " ") + input.from.node + "." + input.from.port;
        }
        return all;
    }

    GraphDocument document;
    Selection selection;
    Canvas canvas;
    EditingTools& tools;

private:
    static Project looked(Project project) // without where the user looks
    {
        project.view.zoom = 1;
        project.view.x = project.view.y = 0;
        for (auto& [name, block] : project.view.blocks) {
            block.zoom = 1;
            block.x = block.y = 0;
        }
        return project;
    }
    void send(QEvent::Type type, const QPointF& at, Qt::MouseButton button, Qt::MouseButtons buttons,
              Qt::KeyboardModifiers keys)
    {
        m_at = at;
        const QPointF local = canvas.toScreen(at);
        QWidget* under = canvas.childAt(local.toPoint());
        QWidget* target = under != nullptr && canvas.active() == nullptr && under->isVisible() ? under : &canvas;
        const QPointF global = canvas.mapToGlobal(local);
        QMouseEvent event(type, target == &canvas ? local : QPointF(target->mapFrom(&canvas, local.toPoint())), global,
                          button, buttons, keys);
        QApplication::sendEvent(target, &event);
    }

    QPointF m_at;
};

} // namespace weft

// A change is checked in the background; what is said of nodes is there when this is over.
#define waitForCheck(hand) QTRY_VERIFY((hand).document.isChecked())
