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

// Something about all samples together, such as the largest of a batch.
bool mixesSamples(const PlainProgram& program)
{
    const std::vector<Node>& nodes = program.program().nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        const auto follows = [&](int value) { return followsBatch(program.code.extents(value)); };
        if (!program.swallowed[i] && std::ranges::any_of(nodes[i].in, follows)
            && !std::ranges::all_of(nodes[i].out, follows))
            return true;
    }
    return false;
}

// So many that their values stay in a core's own cache, yet enough for each weight that is read to be used often:
// weights that are small stay in a cache too.
int64_t samplesTogether(const PlainProgram& program, int64_t floatsPerSample)
{
    constexpr int64_t cache = 1 << 18, smallWeights = 1 << 20; // floats
    int64_t weights = 0;
    for (const auto& [value, tensor] : program.constants)
        weights += tensor.info.shape.elements();
    return std::clamp<int64_t>(cache / std::max<int64_t>(1, floatsPerSample), weights > smallWeights ? 32 : 8, 1024);
}

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
    places.together = mixesSamples(program) ? 0 : samplesTogether(program, places.floatsPerSample);
    return places;
}

} // namespace weft
