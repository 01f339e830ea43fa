#include "engine/graph/document.h"

#include "engine/graph/limits.h"
#include "engine/graph/migrate.h"
#include "engine/graph/read_project.h"
#include "engine/graph/write_project.h"
#include "engine/storage/publish.h"

namespace weft {

namespace {

// The version of the project that stands at `path`; this one's if there is none.
int64_t versionAt(FileSystem& files, const std::string& path)
{
    if (!files.exists(path))
        return projectVersion;
    const std::string text = files.readFile(path, ProjectLimits::bytes);
    try {
        return versionOf(parseJson(text, projectJsonLimits));
    } catch (const Error&) {
        return projectVersion; // no project, or a broken one: who saves there wants it replaced
    }
}

} // namespace

Document Document::fromText(std::string text)
{
    Document document(readProject(text));
    document.markSaved(std::move(text));
    return document;
}

std::string Document::whyReadOnly() const
{
    return m_project.version > projectVersion ? newerSentence(m_project.version) : std::string();
}

std::string Document::text() const
{
    if (const std::string why = whyReadOnly(); !why.empty())
        throw Error(why);
    if (!isChanged())
        return m_source->text;
    std::string text = writeProject(m_project);
    try {
        readProject(text);
    } catch (const Error& error) { // a number that is not finite, two outputs of one name
        throw Error("This project cannot be saved as it is: " + std::string(error.what()));
    }
    return text;
}

void Document::markSaved(std::string text)
{
    m_source = Source {std::move(text), m_project};
}

Document openDocument(FileSystem& files, const std::string& path)
{
    std::string text = files.readFile(path, ProjectLimits::bytes);
    try {
        return Document::fromText(std::move(text));
    } catch (const Error& error) {
        throw Error(fileName(path) + ": " + error.what());
    }
}

void saveDocument(FileSystem& files, const std::string& path, Document& document)
{
    std::string text = document.text();
    if (const int64_t version = versionAt(files, path); version > projectVersion)
        throw Error(fileName(path) + ": " + newerSentence(version));
    publishFile(files, path, text);
    document.markSaved(std::move(text));
}

} // namespace weft
