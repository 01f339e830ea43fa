#include "tests/support/source_rules.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <vector>

namespace weft {

namespace {

// A folder ends in "/" and covers all beneath it; anything else is one file.
bool covers(const QString& room, const QString& file)
{
    return room.endsWith('/') ? file.startsWith(room) : file == room;
}

struct Room {
    QString folder;
    QStringList sees; // beside itself
};

const QStringList trainSees = {
    "engine/support/",
    "engine/storage/",
    "engine/graph/",
    "engine/layers/",
    "engine/ir/",
    "engine/compiler/",
    "engine/runtime/",
    "engine/data/",
    "engine/backends/backend.h",
    "engine/backends/load.h",
    "engine/import/",
};

// The first that covers a file is its room.
const std::vector<Room> rooms = {
    {"engine/support/", {}},
    {"engine/storage/", {"engine/support/"}},
    {"engine/graph/", {"engine/support/", "engine/storage/"}},
    {"engine/ir/", {"engine/support/"}},
    {"engine/layers/", {"engine/support/", "engine/graph/", "engine/ir/"}},
    {"engine/schema/", {"engine/support/", "engine/graph/", "engine/layers/"}},
    {"engine/backends/cpu/",
     {"engine/support/", "engine/ir/", "engine/backends/backend.h", "engine/backends/out_of_memory.h"}},
    {"engine/backends/cuda/",
     {"engine/support/", "engine/storage/", "engine/ir/", "engine/backends/backend.h",
      "engine/backends/out_of_memory.h"}},
    {"engine/backends/", {"engine/support/", "engine/ir/"}},
    {"engine/compiler/",
     {"engine/support/", "engine/graph/", "engine/layers/", "engine/ir/", "engine/backends/backend.h"}},
    {"engine/runtime/",
     {"engine/support/", "engine/storage/", "engine/ir/", "engine/compiler/", "engine/backends/backend.h",
      "engine/backends/load.h"}},
    {"engine/data/", {"engine/support/", "engine/storage/", "engine/graph/"}},
    {"engine/train/", trainSees},
    {"engine/import/",
     {"engine/support/", "engine/storage/", "engine/graph/", "engine/ir/", "engine/layers/", "engine/compiler/"}},
    {"engine/export/", trainSees + QStringList {"engine/train/network/", "engine/train/runs/"}},
    {"engine/serve/", trainSees + QStringList {"engine/train/"}},
    {"ui/",
     {"engine/support/", "engine/storage/", "engine/graph/", "engine/layers/", "engine/ir/", "engine/compiler/",
      "engine/runtime/", "engine/data/", "engine/train/", "engine/export/", "engine/import/"}},
    {"app/", {"engine/", "ui/"}},
};

// Headers that one room alone may include.
struct Library {
    QString name;
    QRegularExpression header;
    QStringList rooms;
};

const std::vector<Library> libraries = {
    {"CUDA",
     QRegularExpression("^(cuda|cudnn|cublas|cupti|curand|cusolver|cusparse|nccl|nvml|nvrtc|nvtx|nvToolsExt)"),
     {"engine/backends/cuda/"}},
    {"oneDNN", QRegularExpression("^(dnnl|oneapi/)"), {"engine/backends/cpu/onednn/"}},
    {"nlohmann/json", QRegularExpression("^nlohmann/"), {"engine/support/json.cpp"}},
    {"ONNX", QRegularExpression("^(onnx|google/protobuf)/"), {"engine/export/onnx/"}},
};

QString withoutComments(const QString& text)
{
    static const QRegularExpression literalOrComment(
        R"RE("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|//[^\n]*|/\*[\s\S]*?\*/)RE");
    QString code;
    qsizetype end = 0;
    for (auto matches = literalOrComment.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        code += QStringView(text).mid(end, match.capturedStart() - end);
        if (!match.captured().startsWith('/'))
            code += match.captured();
        end = match.capturedEnd();
    }
    code += QStringView(text).mid(end);
    return code;
}

QStringList includeMistakes(const QString& path, const QString& header, bool quoted)
{
    QStringList mistakes;
    for (const Library& library : libraries) {
        const bool allowed =
            std::ranges::any_of(library.rooms, [&](const QString& room) { return covers(room, path); });
        if (library.header.match(header).hasMatch() && !allowed)
            mistakes << QString("%1 includes %2: %3 stays in %4")
                            .arg(path, header, library.name, library.rooms.join(" and "));
    }
    static const QRegularExpression qtHeader("^(Q[A-Z]|Qt|q[a-z]+\\.h$)");
    if (path.startsWith("engine/") && qtHeader.match(header).hasMatch())
        mistakes << QString("%1 includes %2: the engine has no Qt").arg(path, header);

    static const QRegularExpression generated("^\\w+\\.(inc|moc)$");
    static const QRegularExpression ours("^(app|engine|ui|tests)/");
    if (quoted && !ours.match(header).hasMatch() && !generated.match(header).hasMatch())
        return mistakes << QString("%1 includes \"%2\": write it from the root, or in <>").arg(path, header);
    if (!quoted)
        return mistakes;
    const auto room = std::ranges::find_if(rooms, [&](const Room& r) { return covers(r.folder, path); });
    if (room == rooms.end())
        return mistakes << QString("%1 lies in no room that tests/tst_layering.cpp knows").arg(path);
    const bool hidden = ours.match(header).hasMatch() && !covers(room->folder, header)
        && std::ranges::none_of(room->sees, [&](const QString& other) { return covers(other, header); });
    if (hidden)
        mistakes << QString("%1 includes %2: %3 must not see it").arg(path, header, room->folder);
    return mistakes;
}

} // namespace

QStringList mistakesIn(const QString& path, const QString& text)
{
    const QString code = withoutComments(text);
    QStringList mistakes;
    static const QRegularExpression include(R"RE(^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+))RE",
                                            QRegularExpression::MultilineOption);
    for (auto matches = include.globalMatch(code); matches.hasNext();) {
        const auto match = matches.next();
        mistakes << includeMistakes(path, match.captured(2), match.captured(1) == "\"");
    }
    // They read and write "1,5" once the window has set a German locale; from_chars and to_chars do not.
    static const QRegularExpression localised(
        R"RE(\b(?:strto(?:d|f|ld)|sto(?:d|f|ld)|atof|setlocale)\b|printf\s*\([^;]*?%[-+ #0-9.*]*L?[aefgAEFG])RE");
    if (const auto match = localised.match(code); path.startsWith("engine/") && match.hasMatch())
        mistakes << QString("%1 has %2, which depends on the locale").arg(path, match.captured().simplified());
    // Painting waits for its threads: see ui/background/background.h.
    static const QRegularExpression paintersThreads(R"RE(\bQtConcurrent\b|\bQThreadPool::globalInstance\b)RE");
    if (const auto match = paintersThreads.match(code); path.startsWith("ui/") && match.hasMatch())
        mistakes << QString("%1 has %2, whose threads painting waits for").arg(path, match.captured());
    static const QRegularExpression nameless("(^|/)(utils?|helpers?|misc|common)(\\.|/)");
    if (nameless.match(path).hasMatch())
        mistakes << QString("%1: name it after what it does").arg(path);
    return mistakes;
}

QStringList crowdedFolders(const QStringList& paths)
{
    std::map<QString, int> counts;
    for (const QString& path : paths)
        ++counts[path.left(path.lastIndexOf('/') + 1)];
    QStringList crowded;
    for (const auto& [folder, count] : counts)
        if (const int most = folder == "engine/support/" ? 11 : 25; count > most)
            crowded << QString("%1 has %2 files; %3 is the most").arg(folder).arg(count).arg(most);
    return crowded;
}

} // namespace weft
