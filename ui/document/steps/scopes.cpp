#include "ui/document/steps/scopes.h"

namespace weft {

namespace {

const BlockView& blockView(const Project& project, const Scope& scope)
{
    static const BlockView none;
    const auto found = project.view.blocks.find(scope);
    return found == project.view.blocks.end() ? none : found->second;
}

} // namespace

const std::vector<Frame>& framesIn(const Project& project, const Scope& scope)
{
    return scope.empty() ? project.view.frames : blockView(project, scope).frames;
}

const std::vector<Note>& notesIn(const Project& project, const Scope& scope)
{
    return scope.empty() ? project.view.notes : blockView(project, scope).notes;
}

const WireViews& wiresIn(const Project& project, const Scope& scope)
{
    return scope.empty() ? project.view.wires : blockView(project, scope).wires;
}

const std::vector<Dot>& dotsIn(const Project& project, const Scope& scope, const PortRef& from, const std::string& node,
                               const std::string& port)
{
    static const std::vector<Dot> none;
    const WireViews& wires = wiresIn(project, scope);
    if (wires.empty())
        return none;
    const auto found = wires.find(wireKey(from, node, port));
    return found == wires.end() ? none : found->second;
}

Block headOf(const Block& block)
{
    return {.name = block.name,
            .inputs = block.inputs,
            .outputs = block.outputs,
            .params = block.params,
            .nodes = {},
            .unknown = block.unknown};
}

std::string viewKey(const Scope& scope, const std::string& id)
{
    return scope.empty() ? id : "block:" + scope + '/' + id;
}

std::string wireKey(const PortRef& from, const std::string& node, const std::string& port)
{
    return from.node + '.' + from.port + " > " + node + '.' + port;
}

} // namespace weft
