#pragma once

#include "engine/backends/backend.h"
#include "engine/backends/cpu/onednn/describe.h"

#include <vector>

namespace weft::onednn {

// Where an argument of a primitive lies while the kernel runs.
struct Place {
    enum Kind : uint8_t { operand, result, workspace } kind = operand;
    size_t index = 0; // which operand or result; in the workspace: the first byte
};

struct Argument {
    int name = 0; // DNNL_ARG_SRC, …
    dnnl::memory::desc desc;
    Place place;
};

// How a value lies in memory, in oneDNN's words.
dnnl::memory::desc describeValue(const ValueInfo& info);
dnnl::memory::dims dimsOf(const Shape& shape);

void check(dnnl_status_t status); // of something that ran: throws Error

// Primitives must not allocate when they run: their scratch memory is part of the kernel's workspace.
dnnl::primitive_attr withoutAllocation();

// A kernel that is a row of oneDNN's primitives. Everything they need is made here, once; a launch only points their
// arguments at the memory it is given.
class Plan final : public Kernel {
public:
    Place reserve(const dnnl::memory::desc& desc); // in the workspace
    void add(const dnnl::primitive& primitive, const dnnl::memory::desc& scratch,
             const std::vector<Argument>& arguments);
    template <class Description> void add(const Description& description, const std::vector<Argument>& arguments)
    {
        if (computedBy().name.empty())
            setComputedBy({std::string("oneDNN ") + description.impl_info_str()});
        add(dnnl::primitive(description.get()), description.scratchpad_desc(), arguments);
    }
    // The same tensor in the format `wanted`: where it is, or in the workspace after a reorder.
    Place brought(Place place, const dnnl::memory::desc& is, const dnnl::memory::desc& wanted);
    // Where to write a result in the format `made` that has to end up in `place` as `wanted`; give it to deliver()
    // after what writes it.
    Place prepared(Place place, const dnnl::memory::desc& made, const dnnl::memory::desc& wanted);
    void deliver(Place from, const dnnl::memory::desc& made, Place to, const dnnl::memory::desc& wanted);

    size_t workspaceBytes() const override;
    void launch(std::span<std::byte* const> in, std::span<std::byte* const> out, std::byte* workspace) override;

private:
    struct Bound {
        dnnl::memory memory;
        Place place;
        std::byte* at = nullptr; // what it points at now
    };
    struct Step {
        dnnl::primitive primitive;
        std::vector<Bound> arguments;
        std::vector<dnnl_exec_arg_t> call;
    };
    std::vector<Step> m_steps;
    size_t m_reserved = 0; // the scratch memory, shared by the steps, comes after
    size_t m_scratch = 0;
    static constexpr size_t scratchMark = ~size_t(0);
};

} // namespace weft::onednn
