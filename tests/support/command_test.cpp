#include "tests/support/command_test.h"

#include "engine/graph/write_project.h"

#include <QDir>
#include <QFile>

namespace weft {

CommandTest::CommandTest()
{
    if (!QDir().mkpath(path("")))
        qFatal("cannot make %s", qPrintable(path("")));
}

QString CommandTest::path(const QString& name) const
{
    return m_folder.path() + "/netze äöü 🧵/" + name;
}

QString CommandTest::write(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QString CommandTest::write(const QString& name, const Project& project) const
{
    return write(name, QByteArray::fromStdString(writeProject(project)));
}

std::vector<Json> CommandTest::lines(const QString& text)
{
    std::vector<Json> all;
    for (const QString& line : text.split('\n', Qt::SkipEmptyParts))
        all.push_back(parseJson(line.toStdString()));
    return all;
}

std::string CommandTest::textOf(const Json& json, const char* key)
{
    const Json* const found = json.find(key);
    return found != nullptr && found->isString() ? found->asString() : "";
}

bool CommandTest::isOneSentence(const QString& text)
{
    return text.startsWith("weft: ") && text.count('\n') == 1 && text.endsWith(".\n") && !text.contains("what()")
        && !text.contains("exception");
}

} // namespace weft
