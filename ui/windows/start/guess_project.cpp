#include "ui/windows/start/guess_project.h"

#include "engine/support/error.h"
#include "ui/windows/start/guess_idx.h"
#include "ui/windows/start/guess_network.h"
#include "ui/windows/start/guess_table.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>

#include <algorithm>

namespace weft {

namespace {

struct PictureFacts {
    std::vector<std::string> classes = {}; // folders that hold pictures, sorted
    int64_t pictures = 0;
    int side = 64;
    bool grey = true;
};

const QStringList& pictureNames()
{
    static const QStringList names {QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.jpeg")};
    return names;
}

// A size that networks halve well, near the pictures' own but small enough to train at once.
int sideFor(std::vector<int> sides)
{
    if (sides.empty())
        return 64;
    std::ranges::nth_element(sides, sides.begin() + long(sides.size() / 2));
    const int middle = sides[sides.size() / 2];
    if (middle <= 28)
        return 28;
    for (const int side : {32, 48, 64, 96})
        if (middle <= side + side / 4)
            return side;
    return 128;
}

PictureFacts look(const QDir& folder)
{
    PictureFacts facts;
    std::vector<int> sides;
    for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir inside(folder.filePath(name));
        const QStringList files = inside.entryList(pictureNames(), QDir::Files);
        if (files.isEmpty())
            continue;
        facts.classes.push_back(name.toStdString());
        facts.pictures += files.size();
        for (qsizetype i = 0; i < std::min<qsizetype>(files.size(), 8); ++i) {
            QImageReader reader(inside.filePath(files[i * files.size() / 8 % files.size()]));
            const QSize size = reader.size();
            if (size.isEmpty())
                continue;
            sides.push_back(std::min(size.width(), size.height()));
            const QImage::Format format = reader.imageFormat();
            facts.grey = facts.grey && (format == QImage::Format_Grayscale8 || format == QImage::Format_Grayscale16);
        }
    }
    facts.side = sideFor(std::move(sides));
    return facts;
}

Project picturesProject(const QString& path)
{
    const QDir folder(path);
    const PictureFacts facts = look(folder);
    if (facts.classes.size() < 2)
        throw Error(
            "\"" + folder.dirName().toStdString()
            + "\" does not hold two or more folders of pictures. Put the PNG and JPEG files of each class into a "
              "folder with the class's name.");
    Project project;
    project.name = folder.dirName().toStdString();
    const int64_t side = facts.side;
    project.data.sources.push_back({.part = "all",
                                    .format = "image_folder",
                                    .params = {{"folder", folder.absolutePath().toStdString()},
                                               {"height", side},
                                               {"width", side},
                                               {"colour", std::string(facts.grey ? "grey" : "rgb")}}});
    project.data.transforms = {{.kind = "normalize", .columns = {"image"}}, {.kind = "augment_flip"}};
    project.data.split = {.kind = "stratified", .validation = 0.15, .test = 0.1, .column = "label"};
    drawPictureNetwork(project, facts.grey ? 1 : 3, side, int64_t(facts.classes.size()));
    project.training.batchSize = facts.pictures < 2000 ? 16 : 64;
    project.training.epochs = facts.pictures < 2000 ? 30 : 10;
    return project;
}

} // namespace

Project guessProject(const std::string& path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (info.isDir()) {
        if (std::optional<Project> project = idxProject(info.absoluteFilePath().toStdString()))
            return std::move(*project);
        return picturesProject(info.absoluteFilePath());
    }
    const QString ending = info.suffix().toLower();
    if (ending == QLatin1String("csv") || ending == QLatin1String("tsv") || ending == QLatin1String("txt")
        || ending == QLatin1String("data"))
        return tableProject(info.absoluteFilePath().toStdString(), info.completeBaseName().toStdString());
    throw Error(
        "\"" + info.fileName().toStdString()
        + "\" is neither a folder of pictures nor a table. Weft begins with a folder that holds a folder of PNG or "
          "JPEG files for each class, or with a CSV file.");
}

} // namespace weft
