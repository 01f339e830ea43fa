#include "tests/ui/support/lenet_story.h"

#include "engine/graph/write_project.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/canvas/search/search_popup.h"
#include "ui/inspector/palette/layer_list.h"
#include "ui/inspector/palette/layer_model.h"
#include "ui/inspector/palette/palette_dock.h"
#include "ui/inspector/params/param_row.h"
#include "ui/session/session.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/start/start_box.h"
#include "ui/windows/start/start_page.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QUrl>

namespace weft {

namespace {

// The chain of LeNet with what differs from the layers' defaults: the first two parameters of each.
struct Stage {
    const char* kind;
    const char* node;
    QStringList values = {};
};

const std::vector<Stage>& chain()
{
    static const std::vector<Stage> stages {
        {"conv2d", "conv2d", {"6", "5"}},
        {"tanh", "tanh"},
        {"avg_pool2d", "avg_pool2d"},
        {"conv2d", "conv2d_2", {"16", "5"}},
        {"tanh", "tanh_2"},
        {"avg_pool2d", "avg_pool2d_2"},
        {"flatten", "flatten"},
        {"dense", "dense", {"120"}},
        {"tanh", "tanh_3"},
        {"dense", "dense_2", {"84"}},
        {"tanh", "tanh_4"},
        {"dense", "dense_3", {"10"}},
        {"cross_entropy", "cross_entropy"},
    };
    return stages;
}

QStringList paramsOf(const QString& kind)
{
    return kind == "conv2d" ? QStringList {"filters", "kernel"} : QStringList {"units"};
}

#define SOON(condition) QTRY_VERIFY(condition)
#define IF_FINE                                                                                                        \
    if (QTest::currentTestFailed())                                                                                    \
    return

} // namespace

LenetStory::LenetStory(MainWindow& window, const QString& folder)
    : m_window(window)
    , m_hand(window)
    , m_folder(folder)
{
}

std::string LenetStory::graph() const
{
    Project project;
    project.graph = m_window.current()->document()->project().graph;
    return writeProject(project);
}

double LenetStory::accuracy() const
{
    const std::shared_ptr<const Curve> series = m_window.current()->session()->history().series("validation/accuracy");
    return series ? double(series->values[series->size() - 1]) : 0;
}

// ---- an empty canvas

void LenetStory::beginByMouse()
{
    QCOMPARE(m_window.workspace(), Workspace::start);
    auto* const box = m_window.findChild<DropBox*>();
    QVERIFY(box && box->isVisible());
    QMimeData data; // from the desktop's file manager
    data.setUrls({QUrl::fromLocalFile(m_folder + "/Fashion")});
    QVERIFY(m_hand.dropOn(box, data, box->rect().center()));
    SOON(m_window.current() && m_window.workspace() == Workspace::build);
    wipe(false);
}

void LenetStory::beginByKeys()
{
    QCOMPARE(m_window.workspace(), Workspace::start);
    QVERIFY(m_hand.tabTo([](const QWidget* focus) { return focus->accessibleName() == "Choose folder…"; }));
    m_hand.key(Qt::Key_Space);
    SOON(QApplication::activeModalWidget());
    QVERIFY(m_hand.answerFileDialog(m_folder + "/Fashion"));
    SOON(m_window.current() && m_window.workspace() == Workspace::build);
    wipe(true);
}

// What Weft has guessed goes; the data stays.
void LenetStory::wipe(bool byKeys)
{
    Canvas* const canvas = m_hand.canvas();
    SOON(canvas->scene().nodeIds().size() > 10);
    if (byKeys) {
        QTRY_VERIFY(canvas->hasFocus());
        m_hand.key(Qt::Key_A, Qt::ControlModifier);
        m_hand.key(Qt::Key_Delete);
    } else {
        m_hand.click(canvas->mapToGlobal(QPoint(8, canvas->height() - 8)), Qt::RightButton);
        QVERIFY(m_hand.pickFromMenu("Select all"));
        QPoint in; // a node that is in sight
        for (const std::string& id : canvas->scene().nodeIds())
            if (canvas->visibleArea().contains(canvas->scene().node(id)->rect))
                in = m_hand.headerOf(id);
        m_hand.click(in, Qt::RightButton);
        QVERIFY(m_hand.pickFromMenu("Delete, heal wires"));
    }
    QCOMPARE(m_hand.studio()->document()->nodes({}).size(), size_t(0));
    QVERIFY(!m_hand.studio()->document()->project().data.sources.empty());
}

// ---- by mouse

void LenetStory::dropLayer(const QString& kind, const QPointF& at)
{
    LayerList* const list = static_cast<PaletteDock*>(m_window.docks()->widgetOf("layers"))->list();
    QTreeView* const view = list->view();
    QModelIndex item;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex category = view->model()->index(row, 0);
        for (int i = 0; i < view->model()->rowCount(category); ++i) {
            const QModelIndex layer = view->model()->index(i, 0, category);
            if (layer.data(LayerModel::kindRole).toString() != kind)
                continue;
            item = layer;
            if (!view->isExpanded(category)) {
                view->scrollTo(category);
                m_hand.click(view->viewport()->mapToGlobal(view->visualRect(category).center()));
                QVERIFY(view->isExpanded(category));
            }
        }
    }
    QVERIFY2(item.isValid(), qPrintable(kind));
    const size_t before = m_hand.studio()->document()->nodes({}).size();
    QVERIFY(m_hand.dragOut(view, item, m_hand.onCanvas(at)));
    QTRY_COMPARE(m_hand.studio()->document()->nodes({}).size(), before + 1);
}

void LenetStory::connectByMouse(const std::string& from, const std::string& to, const std::string& input)
{
    m_hand.drag(m_hand.portOf(from, "y", false), m_hand.portOf(to, input, true));
    const GraphNode* const node = m_hand.studio()->document()->node({}, to);
    QVERIFY(node);
    for (const Input& each : node->inputs)
        if (each.port == input && each.from.node == from)
            return;
    QFAIL(qPrintable(QString("%1 does not feed %2").arg(from.c_str(), to.c_str())));
}

void LenetStory::setByMouse(const std::string& node, const QString& param, const QString& value)
{
    m_hand.click(m_hand.headerOf(node));
    const Canvas& canvas = *m_hand.canvas();
    QVERIFY2(m_hand.studio()->selection()->current() == node,
             qPrintable(QString("%1 was clicked at %2, %3, where %4 is; picked is %5")
                            .arg(node.c_str())
                            .arg(m_hand.headerOf(node).x())
                            .arg(m_hand.headerOf(node).y())
                            .arg(canvas.hitAt(canvas.mapFromGlobal(m_hand.headerOf(node))).node.c_str())
                            .arg(m_hand.studio()->selection()->current().c_str())));
    const auto row = [&] {
        for (ParamRow* const each : m_window.docks()->widgetOf("inspector")->findChildren<ParamRow*>(param))
            if (each->isVisible())
                return each;
        return static_cast<ParamRow*>(nullptr);
    };
    SOON(row());
    m_hand.click(row()->field());
    if (QWidget* const popup = QApplication::activePopupWidget()) { // a choice
        auto* const list = popup->findChild<QAbstractItemView*>();
        const QModelIndexList found = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, value);
        QCOMPARE(found.size(), 1);
        m_hand.click(list->viewport()->mapToGlobal(list->visualRect(found.first()).center()));
        QVERIFY(!QApplication::activePopupWidget());
    } else {
        m_hand.retype(value);
    }
}

void LenetStory::buildByMouse()
{
    const QRectF sight = m_hand.canvas()->visibleArea().adjusted(24, 24, 0, 0);
    const auto place = [&](int i) { return sight.topLeft() + QPointF(i % 6 * 216, i / 6 * 160); };
    dropLayer("image", place(0));
    IF_FINE;
    for (size_t i = 0; i < chain().size(); ++i) {
        dropLayer(chain()[i].kind, place(int(i) + 1));
        IF_FINE;
    }
    dropLayer("label", place(14));
    dropLayer("accuracy", place(15));
    dropLayer("confusion_matrix", place(16));
    dropLayer("output", place(17));
    IF_FINE;
    std::string last = "image";
    for (const Stage& stage : chain()) {
        connectByMouse(last, stage.node, "x");
        IF_FINE;
        last = stage.node;
    }
    for (const char* const judge : {"cross_entropy", "accuracy", "confusion_matrix"}) {
        if (judge != last)
            connectByMouse("dense_3", judge, "x");
        connectByMouse("label", judge, "target");
        IF_FINE;
    }
    connectByMouse("dense_3", "output", "x");
    setByMouse("output", "kind", "classes");
    IF_FINE;
    for (const Stage& stage : chain())
        for (qsizetype i = 0; i < stage.values.size(); ++i) {
            setByMouse(stage.node, paramsOf(stage.kind)[i], stage.values[i]);
            IF_FINE;
        }
}

// ---- by keys

void LenetStory::setByKeys(const QStringList& values)
{
    m_hand.key(Qt::Key_Return);
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0)
            m_hand.key(Qt::Key_Tab);
        QVERIFY(m_window.docks()->widgetOf("inspector")->isAncestorOf(QApplication::focusWidget()));
        if (qobject_cast<QLineEdit*>(QApplication::focusWidget()))
            m_hand.key(Qt::Key_A, Qt::ControlModifier);
        m_hand.type(values[i]);
        m_hand.key(Qt::Key_Return);
    }
    m_hand.key(Qt::Key_2, Qt::AltModifier);
    QVERIFY(m_hand.canvas()->hasFocus());
}

void LenetStory::connectByKeys(const std::string& from, const std::string& to, const std::string& input)
{
    Canvas* const canvas = m_hand.canvas();
    m_hand.key(Qt::Key_F, Qt::ControlModifier); // finds the node it begins at
    m_hand.type(QString::fromStdString(from));
    m_hand.key(Qt::Key_Return);
    QCOMPARE(m_hand.studio()->selection()->current(), from);
    canvas->finishAnimations();
    m_hand.key(Qt::Key_C);
    m_hand.key(Qt::Key_Return);
    QVERIFY(canvas->preview().wire.has_value());
    const auto isThere = [&] {
        const auto& target = canvas->preview().wire->target;
        return target && target->node == to && target->port == input;
    };
    for (const int way : {Qt::Key_Up, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Down, Qt::Key_Right}) {
        for (int i = 0; i < 12 && !isThere(); ++i)
            m_hand.key(way);
        for (int i = 0; i < 3 && !isThere(); ++i) // along the column that is reached
            m_hand.key(way == Qt::Key_Up ? Qt::Key_Left : Qt::Key_Up);
    }
    QVERIFY2(isThere(), to.c_str());
    m_hand.key(Qt::Key_Return);
    QVERIFY(!canvas->active());
}

void LenetStory::buildByKeys()
{
    const SearchPopup& search = *static_cast<EditingTools*>(m_hand.canvas()->tools())->popup();
    const auto add = [&](const QString& kind, Qt::KeyboardModifiers keys = {}) {
        const size_t before = m_hand.studio()->document()->nodes({}).size();
        m_hand.key(Qt::Key_Tab);
        QTRY_VERIFY(search.isOpen());
        m_hand.type(kind);
        QTRY_VERIFY(search.model().rowCount() > 0);
        m_hand.key(Qt::Key_Return, keys);
        QTRY_COMPARE(m_hand.studio()->document()->nodes({}).size(), before + 1);
    };
    QVERIFY(m_hand.canvas()->hasFocus());
    add("image");
    for (const Stage& stage : chain()) {
        add(stage.kind);
        IF_FINE;
        QCOMPARE(m_hand.studio()->selection()->current(), std::string(stage.node));
        if (!stage.values.isEmpty())
            setByKeys(stage.values);
        IF_FINE;
    }
    add("label", Qt::ShiftModifier); // Shift: unconnected
    add("accuracy", Qt::ShiftModifier);
    add("confusion_matrix", Qt::ShiftModifier);
    IF_FINE;
    add("output", Qt::ShiftModifier);
    IF_FINE;
    setByKeys({"c"}); // the choice that begins so
    IF_FINE;
    m_hand.key(Qt::Key_L); // tidy
    m_hand.canvas()->finishAnimations();
    for (const char* const judge : {"cross_entropy", "accuracy", "confusion_matrix", "output"}) {
        if (std::string_view(judge) != "cross_entropy")
            connectByKeys("dense_3", judge, "x");
        IF_FINE;
        if (std::string_view(judge) != "output")
            connectByKeys("label", judge, "target");
        IF_FINE;
    }
}

} // namespace weft
