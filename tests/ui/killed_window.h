#pragma once

#include "engine/graph/read_project.h"
#include "ui/session/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>

namespace weft {

// What a test's program does when it is begun as `PROGRAM window WORKER LIFE PROJECT KEPT`: it trains PROJECT in a
// worker (WORKER worker), as a project in a file if KEPT is "kept", says at step 20 where its run lies, and waits to be
// killed.
inline int doomedWindow(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 6)
        return 2;
    Session::setWorkerProgram(words[2], words[3] == "withWindow" ? Session::Life::withWindow : Session::Life::ofItsOwn);
    QFile file(words[4]);
    if (!file.open(QIODevice::ReadOnly))
        return 3;
    Session session;
    bool told = false;
    QObject::connect(&session, &Session::stepped, &application, [&] {
        if (told || session.last().step < 20)
            return;
        told = true;
        std::puts(("run " + session.runFolder()).toUtf8().constData());
        std::fflush(stdout);
    });
    session.start(readProject(file.readAll().toStdString()), words[5] == "kept" ? words[4] : QString());
    return QCoreApplication::exec();
}

// Fields of /proc/PID/stat from the third on; none: there is no such process any more.
inline QList<QByteArray> statOf(int64_t process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return text.isEmpty() ? QList<QByteArray>() : text.mid(text.lastIndexOf(')') + 2).split(' ');
}

inline bool isRunning(int64_t process) // a zombie that nobody waits for is not
{
    const QList<QByteArray> stat = statOf(process);
    return !stat.isEmpty() && stat[0] != "Z" && stat[0] != "X";
}

inline int64_t childOf(int64_t process) // 0: it has none
{
    for (const QString& each : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const QList<QByteArray> stat = each[0].isDigit() ? statOf(each.toLongLong()) : QList<QByteArray>();
        if (stat.size() > 1 && stat[1].toLongLong() == process)
            return each.toLongLong();
    }
    return 0;
}

} // namespace weft
