#pragma once

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace weft {

// Sentences with answers, in rows below the tool bar: nothing is blocked while they stand there.
class MessageBars : public QWidget {
    Q_OBJECT
public:
    enum class Kind { info, good, warning, error };
    struct Answer {
        QString text;
        std::function<void()> act = {}; // the bar goes before it is called
        bool primary = false;
    };
    struct Message {
        QString id; // a new one takes the place of an old one of the same id
        Kind kind = Kind::info;
        QString text;
        QList<Answer> answers = {};
        bool closable = true;
        int seconds = 0; // > 0: goes by itself
    };

    explicit MessageBars(QWidget* parent);
    void say(const Message& message);
    void take(const QString& id); // away
    QStringList shown() const; // ids
    QString textOf(const QString& id) const;

private:
    QVBoxLayout* m_rows;
};

} // namespace weft
