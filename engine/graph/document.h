#pragma once

#include "engine/graph/project.h"
#include "engine/storage/file_system.h"

namespace weft {

// A project and the file it came from. While the project equals what was read, its text is the file's own, byte for
// byte: also of a file that was written by hand, or in an older form. The first change makes it canonical.
class Document {
public:
    Document() = default; // new, in no file yet
    explicit Document(Project project)
        : m_project(std::move(project))
    {
    }
    static Document fromText(std::string text); // Error: see readProject

    const Project& project() const { return m_project; }
    Project& edit() { return m_project; }
    bool isChanged() const { return !m_source || m_project != m_source->project; } // against its file
    // Of a newer version: it can be looked at, never saved. Then a sentence that says so; otherwise empty.
    std::string whyReadOnly() const;
    // What a save writes. Error if it is read-only, or if what was put into the project could not be read again.
    std::string text() const;
    void markSaved(std::string text); // the file holds this now

private:
    struct Source {
        std::string text;
        Project project;
    };
    Project m_project = {};
    std::optional<Source> m_source = {};
};

// Error: the file cannot be read, or its sentence with the file's name before it.
Document openDocument(FileSystem& files, const std::string& path);
// Durable when it returns; when it throws, the file at `path` is as it was. Never replaces a file of a newer version,
// whatever the document.
void saveDocument(FileSystem& files, const std::string& path, Document& document);

} // namespace weft
