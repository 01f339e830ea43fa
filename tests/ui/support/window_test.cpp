#include "tests/ui/support/window_test.h"

#include "ui/style/style.h"
#include "ui/windows/application.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/settings/preferences.h"

#include <QAbstractButton>
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
    return opened.wait(10000) ? m_window->current() : nullptr;
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
