#pragma once

#include <QSize>
#include <QStringList>

namespace weft {

class MainWindow;

// What a picture of the window is to show.
struct ScreenshotWishes {
    QString file; // PNG
    QSize size;
    QString project = {};
    QString workspace = {}; // empty: "start", or "build" with a project
    QStringList panels = {};
    QStringList select = {};
    QString grab = {}; // objectName of the widget to draw; empty: all
    double trainSeconds = 0;
    double waitSeconds = 0;
};

// Opens, trains and arranges what is wished for and draws the window into the file. A sentence if that can't be done.
QString takeScreenshot(MainWindow& window, const ScreenshotWishes& wishes);

} // namespace weft
