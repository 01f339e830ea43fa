#include "engine/compiler/check.h"
#include "engine/data/prepare.h"
#include "engine/graph/read_project.h"
#include "engine/support/error.h"
#include "tests/support/weft_program.h"
#include "tests/ui/support/fashion_folder.h"
#include "tests/ui/support/window_hand.h"
#include "tests/ui/support/window_test.h"
#include "ui/canvas/canvas.h"
#include "ui/document/files/document_file.h"
#include "ui/panels/data/sample_grid.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/session/session.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/canvas_area.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/start/graph_picture.h"
#include "ui/windows/start/guess_project.h"
#include "ui/windows/start/start_page.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QMimeData>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

// What a person begins with: a folder of pictures, a table, a file dropped on the window.

using namespace weft;

class TestFromData : public WindowTest {
    Q_OBJECT

    // Three kinds of animals that can be told apart: dark, middling and light.
    QString animals() const
    {
        const QString folder = m_folder.filePath("animals");
        int kind = 0;
        for (const char* const name : {"cats", "dogs", "owls"}) {
            QDir().mkpath(folder + '/' + QLatin1String(name));
            for (int i = 0; i < 24; ++i) {
                QImage image(40 + i % 3, 36, QImage::Format_RGB32);
                image.fill(QColor(20 + 90 * kind + i, 200 - 80 * kind, 3 * i));
                image.save(folder + QStringLiteral("/%1/%2.png").arg(QLatin1String(name)).arg(i));
            }
            ++kind;
        }
        return folder;
    }
    QString table(const QByteArray& header = "width,height,colour,kind") const
    {
        QByteArray text = header + '\n';
        for (int row = 0; row < 60; ++row)
            text += QByteArray::number(row * 1.37) + ',' + QByteArray::number(row % 13 + 0.5) + ','
                + (row % 3 == 0 ? "red" : "blue") + ',' + (row < 30 ? "cat" : "dog") + '\n';
        const QString path = m_folder.filePath("table.csv");
        write(path, text);
        return path;
    }
    // As a file manager would have it: onto the widget that is seen there.
    void drop(const QString& path, QWidget* seen)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QWidget* target = seen;
        while (target && !target->acceptDrops())
            target = target->parentWidget();
        QVERIFY(target);
        QVERIFY(WindowHand(*m_window).dropOn(target, data, target->rect().center()));
    }

    // Of the samples that are watched; the probe has one of its own.
    const PredictionGrid* predictions() const
    {
        const auto* const scroll = m_window->docks()->widgetOf("predictions")->findChild<QScrollArea*>();
        return scroll ? static_cast<const PredictionGrid*>(scroll->widget()) : nullptr;
    }
    bool saveAs(const QString& path)
    {
        WindowHand hand(*m_window);
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get(), patience))
            return false;
        QSignalSpy saved(m_window->files(), &ProjectFiles::saved);
        hand.key(Qt::Key_S, Qt::ControlModifier);
        return QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }, patience)
            && hand.answerFileDialog(path) && (saved.count() == 1 || saved.wait(patience));
    }

private slots:
    void initTestCase() { Session::setWorkerProgram(weftProgram(), Session::Life::withWindow); }
    void init() { makeWindow(); }
    void cleanup() { closeWindow(); }

    // ---- end to end: dropped, looked at, saved, trained, seen to learn

    void whatIsDroppedTrains_data()
    {
        QTest::addColumn<bool>("pictures");
        QTest::addColumn<bool>("onStartPage");
        QTest::newRow("a folder of pictures on the start page") << true << true;
        QTest::newRow("a table on the canvas") << false << false;
    }
    void whatIsDroppedTrains()
    {
        QFETCH(bool, pictures);
        QFETCH(bool, onStartPage);
        if (!onStartPage)
            m_window->setWorkspace(Workspace::build);
        drop(pictures ? animals() : table(),
             onStartPage ? static_cast<QWidget*>(m_window->startPage())
                         : static_cast<QWidget*>(m_window->canvasArea()->canvas()));
        QTRY_VERIFY(m_window->current() && !m_window->current()->document()->nodes({}).empty());
        QCOMPARE(m_window->workspace(), Workspace::build);
        Studio& studio = *m_window->current();
        QTRY_VERIFY(studio.document()->isChecked());
        for (const Diagnostic& one : studio.document()->problems())
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        QVERIFY(saveAs(m_folder.filePath(pictures ? "dropped pictures.weft" : "dropped table.weft")));

        m_window->setWorkspace(Workspace::data);
        if (pictures) {
            const auto* const grid = m_window->docks()->widgetOf("samples")->findChild<SampleGrid*>();
            QVERIFY(grid);
            QTRY_VERIFY(grid->shownSamples() > 40);
        }
        m_window->setWorkspace(Workspace::build);
        m_window->showPanel("predictions");
        const QAction* const toggle = m_window->commands()->action("train.toggle");
        QTRY_VERIFY2(toggle->isEnabled(), qPrintable(toggle->statusTip()));
        m_window->activateWindow();
        WindowHand(*m_window).key(Qt::Key_F5);
        Session& session = *studio.session();
        QTRY_VERIFY_WITH_TIMEOUT(session.lastEpoch() && session.lastEpoch()->epoch >= 4, 120000);
        const auto loss = session.history().series("train/loss");
        QVERIFY(loss && loss->size() >= 4);
        QVERIFY2(loss->values[loss->size() - 1] < loss->values[0], "the loss does not fall");
        const PredictionGrid* const grid = predictions();
        QVERIFY(grid);
        QTRY_VERIFY(!grid->shown().predictions.empty());
        studio.session()->stop();
        QTRY_VERIFY(!session.isBusy());
    }

    // ---- dropped

    void aProjectDroppedAnywhereIsOpened_data()
    {
        QTest::addColumn<QString>("workspace");
        QTest::newRow("at the start") << "start";
        QTest::newRow("while building") << "build";
        QTest::newRow("among the data") << "data";
    }
    void aProjectDroppedAnywhereIsOpened()
    {
        QFETCH(QString, workspace);
        for (const Workspace each : workspaces)
            if (workspaceId(each) == workspace)
                m_window->setWorkspace(each);
        const QString path = m_folder.filePath("iris.weft");
        write(path, read(example("iris.weft")));
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        QWidget* const seen = m_window->childAt(m_window->rect().center());
        drop(path, seen);
        QVERIFY(opened.count() > 0 || opened.wait(patience));
        QCOMPARE(m_window->current()->file()->path(), path);
    }

    void onlyFilesOfThisMachineAreTaken_data()
    {
        QTest::addColumn<QList<QUrl>>("urls");
        QTest::addColumn<bool>("taken");
        const QUrl here = QUrl::fromLocalFile(m_folder.filePath("iris.weft")),
                   elsewhere("https://example.org/iris.weft");
        QTest::newRow("a list with nothing in it") << QList<QUrl>() << false;
        QTest::newRow("a link") << QList<QUrl> {elsewhere} << false;
        QTest::newRow("a link before a file") << QList<QUrl> {elsewhere, here} << true;
    }
    void onlyFilesOfThisMachineAreTaken()
    {
        QFETCH(QList<QUrl>, urls);
        QFETCH(bool, taken);
        write(m_folder.filePath("iris.weft"), read(example("iris.weft")));
        QMimeData data;
        data.setUrls(urls);
        if (urls.isEmpty())
            data.setData("text/uri-list", "# nothing\r\n"); // as if there were some
        QVERIFY(data.hasUrls());
        QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
        QCOMPARE(WindowHand(*m_window).dropOn(m_window.get(), data, m_window->rect().center()), taken);
        QCOMPARE(opened.count() > 0 || opened.wait(taken ? patience : 300), taken);
        QVERIFY(m_window->messages()->textOf("fromData").isEmpty());
    }

    void whatIsDroppedAndCannotBeReadSaysSo()
    {
        const QString path = m_folder.filePath("music.mp3");
        write(path, "ID3");
        drop(path, m_window->startPage());
        QTRY_VERIFY(!m_window->messages()->textOf("fromData").isEmpty());
        QVERIFY(!m_window->current());
    }

    // ---- what is guessed

    void aTableBecomesAProject_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("classes");
        QTest::newRow("words are predicted") << QByteArray("width,height,colour,kind") << "kind" << true;
        QTest::newRow("a named target") << QByteArray("kind,height,colour,target") << "target" << true;
        QTest::newRow("a number is predicted") << QByteArray("price,height,colour,place") << "price" << false;
    }

    void aTableBecomesAProject()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, target);
        QFETCH(bool, classes);
        const Project project = guessProject(table(header).toStdString());
        QCOMPARE(QString::fromStdString(project.data.feeds.at("label")), target);
        QCOMPARE(project.graph.find("loss")->type, std::string(classes ? "cross_entropy" : "mse"));
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        for (const Diagnostic& one : diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        QVERIFY(!prepared.train.empty() && !prepared.validation.empty());
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
    }

    void aFolderOfPicturesBecomesAProject()
    {
        const Project project = guessProject(animals().toStdString());
        QCOMPARE(project.name, std::string("animals"));
        QCOMPARE(std::get<int64_t>(project.graph.find("scores")->params.at("units")), int64_t(3));
        QCOMPARE(std::get<int64_t>(project.graph.find("image")->params.at("channels")), int64_t(3));
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        QVERIFY2(!hasErrors(diagnostics), diagnostics.empty() ? "" : diagnostics.front().text.c_str());
        QCOMPARE(prepared.data.size, int64_t(72));
    }

    void aFolderOfIdxFilesBecomesAProject()
    {
        writeFashionFolder(m_folder.filePath("Fashion"), 100);
        const Project project = guessProject(m_folder.filePath("Fashion").toStdString());
        QCOMPARE(project.name, std::string("Fashion"));
        QCOMPARE(std::get<int64_t>(project.graph.find("scores")->params.at("units")), int64_t(10));
        QCOMPARE(std::get<int64_t>(project.graph.find("image")->params.at("height")), int64_t(28));
        for (const Diagnostic& one : check(project.graph).diagnostics)
            QVERIFY2(one.severity != Severity::error, one.text.c_str());
        Diagnostics diagnostics;
        const PreparedData prepared = prepareData(project.data, ".", diagnostics);
        QVERIFY2(!hasErrors(diagnostics), diagnostics.empty() ? "" : diagnostics.front().text.c_str());
        QCOMPARE(prepared.samples(Part::test).size(), size_t(20)); // the t10k files
        QCOMPARE(prepared.samples(Part::train).size() + prepared.samples(Part::validation).size(), size_t(100));
        write(m_folder.filePath("Fashion/train-labels-idx1-ubyte"), "no labels");
        QVERIFY_EXCEPTION_THROWN(guessProject(m_folder.filePath("Fashion").toStdString()), Error);
    }

    void whatCantBeBegunWithSaysWhatIsWanted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("one column") << "one.csv" << QByteArray("a\n1\n2\n") << "at least two columns";
        QTest::newRow("free text") << "text.csv" << [] {
            QByteArray text("a,target\n");
            for (int i = 0; i < 100; ++i)
                text += QByteArray::number(i) + ",word" + QByteArray::number(i) + "\n";
            return text;
        }() << "free text";
        QTest::newRow("another file") << "music.mp3" << QByteArray("ID3") << "neither";
    }

    void whatCantBeBegunWithSaysWhatIsWanted()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        write(m_folder.filePath(name), text);
        try {
            guessProject(m_folder.filePath(name).toStdString());
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }

    void theMapOfANetworkHasAllOfIt_data()
    {
        QTest::addColumn<bool>("placed");
        QTest::newRow("as it lies on its canvas") << true;
        QTest::newRow("without places") << false;
    }
    void theMapOfANetworkHasAllOfIt()
    {
        QFETCH(bool, placed);
        Project project = readProject(read(example("fashion_mnist_cnn.weft")).toStdString());
        if (!placed)
            project.view = {};
        const NetworkMap map = mapOf(project);
        QCOMPARE(map.nodes.size(), project.graph.nodes.size());
        QVERIFY(map.wires.size() + 1 >= map.nodes.size());
        for (size_t i = 0; i < map.nodes.size(); ++i)
            for (size_t other = 0; other < i; ++other)
                QVERIFY(!map.nodes[i].rect.intersects(map.nodes[other].rect));
    }

    void theGistOfANetworkEndsAtItsLoss()
    {
        const Project project = readProject(read(example("fashion_mnist_cnn.weft")).toStdString());
        const NetworkGist gist = gistOf(project);
        QCOMPARE(gist.categories.size(), size_t(7));
        QCOMPARE(gist.categories.front(), std::string("input"));
        QCOMPARE(gist.categories.back(), std::string("loss"));
    }
};

int main(int count, char** words)
{
    TestFromData test;
    return runWindowTest(test, count, words);
}

#include "tst_from_data.moc"
