#include "engine/export/model/batch_program.h"

#include "engine/ir/op.h"

#include <algorithm>

namespace weft {

namespace {

std::optional<Extents> compare(const Shape& a, const Shape& b)
{
    if (a.rank() != b.rank())
        return std::nullopt;
    Extents extents;
    for (int axis = 0; axis < a.rank(); ++axis) {
        if (a[axis] == b[axis]) {
            extents.push_back({a[axis], false});
            continue;
        }
        const int64_t each = a[axis] / BatchProgram::batch;
        if (a[axis] != each * BatchProgram::batch || b[axis] != each * BatchProgram::twinBatch)
            return std::nullopt;
        extents.push_back({each, true});
    }
    return extents;
}

// Calls visit for every shape that the attributes hold.
template <class Visit> void forShapes(Attrs& attrs, Visit&& visit)
{
    std::visit(
        [&]<class T>(T& how) {
            if constexpr (requires { how.shape; })
                visit(how.shape);
            if constexpr (requires { how.axes; })
                visit(how.axes);
            if constexpr (requires { how.order; })
                visit(how.order);
            if constexpr (requires { how.starts; }) {
                visit(how.starts);
                visit(how.sizes);
                visit(how.steps);
            }
            if constexpr (requires { how.low; }) {
                visit(how.low);
                visit(how.high);
                visit(how.interior);
            }
            if constexpr (requires { how.kernel; })
                visit(how.kernel);
            if constexpr (requires { how.stride; }) {
                visit(how.stride);
                visit(how.padLow);
                visit(how.padHigh);
                visit(how.result);
            }
            if constexpr (requires { how.dilation; })
                visit(how.dilation);
        },
        attrs);
}

// Whether the attributes differ in nothing but sizes that follow the batch.
bool agree(Attrs a, Attrs b)
{
    if (a.index() != b.index())
        return false;
    std::vector<Shape> shapes;
    forShapes(a, [&](const Shape& shape) { shapes.push_back(shape); });
    bool follow = true;
    size_t next = 0;
    forShapes(b, [&](Shape& shape) {
        follow = follow && compare(shapes[next], shape).has_value();
        shape = shapes[next++];
    });
    return follow && a == b;
}

bool agree(const Program& a, const Program& b, size_t node)
{
    const Node &one = a.nodes[node], &other = b.nodes[node];
    bool same = one.op == other.op && one.in == other.in && one.out == other.out && one.origin == other.origin
        && agree(one.attrs, other.attrs);
    for (size_t i = 0; same && i < one.out.size(); ++i)
        same = compare(a.values[size_t(one.out[i])].shape, b.values[size_t(other.out[i])].shape).has_value();
    return same;
}

} // namespace

int64_t elementsPerSample(const Extents& extents)
{
    int64_t product = 1;
    for (const Extent& extent : extents)
        product *= extent.size;
    return product;
}

bool followsBatch(const Extents& extents)
{
    return std::ranges::any_of(extents, &Extent::perSample);
}

Extents BatchProgram::extents(int value) const
{
    return *compare(program.values[size_t(value)].shape, twin.values[size_t(value)].shape);
}

Extents BatchProgram::extents(int node, const std::function<const Shape&(const Attrs&)>& at) const
{
    return *compare(at(program.nodes[size_t(node)].attrs), at(twin.nodes[size_t(node)].attrs));
}

BatchProgram makeBatchProgram(const std::function<Program(int64_t)>& make)
{
    BatchProgram both {.program = make(BatchProgram::batch), .twin = make(BatchProgram::twinBatch)};
    const std::vector<Node>& nodes = both.program.nodes;
    for (size_t i = 0; i < std::min(nodes.size(), both.twin.nodes.size()); ++i) {
        if (!agree(both.program, both.twin, i)) {
            const int origin = nodes[i].origin;
            throw Error((origin < 0 ? "The network" : "\"" + both.program.origins[size_t(origin)] + "\"")
                        + " computes differently for other numbers of samples, so it cannot be exported for any "
                          "number.");
        }
    }
    if (nodes.size() != both.twin.nodes.size())
        throw Error("The network has other operations for other numbers of samples, so it cannot be exported for any "
                    "number.");
    return both;
}

} // namespace weft
