#include "ui/canvas/paint/wire_look.h"

#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

constexpr double idleWidth = 2;

QList<qreal> dashOf(PortKind kind)
{
    switch (kind) {
    case PortKind::labels:
        return {5, 4};
    case PortKind::state:
        return {1.5, 4};
    case PortKind::tensor:
    case PortKind::scalar:
        break;
    }
    return {};
}

} // namespace

double liveWidth(double bytes)
{
    constexpr double least = 13, most = 27; // log2
    const double t = (std::log2(std::max(1.0, bytes)) - least) / (most - least);
    return 2 + 5 * std::clamp(t, 0.0, 1.0);
}

QColor flowColour(double gradientRms)
{
    const auto& ramp = theme().flow;
    const double t = gradientRms > 0 ? std::clamp((std::log10(gradientRms) + 6) / 5, 0.0, 1.0) : 0;
    const double at = t * double(ramp.size() - 1);
    const size_t low = std::min(size_t(at), ramp.size() - 2);
    return mixed(ramp[low + 1], ramp[low], at - double(low));
}

WireLook wireLook(const PaintContext& context, const WireItem& wire)
{
    const Theme& colours = theme();
    WireLook look {.colour = colours.text.tertiary, .width = idleWidth, .dash = dashOf(wire.kind)};
    const GesturePreview& preview = context.preview;
    if (!preview.cut.empty() && std::ranges::find(preview.cut, wire.ref) != preview.cut.end())
        return {.colour = colours.state.error, .width = idleWidth, .dash = {6, 4}};
    if (preview.insertion && *preview.insertion == wire.ref)
        return {.colour = colours.accent.line, .width = 3};
    if (!context.problems.nodes.empty() && context.problems.isWireWrong(wire.ref))
        return {.colour = colours.state.error, .width = idleWidth, .dash = {6, 4}};
    const NodeItem& source = context.scene.nodeAt(wire.fromNode);
    const NodeItem& target = context.scene.nodeAt(wire.toNode);
    if (source.muted || target.muted || source.bypassed || target.bypassed)
        return {.colour = mixed(look.colour, colours.surface.canvas, 0.5), .width = idleWidth, .dash = {5, 4}};
    if (context.wires == Canvas::Wires::gradient && context.life.hasGradients && wire.kind == PortKind::tensor) {
        const NodeLife* life = context.lifeOf(source);
        if (life && life->gradientRms >= 0) {
            look.colour = flowColour(life->gradientRms);
            look.width = life->bytes > 0 ? liveWidth(life->bytes) : idleWidth;
        }
    }
    if (context.hovered.wire && *context.hovered.wire == wire.ref)
        look.colour = mixed(colours.text.primary, look.colour, 0.6);
    return look;
}

const ValueInfo* carriedBy(const GraphDocument& document, const Scene& scene, const WireItem& wire)
{
    const NodeItem& source = scene.nodeAt(wire.fromNode);
    if (source.boundary || wire.fromPort < 0)
        return nullptr;
    const NodeReport* report = document.report({scene.scope(), source.id});
    if (!report)
        return nullptr;
    size_t output = 0;
    for (int i = 0; i < wire.fromPort; ++i)
        output += source.ports[size_t(i)].input ? 0 : 1;
    return output < report->outputs.size() ? &report->outputs[output] : nullptr;
}

QString shapeOnWire(const PaintContext& context, const WireItem& wire)
{
    const ValueInfo* value = carriedBy(context.document, context.scene, wire);
    if (!value || !(context.badges & Canvas::Badge::shape) || value->shape.rank() < 2)
        return {};
    std::vector<int64_t> sizes;
    for (int axis = 1; axis < value->shape.rank(); ++axis)
        sizes.push_back(value->shape[axis]);
    return formatShape(Shape(sizes));
}

} // namespace weft
