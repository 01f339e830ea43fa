#include "engine/backends/cpu/onednn/plan.h"

#include "engine/support/error.h"

namespace weft::onednn {

namespace {

dnnl::stream& threadsStream()
{
    static thread_local dnnl::stream stream(cpuEngine());
    return stream;
}

size_t aligned(size_t bytes)
{
    return (bytes + 63) / 64 * 64;
}

bool same(Place a, Place b)
{
    return a.kind == b.kind && a.index == b.index;
}

} // namespace

const dnnl::engine& cpuEngine()
{
    static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    return engine;
}

dnnl::memory::dims dimsOf(const Shape& shape)
{
    return {shape.begin(), shape.end()};
}

dnnl::memory::desc describeValue(const ValueInfo& info)
{
    return {dimsOf(info.shape), dnnl::memory::data_type::f32, dimsOf(stridesOf(info))};
}

void check(dnnl_status_t status)
{
    if (status != dnnl_success)
        throw Error("oneDNN could not run a kernel (status " + std::to_string(int(status))
                    + "); close other programs if memory is short, or train without oneDNN.");
}

dnnl::primitive_attr withoutAllocation()
{
    dnnl::primitive_attr how;
    how.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return how;
}

Place Plan::reserve(const dnnl::memory::desc& desc)
{
    const Place place = {Place::workspace, m_reserved};
    m_reserved += aligned(desc.get_size());
    return place;
}

void Plan::add(const dnnl::primitive& primitive, const dnnl::memory::desc& scratch,
               const std::vector<Argument>& arguments)
{
    Step step = {.primitive = primitive, .arguments = {}, .call = {}};
    const auto bind = [&](int name, const dnnl::memory::desc& desc, Place place) {
        step.arguments.push_back({dnnl::memory(desc, cpuEngine(), DNNL_MEMORY_NONE), place});
        step.call.push_back({name, step.arguments.back().memory.get()});
    };
    for (const Argument& argument : arguments)
        bind(argument.name, argument.desc, argument.place);
    if (scratch.get_size() > 0) {
        bind(DNNL_ARG_SCRATCHPAD, scratch, {Place::workspace, scratchMark});
        m_scratch = std::max(m_scratch, aligned(scratch.get_size()));
    }
    m_steps.push_back(std::move(step));
}

Place Plan::brought(Place place, const dnnl::memory::desc& is, const dnnl::memory::desc& wanted)
{
    if (is == wanted)
        return place;
    const Place there = reserve(wanted);
    deliver(place, is, there, wanted);
    return there;
}

Place Plan::prepared(Place place, const dnnl::memory::desc& made, const dnnl::memory::desc& wanted)
{
    return made == wanted ? place : reserve(made);
}

void Plan::deliver(Place from, const dnnl::memory::desc& made, Place to, const dnnl::memory::desc& wanted)
{
    if (same(from, to))
        return;
    add(dnnl::reorder::primitive_desc(cpuEngine(), made, cpuEngine(), wanted, withoutAllocation()),
        {{DNNL_ARG_FROM, made, from}, {DNNL_ARG_TO, wanted, to}});
}

size_t Plan::workspaceBytes() const
{
    return m_reserved + m_scratch;
}

void Plan::launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace)
{
    for (Step& step : m_steps) {
        for (Bound& bound : step.arguments) {
            const size_t index = bound.place.index;
            std::byte* at = bound.place.kind == Place::operand ? in[index]
                : bound.place.kind == Place::result            ? out[index]
                                                    : workspace + (index == scratchMark ? m_reserved : index);
            if (at == bound.at)
                continue; // a step's memory is planned once, so nearly always
            bound.memory.set_data_handle(at);
            bound.at = at;
        }
        check(dnnl_primitive_execute(step.primitive.get(), threadsStream().get(), int(step.call.size()),
                                     step.call.data()));
    }
}

} // namespace weft::onednn
