#pragma once

#include "engine/train/events.h"

#include <QObject>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace weft {

// One curve: values over steps, in ascending order. NaN and infinities stay as they are.
struct Series {
    std::vector<double> x = {}; // step
    std::vector<double> y = {};
    // Grows whenever points were taken away, so that what is made from them (a pyramid) begins again.
    int64_t cuts = 0;
};

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
    const Series* series(const std::string& name) const; // nullptr: none of that name
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

    std::map<std::string, Series> m_series;
    std::vector<std::string> m_names;
    std::vector<Mark> m_marks;
    Series* m_steps[5] = {}; // those of steps, in the order of addStep()
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
