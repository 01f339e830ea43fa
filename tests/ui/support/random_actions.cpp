#include "tests/ui/support/random_actions.h"

namespace weft {

Scope RandomActions::scope()
{
    const std::vector<Block>& blocks = m_document.project().graph.blocks;
    return blocks.empty() || !chance(3) ? Scope() : blocks[below(uint32_t(blocks.size()))].name;
}

std::string RandomActions::block()
{
    const std::vector<Block>& blocks = m_document.project().graph.blocks;
    return blocks.empty() || chance(20) ? "nowhere" : blocks[below(uint32_t(blocks.size()))].name;
}

std::string RandomActions::id(const Scope& scope)
{
    const std::vector<GraphNode>& nodes = m_document.nodes(scope);
    return nodes.empty() || chance(30) ? "nobody" : nodes[below(uint32_t(nodes.size()))].id;
}

Ids RandomActions::ids(const Scope& scope)
{
    Ids ids;
    for (uint32_t i = 1 + below(chance(8) ? 12 : 3); i > 0; --i)
        ids.insert(id(scope));
    return ids;
}

std::string RandomActions::kind()
{
    if (chance(8))
        return "block:" + block();
    const std::vector<LayerType>& types = layerTypes();
    return chance(40) ? "no_such_layer" : types[below(uint32_t(types.size()))].id;
}

std::string RandomActions::port(const Scope& scope, const std::string& node, bool output)
{
    const GraphNode* here = m_document.node(scope, node);
    if (here == nullptr)
        return "x";
    const std::vector<Port> ports =
        output ? outputPorts(m_document.project(), scope, *here) : inputPorts(m_document.project(), scope, *here);
    return ports.empty() || chance(30) ? "nothing" : ports[below(uint32_t(ports.size()))].id;
}

QString RandomActions::name()
{
    static const char* const names[] = {"a", "conv1", "层", "x", "in", "with space", "", "a.b", "encoder", "image"};
    return chance(3) ? QString::fromUtf8(names[below(std::size(names))]) : QString("n%1").arg(below(1000));
}

std::optional<Wire> RandomActions::wire(const Scope& scope)
{
    const GraphNode* node = m_document.node(scope, id(scope));
    if (node == nullptr || node->inputs.empty())
        return std::nullopt;
    const Input& input = node->inputs[below(uint32_t(node->inputs.size()))];
    return Wire {input.from, node->id, input.port};
}

void RandomActions::act()
{
    m_document.endMerging();
    const Scope in = scope();
    const uint32_t which = below(100);
    if (m_undoes && which < 8) {
        m_last = "undo";
        for (uint32_t i = below(6); i > 0; --i)
            m_document.undoStack()->undo();
    } else if (m_undoes && which < 12) {
        m_last = "redo";
        for (uint32_t i = below(6); i > 0; --i)
            m_document.undoStack()->redo();
    } else if (which < 65) {
        actOnNodes(in, below(20));
    } else if (which < 82) {
        actOnBlocks(below(15));
    } else {
        actAround(in, below(16));
    }
}

void RandomActions::actOnNodes(const Scope& in, uint32_t which)
{
    const std::string one = id(in);
    const std::string other = id(in);
    switch (which) {
    case 0:
    case 1: {
        m_last = "add";
        Joint joint;
        if (chance(2))
            joint.from = PortRef {one, port(in, one, true)};
        else if (chance(2))
            joint.to = PortRef {one, port(in, one, false)};
        else
            joint.on = wire(in);
        addNode(m_document, in, kind(), place(), joint);
        return;
    }
    case 2:
    case 3:
    case 4:
        m_last = "connect";
        connectPorts(m_document, in, {one, port(in, one, true)}, other, port(in, other, false), int(below(4)) - 1);
        return;
    case 5:
        m_last = "disconnect";
        if (const auto cut = wire(in))
            cutWires(m_document, in, {*cut});
        return;
    case 6:
        m_last = "insert";
        if (const auto into = wire(in))
            insertOnWire(m_document, in, one, *into, place(), {}, {10, 10});
        return;
    case 7:
        m_last = "remove";
        removeNodes(m_document, in, ids(in), chance(2));
        return;
    case 8:
        m_last = "detach";
        detach(m_document, in, ids(in));
        return;
    case 9:
        m_last = "duplicate";
        if (m_document.nodes(in).size() < 200)
            duplicate(m_document, in, ids(in), {40, 40}, chance(2));
        return;
    case 10:
        m_last = "rename";
        rename(m_document, {in, one}, name());
        return;
    case 11:
        m_last = "swap";
        swapType(m_document, in, ids(in), kind());
        return;
    case 12:
        m_last = "copy and paste";
        if (chance(2) || m_clipboard.isEmpty())
            m_clipboard = copyText(m_document, in, ids(in));
        if (m_document.nodes(in).size() < 200)
            pasteText(m_document, in, m_clipboard, place(), chance(2));
        return;
    case 13:
        m_last = "flags";
        (chance(3) ? setMuted : chance(2) ? setBypassed : setFrozen)(m_document, in, ids(in), chance(2));
        return;
    case 14: {
        m_last = "param";
        const GraphNode* node = m_document.node(in, one);
        const std::vector<Param> params = node ? paramsOf(m_document.project(), *node) : std::vector<Param>();
        if (params.empty())
            return;
        const Param& param = params[below(uint32_t(params.size()))];
        if (chance(4))
            resetParam(m_document, in, {one}, param.id);
        else
            setParam(m_document, in, ids(in), param.id,
                     chance(2)       ? ParamValue(int64_t(below(9)))
                         : chance(2) ? ParamValue(chance(2))
                                     : ParamValue(0.5));
        return;
    }
    case 15:
        m_last = "shares";
        setShares(m_document, {in, one}, chance(3) ? std::string() : other);
        return;
    case 16:
        m_last = "move";
        moveNodes(m_document, in, {{one, place()}, {other, place()}});
        return;
    case 17:
        m_last = "move wires";
        moveWires(m_document, in, {one, port(in, one, true)}, {other, port(in, other, true)});
        return;
    case 18:
        m_last = "reorder inputs";
        if (const GraphNode* node = m_document.node(in, one))
            moveInput(m_document, in, node->id, "x", int(below(3)), int(below(3)));
        return;
    default:
        m_last = "connect nodes";
        connectNodes(m_document, in, one, other);
        return;
    }
}

void RandomActions::actOnBlocks(uint32_t which)
{
    const std::string one = block();
    const Scope in = scope();
    switch (which) {
    case 0:
    case 1:
    case 2:
        m_last = "make block";
        if (m_document.project().graph.blocks.size() < 30)
            makeBlock(m_document, in, ids(in), chance(2) ? QString() : name());
        return;
    case 3: {
        m_last = "unpack";
        if (m_document.nodes(in).size() < 200)
            unpackBlock(m_document, {in, id(in)});
        return;
    }
    case 4:
        m_last = "rename block";
        renameBlock(m_document, one, name());
        return;
    case 5:
        m_last = "make unique";
        if (m_document.project().graph.blocks.size() < 30)
            makeUnique(m_document, {in, id(in)});
        return;
    case 6:
    case 7: {
        m_last = "promote";
        const std::string inner = id(one);
        const GraphNode* node = m_document.node(one, inner);
        const std::vector<Param> params = node ? paramsOf(m_document.project(), *node) : std::vector<Param>();
        if (!params.empty())
            promoteParam(m_document, {one, inner}, params[below(uint32_t(params.size()))].id,
                         chance(2) ? QString() : name());
        return;
    }
    case 8:
    case 9: {
        m_last = "promoted";
        const Block* here = m_document.block(one);
        if (here == nullptr || here->params.empty())
            return;
        const std::string param = here->params[below(uint32_t(here->params.size()))].id;
        if (chance(3))
            demoteParam(m_document, one, param);
        else if (chance(2))
            renamePromoted(m_document, one, param, name());
        else
            movePromoted(m_document, one, int(below(4)), int(below(4)));
        return;
    }
    case 10:
    case 11:
    case 12: {
        m_last = "ports";
        const Block* here = m_document.block(one);
        const bool output = chance(2);
        if (here == nullptr || chance(4)) {
            addPort(m_document, one, output, name());
            return;
        }
        const std::vector<BlockPort>& ports = output ? here->outputs : here->inputs;
        if (ports.empty())
            return;
        const std::string name1 = ports[below(uint32_t(ports.size()))].id;
        switch (below(4)) {
        case 0:
            removePort(m_document, one, output, name1);
            return;
        case 1:
            renamePort(m_document, one, output, name1, name());
            return;
        case 2:
            movePort(m_document, one, output, int(below(3)), int(below(3)));
            return;
        default: {
            const std::string inner = id(one);
            if (output)
                connectPorts(m_document, one, {inner, port(one, inner, true)}, "out", name1);
            else
                connectPorts(m_document, one, {"in", name1}, inner, port(one, inner, false));
            return;
        }
        }
    }
    case 13:
        m_last = "unused blocks";
        if (chance(10))
            removeUnusedBlocks(m_document);
        return;
    default:
        m_last = "repeat";
        setRepeat(m_document, in, ids(in), below(5));
        return;
    }
}

void RandomActions::actAround(const Scope& in, uint32_t which)
{
    const size_t frame = below(uint32_t(m_document.frames(in).size() + 1));
    const size_t note = below(uint32_t(m_document.notes(in).size() + 1));
    switch (which) {
    case 0:
        m_last = "make frame";
        makeFrame(m_document, in, ids(in), name());
        return;
    case 1:
        m_last = "join frame";
        joinFrame(m_document, in, frame, ids(in));
        return;
    case 2:
        m_last = "leave frame";
        leaveFrame(m_document, in, ids(in));
        return;
    case 3:
        m_last = "change frame";
        setFrame(m_document, in, frame, name(), "#abcdef");
        return;
    case 4:
        m_last = "remove frame";
        removeFrame(m_document, in, frame);
        return;
    case 5:
        m_last = "add note";
        addNote(m_document, in, name(), {place(), QSizeF(100, 50)});
        return;
    case 6:
        m_last = "change note";
        setNoteText(m_document, in, note, name());
        setNoteRect(m_document, in, note, {place(), QSizeF(80, 80)});
        return;
    case 7:
        m_last = "remove note";
        removeNote(m_document, in, note);
        return;
    case 8:
    case 9:
    case 10:
        m_last = "dots";
        if (const auto on = wire(in)) {
            if (chance(2))
                addDot(m_document, in, *on, below(3), place());
            else if (chance(2))
                moveDot(m_document, in, *on, below(3), place());
            else
                removeDot(m_document, in, *on, below(3));
        }
        return;
    case 11:
        m_last = "bookmark";
        if (chance(2))
            setBookmark(m_document, std::to_string(below(9)), in, {1, 2, 3});
        else
            removeBookmark(m_document, std::to_string(below(9)));
        return;
    case 12: {
        m_last = "align";
        Rects rects;
        for (const std::string& one : ids(in)) {
            const NodeView view = m_document.view(in, one);
            rects[one] = {view.x, view.y, 100, 80};
        }
        if (chance(2))
            align(m_document, in, rects, Edge(below(6)));
        else
            distribute(m_document, in, rects, chance(2) ? Qt::Horizontal : Qt::Vertical);
        return;
    }
    case 13:
        m_last = "straighten";
        straighten(m_document, in, ids(in), [](const std::string&, const std::string&, bool) { return 14.0; });
        return;
    case 14:
        m_last = "look";
        setCollapsed(m_document, in, ids(in), chance(2));
        setColour(m_document, in, ids(in), chance(2) ? "" : "#123456");
        return;
    default:
        m_last = "nudge";
        nudge(m_document, in, ids(in), {1, 0});
        return;
    }
}

} // namespace weft
