#include "ui/windows/start/examples.h"

#include "engine/graph/read_project.h"
#include "engine/support/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace weft {

namespace {

QDir folderOfExamples(const QString& program)
{
    for (const char* const place : {"/../share/weft/projects", "/projects", "/../../../projects"}) {
        const QDir folder(program + QLatin1String(place));
        if (folder.exists() && !folder.entryList({QStringLiteral("*.weft")}).isEmpty())
            return QDir(folder.canonicalPath());
    }
    return QDir(QStringLiteral(":/projects"));
}

ExampleKind kindOf(const Project& project)
{
    if (project.data.sources.empty())
        return ExampleKind::learn;
    const DataSource& source = project.data.sources.front();
    if (source.format == "text")
        return ExampleKind::text;
    if (source.format == "csv")
        return ExampleKind::table;
    if (source.format == "synthetic") {
        const auto kind = source.params.find("kind");
        const auto* const name = kind == source.params.end() ? nullptr : std::get_if<std::string>(&kind->second);
        return name && *name == "shapes" ? ExampleKind::vision : ExampleKind::learn;
    }
    return source.format == "npy" ? ExampleKind::learn : ExampleKind::vision;
}

QString firstSentence(const Project& project)
{
    if (project.view.notes.empty())
        return {};
    const QString text = QString::fromStdString(project.view.notes.front().text);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool ends = (text[i] == QLatin1Char('.') || text[i] == QLatin1Char('?') || text[i] == QLatin1Char('!'))
            && (i + 1 == text.size() || text[i + 1].isSpace());
        if (ends && !text.left(i).endsWith(QLatin1String("et al")))
            return text.left(text[i] == QLatin1Char('.') ? i : i + 1);
    }
    return text.section(QLatin1Char('\n'), 0, 0);
}

// What a newcomer should meet first stands first.
int rankOf(const QString& name)
{
    static const QStringList order {
        QStringLiteral("fashion_mnist_cnn"), QStringLiteral("spirals"), QStringLiteral("unet_segmentation"),
        QStringLiteral("char_gpt"),          QStringLiteral("iris"),    QStringLiteral("cifar10_resnet20")};
    const auto place = order.indexOf(name);
    return place < 0 ? int(order.size()) : int(place);
}

} // namespace

QString exampleKindTitle(ExampleKind kind)
{
    switch (kind) {
    case ExampleKind::learn:
        return QCoreApplication::translate("weft::StartPage", "Learn");
    case ExampleKind::vision:
        return QCoreApplication::translate("weft::StartPage", "Vision");
    case ExampleKind::text:
        return QCoreApplication::translate("weft::StartPage", "Text");
    case ExampleKind::series:
        return QCoreApplication::translate("weft::StartPage", "Series");
    case ExampleKind::table:
        break;
    }
    return QCoreApplication::translate("weft::StartPage", "Table");
}

std::vector<Example> findExamples(const QString& programFolder)
{
    std::vector<Example> found;
    const QDir folder = folderOfExamples(programFolder);
    for (const QFileInfo& info : folder.entryInfoList({QStringLiteral("*.weft")}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (info.size() > 4'000'000 || !file.open(QIODevice::ReadOnly))
            continue;
        try {
            const Project project = readProject(file.readAll().toStdString());
            found.push_back({.file = info.filePath(),
                             .title = QString::fromStdString(project.name),
                             .says = firstSentence(project),
                             .kind = kindOf(project),
                             .gist = gistOf(project)});
        } catch (const Error&) {
            continue; // somebody has put something else there
        }
    }
    std::ranges::stable_sort(found, {},
                             [](const Example& example) { return rankOf(QFileInfo(example.file).completeBaseName()); });
    return found;
}

} // namespace weft
