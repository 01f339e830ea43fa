#pragma once

#include <QApplication>

#include <functional>

class QTranslator;

namespace weft {

// The program with a window. Every event that holds the main thread longer than 50 ms is told: a window that stands
// still is a mistake of ours.
class Application : public QApplication {
    Q_OBJECT
public:
    Application(int& count, char** words);
    ~Application() override;

    // "en", "zh_CN"; empty: what the user has set, or the system's. Everything in sight follows.
    void setLanguage(const QString& language);
    const QString& language() const { return m_language; }

    bool notify(QObject* receiver, QEvent* event) override;
    // Called, in place of a line in the log, with the event's receiver, type and milliseconds.
    using SlowEvent = std::function<void(const QString& receiver, const QString& event, double milliseconds)>;
    void onSlowEvent(SlowEvent told) { m_told = std::move(told); }
    static constexpr double slowMilliseconds = 50;

private:
    QString m_language;
    QList<QTranslator*> m_translators;
    SlowEvent m_told;
    int m_depth = 0; // events within events: only the outermost counts
};

} // namespace weft
