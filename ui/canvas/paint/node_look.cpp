#include "ui/canvas/paint/node_look.h"

#include "ui/style/numbers.h"
#include "ui/style/words.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

QString shapeText(const NodeReport& report)
{
    if (report.outputs.empty())
        return "?";
    const Shape& whole = report.outputs.front().shape;
    if (whole.rank() == 0)
        return formatShape(whole);
    std::vector<int64_t> sizes; // without the batch
    for (int axis = 1; axis < whole.rank(); ++axis)
        sizes.push_back(whole[axis]);
    return sizes.empty() ? QString::number(1) : formatShape(Shape(sizes));
}

} // namespace

void ScopeProblems::read(const GraphDocument* document, const Scope& scope)
{
    nodes.clear();
    if (!document)
        return;
    for (const Diagnostic& one : document->problems()) {
        if (one.node.empty() || one.severity == Severity::hint)
            continue;
        const NodeKey key = document->keyOf(one.node);
        if (key.id.empty() || key.scope != scope)
            continue;
        std::vector<Problem>& all = nodes[key.id];
        const QString sentence = sentenceOf(one);
        if (std::ranges::none_of(all, [&](const Problem& problem) { return problem.sentence == sentence; }))
            all.push_back({sentence, one.port, one.severity, one});
    }
}

const ScopeProblems::Problem* ScopeProblems::worst(const std::string& node) const
{
    const auto found = nodes.find(node);
    if (found == nodes.end())
        return nullptr;
    return &*std::ranges::min_element(found->second, {}, &Problem::severity);
}

bool ScopeProblems::isWireWrong(const WireRef& wire) const
{
    const auto found = nodes.find(wire.node);
    return found != nodes.end() && std::ranges::any_of(found->second, [&](const Problem& problem) {
               return problem.severity == Severity::error && problem.port == wire.port;
           });
}

NodeLook lookOf(const NodeItem& item, const NodeReport* report, const ScopeProblems& problems, const NodeLife* life,
                Canvas::Badges badges, double longest)
{
    NodeLook look;
    if (item.boundary)
        return look;
    const ScopeProblems::Problem* problem = problems.worst(item.id);
    look.error = problem && problem->severity == Severity::error;
    look.warning = problem && !look.error;
    if (badges & Canvas::Badge::shape)
        look.shape = report ? shapeText(*report) : QString();
    QStringList costs;
    if (report && (badges & Canvas::Badge::size) && report->parameters > 0)
        costs << formatCount(double(report->parameters));
    if (report && (badges & Canvas::Badge::compute) && report->flops > 0)
        costs << formatFlops(report->flops);
    if (report && (badges & Canvas::Badge::memory) && report->activationBytes > 0)
        costs << formatBytes(report->activationBytes);
    if (life) {
        if (badges & Canvas::Badge::time) {
            if (life->fused && report && report->flops > 0)
                costs << Canvas::tr("fused");
            else if (life->milliseconds >= 1e-5) // less is written as nothing
                costs << formatMilliseconds(life->milliseconds / 1000);
            if (longest > 0 && life->milliseconds > 0) // in steps: a picture is drawn anew only when one is crossed
                look.heat =
                    std::round(24 * std::min(1.0, life->milliseconds / longest)) / 24; // a block may take longer
        }
        look.running = life->running;
        look.deadShare = std::clamp(life->deadShare, 0.0, 1.0);
        look.ailment = life->ailment;
        look.value = life->value;
    }
    look.cost = costs.join(QStringLiteral(" · "));
    return look;
}

} // namespace weft
