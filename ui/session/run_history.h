#pragma once

#include "engine/train/events.h"
#include "ui/session/curves/curve.h"

#include <QObject>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace weft {

// Every curve of one run, by name: "step/loss", "step/learning_rate", "step/gradient_norm" and
// "step/samples_per_second" for steps, and those of epochs as the engine names them: "train/loss",
// "validation/accuracy", …
// series() knows two more that are for axes rather than for curves: "step/epoch" (epochs done) and "epoch/seconds"
// (of training). For the GUI thread.
class RunHistory : public QObject {
    Q_OBJECT
public:
    explicit RunHistory(QObject* parent = nullptr);
    ~RunHistory() override;

    const std::vector<std::string>& names() const { return m_names; } // in the order they first came
    // nullptr: none of that name. The same one as long as this lives; its values' rewinds() tell when points were taken
    // away. Kept once, for plots too.
    std::shared_ptr<const Curve> series(const std::string& name) const;
    const std::vector<Mark>& marks() const { return m_marks; } // what a person has changed, by step
    int64_t lastStep() const; // 0: none

    void clear();
    // Takes what is a curve's point or a mark; what comes again (a resumed run tells some steps twice) replaces what
    // was there. grew() once, if anything changed.
    void add(const std::vector<Event>& events);

    // Reads a run's metrics.jsonl on another thread, then clears this and adds it; loaded() when all is there. A later
    // call, or clear(), makes an earlier one void.
    void load(const QString& runFolder);

signals:
    void grew();
    void loaded();

private slots:
    void takeRead();

private:
    bool take(const Event& event);
    void readFiles(const std::stop_token& stop); // on the reader
    void addStep(const StepNumbers& step);
    void addPoint(const std::string& name, double step, double value);

    std::map<std::string, std::shared_ptr<Curve>> m_series; // empty ones: of a run before
    std::vector<std::string> m_names;
    std::vector<Mark> m_marks;
    std::shared_ptr<Curve> m_steps[5]; // those of steps, in the order of addStep(); they share their steps
    int m_loads = 0;

    // What is asked of the reader, and what it has read; the newest replaces what was there before. Behind a mutex of
    // our own: Qt's ways between threads are closed to the thread sanitizer.
    std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::string m_path; // empty: nothing is asked
    int m_asking = 0; // which load
    std::vector<Event> m_events;
    int m_answered = 0;
    std::jthread m_reader; // begins with the first load
};

} // namespace weft
