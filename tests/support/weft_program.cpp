#include "tests/support/weft_program.h"

#include "engine/export/verify/run_program.h"

namespace weft {

QString weftProgram()
{
    const QString program = qEnvironmentVariable("WEFT_PROGRAM");
    if (program.isEmpty())
        qFatal("WEFT_PROGRAM is not set; run the test through ctest.");
    return program;
}

// Not through QProcess: what starts its programs hides every later lock of the calling thread from the thread
// sanitizer, which then reports races where there are none.
Said runWeft(const QStringList& arguments, const QProcessEnvironment& environment)
{
    std::vector<std::string> words {weftProgram().toStdString()}, variables;
    for (const QString& argument : arguments)
        words.push_back(argument.toStdString());
    for (const QString& variable : environment.toStringList())
        variables.push_back(variable.toStdString());
    const ProgramRun run = runProgram(words, 240, variables, size_t(64) << 20);
    if (!run.started || run.late)
        qFatal("weft %s did not end", qPrintable(arguments.join(' ')));
    return {.code = run.code, .out = QString::fromStdString(run.out), .err = QString::fromStdString(run.err)};
}

} // namespace weft
