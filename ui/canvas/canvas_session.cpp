#include "ui/canvas/canvas.h"

#include "ui/canvas/paint/node_pictures.h"
#include "ui/document/checker.h"
#include "ui/session/session.h"
#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace weft {

namespace {

constexpr int valuesMilliseconds = 200; // how often the newest loss is written

double deadShare(const std::vector<float>& zeros)
{
    const auto dead = std::ranges::count_if(zeros, [](float share) { return share >= 1; });
    return zeros.empty() ? 0 : double(dead) / double(zeros.size());
}

constexpr double deadZeros = 0.999; // of an output: a layer that gives no more than this learns nothing
constexpr double oneNumber = 8; // bytes
constexpr double wildActivation = 1e4, wildGradient = 1e2; // RMS; usual ones are far below

Ailment ailmentOf(const NodeSummary& node)
{
    if (!std::isfinite(node.activationRms) || std::isinf(node.gradientRms))
        return Ailment::exploding;
    if (std::isnan(node.gradientRms) || node.bytes <= oneNumber) // of the data, or the loss itself
        return Ailment::none;
    if (double(node.activationRms) > wildActivation || double(node.gradientRms) > wildGradient)
        return Ailment::exploding;
    return double(node.zeros) >= deadZeros ? Ailment::dead : Ailment::none;
}

// A block lives as what is in it: it passes on what its last layer does, and takes as long as all of them.
void enliven(const std::vector<BlockReport>& blocks, Liveliness& life)
{
    for (const BlockReport& block : blocks) // what the last look has added up
        life.nodes[block.whole.path].milliseconds = -1, life.nodes[block.whole.path].ailment = Ailment::none;
    std::unordered_map<std::string, double> times; // by path of what is around
    std::unordered_map<std::string, Ailment> ailments; // the same
    for (const auto& [path, node] : life.nodes) {
        for (size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
            if (node.milliseconds > 0)
                times[path.substr(0, at)] += node.milliseconds;
            if (node.ailment != Ailment::none)
                ailments[path.substr(0, at)] = std::max(ailments[path.substr(0, at)], node.ailment);
        }
    }
    for (const BlockReport& block : blocks) {
        const NodeLife* const source = life.find(block.source);
        NodeLife one = source ? *source : NodeLife();
        const auto time = times.find(block.whole.path);
        one.milliseconds = time == times.end() ? -1 : time->second;
        one.fused = false;
        one.deadShare = 0;
        const auto ill = ailments.find(block.whole.path);
        one.ailment = ill == ailments.end() ? Ailment::none : ill->second;
        life.nodes[block.whole.path] = std::move(one);
    }
}

} // namespace

void Canvas::watch(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    setLiveliness({});
    if (!session)
        return;
    connect(session, &Session::observed, this, &Canvas::showObservation);
    connect(session, &Session::epochDone, this, &Canvas::showSessionValues);
    connect(session, &Session::stepped, this, [this] {
        if (!m_values.isValid() || m_values.elapsed() >= valuesMilliseconds)
            showSessionValues();
    });
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session && m_session->state() == Session::State::starting)
            setLiveliness({}); // another run
        showSessionValues();
    });
    if (session->lastObservation())
        showObservation(*session->lastObservation());
    showSessionValues();
}

void Canvas::showObservation(const Observation& observation)
{
    Liveliness life = m_life;
    life.step = observation.step;
    for (const NodeSummary& node : observation.nodes) {
        NodeLife& one = life.nodes[node.node];
        one.gradientRms = std::isfinite(node.gradientRms) ? double(node.gradientRms) : -1;
        one.activationRms = std::isfinite(node.activationRms) ? double(node.activationRms) : -1;
        one.zeros = std::isfinite(node.zeros) ? double(node.zeros) : -1;
        one.ailment = ailmentOf(node);
        one.bytes = node.bytes;
        if (std::isfinite(node.milliseconds))
            one.milliseconds = double(node.milliseconds);
        life.hasGradients = life.hasGradients || one.gradientRms >= 0;
    }
    // Where times are known, a node without one is computed within another's.
    const bool timed = std::ranges::any_of(life.nodes, [](const auto& one) { return one.second.milliseconds >= 0; });
    for (const NodeSummary& node : observation.nodes)
        life.nodes[node.node].fused = timed && life.nodes[node.node].milliseconds < 0;
    life.longest = life.together = 0;
    for (const NodeSummary& summary : observation.nodes) {
        const NodeLife& node = life.nodes[summary.node];
        life.longest = std::max(life.longest, node.milliseconds);
        life.together += std::max(0.0, node.milliseconds);
    }
    life.details = observation.details;
    for (const NodeDetail& node : observation.details)
        life.nodes[node.node].deadShare = deadShare(node.zeros);
    if (m_document)
        enliven(m_document->checker().blocks(), life);
    setLiveliness(std::move(life));
}

// The newest loss and metrics, written on the nodes that compute them.
void Canvas::showSessionValues()
{
    if (!m_session || !m_document)
        return;
    m_values.start();
    if (!m_tellersKnown)
        findTellers();
    const bool training = m_session->state() == Session::State::training;
    std::vector<std::string> losses;
    bool changed = false;
    const auto say = [&](const std::string& id, const QString& value) {
        NodeLife& life = m_life.nodes[id];
        changed = changed || life.value != value || life.running != training;
        life.value = value;
        life.running = training;
    };
    for (const auto& [id, type] : m_tellers) {
        QString value;
        for (const char* part : {"validation/", "train/"}) {
            const std::shared_ptr<const Curve> series = m_session->history().series(part + id);
            if (series && value.isEmpty())
                value = formatSmall(double(series->values[series->size() - 1]));
        }
        if (type == "loss")
            losses.push_back(id);
        if (type != "loss" || !value.isEmpty())
            say(id, value);
    }
    if (losses.size() == 1 && m_session->last().step > 0) // the loss of every step is this one's
        say(losses.front(), formatSmall(double(m_session->last().loss)));
    const StepNumbers& last = m_session->last();
    const int64_t epochs = last.step > 0 ? int64_t(double(last.epoch) + 1e-6) : -1; // what is over is not rounded
    changed = std::exchange(m_life.epochs, epochs) != epochs || changed;
    if (changed) {
        m_pictures->lookAgain();
        update();
    }
}

// Nodes that compute a loss or a metric: few among many, so they are looked for only when the network changes.
void Canvas::findTellers()
{
    m_tellers.clear();
    m_tellersKnown = true;
    if (!m_document)
        return;
    for (const GraphNode& node : m_document->nodes({})) {
        const LayerType* type = node.type == "block" ? nullptr : findLayerType(node.type);
        if (type && (type->category == "loss" || type->category == "metric"))
            m_tellers.emplace_back(node.id, type->category);
    }
}

} // namespace weft
