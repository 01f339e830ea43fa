#pragma once

#include "ui/inspector/target.h"

#include <QPointer>
#include <QWidget>

#include <string>

namespace weft {

class HistogramView;
class MapsView;
class Section;
class Session;
class ValueList;
struct NodeDetail;
struct Observation;

// What goes on inside the picked node while it trains: its weights, what flows back, its feature maps. Asks the
// training to look closely at this node for as long as it is picked and shown.
class LiveSections : public QWidget {
    Q_OBJECT
public:
    explicit LiveSections(QWidget* parent = nullptr);
    void watch(Session* session);
    void setTarget(const Target& target);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask();
    void show(const Observation& observation);
    void showWeights(const NodeDetail& detail, int64_t step);
    void showFlow(const NodeDetail& detail, const Observation& observation);
    void showMaps(const NodeDetail& detail);

    QPointer<Session> m_session;
    Target m_target;
    std::string m_path; // of the picked node; empty: none, or several
    std::string m_asked;
    Section* m_weightSection;
    HistogramView* m_weights;
    ValueList* m_weightNumbers;
    Section* m_flowSection;
    HistogramView* m_activation;
    HistogramView* m_gradient;
    ValueList* m_flowNumbers;
    Section* m_mapSection;
    MapsView* m_maps;
};

} // namespace weft
