#include "engine/backends/cpu/kernels.h"
#include "engine/backends/cpu/parallel.h"
#include "engine/backends/cpu/strided.h"

namespace weft {

namespace {

enum { dense, table };

// One side has an index's rows (indices × row), the other a table's (rows × row).
struct Lookup {
    Nest<2> positions; // of the indices: where the index lies, and its row in the dense tensor
    Nest<2> row; // its elements: in the dense tensor and in the table
    int64_t rows = 0, rowStride = 0; // of the table
};

Lookup lookupOf(const ValueInfo& indices, const ValueInfo& denseInfo, const ValueInfo& tableInfo)
{
    Lookup lookup;
    const Shape own = stridesOf(indices), denseStrides = stridesOf(denseInfo), tableStrides = stridesOf(tableInfo);
    const int lead = indices.shape.rank();
    for (int axis = 0; axis < lead; ++axis)
        lookup.positions.add(indices.shape[axis], {own[axis], denseStrides[axis]});
    for (int axis = 1; axis < tableInfo.shape.rank(); ++axis)
        lookup.row.add(tableInfo.shape[axis], {denseStrides[lead + axis - 1], tableStrides[axis]});
    lookup.row.sortBy(dense);
    lookup.row.merge();
    lookup.rows = tableInfo.shape[0];
    lookup.rowStride = tableStrides[0];
    return lookup;
}

// Calls body(dense offset, table offset, count, dense step, table step) for the parts of a row that each side walks
// with one step.
template <class Body> void forParts(const Nest<2>& row, Body&& body)
{
    const int64_t size = row.innerSize();
    const int64_t parts = size == 0 ? 0 : row.elements() / size;
    Walk<2> at(row, 1, 0);
    for (int64_t i = 0; i < parts; ++i, at.next())
        body(at.offset(dense), at.offset(table), size, row.innerStride(dense), row.innerStride(table));
}

template <class T> void gatherRows(const Lookup& lookup, const T* source, const int32_t* indices, T* y)
{
    const int64_t items = lookup.positions.elements();
    const int64_t each = itemsPerTask(items, double(lookup.row.elements()));
    parallelFor(divideUp(items, each), [&](int64_t task) {
        const int64_t end = std::min(items, (task + 1) * each);
        Walk<2> position(lookup.positions, 0, task * each);
        for (int64_t i = task * each; i < end; ++i, position.next()) {
            const int64_t index = indices[position.offset(0)];
            T* target = y + position.offset(1);
            const bool known = index >= 0 && index < lookup.rows;
            const T* from = source + (known ? index * lookup.rowStride : 0);
            forParts(lookup.row, [&](int64_t d, int64_t t, int64_t count, int64_t stepD, int64_t stepT) {
                for (int64_t j = 0; j < count; ++j)
                    target[d + j * stepD] = known ? from[t + j * stepT] : T(0);
            });
        }
    });
}

// Each task owns some rows of the result and reads all indices in order, so sums never depend on who comes first.
template <class T> void scatterRows(const Lookup& lookup, const int32_t* indices, const T* updates, T* y)
{
    const int64_t positions = lookup.positions.elements(), width = lookup.row.elements();
    const double all = double(positions) * double(width + 4) + double(lookup.rows) * double(width);
    const int64_t each =
        std::max(itemsPerTask(lookup.rows, all / double(std::max<int64_t>(1, lookup.rows))), divideUp(lookup.rows, 8));
    parallelFor(divideUp(lookup.rows, each), [&](int64_t task) {
        const int64_t first = task * each, end = std::min(lookup.rows, first + each);
        for (int64_t row = first; row < end; ++row) {
            forParts(lookup.row, [&](int64_t, int64_t t, int64_t count, int64_t, int64_t stepT) {
                for (int64_t j = 0; j < count; ++j)
                    y[row * lookup.rowStride + t + j * stepT] = T(0);
            });
        }
        Walk<2> position(lookup.positions, 0, 0);
        for (int64_t i = 0; i < positions; ++i, position.next()) {
            const int64_t index = indices[position.offset(0)];
            if (index < first || index >= end)
                continue;
            const T* from = updates + position.offset(1);
            T* target = y + index * lookup.rowStride;
            forParts(lookup.row, [&](int64_t d, int64_t t, int64_t count, int64_t stepD, int64_t stepT) {
                for (int64_t j = 0; j < count; ++j)
                    target[t + j * stepT] = T(target[t + j * stepT] + from[d + j * stepD]);
            });
        }
    });
}

} // namespace

std::unique_ptr<Kernel> prepareGather(const Node& node, const Program& program)
{
    const ValueInfo &source = operandInfo(node, program, 0), &indices = operandInfo(node, program, 1);
    const Lookup lookup = lookupOf(indices, resultInfo(node, program), source);
    return withNumber(source.dtype, [&]<class T>() {
        return makeKernel([lookup](auto in, auto out, std::byte*) {
            gatherRows(lookup, as<T>(in[0]), as<int32_t>(in[1]), as<T>(out[0]));
        });
    });
}

std::unique_ptr<Kernel> prepareScatterAdd(const Node& node, const Program& program)
{
    const ValueInfo &indices = operandInfo(node, program, 0), &updates = operandInfo(node, program, 1);
    const Lookup lookup = lookupOf(indices, updates, resultInfo(node, program));
    return withNumber(updates.dtype, [&]<class T>() {
        return makeKernel([lookup](auto in, auto out, std::byte*) {
            scatterRows(lookup, as<int32_t>(in[0]), as<T>(in[1]), as<T>(out[0]));
        });
    });
}

} // namespace weft
