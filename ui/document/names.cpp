#include "ui/document/names.h"

#include "engine/graph/limits.h"
#include "ui/document/actions/words.h"
#include "ui/document/steps/graph_index.h"

namespace weft {

namespace {

bool isAllowed(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || c.isMark() || c == '_' || c == '-';
}

} // namespace

QString whyNotName(const QString& name)
{
    if (name.isEmpty())
        return Words::tr("A name has at least one letter.");
    if (name == QLatin1String("in") || name == QLatin1String("out"))
        return Words::tr("“in” and “out” are what blocks call their own ports; choose another name.");
    if (size_t(name.toUtf8().size()) > ProjectLimits::name)
        return Words::tr("That name is too long.");
    for (const QChar c : name) {
        if (!isAllowed(c))
            return Words::tr("A name has letters, digits, “_” and “-”, no “%1”.").arg(c);
    }
    return {};
}

std::string cleanName(const std::string& wish, const std::string& otherwise)
{
    QString name = QString::fromStdString(wish);
    for (QChar& c : name) {
        if (!isAllowed(c))
            c = '_';
    }
    while (size_t(name.toUtf8().size()) > ProjectLimits::name - 16) // room for a number
        name.chop(1);
    if (name.isEmpty())
        return otherwise;
    return name == QLatin1String("in") || name == QLatin1String("out") ? name.toStdString() + "_1" : name.toStdString();
}

std::string freeName(const std::string& wish, const std::function<bool(const std::string&)>& taken)
{
    std::string name = wish;
    for (int number = 2; taken(name); ++number)
        name = wish + '_' + std::to_string(number);
    return name;
}

std::string renamedPath(const Project& project, const GraphIndex& index, const std::string& path, const Scope& scope,
                        const std::string& id, const std::string& to)
{
    std::string renamed;
    Scope here;
    size_t start = 0;
    while (true) {
        const size_t slash = path.find('/', start);
        const std::string part = path.substr(start, slash == std::string::npos ? std::string::npos : slash - start);
        const size_t position = index.position(here, part);
        const std::vector<GraphNode>* nodes = nodesIn(project, here);
        if (position == GraphIndex::none || nodes == nullptr)
            return renamed + path.substr(start);
        renamed += here == scope && part == id ? to : part;
        if (slash == std::string::npos)
            return renamed;
        renamed += '/';
        start = slash + 1;
        const GraphNode& node = (*nodes)[position];
        if (node.type != "block" || index.blockPosition(node.block) == GraphIndex::none)
            return renamed + path.substr(start);
        here = node.block;
        if (node.repeat > 1) {
            const size_t next = path.find('/', start);
            if (next == std::string::npos)
                return renamed + path.substr(start);
            renamed += path.substr(start, next + 1 - start);
            start = next + 1;
        }
    }
}

} // namespace weft
