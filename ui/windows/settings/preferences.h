#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace weft {

// What the user has set and what the window remembers, by key ("theme", "layout/build/wide", "recent"). In memory from
// the start on; a file of it is written by another thread, some time after a change. For the GUI thread.
class Preferences : public QObject {
    Q_OBJECT
public:
    static Preferences& get();

    // From now on in this file; what it says is read at once. Empty: in memory alone, and forgotten.
    void use(const QString& file);
    static QString usualFile();
    const QString& file() const { return m_file; }

    QJsonValue value(const QString& key, const QJsonValue& otherwise = {}) const;
    void set(const QString& key, const QJsonValue& value); // null: as it is at first
    void flush(); // waits until all is written: at the end of the program

signals:
    void changed(const QString& key);

private:
    Preferences();
    void write();

    QString m_file;
    QJsonObject m_values;
    QTimer m_later;
};

} // namespace weft
