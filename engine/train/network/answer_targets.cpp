#include "engine/train/network/answer_targets.h"

#include "engine/train/network/wire_origin.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace weft {

namespace {

constexpr std::array<std::string_view, 4> numberLosses = {"mse", "mae", "huber", "cross_entropy"};

template <class T> void scale(std::span<std::byte> values, const Shape& shape, const Affine& affine)
{
    const auto elements = size_t(shape.elements());
    const size_t run = elements / affine.shift.size(); // elements of one entry
    for (size_t i = 0; i < values.size() / sizeof(T); ++i) {
        T value;
        std::memcpy(&value, values.data() + i * sizeof(T), sizeof(T));
        const size_t entry = i % elements / run;
        value = T(double(value) * affine.scale[entry] + affine.shift[entry]);
        std::memcpy(values.data() + i * sizeof(T), &value, sizeof(T));
    }
}

} // namespace

AnswerTargets::AnswerTargets(const Project& project, const PreparedData& data)
{
    const Graph& graph = project.graph;
    for (const GraphNode& output : graph.nodes) {
        const PortRef* const shown = inputOf(output, "x");
        if (output.type != "output" || shown == nullptr)
            continue;
        const PortRef what = origin(graph, *shown);
        std::vector<std::string> columns;
        for (const GraphNode& loss : graph.nodes) {
            const PortRef* const x = inputOf(loss, "x");
            const PortRef* const target = inputOf(loss, "target");
            if (loss.muted || x == nullptr || target == nullptr || std::ranges::count(numberLosses, loss.type) == 0
                || origin(graph, *x) != what)
                continue;
            columns.push_back(columnFeeding(project, *target));
        }
        const auto isFirst = [&](const std::string& one) { return one == columns.front(); };
        const Column* const column =
            columns.empty() || !std::ranges::all_of(columns, isFirst) ? nullptr : data.data.find(columns.front());
        if (column == nullptr)
            continue;
        const bool isClasses = column->kind != ColumnKind::numbers; // whose numbers have names too
        m_targets[output.id] = {.column = column->name,
                                .classes = isClasses ? column->classes : std::vector<std::string>(),
                                .affine = data.affine[size_t(column - data.data.columns.data())]};
    }
}

const std::string& AnswerTargets::columnOf(const std::string& output) const
{
    static const std::string none;
    const auto found = m_targets.find(output);
    return found == m_targets.end() ? none : found->second.column;
}

std::vector<std::string> AnswerTargets::classesOf(const std::string& output, int64_t scores) const
{
    const auto found = m_targets.find(output);
    if (found == m_targets.end() || found->second.classes.empty() || std::ssize(found->second.classes) > scores)
        return {};
    std::vector<std::string> names = found->second.classes;
    for (int64_t i = std::ssize(names); i < scores; ++i)
        names.push_back(std::to_string(i));
    return names;
}

void AnswerTargets::toDataUnits(const std::string& output, std::string_view kind, const Shape& shape, DType dtype,
                                std::span<std::byte> values) const
{
    const auto found = m_targets.find(output);
    if (kind != "values" || found == m_targets.end() || found->second.affine.isIdentity())
        return;
    const Affine& affine = found->second.affine;
    if (shape.elements() == 0 || shape.elements() % std::ssize(affine.shift) != 0)
        return;
    if (dtype == DType::f64)
        scale<double>(values, shape, affine);
    else if (dtype == DType::f32)
        scale<float>(values, shape, affine);
}

void AnswerTargets::toDataUnits(SampleValues& prediction) const
{
    toDataUnits(prediction.node, prediction.kind, prediction.shape, prediction.dtype, prediction.bytes);
}

} // namespace weft
