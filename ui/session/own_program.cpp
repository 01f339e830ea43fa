#include "ui/session/own_program.h"

#include "engine/data/data_sets.h"
#include "ui/session/session.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>
#include <functional>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace weft {

namespace {

constexpr int patience = 3000; // milliseconds that it has to end by itself

void takeLines(QByteArray& from, bool all, const std::function<void(const QString&)>& say)
{
    for (qsizetype end = from.indexOf('\n'); end >= 0 || (all && !from.isEmpty()); end = from.indexOf('\n')) {
        const QByteArray line = end < 0 ? from : from.left(end);
        from.remove(0, end < 0 ? from.size() : end + 1);
        say(QString::fromUtf8(line));
    }
}

} // namespace

OwnProgram::OwnProgram(QObject* parent)
    : QObject(parent)
    , m_process(new QProcess(this))
{
#ifdef __linux__
    m_process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(m_process, &QProcess::readyReadStandardOutput, this, &OwnProgram::take);
    connect(m_process, &QProcess::readyReadStandardError, this, &OwnProgram::take);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() tells
        emit complained(tr("\"%1\" does not start (%2).").arg(m_process->program(), m_process->errorString()));
        emit ended(false);
    });
    connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        take();
        takeLines(m_out, true, [this](const QString& line) { emit said(line); });
        takeLines(m_error, true, [this](const QString& line) { emit complained(line); });
        if (status == QProcess::CrashExit && !m_stopped)
            emit complained(tr("The program crashed."));
        emit ended(m_stopped || (status == QProcess::NormalExit && code == 0));
    });
}

OwnProgram::~OwnProgram()
{
    m_process->disconnect(this);
    if (!isRunning())
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(patience)) {
        m_process->kill();
        m_process->waitForFinished(patience);
    }
}

bool OwnProgram::isRunning() const
{
    return m_process->state() != QProcess::NotRunning;
}

void OwnProgram::start(const QStringList& words, const QMap<QString, QString>& environment)
{
    if (isRunning())
        return;
    m_stopped = false;
    m_out.clear();
    m_error.clear();
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (auto one = environment.begin(); one != environment.end(); ++one)
        all.insert(one.key(), one.value());
    if (!dataSetsAreGiven() && !dataSetsFolder().empty())
        all.insert(QStringLiteral("WEFT_DATA"), QString::fromStdString(dataSetsFolder()));
    m_process->setProcessEnvironment(all);
    const QString& program = Session::workerProgram();
    m_process->start(program.isEmpty() ? QCoreApplication::applicationFilePath() : program, words, QIODevice::ReadOnly);
}

void OwnProgram::stop()
{
    if (!isRunning())
        return;
    m_stopped = true;
    m_process->terminate();
}

void OwnProgram::take()
{
    m_out += m_process->readAllStandardOutput();
    m_error += m_process->readAllStandardError();
    takeLines(m_out, false, [this](const QString& line) { emit said(line); });
    takeLines(m_error, false, [this](QString line) {
        for (const QLatin1String begin : {QLatin1String("weft: "), QLatin1String("Warning: ")}) {
            if (line.startsWith(begin))
                line.remove(0, begin.size());
        }
        emit complained(line);
    });
}

} // namespace weft
