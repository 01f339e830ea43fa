#include "ui/canvas/scene/node_geometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

namespace weft {

using namespace geometry;

namespace {

QString numberText(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 4).ptr;
    QString shown = QString::fromLatin1(text, int(end - text));
    shown.replace("e-0", "e-").replace("e+0", "e");
    return shown.replace('-', QChar(0x2212)).replace(QString("e") + QChar(0x2212), "e-");
}

QString valueText(const Param& param, const ParamValue& value)
{
    const QString times = QString(" ") + QChar(0xD7) + " ";
    if (const auto* on = std::get_if<bool>(&value))
        return *on ? QCoreApplication::translate("weft::Canvas", "on")
                   : QCoreApplication::translate("weft::Canvas", "off");
    if (const auto* whole = std::get_if<int64_t>(&value)) {
        if (param.kind == Param::Kind::sizes && param.maximumCount > 1 && param.maximumCount <= 3)
            return valueText(param, std::vector<int64_t> {*whole});
        return QString::number(*whole).replace('-', QChar(0x2212));
    }
    if (const auto* real = std::get_if<double>(&value))
        return numberText(*real);
    if (const auto* text = std::get_if<std::string>(&value))
        return param.kind == Param::Kind::choice ? displayName(*text) : QString::fromStdString(*text).simplified();
    if (const auto* sizes = std::get_if<std::vector<int64_t>>(&value)) {
        std::vector<int64_t> all = *sizes;
        if (all.size() == 1 && param.minimumCount == 1 && param.maximumCount <= 3)
            all.resize(size_t(param.maximumCount), all.front()); // one number stands for every axis
        QStringList words;
        for (const int64_t size : all)
            words << QString::number(size).replace('-', QChar(0x2212));
        return words.empty() ? QString(QChar(0x2013)) : words.join(times);
    }
    return "?";
}

PortKind kindOf(const Port& port, const std::string& type, bool input)
{
    if (port.doc.starts_with("labels") || (!input && type == "label"))
        return PortKind::labels;
    if (!input && port.doc == "scalar")
        return PortKind::scalar;
    if (port.doc.starts_with("state"))
        return PortKind::state;
    return PortKind::tensor;
}

double usualWidth(const std::string& category)
{
    if (category == "activation" || category == "output")
        return 128;
    if (category == "merge")
        return 120;
    if (category == "normalization" || category == "regularization" || category == "pooling")
        return 144;
    if (category == "convolution" || category == "attention")
        return 168;
    if (category == "block" || category == "loss")
        return 176;
    if (category == "input")
        return 136;
    return 152;
}

// Room for a short name and the type's title, by the usual width of a letter: the same on every machine and for every
// instance. Longer names take the title's place.
double widthOf(const std::string& category, const std::string& title)
{
    constexpr double shortName = 34, letter = 6.2, widestTitle = 84, between = 8;
    const double wanted =
        titleLeft + shortName + between + std::min(letter * double(title.size()), widestTitle) + textRight;
    const double width = std::max(usualWidth(category), std::ceil(wanted / widthStep) * widthStep);
    return std::clamp(width, leastWidth, mostWidth);
}

int wiresOf(const GraphNode& node, const std::string& port)
{
    return int(std::ranges::count(node.inputs, port, &Input::port));
}

// Ports in the order they stand: the first in the header, the others in rows of their own.
void placePorts(NodeItem& item)
{
    int inputs = 0, outputs = 0;
    for (PortItem& port : item.ports) {
        int& place = port.input ? inputs : outputs;
        const double y =
            place == 0 || item.collapsed ? firstPort : header + bodyPadding / 2 + (place - 0.5) * rowHeight;
        port.at = {port.input ? 0 : item.rect.width(), y};
        if (place > 0 && !item.collapsed) {
            if (size_t(place) > item.rows.size())
                item.rows.emplace_back();
            (port.input ? item.rows[size_t(place) - 1].left : item.rows[size_t(place) - 1].right) = port.label;
        }
        ++place;
    }
}

void placeRows(NodeItem& item, double width)
{
    item.rect.setWidth(width);
    placePorts(item);
}

void setHeight(NodeItem& item)
{
    const double rows = item.rows.empty() ? 0 : double(item.rows.size()) * rowHeight + bodyPadding;
    item.rect.setHeight(item.collapsed ? header : header + rows + footer);
}

// The most telling parameters: the first, and the first of the others that the user has changed.
std::vector<const Param*> keyParams(const std::vector<Param>& params, const Params& set, size_t count)
{
    std::vector<const Param*> shown;
    for (const Param& param : params) {
        if (param.kind != Param::Kind::text || params.size() == 1)
            shown.push_back(&param);
    }
    if (shown.size() > 2) {
        const auto changed =
            std::find_if(shown.begin() + 1, shown.end(), [&](const Param* param) { return set.contains(param->id); });
        if (changed != shown.end() && count == 2)
            std::rotate(shown.begin() + 1, changed, changed + 1);
    }
    shown.resize(std::min(count, shown.size()));
    return shown;
}

void addParamRows(NodeItem& item, const std::vector<Param>& params, const Params& set)
{
    if (item.collapsed)
        return;
    const size_t room = size_t(std::max(0, mostFields - int(item.rows.size())));
    for (const Param* param : keyParams(params, set, std::min<size_t>(2, room))) {
        const auto found = set.find(param->id);
        item.rows.push_back({.left = displayName(param->id),
                             .right = valueText(*param, found == set.end() ? param->value : found->second),
                             .param = param->id});
    }
}

// Promoted parameters as if they were a layer's; what they stand for is the inner node's.
std::vector<Param> blockParams(const Block& block, const std::vector<Block>& blocks, int depth = 0)
{
    std::vector<Param> params;
    for (const PromotedParam& promoted : block.params) {
        Param param {.id = promoted.id, .kind = Param::Kind::integer, .value = std::string("?"), .doc = {}};
        const auto node = std::ranges::find(block.nodes, promoted.node, &GraphNode::id);
        if (node != block.nodes.end()) {
            std::vector<Param> inner;
            if (const LayerType* type = findLayerType(node->type))
                inner = type->params;
            else if (const auto nested = std::ranges::find(blocks, node->block, &Block::name);
                     nested != blocks.end() && depth < 8)
                inner = blockParams(*nested, blocks, depth + 1);
            const auto found = std::ranges::find(inner, promoted.param, &Param::id);
            if (found != inner.end())
                param = *found;
            param.id = promoted.id;
            if (const auto set = node->params.find(promoted.param); set != node->params.end())
                param.value = set->second;
        }
        if (promoted.value)
            param.value = *promoted.value;
        params.push_back(std::move(param));
    }
    return params;
}

void addPort(NodeItem& item, const std::string& id, bool input, PortKind kind, QString label)
{
    PortItem port;
    port.port = id;
    port.input = input;
    port.kind = kind;
    port.label = std::move(label);
    item.ports.push_back(std::move(port));
}

const LayerType* typeOf(const std::string& id) // the catalogue looks through all of them
{
    static const std::unordered_map<std::string, const LayerType*> all = [] {
        std::unordered_map<std::string, const LayerType*> types;
        for (const LayerType& type : layerTypes())
            types[type.id] = &type;
        return types;
    }();
    const auto found = all.find(id);
    return found == all.end() ? nullptr : found->second;
}

} // namespace

QString displayName(const std::string& id)
{
    QString name = QString::fromStdString(id);
    name.replace('_', ' ');
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return QCoreApplication::translate("weft::layers", name.toUtf8().constData());
}

QPointF snapToGrid(const QPointF& scene)
{
    return {std::round(scene.x() / gridSnap) * gridSnap, std::round(scene.y() / gridSnap) * gridSnap};
}

NodeItem layOutNode(const GraphNode& node, const std::vector<Block>& blocks, bool collapsed)
{
    NodeItem item;
    item.id = node.id;
    item.type = node.type;
    item.block = node.block;
    item.repeat = node.repeat;
    item.collapsed = collapsed;
    item.bypassed = node.bypassed;
    item.muted = node.muted;
    item.frozen = node.frozen;
    item.thawsAfter = node.frozen ? node.unfreezeAfter : 0;
    item.name = QString::fromStdString(node.id);
    if (node.type == "block") {
        item.category = "block";
        item.title = QString::fromStdString(node.block);
        if (node.repeat > 1)
            item.name += QString(" ") + QChar(0xD7) + " " + QString::number(node.repeat);
        const auto block = std::ranges::find(blocks, node.block, &Block::name);
        if (block != blocks.end()) {
            for (const BlockPort& port : block->inputs)
                addPort(item, port.id, true, PortKind::tensor, displayName(port.id));
            for (const BlockPort& port : block->outputs)
                addPort(item, port.id, false, PortKind::tensor, displayName(port.id));
        }
        placeRows(item, widthOf("block", {}));
        if (block != blocks.end())
            addParamRows(item, blockParams(*block, blocks), node.params);
    } else if (const LayerType* type = typeOf(node.type)) {
        item.category = type->category;
        item.title = QCoreApplication::translate("weft::layers", type->title.c_str());
        for (const Port& port : type->inputs) {
            const int wires = wiresOf(node, port.id);
            const int places = port.many ? std::clamp(wires, 2, mostSlots) : 1;
            for (int slot = 0; slot < places; ++slot) {
                addPort(item, port.id, true, kindOf(port, type->id, true), displayName(port.id));
                PortItem& added = item.ports.back();
                added.slot = slot;
                added.many = port.many;
                added.optional = port.optional;
                added.wired = slot < wires;
                if (port.many)
                    added.label = QCoreApplication::translate("weft::Canvas", "Input %1").arg(slot + 1);
            }
        }
        for (const Port& port : type->outputs)
            addPort(item, port.id, false, kindOf(port, type->id, false), displayName(port.id));
        placeRows(item, widthOf(type->category, type->title));
        if ((type->category == "loss" || type->category == "metric") && !item.collapsed)
            item.rows.push_back(
                {.left = QCoreApplication::translate("weft::Canvas", "Now"), .right = {}, .param = {}, .live = true});
        else
            addParamRows(item, type->params, node.params);
    } else {
        item.category = "unknown"; // a later version's layer: ports as its wires have them
        item.title = QString::fromStdString(node.type);
        for (const Input& input : node.inputs) {
            if (!item.find(input.port, true))
                addPort(item, input.port, true, PortKind::tensor, displayName(input.port));
        }
        placeRows(item, widthOf("", node.type));
    }
    for (PortItem& port : item.ports) {
        if (port.input && !port.many)
            port.wired = wiresOf(node, port.port) > 0;
    }
    setHeight(item);
    return item;
}

NodeItem layOutBoundary(const Block& block, bool inputs)
{
    NodeItem item;
    item.id = inputs ? "in" : "out";
    item.category = inputs ? "input" : "output";
    item.boundary = true;
    item.name = inputs ? QCoreApplication::translate("weft::Canvas", "Inputs")
                       : QCoreApplication::translate("weft::Canvas", "Outputs");
    for (const BlockPort& port : inputs ? block.inputs : block.outputs) {
        addPort(item, port.id, !inputs, PortKind::tensor, displayName(port.id));
        item.ports.back().wired = !inputs && port.from.has_value();
    }
    placeRows(item, leastWidth);
    setHeight(item);
    return item;
}

} // namespace weft
