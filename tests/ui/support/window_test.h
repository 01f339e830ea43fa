#pragma once

#include "ui/windows/docks/dock_site.h"
#include "ui/windows/main_window.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QAbstractButton;

namespace weft {

class Studio;

// What tests of the whole window have in common: a window as it begins, without anybody's settings, for each of them.
class WindowTest : public QObject {
protected:
    std::unique_ptr<MainWindow> m_window;
    QTemporaryDir m_folder;

    static QString example(const QString& name); // of the projects that come with the program
    Studio* open(const QString& file); // nullptr: it could not be opened
    Studio* openCopy(const QString& name); // of an example, in the test's folder
    bool speak(const QString& language); // the window is made anew
    QString flowers() const; // a folder of data sets with a made tabular/iris/iris.csv, for $WEFT_DATA
    QAbstractButton* answer(const QString& bar, const QString& text) const; // a button of a message
    template <class Panel> Panel* panel(const char* id) const
    {
        return static_cast<Panel*>(m_window->docks()->widgetOf(QLatin1String(id)));
    }
    void makeWindow(); // for init()
    void closeWindow(); // for cleanup()

    static QByteArray read(const QString& path);
    static void write(const QString& path, const QByteArray& bytes);
};

// Runs it in an Application, as the program does. `main` of a test.
int runWindowTest(QObject& test, int count, char** words);

} // namespace weft
