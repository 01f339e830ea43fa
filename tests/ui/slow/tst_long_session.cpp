#include "engine/graph/write_project.h"
#include "tests/support/small_projects.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <malloc.h>
#include <unistd.h>

// A long day in front of one window: what is opened, trained and closed leaves nothing behind.

using namespace weft;

namespace {

double mebibytes()
{
    malloc_trim(0); // what is free is not ours
    QFile file("/proc/self/statm");
    return file.open(QIODevice::ReadOnly)
        ? file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20)
        : 0;
}

qsizetype openFiles()
{
    return QDir("/proc/self/fd").entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

class TestLongSession : public QObject {
    Q_OBJECT
private slots:
    void nothingIsLeftBehind_data()
    {
        QTest::addColumn<int>("cycles");
        QTest::addColumn<bool>("trains");
        QTest::newRow("opened and closed") << 200 << false;
        QTest::newRow("trained") << 50 << true;
    }
    void nothingIsLeftBehind()
    {
        QFETCH(int, cycles);
        QFETCH(bool, trains);
        QTemporaryDir folder;
        const QString path = folder.filePath("spirals.weft");
        Project project = spirals(200);
        project.training.epochs = 4;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(writeProject(project)));
        file.close();
        MainWindow window;
        window.resize(1600, 1000);
        window.show();
        double before = 0, highest = 0;
        qsizetype filesBefore = 0;
        for (int i = 0; i < cycles; ++i) {
            window.files()->open(path);
            QTRY_VERIFY_WITH_TIMEOUT(window.current() && window.current()->document()->isChecked(), 20000);
            Studio* const studio = window.current();
            if (trains) {
                studio->session()->start(studio->document()->project(), path);
                QTRY_VERIFY_WITH_TIMEOUT(studio->session()->lastEnd().has_value(), 60000);
                QVERIFY2(studio->session()->lastEnd()->reason == EndReason::finished,
                         studio->session()->lastEnd()->text.c_str());
                QDir(folder.filePath("spirals.runs")).removeRecursively(); // else the list of runs grows
            }
            window.grab();
            window.files()->close(studio);
            QTRY_VERIFY(window.studios().isEmpty());
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            if (i == cycles / 4) { // caches are full by now
                before = mebibytes();
                filesBefore = openFiles();
            }
            highest = std::max(highest, i > cycles / 4 ? mebibytes() : 0);
        }
        qInfo("%.1f MiB after %d cycles, %.1f after %d; at most %.1f", before, cycles / 4, mebibytes(), cycles,
              highest);
        QVERIFY2(mebibytes() - before < 8, qPrintable(QString::number(mebibytes() - before)));
        QVERIFY(highest - before < 32);
        QVERIFY2(openFiles() <= filesBefore + 2, qPrintable(QString::number(openFiles() - filesBefore)));
    }
};

int main(int count, char** words)
{
    QStandardPaths::setTestModeEnabled(true);
    Application application(count, words);
    Preferences::get().use({});
    Style::get().apply(application);
    TestLongSession test;
    return QTest::qExec(&test, count, words);
}

#include "tst_long_session.moc"
