#include "tests/support/weft_program.h"

#include <QProcess>

namespace weft {

QString weftProgram()
{
    const QString program = qEnvironmentVariable("WEFT_PROGRAM");
    if (program.isEmpty())
        qFatal("WEFT_PROGRAM is not set; run the test through ctest.");
    return program;
}

Said runWeft(const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(weftProgram(), arguments);
    if (!process.waitForFinished(120'000))
        qFatal("weft %s did not end", qPrintable(arguments.join(' ')));
    return {.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .out = QString::fromUtf8(process.readAllStandardOutput()),
            .err = QString::fromUtf8(process.readAllStandardError())};
}

} // namespace weft
