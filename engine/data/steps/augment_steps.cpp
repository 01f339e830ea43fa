#include "engine/data/steps/step.h"
#include "engine/support/printable.h"

namespace weft {

namespace {

// Images and class maps that are changed together, so all of one height and width.
std::vector<int> pictures(const StepContext& context)
{
    const std::vector<int> columns = context.select(
        [](const Column& column) { return column.kind == ColumnKind::image || column.kind == ColumnKind::classMap; },
        "images and class maps");
    const std::vector<Column>& all = context.prepared.data.columns;
    for (const int i : columns) {
        const Column& first = all[size_t(columns[0])];
        const Column& other = all[size_t(i)];
        if (other.shape[-1] != first.shape[-1] || other.shape[-2] != first.shape[-2])
            context.settings.problem("columns",
                                     "“" + printable(first.name) + "” is " + toString(first.shape) + ", but “"
                                         + printable(other.name) + "” is " + toString(other.shape)
                                         + "; only columns of one height and width can be changed together.");
    }
    if (columns.empty() && context.columns.empty())
        context.settings.problem("columns", "there are no images to augment.", Severity::warning);
    return columns;
}

void add(const StepContext& context, Augmentation step)
{
    step.columns = pictures(context);
    if (!step.columns.empty())
        context.prepared.augmentations.push_back(std::move(step));
}

} // namespace

StepType augmentFlip()
{
    return {.id = "augment_flip",
            .title = "Flip at random",
            .doc = "While training, mirrors pictures left to right. Default: all images and class maps, together.",
            .params = {real("probability", 0.5, "How often.", 0, 1)},
            .apply = [](const StepContext& context) {
                add(context, {.kind = Augmentation::Kind::flip, .probability = context.settings.real("probability")});
            }};
}

StepType augmentCrop()
{
    return {.id = "augment_crop",
            .title = "Crop at random",
            .doc = "While training, pads pictures with black on all sides and cuts the old size out of it at a random "
                   "place; outside, class maps are not counted.",
            .params = {integer("padding", 4, "Pixels on each side.", 0, 4096)},
            .apply = [](const StepContext& context) {
                const int padding = int(context.settings.integer("padding"));
                add(context, {.kind = Augmentation::Kind::shift, .x = padding, .y = padding});
            }};
}

StepType augmentShift()
{
    return {.id = "augment_shift",
            .title = "Shift at random",
            .doc =
                "While training, moves pictures by a random number of pixels; the border's pixels fill what comes in.",
            .params = {integer("x", 2, "To either side, at most so many pixels.", 0, 4096),
                       integer("y", 2, "Up and down, at most so many pixels.", 0, 4096)},
            .apply = [](const StepContext& context) {
                add(context,
                    {.kind = Augmentation::Kind::shift,
                     .x = int(context.settings.integer("x")),
                     .y = int(context.settings.integer("y")),
                     .border = Augmentation::Border::edge});
            }};
}

} // namespace weft
