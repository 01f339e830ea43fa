#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"
#include "tests/ui/support/window_hand.h"
#include "ui/canvas/search/layer_search.h"
#include "ui/session/session.h"
#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/tool_bar.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QLineEdit>
#include <QLocale>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <cmath>

// Wherever a project lies and whatever country the user lives in, the same comes out.

using namespace weft;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written.", qPrintable(path));
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Project shortTraining()
{
    Project project = spirals(120);
    project.training.epochs = 3;
    project.training.learningRate = 0.0125;
    return project;
}

// Where the user looks is kept too, and depends on the window.
QByteArray withoutView(const QByteArray& bytes)
{
    Project project = readProject(bytes.toStdString());
    project.view = {};
    return QByteArray::fromStdString(writeProject(project));
}

Studio* open(MainWindow& window, const QString& path)
{
    window.resize(1920, 1200);
    window.show();
    window.files()->open(path);
    const bool isOpen =
        QTest::qWaitFor([&] { return window.current() && !window.current()->document()->nodes({}).empty(); }, patience);
    return isOpen ? window.current() : nullptr;
}

// What a user of this locale gets, in words; "decimal" says that the locale is there at all.
int tellOutcome(const QString& folder)
{
    std::printf("decimal %s\n", localeconv()->decimal_point);
    const QString path = folder + "/spirals.weft";
    write(path, QByteArray::fromStdString(writeProject(shortTraining())));
    MainWindow window;
    Studio* const studio = open(window, path);
    if (!studio)
        return 1;
    window.activateWindow();
    WindowHand hand(window);
    for (QLineEdit* const field : window.findChild<ToolBar*>()->findChildren<QLineEdit*>())
        if (field->accessibleName() == "Learning rate") {
            hand.click(field);
            hand.retype(QString("0.0375").replace(QLatin1Char('.'), QLocale().decimalPoint()));
        }
    std::printf("rate %d\n", int(std::lround(studio->document()->project().training.learningRate * 1e6)));
    for (const char* const text : {"INPUT", "BATCHNORM", "linear", "Dropout", "GRU", "tanh"}) { // dotless i and I
        const std::vector<LayerChoice> choices = layerChoices({});
        const std::vector<LayerHit> hits = searchLayers(choices, QString::fromLatin1(text));
        std::printf("search %s %s\n", text, hits.empty() ? "-" : choices[size_t(hits.front().choice)].type.c_str());
    }
    QSignalSpy saved(window.files(), &ProjectFiles::saved);
    window.files()->save(studio);
    if (!QTest::qWaitFor([&] { return saved.count() == 1; }, patience))
        return 2;
    std::printf("%s", withoutView(read(path)).constData());
    Session& session = *studio->session();
    session.start(studio->document()->project(), path);
    if (!QTest::qWaitFor([&] { return session.lastEnd().has_value(); }, patience))
        return 3;
    std::printf("trained %s\n", session.lastEnd()->stateHash.c_str());
    return 0;
}

} // namespace

class TestPlaces : public QObject {
    Q_OBJECT

    QByteArray outcome(const QString& locale, const QString& locales)
    {
        QTemporaryDir folder;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LC_ALL", locale);
        environment.insert("LOCPATH", locales);
        environment.insert("XDG_CONFIG_HOME", folder.path());
        QProcess program;
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(), {"outcome", folder.path()});
        if (!program.waitForFinished(120000) || program.exitCode() != 0)
            return "failed with " + QByteArray::number(program.exitCode());
        return program.readAllStandardOutput();
    }

private slots:
    void everyLocaleGetsTheSame_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("German") << "de_DE";
        QTest::newRow("Turkish") << "tr_TR";
    }
    void everyLocaleGetsTheSame()
    {
        QFETCH(QString, source);
        QTemporaryDir locales;
        const QString name = source + ".UTF-8";
        if (QProcess::execute("localedef", {"-i", source, "-f", "UTF-8", locales.filePath(name)}) != 0)
            QSKIP("The locale can't be made here: install the package locales.");
        static const QByteArray plain = outcome("C.UTF-8", {});
        QVERIFY2(plain.startsWith("decimal .\n") && plain.contains("\ntrained "), plain.constData());
        QByteArray there = outcome(name, locales.path());
        QVERIFY2(there.startsWith("decimal ,\n"), there.constData()); // Qt has set it
        QCOMPARE(there.replace("decimal ,", "decimal ."), plain);
    }

    void aProjectMayLieAnywhere_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("spaces") << QStringLiteral("my  networks ");
        QTest::newRow("quotes") << QStringLiteral("it's \"fine\" `here` $HOME");
        QTest::newRow("Chinese") << QStringLiteral("神经网络/第一个");
        QTest::newRow("emoji, accents") << QStringLiteral("été 🧶");
        QTest::newRow("percents") << QStringLiteral("100%1 %20 %s");
        QTest::newRow("long") << QString(60, QLatin1Char('n')) + '/' + QString(200, QLatin1Char('x'));
    }
    void aProjectMayLieAnywhere()
    {
        QFETCH(QString, folder);
        QTemporaryDir base;
        const QString place = base.filePath(folder);
        QVERIFY(QDir().mkpath(place));
        const QString path = place + QStringLiteral("/a “net” 1%2.weft");
        const QByteArray bytes = QByteArray::fromStdString(writeProject(shortTraining()));
        write(path, bytes);
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        MainWindow window;
        Studio* const studio = open(window, path);
        QVERIFY(studio);
        studio->document()->change("name", [](Edit& edit) { edit.setName("Other"); });
        QSignalSpy saved(window.files(), &ProjectFiles::saved);
        window.files()->save(studio);
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(read(path) != bytes);
        studio->session()->start(studio->document()->project(), path);
        QTRY_VERIFY(studio->session()->lastEnd().has_value());
        QVERIFY2(studio->session()->lastEnd()->reason == EndReason::finished,
                 studio->session()->lastEnd()->text.c_str());
        const QString run = studio->session()->runFolder();
        QVERIFY2(run.startsWith(place) && QDir(run).exists("metrics.jsonl"), qPrintable(run));
        studio->document()->undoStack()->undo();
        window.files()->save(studio);
        QTRY_COMPARE(saved.count(), 2);
        QCOMPARE(withoutView(read(path)), withoutView(bytes));
    }
};

int main(int count, char** words)
{
    QStandardPaths::setTestModeEnabled(true);
    Application application(count, words);
    Preferences::get().use({});
    Style::get().apply(application);
    if (count == 3 && QByteArray(words[1]) == "outcome")
        return tellOutcome(QString::fromLocal8Bit(words[2]));
    TestPlaces test;
    return QTest::qExec(&test, count, words);
}

#include "tst_places.moc"
