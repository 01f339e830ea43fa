#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/ui/support/canvas_hand.h"
#include "ui/document/actions.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/params/file_editor.h"
#include "ui/inspector/params/param_row.h"
#include "ui/panels/curves/run_curves.h"
#include "ui/session/session.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/style.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// Weights that were trained before: which file a network begins with, and how long what is frozen stays so.

using namespace weft;

namespace {

struct Desk : CanvasHand {
    Inspector inspector {&document, &selection};

    Desk()
    {
        const std::string image = addNode(document, {}, "image", {0, 0});
        conv = addNode(document, {}, "conv2d", {240, 0}, {.from = PortRef {image, "image"}});
        inspector.resize(320, 900);
        inspector.show();
        [[maybe_unused]] const bool shown = QTest::qWaitForWindowExposed(&inspector, patience);
    }
    ParamRow* row(const char* name) const { return inspector.findChild<ParamRow*>(QString::fromLatin1(name)); }
    const GraphNode& node() const { return *document.node({}, conv); }
    QImage picture()
    {
        canvas.finishAnimations();
        return canvas.grab().toImage();
    }

    std::string conv;
};

void touch(const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

} // namespace

class TestBegunWeights : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void initTestCase() { Style::get().apply(*static_cast<QApplication*>(qApp)); }

    void aFrozenNodeIsToldWhenItThaws()
    {
        Desk desk;
        desk.selection.set({desk.conv});
        QCoreApplication::processEvents();
        ParamRow* const row = desk.row("unfreezeAfter");
        QVERIFY(row);
        QVERIFY(row->isHidden()); // it is trained anyway
        setFrozen(desk.document, {}, {desk.conv}, true);
        QCoreApplication::processEvents();
        QVERIFY(!row->isHidden());
        auto* const field = qobject_cast<NumberField*>(row->field());
        const int steps = desk.steps();
        field->enter(4);
        QCOMPARE(desk.node().unfreezeAfter, int64_t(4));
        QCOMPARE(desk.steps(), steps + 1);
        QCoreApplication::processEvents();
        QVERIFY(row->isChanged());
        QVERIFY(desk.text().find("\"unfreeze_after\": 4") != std::string::npos);
        emit row->resetAsked();
        QCOMPARE(desk.node().unfreezeAfter, int64_t(0));
        desk.document.undoStack()->undo();
        QCoreApplication::processEvents();
        QCOMPARE(field->value(), 4.0);
    }

    void theCanvasShowsHowLongAndThatItHasThawed()
    {
        Desk desk;
        setFrozen(desk.document, {}, {desk.conv}, true);
        const QImage frozen = desk.picture();
        QVERIFY(desk.canvas.spokenName(desk.conv).contains("frozen"));
        setUnfreezeAfter(desk.document, {}, {desk.conv}, 4);
        const QImage forFour = desk.picture();
        QVERIFY(forFour != frozen);
        QVERIFY(desk.canvas.spokenName(desk.conv).contains("frozen for 4 epochs"));
        Liveliness life;
        life.epochs = 3;
        desk.canvas.setLiveliness(life);
        QCOMPARE(desk.picture(), forFour);
        life.epochs = 4;
        desk.canvas.setLiveliness(life);
        QVERIFY(desk.picture() != forFour);
        QVERIFY(desk.canvas.spokenName(desk.conv).contains("thawed"));
    }

    void thawingIsMarkedInWords()
    {
        QCOMPARE(markText("unfrozen", "", "1 layer"), QString("1 layer thaws"));
        QCOMPARE(markText("unfrozen", "", "19 layers"), QString("19 layers thaw"));
    }

    void aFileIsNamedAsTheProjectFindsIt()
    {
        const QString project = m_folder.filePath("work");
        const QString data = m_folder.filePath("sets");
        touch(project + "/body.safetensors");
        touch(project + "/run/3/best.safetensors");
        touch(data + "/onnx/model.onnx");
        touch(m_folder.filePath("elsewhere.onnx"));
        qputenv("WEFT_DATA", data.toLocal8Bit());
        QCOMPARE(FileEditor::nameOf(project + "/body.safetensors", project), QString("body.safetensors"));
        QCOMPARE(FileEditor::nameOf(project + "/run/3/best.safetensors", project), QString("run/3/best.safetensors"));
        QCOMPARE(FileEditor::nameOf(data + "/onnx/model.onnx", project), QString("${WEFT_DATA}/onnx/model.onnx"));
        QVERIFY(!FileEditor::nameOf(m_folder.filePath("elsewhere.onnx"), project));
        QVERIFY(!FileEditor::nameOf(project, project));
        QCOMPARE(FileEditor::nameOf(data + "/onnx/model.onnx", {}), QString("${WEFT_DATA}/onnx/model.onnx"));
        qunsetenv("WEFT_DATA");
        QVERIFY(!FileEditor::nameOf(data + "/onnx/model.onnx", project));
    }

    void theFileOfWeightsIsASetting()
    {
        Desk desk;
        const QString file = m_folder.filePath("own/net.weft");
        touch(file);
        touch(m_folder.filePath("own/body.safetensors"));
        touch(m_folder.filePath("else.safetensors"));
        desk.document.markSaved(file, desk.document.state());
        desk.selection.set({});
        QCoreApplication::processEvents();
        ParamRow* const row = desk.row("training.weights");
        QVERIFY(row);
        auto* const editor = qobject_cast<FileEditor*>(row->field());
        QVERIFY(editor);
        const int steps = desk.steps();
        editor->take(m_folder.filePath("else.safetensors")); // of nobody's business
        QCOMPARE(desk.steps(), steps);
        QVERIFY(desk.document.project().training.weights.empty());
        editor->take(m_folder.filePath("own/body.safetensors"));
        QCOMPARE(desk.document.project().training.weights, std::string("body.safetensors"));
        QCOMPARE(desk.steps(), steps + 1);
        QVERIFY(row->isChanged());
        emit row->resetAsked();
        QVERIFY(desk.document.project().training.weights.empty());
    }
};

QTEST_MAIN(TestBegunWeights)
#include "tst_begun_weights.moc"
