#include "ui/inspector/live/live_sections.h"

#include "ui/inspector/live/histogram_view.h"
#include "ui/inspector/live/maps_view.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/session/session.h"
#include "ui/style/category.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

Section* add(QVBoxLayout* column, const QString& title, const QString& key, const QList<QWidget*>& rows)
{
    auto* section = new Section(title);
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, Style::get().px(4), 0, Style::get().px(8));
    inside->setSpacing(Style::get().px(4));
    for (QWidget* row : rows)
        inside->addWidget(row);
    section->setContent(content);
    section->keepFolded(QStringLiteral("inspector/folded/") + key);
    section->hide();
    column->addWidget(section);
    return section;
}

const Histogram* histogramOf(const NodeDetail& detail, const std::string& of)
{
    const auto found = std::ranges::find(detail.histograms, of, &Histogram::of);
    return found == detail.histograms.end() || found->counts.empty() ? nullptr : &*found;
}

} // namespace

LiveSections::LiveSections(QWidget* parent)
    : QWidget(parent)
    , m_weights(new HistogramView)
    , m_weightNumbers(new ValueList)
    , m_activation(new HistogramView)
    , m_gradient(new HistogramView)
    , m_flowNumbers(new ValueList)
    , m_maps(new MapsView)
{
    QVBoxLayout* column = flushColumn(this);
    m_weightSection = add(column, tr("Weights"), QStringLiteral("weights"), {m_weights, m_weightNumbers});
    m_flowSection =
        add(column, tr("Activation and gradient"), QStringLiteral("flow"), {m_activation, m_gradient, m_flowNumbers});
    m_mapSection = add(column, tr("Feature maps"), QStringLiteral("maps"), {m_maps});
}

void LiveSections::watch(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_asked.clear();
    if (session) {
        connect(session, &Session::observed, this, &LiveSections::show);
        connect(session, &Session::planned, this, [this] { // another run: it knows nothing of what was asked
            m_asked.clear();
            ask();
        });
    }
    ask();
}

void LiveSections::setTarget(const Target& target)
{
    m_target = target;
    std::string path;
    if (const GraphNode* node = target.only()) {
        const NodeReport* report = target.document->report({target.scope, node->id});
        path = report ? report->path : target.scope.empty() ? node->id : std::string();
    }
    if (path != m_path) {
        m_path = path;
        for (Section* section : {m_weightSection, m_flowSection, m_mapSection})
            section->hide();
        if (m_session && m_session->lastObservation())
            show(*m_session->lastObservation());
    }
    ask();
}

void LiveSections::ask()
{
    if (!m_session || !isVisible() || m_path == m_asked)
        return;
    m_asked = m_path;
    m_session->observe(m_path.empty() ? std::vector<std::string>() : std::vector {m_path}, 0, true);
}

void LiveSections::showEvent(QShowEvent*)
{
    ask();
}

void LiveSections::hideEvent(QHideEvent*)
{
    if (m_session && !m_asked.empty())
        m_session->observe({}, 0, true); // the wires' colours go on
    m_asked.clear();
}

void LiveSections::show(const Observation& observation)
{
    const auto detail = std::ranges::find(observation.details, m_path, &NodeDetail::node);
    if (m_path.empty() || detail == observation.details.end())
        return;
    showWeights(*detail, observation.step);
    showFlow(*detail, observation);
    showMaps(*detail);
}

void LiveSections::showWeights(const NodeDetail& detail, int64_t step)
{
    const Histogram* weights = histogramOf(detail, "weight");
    m_weightSection->setVisible(weights != nullptr);
    if (!weights)
        return;
    const GraphNode* node = m_target.only();
    m_weights->show(*weights, node ? categoryLook(categoryOf(*node)).colour : theme().accent.line);
    m_weightSection->setNote(tr("step %1").arg(formatExact(step)));
    std::vector<ValueList::Row> rows = {{tr("Mean"), formatSmall(double(weights->mean))},
                                        {tr("Deviation"), formatSmall(double(weights->deviation))}};
    for (const UpdateRatio& update : detail.updates) {
        // About 1e-3 is usual; far from it the learning rate is the first suspect.
        const bool odd = update.ratio > 0.1f;
        rows.push_back(
            {.name = update.weight == "weight" ? tr("Update ∕ weight") : tr("Update ∕ %1").arg(nameOf(update.weight)),
             .value = formatSmall(double(update.ratio)),
             .toolTip = tr("How far it moves in one step; about 1e-3 is usual."),
             .wrong = odd});
    }
    m_weightNumbers->setRows(std::move(rows));
}

void LiveSections::showFlow(const NodeDetail& detail, const Observation& observation)
{
    const Histogram* activation = histogramOf(detail, "activation");
    const Histogram* gradient = histogramOf(detail, "gradient");
    m_flowSection->setVisible(activation || gradient);
    m_activation->setVisible(activation != nullptr);
    m_gradient->setVisible(gradient != nullptr);
    if (activation)
        m_activation->show(*activation, theme().accent.line);
    if (gradient)
        m_gradient->show(*gradient, theme().flow[3]);
    std::vector<ValueList::Row> rows;
    const auto summary = std::ranges::find(observation.nodes, m_path, &NodeSummary::node);
    if (summary != observation.nodes.end()) {
        rows.push_back({tr("Activation RMS"), formatSmall(double(summary->activationRms))});
        rows.push_back({tr("Gradient RMS"),
                        std::isnan(summary->gradientRms) ? missingValue() : formatSmall(double(summary->gradientRms))});
        rows.push_back({tr("Zero"), formatPercent(double(summary->zeros), 0)});
        if (std::isfinite(summary->milliseconds))
            rows.push_back({tr("Time in step"), formatMilliseconds(double(summary->milliseconds) / 1e3)});
    }
    m_flowNumbers->setRows(std::move(rows));
}

void LiveSections::showMaps(const NodeDetail& detail)
{
    m_mapSection->setVisible(detail.maps.channels > 0);
    if (detail.maps.channels <= 0)
        return;
    m_maps->show(detail.maps, detail.zeros);
    const auto dead = std::ranges::count_if(detail.zeros, [](float share) { return share >= 1; });
    m_mapSection->setNote(dead > 0 ? tr("%1 of %2 dead").arg(dead).arg(detail.zeros.size())
                                   : tr("%1 channels").arg(detail.maps.allChannels));
}

} // namespace weft
