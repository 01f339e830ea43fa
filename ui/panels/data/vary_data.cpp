#include "ui/panels/data/vary_data.h"

#include "engine/data/steps/step.h"
#include "engine/support/error.h"
#include "ui/style/words.h"

#include <algorithm>
#include <optional>

namespace weft {

namespace {

bool varies(const DataStep& step)
{
    return step.kind.starts_with("augment_");
}

// The steps before those that vary pictures; nothing where one of the others comes later.
std::optional<std::vector<DataStep>> stepsBefore(const DataSection& section)
{
    const auto first = std::ranges::find_if(section.transforms, varies);
    if (!std::all_of(first, section.transforms.end(), varies))
        return std::nullopt;
    return std::vector<DataStep>(section.transforms.begin(), first);
}

} // namespace

PreparedData withoutSamples(const PreparedData& prepared)
{
    PreparedData light;
    for (const Column& column : prepared.data.columns)
        light.data.columns.push_back(
            {.name = column.name, .kind = column.kind, .dtype = column.dtype, .shape = column.shape});
    light.affine = prepared.affine;
    light.augmentations = prepared.augmentations;
    return light;
}

bool differInVariation(const DataSection& a, const DataSection& b)
{
    const auto before = stepsBefore(a);
    if (!before || before != stepsBefore(b))
        return false;
    DataSection other = b;
    other.transforms = a.transforms;
    return other == a;
}

std::shared_ptr<const DataView> varied(const DataView& view, const DataSection& section, Diagnostic& trouble)
{
    auto made = std::make_shared<DataView>(view);
    made->variation.augmentations.clear();
    Diagnostics diagnostics;
    std::vector<Fill> fills; // none: only cleaning steps leave some
    Preparation::Step learned; // nothing: what varies is random
    const std::vector<StepType>& types = transformSteps();
    for (size_t i = 0; i < section.transforms.size(); ++i) {
        const DataStep& step = section.transforms[i];
        const auto type = std::ranges::find(types, step.kind, &StepType::id);
        if (!varies(step) || type == types.end())
            continue;
        const std::string place = "Transform " + std::to_string(i + 1) + " (" + step.kind + ")"; // as prepareData()
        const Settings settings(place, type->params, step.params, diagnostics);
        try {
            type->apply({settings, step.columns, made->variation, fills, learned});
        } catch (const Error& error) {
            trouble.text = error.what();
            return nullptr;
        }
    }
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::error) {
            trouble = diagnostic;
            return nullptr;
        }
    }
    return made;
}

} // namespace weft
