// A network of another program, opened as a project: the import runs as `weft import`, beside the window.
#include "ui/session/own_program.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/main_window.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace weft {

bool isForeignModel(const QString& path)
{
    return path.endsWith(QLatin1String(".onnx"), Qt::CaseInsensitive);
}

void ProjectFiles::importModel(const QString& model)
{
    const QString bar = QStringLiteral("import");
    m_window->messages()->say(
        {.id = bar, .kind = MessageBars::Kind::info, .text = tr("Importing %1…").arg(QFileInfo(model).fileName())});
    auto* const program = new OwnProgram(this);
    struct Heard {
        QString answer, complaint;
    };
    const auto heard = std::make_shared<Heard>();
    connect(program, &OwnProgram::said, this, [heard](const QString& line) { heard->answer = line; });
    connect(program, &OwnProgram::complained, this, [heard](const QString& line) { heard->complaint = line; });
    connect(program, &OwnProgram::ended, this, [this, program, heard, bar](bool well) {
        program->deleteLater();
        const QString project =
            QJsonDocument::fromJson(heard->answer.toUtf8()).object()[QLatin1String("project")].toString();
        m_window->messages()->take(bar);
        if (well && !project.isEmpty())
            open(project);
        else
            say(QStringLiteral("open"), problemSentence(heard->complaint));
    });
    program->start({QStringLiteral("import"), model, QStringLiteral("--json")});
}

} // namespace weft
