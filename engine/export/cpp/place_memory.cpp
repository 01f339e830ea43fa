#include "engine/export/cpp/place_memory.h"

#include "engine/compiler/arena.h"

#include <algorithm>

namespace weft {

namespace {

struct Buffer {
    int home = -1; // -1: scratch of step `first`
    int first = 0, last = 0; // steps
    PlainSize floats = {};
    bool perSample() const { return floats.at[1] > 0; }
    int64_t size() const { return (floats.at[perSample() ? 1 : 0] + 15) / 16 * 16; } // whole lines of the cache
};

} // namespace

std::string PlainPlaces::text(const Place& place) const
{
    const PlainSize offset =
        place.perSample ? PlainSize {{fixedFloats, place.offset, 0, 0}} : PlainSize::of(place.offset);
    return offset.isNumber(0) ? "memory" : "memory + " + offset.text();
}

PlainPlaces placeMemory(const PlainProgram& program, const PlainMemory& memory, const std::vector<PlainStep>& steps)
{
    std::map<int, Buffer> buffers;
    std::vector<Buffer> all;
    const auto touch = [&](int home, int step) {
        if (program.constants.contains(home))
            return;
        const auto [buffer, isNew] = buffers.try_emplace(home, Buffer {home, step, step, {}});
        buffer->second.first = std::min(buffer->second.first, step);
        buffer->second.last = std::max(buffer->second.last, step);
        if (isNew) {
            buffer->second.floats = elementsOf(program.code.extents(home));
            if (byteSize(program.dtype(home)) == 8)
                buffer->second.floats = buffer->second.floats * PlainSize::of(2);
        }
    };
    for (const ModelInput& input : program.inputs)
        touch(input.value, 0);
    for (size_t i = 0; i < steps.size(); ++i) {
        for (const int home : steps[i].reads)
            touch(home, int(i) + 1);
        for (const int home : steps[i].writes)
            touch(home, int(i) + 1);
        if (!steps[i].scratch.isNumber(0))
            all.push_back({-1, int(i) + 1, int(i) + 1, steps[i].scratch});
    }
    for (const ModelOutput& output : program.outputs)
        touch(memory.home(output.value), int(steps.size()) + 1);
    for (const auto& [home, buffer] : buffers)
        all.push_back(buffer);
    for (const Buffer& buffer : all) {
        if (buffer.floats.at[2] != 0 || buffer.floats.at[3] != 0
            || (buffer.floats.at[0] != 0 && buffer.floats.at[1] != 0))
            throw Error("\"" + steps[size_t(std::max(1, buffer.first)) - 1].origin
                        + "\" compares samples with one another, which Weft has no plain C++ for.");
    }
    // The largest first, each into the lowest place that is free all its time.
    std::ranges::stable_sort(all, std::greater(), &Buffer::size);
    PlainPlaces places;
    places.scratch.resize(steps.size());
    for (const bool perSample : {false, true}) {
        Arena arena(int(steps.size()) + 2);
        int64_t& total = perSample ? places.floatsPerSample : places.fixedFloats;
        for (const Buffer& buffer : all) {
            if (buffer.perSample() != perSample)
                continue;
            const size_t offset = arena.findFree(buffer.first, buffer.last, size_t(buffer.size()));
            arena.take(buffer.first, buffer.last, offset, size_t(buffer.size()));
            total = std::max(total, int64_t(offset) + buffer.size());
            const PlainPlaces::Place place = {int64_t(offset), perSample};
            if (buffer.home >= 0)
                places.values[buffer.home] = place;
            else
                places.scratch[size_t(buffer.first) - 1] = place;
        }
    }
    return places;
}

} // namespace weft
