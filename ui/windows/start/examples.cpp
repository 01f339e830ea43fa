#include "ui/windows/start/examples.h"

#include "engine/graph/read_project.h"
#include "engine/support/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <iterator>

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

struct Words {
    const char* file;
    const char* title; // the project's name
    const char* says; // in a few words
};

// Of the projects that come with the program; what a newcomer should meet first stands first.
constexpr Words words[] = {
    {"fashion_mnist_cnn", QT_TRANSLATE_NOOP("weft::examples", "Fashion-MNIST, convolutional"),
     QT_TRANSLATE_NOOP("weft::examples", "70,000 pictures of clothes in ten classes")},
    {"spirals", QT_TRANSLATE_NOOP("weft::examples", "Two spirals"),
     QT_TRANSLATE_NOOP("weft::examples", "No straight line parts them")},
    {"unet_segmentation", QT_TRANSLATE_NOOP("weft::examples", "Segmentation, U-Net"),
     QT_TRANSLATE_NOOP("weft::examples", "Which pixel belongs to what?")},
    {"char_gpt", QT_TRANSLATE_NOOP("weft::examples", "Characters, transformer"),
     QT_TRANSLATE_NOOP("weft::examples", "A small GPT that writes Shakespeare")},
    {"iris", QT_TRANSLATE_NOOP("weft::examples", "Iris"),
     QT_TRANSLATE_NOOP("weft::examples", "Three species by four measures")},
    {"cifar10_resnet20", QT_TRANSLATE_NOOP("weft::examples", "CIFAR-10, ResNet-20"),
     QT_TRANSLATE_NOOP("weft::examples", "Photos in ten classes, residual blocks")},
    {"cifar10_airbench", QT_TRANSLATE_NOOP("weft::examples", "CIFAR-10 in seconds"),
     QT_TRANSLATE_NOOP("weft::examples", "A first layer that is worked out from the data")},
    {"clothing_transfer", QT_TRANSLATE_NOOP("weft::examples", "Clothes, transferred from CIFAR-10"),
     QT_TRANSLATE_NOOP("weft::examples", "A trained body learns a new task")},
    {"autoencoder", QT_TRANSLATE_NOOP("weft::examples", "Autoencoder"),
     QT_TRANSLATE_NOOP("weft::examples", "784 pixels through 32 numbers")},
    {"vae", QT_TRANSLATE_NOOP("weft::examples", "Variational autoencoder"),
     QT_TRANSLATE_NOOP("weft::examples", "A cloud of codes that draws clothes")},
    {"char_lstm", QT_TRANSLATE_NOOP("weft::examples", "Characters, LSTM"),
     QT_TRANSLATE_NOOP("weft::examples", "Two LSTMs guess the next character")},
    {"mlp_npy", QT_TRANSLATE_NOOP("weft::examples", "Perceptron on NumPy files"),
     QT_TRANSLATE_NOOP("weft::examples", "The classic 784-128-10, on arrays")},
};

const Words* wordsOf(const QString& file)
{
    const QByteArray name = QFileInfo(file).completeBaseName().toUtf8();
    const auto* const found = std::ranges::find_if(words, [&name](const Words& one) { return name == one.file; });
    return found == std::end(words) ? nullptr : found;
}

int rankOf(const QString& file)
{
    const Words* const found = wordsOf(file);
    return found ? int(found - words) : int(std::size(words));
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
            const Words* const known = wordsOf(info.filePath());
            const bool isOurs = known && project.name == known->title; // else somebody has changed it
            const auto word = [](const char* text) { return QCoreApplication::translate("weft::examples", text); };
            found.push_back({.file = info.filePath(),
                             .title = isOurs ? word(known->title) : QString::fromStdString(project.name),
                             .says = isOurs ? word(known->says) : firstSentence(project),
                             .kind = kindOf(project),
                             .map = mapOf(project)});
        } catch (const Error&) {
            continue; // somebody has put something else there
        }
    }
    std::ranges::stable_sort(found, {}, [](const Example& example) { return rankOf(example.file); });
    return found;
}

} // namespace weft
