#include "tests/ui/support/window_test.h"

#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace weft {

QString WindowTest::example(const QString& name)
{
    return QStringLiteral(WEFT_SOURCE_DIR "/projects/") + name;
}

void WindowTest::makeWindow()
{
    Preferences::get().use({});
    Style::get().setMode(Style::Mode::dark);
    Style::get().setFontScale(1);
    Style::get().setReducedMotion(true);
    qRegisterMetaType<Studio*>();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1920, 1200);
    m_window->show();
}

void WindowTest::closeWindow()
{
    m_window.reset();
    static_cast<Application*>(qApp)->setLanguage(QStringLiteral("en"));
}

Studio* WindowTest::open(const QString& file)
{
    QSignalSpy opened(m_window->files(), &ProjectFiles::opened);
    m_window->files()->open(file);
    return opened.wait(patience) ? m_window->current() : nullptr;
}

Studio* WindowTest::openCopy(const QString& name)
{
    const QString path = m_folder.filePath(name);
    QFile::remove(path);
    if (!QFile::copy(example(name), path))
        return nullptr;
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return open(path);
}

bool WindowTest::speak(const QString& language)
{
    const QSignalSpy built(m_window.get(), &MainWindow::built);
    static_cast<Application*>(qApp)->setLanguage(language);
    const bool isMade = QTest::qWaitFor([&] { return built.count() > 0; }, patience);
    QCoreApplication::processEvents(); // what follows
    return isMade;
}

QString WindowTest::flowers() const
{
    const QString folder = m_folder.filePath("sets");
    QDir().mkpath(folder + "/tabular/iris");
    QByteArray rows;
    for (int i = 0; i < 90; ++i)
        rows += QByteArray::number(4 + i % 3 + i * 0.01) + ",3." + QByteArray::number(i % 7) + ','
            + QByteArray::number(1 + i % 3) + ".5,0." + QByteArray::number(i % 5)
            + (i % 3 == 0 ? ",Iris-setosa\n" : i % 3 == 1 ? ",Iris-versicolor\n" : ",Iris-virginica\n");
    write(folder + "/tabular/iris/iris.csv", rows);
    return folder;
}

QAbstractButton* WindowTest::answer(const QString& bar, const QString& text) const
{
    const QWidget* const row = m_window->messages()->findChild<QWidget*>(bar);
    for (QAbstractButton* const button : row ? row->findChildren<QAbstractButton*>() : QList<QAbstractButton*>())
        if (button->text() == text)
            return button;
    return nullptr;
}

QByteArray WindowTest::read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void WindowTest::write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

int runWindowTest(QObject& test, int count, char** words)
{
    Application application(count, words);
    Style::get().apply(application);
    return QTest::qExec(&test, count, words);
}

} // namespace weft
