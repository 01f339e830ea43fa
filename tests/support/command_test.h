#pragma once

#include "engine/support/json.h"
#include "tests/support/weft_program.h"

#include <QObject>
#include <QTemporaryDir>

namespace weft {

struct Project;

// What tests of the real program have in common: small projects in a folder whose name is not an easy one.
class CommandTest : public QObject {
protected:
    CommandTest();
    QString path(const QString& name) const; // in the folder
    QString write(const QString& name, const QByteArray& content) const; // gives its path
    QString write(const QString& name, const Project& project) const;

    static std::vector<Json> lines(const QString& text); // of --json
    static std::string textOf(const Json& json, const char* key); // "": there is none
    static bool isOneSentence(const QString& text); // for a person: a line, and no word of a programmer

    QTemporaryDir m_folder;
};

} // namespace weft
