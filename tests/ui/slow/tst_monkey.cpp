#include "engine/graph/write_project.h"
#include "tests/support/sample_network.h"
#include "tests/ui/support/random_actions.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QMessageBox>
#include <QPointer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

// A monkey at the window: any mouse and key events anywhere, any command, any edit. WEFT_EVENTS says how many.

using namespace weft;

namespace {

// Milliseconds in which this thread could have run, had others not: on a busy machine no fault of ours.
double waitedForProcessor()
{
    QFile file("/proc/thread-self/schedstat"); // running, waiting, turns
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() / 1e6 : 0;
}

void closeDialogs()
{
    while (QWidget* const popup = QApplication::activePopupWidget())
        popup->close();
    for (QWidget* const top : QApplication::topLevelWidgets())
        if (top->isVisible() && top->inherits("QDialog"))
            top->close();
}

void closeWhatWaits()
{
    if (QWidget* const popup = QApplication::activePopupWidget())
        popup->close();
    else if (auto* const question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
        question->reject();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

class Monkey {
public:
    Monkey(MainWindow& window, Studio& studio, uint64_t seed)
        : m_window(window)
        , m_random(seed, 7)
        , m_actions(*studio.document(), seed)
    {
        // A button's menu waits inside its mouse press until it is closed, and so does a dialog of files that asks
        // whether to replace one.
        QObject::connect(&m_patience, &QTimer::timeout, &m_patience, closeWhatWaits);
        m_patience.start(50);
    }

    void act()
    {
        while (QWidget* const popup = QApplication::activePopupWidget()) {
            if (m_random.below(3) > 0)
                break;
            popup->close();
        }
        if (m_random.below(4) == 0) // a dialog of files stands open for a while
            for (QWidget* const top : QApplication::topLevelWidgets())
                if (top->isVisible() && top->inherits("QDialog"))
                    top->close();
        switch (m_random.below(10)) {
        case 0:
        case 1:
            command();
            return;
        case 2:
            m_last = "an edit";
            m_actions.act();
            return;
        case 3:
        case 4:
            key();
            return;
        case 5:
            wheel();
            return;
        default:
            mouse();
        }
    }
    QString last() const { return m_last; }

private:
    void command()
    {
        const std::vector<QAction*>& all = m_window.commands()->all();
        QAction* const action = all[m_random.below(uint32_t(all.size()))];
        m_last = action->objectName();
        if (action->isEnabled())
            action->trigger();
    }

    void key()
    {
        static const QList<int> keys {
            Qt::Key_Tab,      Qt::Key_Escape, Qt::Key_Return, Qt::Key_Delete, Qt::Key_Up,  Qt::Key_Down,
            Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Space,  Qt::Key_F,      Qt::Key_A,   Qt::Key_C,
            Qt::Key_V,        Qt::Key_D,      Qt::Key_Z,      Qt::Key_G,      Qt::Key_B,   Qt::Key_M,
            Qt::Key_L,        Qt::Key_H,      Qt::Key_Y,      Qt::Key_X,      Qt::Key_U,   Qt::Key_1,
            Qt::Key_Question, Qt::Key_Period, Qt::Key_F2,     Qt::Key_Home,   Qt::Key_End, Qt::Key_Backspace};
        static const QList<Qt::KeyboardModifiers> modifiers {
            Qt::NoModifier,    Qt::NoModifier,      Qt::NoModifier,
            Qt::ShiftModifier, Qt::ControlModifier, Qt::ControlModifier | Qt::ShiftModifier,
            Qt::AltModifier};
        QWidget* to = QApplication::activePopupWidget();
        to = to ? to : QApplication::focusWidget() ? QApplication::focusWidget() : &m_window;
        const int pressed = keys[m_random.below(uint32_t(keys.size()))];
        m_last = QString("key %1 to %2").arg(QKeySequence(pressed).toString(), to->metaObject()->className());
        QTest::keyClick(to, Qt::Key(pressed), modifiers[m_random.below(uint32_t(modifiers.size()))]);
    }

    QWidget* anywhere(QPoint& at)
    {
        QWidget* top = QApplication::activePopupWidget();
        top = top ? top : &m_window;
        const int title = top == &m_window ? 48 : 0; // buttons that close projects and the window
        at = {int(m_random.below(uint32_t(std::max(1, top->width())))),
              title + int(m_random.below(uint32_t(std::max(1, top->height() - title))))};
        QWidget* const child = top->childAt(at);
        if (child)
            at = child->mapFrom(top, at);
        return child ? child : top;
    }

    void mouse()
    {
        static const QList<Qt::MouseButton> buttons {Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::RightButton,
                                                     Qt::MiddleButton};
        static const QList<Qt::KeyboardModifiers> modifiers {Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                                             Qt::ControlModifier, Qt::AltModifier};
        QPoint at;
        const QPointer<QWidget> to = anywhere(at);
        const Qt::MouseButton button = buttons[m_random.below(uint32_t(buttons.size()))];
        const Qt::KeyboardModifiers with = modifiers[m_random.below(uint32_t(modifiers.size()))];
        const uint32_t what = m_random.below(4);
        m_last = QString("mouse %1 on %2 %3").arg(what).arg(to->metaObject()->className(), to->objectName());
        if (what == 0) {
            QTest::mouseDClick(to, button, with, at);
        } else if (what == 1) {
            QTest::mouseMove(to, at);
        } else {
            QTest::mousePress(to, button, with, at);
            for (uint32_t i = what == 3 ? m_random.below(5) : 0; i > 0 && to; --i) {
                at += QPoint(int(m_random.below(200)) - 100, int(m_random.below(200)) - 100);
                QMouseEvent move(QEvent::MouseMove, at, to->mapToGlobal(at), Qt::NoButton, button, with);
                QApplication::sendEvent(to, &move);
            }
            if (to)
                QTest::mouseRelease(to, button, with, at);
        }
    }

    void wheel()
    {
        QPoint at;
        QWidget* const to = anywhere(at);
        m_last = QString("wheel on %1").arg(to->metaObject()->className());
        QWheelEvent event(at, to->mapToGlobal(at), {}, {0, m_random.below(2) ? 120 : -120}, Qt::NoButton,
                          m_random.below(3) ? Qt::NoModifier : Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(to, &event);
    }

    MainWindow& m_window;
    QTimer m_patience;
    RandomSequence m_random;
    RandomActions m_actions;
    QString m_last;
};

} // namespace

// What can be trained on a thread of this process, with a step in no time.
QByteArray trainable()
{
    QFile file(WEFT_SOURCE_DIR "/projects/spirals.weft");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QRegularExpression anyWarning("^(?!This plugin does not support (raise\\(\\)|propagateSizeHints\\(\\)"
                                    "|grabbing the keyboard)$)");

class TestMonkey : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(anyWarning); }

    void everyCommandCanBeGivenInEveryState_data()
    {
        QTest::addColumn<QString>("state");
        for (const char* const state : {"start page", "empty", "editing", "with a mistake", "training", "paused",
                                        "ended", "saving", "a dialog is open", "searching"})
            QTest::newRow(state) << state;
    }
    void everyCommandCanBeGivenInEveryState()
    {
        QFETCH(QString, state);
        QTemporaryDir folder;
        const QString path = folder.filePath("spirals.weft");
        qsizetype count = 1;
        int given = 0;
        for (qsizetype i = 0; i < count; ++i) { // a window for each: a command may end what others need
            MainWindow window;
            window.resize(1600, 1000);
            window.show();
            count = qsizetype(window.commands()->all().size());
            bring(window, state, path);
            if (QTest::currentTestFailed())
                return;
            QPointer<QAction> action = window.commands()->all()[size_t(i)];
            const QString name = action->objectName();
            QElapsedTimer clock;
            clock.start();
            const double before = waitedForProcessor();
            QTimer::singleShot(100, &window, closeDialogs); // a menu waits inside
            if (action->isEnabled()) {
                action->trigger();
                ++given;
            }
            QCoreApplication::processEvents();
            window.grab();
            const double took = double(clock.elapsed()) - (waitedForProcessor() - before);
            QVERIFY2(took < 1000, qPrintable(name + ' ' + QString::number(took)));
            closeDialogs();
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(name));
        }
        QVERIFY(given > 10);
    }

    // Whether to replace a file is asked inside the key press, which no event of the monkey's could end.
    void aQuestionInsideAnEventIsAnswered()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("sample.weft");
        write(path, trainable());
        MainWindow window;
        window.show();
        window.files()->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(window.current() && window.current()->document()->file() == path, 20000);
        const Monkey monkey(window, *window.current(), 0);
        window.files()->askSaveAs(window.current());
        auto* const dialog = window.findChild<QFileDialog*>();
        QVERIFY(dialog);
        bool asked = false;
        QTimer look;
        connect(&look, &QTimer::timeout, &look,
                [&] { asked = asked || qobject_cast<QMessageBox*>(QApplication::activeModalWidget()); });
        look.start(5);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(asked);
        QVERIFY(dialog->isVisible()); // the answer was no
        closeDialogs();
    }

    void anyRowOfEventsLeavesTheWindowStanding()
    {
        bool given = false;
        const int many = qEnvironmentVariableIntValue("WEFT_EVENTS", &given);
        const int events = given ? many : 5000;
        const auto seed = uint64_t(qEnvironmentVariableIntValue("WEFT_SEED"));
        QStringList hangs;
        double waited = 0;
        static_cast<Application*>(qApp)->onSlowEvent([&](const QString& to, const QString& event, double milliseconds) {
            if (milliseconds - (waitedForProcessor() - waited) > 1000)
                hangs << QString("%1 %2: %3 ms").arg(to, event).arg(milliseconds);
        });
        QTemporaryDir folder;
        const QString path = folder.filePath("sample.weft");
        const auto back = qScopeGuard([here = QDir::currentPath()] { QDir::setCurrent(here); });
        QDir::setCurrent(folder.path()); // a dialog of files begins there, and Return in it saves
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        QPointer<Studio> studio;
        std::unique_ptr<Monkey> monkey;
        std::string before;
        int opened = 0;
        QElapsedTimer clock;
        clock.start();
        const double queued = waitedForProcessor();
        for (int i = 0; i < events; ++i) {
            if (!studio) { // the first, or the monkey has closed it
                write(path, opened % 2 == 0 ? trainable() : QByteArray(sampleNetwork.data(), sampleNetwork.size()));
                for (Studio* const left : QList(window.studios()))
                    window.closeStudio(left);
                closeDialogs();
                window.files()->open(path);
                const auto isOpen = [&] { return window.current() && window.current()->document()->file() == path; };
                QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 20000);
                studio = window.current();
                monkey = std::make_unique<Monkey>(window, *studio, seed + uint64_t(++opened));
                const auto begin = [&before, document = studio->document()] {
                    before = writeProject(document->project());
                };
                begin();
                connect(studio->document(), &GraphDocument::changed, studio, [begin](const Change& change) {
                    if (change.everything) // read from its file again
                        begin();
                });
            }
            waited = waitedForProcessor();
            monkey->act();
            if (i % 10 == 0)
                QCoreApplication::processEvents();
            if (QTest::currentTestFailed() || !hangs.isEmpty())
                QFAIL(qPrintable(QString("event %1: %2. %3").arg(i).arg(monkey->last(), hangs.join("; "))));
            if (!window.isVisible()) // it was allowed to quit
                window.show();
            while (window.studios().size() > 4) // new ones
                window.closeStudio(window.studios().last() == studio ? window.studios().first()
                                                                     : window.studios().last());
            if (!window.studios().contains(studio.data()) || studio->document()->file() != path)
                studio = nullptr; // closed, and deleted soon, or saved elsewhere
            else if (window.current() != studio)
                window.show(studio);
            if (studio && i % 1000 == 999) {
                QUndoStack* const stack = studio->document()->undoStack();
                const int here = stack->index();
                const std::string now = writeProject(studio->document()->project());
                stack->setIndex(0);
                QVERIFY2(writeProject(studio->document()->project()) == before, qPrintable(QString("event %1").arg(i)));
                stack->setIndex(here);
                QVERIFY2(writeProject(studio->document()->project()) == now, qPrintable(QString("event %1").arg(i)));
            }
        }
        QVERIFY2(opened < 2 + events / 500, "it was closed too often to have seen much");
        closeDialogs();
        qInfo("%d events, opened %d times, in %.1f s, of which %.1f waiting for a processor", events, opened,
              double(clock.elapsed()) / 1e3, (waitedForProcessor() - queued) / 1e3);
        static_cast<Application*>(qApp)->onSlowEvent({});
    }

private:
    static void bring(MainWindow& window, const QString& state, const QString& path);
};

// Brings a fresh window into a state.
void TestMonkey::bring(MainWindow& window, const QString& state, const QString& path)
{
    if (state == "start page")
        return;
    if (state == "empty") {
        window.files()->newProject();
        return;
    }
    write(path, trainable());
    window.files()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(window.current() && !window.current()->document()->nodes({}).empty(), 20000);
    GraphDocument& document = *window.current()->document();
    Session& session = *window.current()->session();
    const std::string node = document.nodes({}).front().id;
    window.current()->selection()->select(node);
    if (state == "with a mistake") {
        document.change("mistake", [&](Edit& edit) { edit.remove({}, node); });
        QTRY_VERIFY_WITH_TIMEOUT(document.isChecked(), 20000);
    } else if (state == "training" || state == "paused" || state == "ended") {
        QTRY_VERIFY_WITH_TIMEOUT(window.commands()->action("train.toggle")->isEnabled(), 20000);
        window.commands()->action("train.toggle")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(session.last().step > 0, 20000);
        if (state == "paused")
            session.pause();
        if (state == "paused")
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::paused, 20000);
        if (state == "ended")
            session.stop();
        if (state == "ended")
            QTRY_VERIFY_WITH_TIMEOUT(!session.isBusy(), 20000);
    } else if (state == "saving") {
        document.change("rename", [](Edit& edit) { edit.setName("Other"); });
        window.files()->save(window.current());
    } else if (state == "a dialog is open") {
        window.files()->askOpen();
    } else if (state == "searching") {
        window.commands()->action("add.layer")->trigger();
    }
}

int main(int count, char** words)
{
    QStandardPaths::setTestModeEnabled(true);
    Application application(count, words);
    Style::get().apply(application);
    TestMonkey test;
    return QTest::qExec(&test, count, words);
}

#include "tst_monkey.moc"
