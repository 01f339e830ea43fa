#pragma once

#include "ui/panels/curves/plot/plot_line.h"

#include <QObject>

#include <map>
#include <string>

namespace weft {

class RunHistory;

// The curves of one run as plots draw them: follows a RunHistory, whose curves they are.
class RunCurves : public QObject {
    Q_OBJECT
public:
    explicit RunCurves(QObject* parent = nullptr);
    void follow(const RunHistory* history); // nullptr: nothing

    std::vector<std::string> names() const;
    // "step/loss", "validation/accuracy", …; nullptr if the run has no such curve. The same one as long as it grows.
    std::shared_ptr<const Curve> curve(const std::string& name);
    std::shared_ptr<const Timeline> timeline() const { return m_timeline; }
    std::vector<PlotMark> marks() const;
    int64_t lastStep() const;

signals:
    void grew();

private:
    void updateTimeline();

    const RunHistory* m_history = nullptr;
    std::shared_ptr<Timeline> m_timeline = std::make_shared<Timeline>();
};

// "loss" of "step/loss" and "validation/loss": what belongs into one plot.
std::string familyOf(const std::string& curveName);
QString titleOf(const std::string& family); // translated: "Loss", "Learning rate"; a user's name stays
bool isPercent(const std::string& family); // shares that people read as percents
QString markText(const std::string& what, const std::string& before, const std::string& after); // "lr 3e-3 → 1e-3"

} // namespace weft
