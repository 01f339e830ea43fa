#include "engine/graph/field.h"
#include "engine/graph/limits.h"

#include <limits>

namespace weft {

namespace {

constexpr double big = 1e15; // whole numbers up to here are exact in a double
constexpr double nameBytes = double(ProjectLimits::name);
constexpr std::string_view parts[] = {"all", "train", "validation", "test"};
constexpr std::string_view splits[] = {"random", "stratified", "given"};
constexpr std::string_view precisions[] = {"f32", "tf32", "bf16", "f16", "f64"};

using enum Presence;

constexpr Field<GraphNode> nodeFields[] = {
    {"id", &GraphNode::id, "Its name, once in its graph: letters, digits, '_' and '-'.", required, 0, nameBytes},
    {"type", &GraphNode::type, "The layer (\"conv2d\"), or \"block\".", required, 0, nameBytes},
    {"block", &GraphNode::block, "With type \"block\": the block's name.", optional, 0, nameBytes},
    {"repeat", &GraphNode::repeat, "With type \"block\": this many copies in a row, each with weights of its own.",
     optional, 1, double(ProjectLimits::repeat)},
    {"bypass", &GraphNode::bypassed, "The first input passes through."},
    {"mute", &GraphNode::muted, "As if it, and what hangs on it alone, were not there."},
    {"frozen", &GraphNode::frozen, "Its weights are not trained, its running statistics stand still."},
    {"unfreeze_after", &GraphNode::unfreezeAfter, "Where it is frozen: only for so many epochs; 0: for all.", optional,
     0, 1e9},
    {"learning_rate_scale", &GraphNode::learningRateScale, "Multiplies the learning rate of its weights.", optional, 0},
    {"shares", &GraphNode::shares, "Id of the node of the same graph whose weights it uses.", optional, 0, nameBytes},
};

constexpr Field<PromotedParam> promotedFields[] = {
    {"id", &PromotedParam::id, "The parameter's name on the block.", required, 0, nameBytes},
    {"node", &PromotedParam::node, "The node inside the block …", required, 0, nameBytes},
    {"param", &PromotedParam::param, "… and that node's parameter.", required, 0, nameBytes},
};

constexpr Field<Block> blockFields[] = {
    {"name", &Block::name, "What nodes of type \"block\" call it.", required, 0, nameBytes},
};

constexpr Field<DataSource> sourceFields[] = {
    {.key = "part",
     .member = &DataSource::part,
     .doc = "What it holds: a part, or all, to be split.",
     .presence = written,
     .choices = parts},
    {"format", &DataSource::format, "How its files are read.", required, 0, nameBytes},
};

constexpr Field<DataStep> stepFields[] = {
    {"kind", &DataStep::kind, "What is done.", required, 0, nameBytes},
    {"columns", &DataStep::columns, "The columns it works on; none: the kind's default."},
};

constexpr Field<DataSplit> splitFields[] = {
    {.key = "kind",
     .member = &DataSplit::kind,
     .doc = "How samples are told apart: at random, at random with every class's share kept, or as the sources say.",
     .presence = written,
     .choices = splits},
    {"validation", &DataSplit::validation, "Share of the samples for validation.", written, 0, 1},
    {"test", &DataSplit::test, "Share of the samples for the test.", optional, 0, 1},
    {"column", &DataSplit::column, "The class column, for a stratified split."},
    {"seed", &DataSplit::seed, "Another seed, another split.", optional, 0, big},
};

constexpr Field<Choice> choiceFields[] = {
    {"type", &Choice::type, "Which one.", required, 0, nameBytes},
};

constexpr Field<TrainingSection> trainingFields[] = {
    {"learning_rate", &TrainingSection::learningRate, "Step size, before the schedule.", written, 0,
     std::numeric_limits<float>::max()},
    {"epochs", &TrainingSection::epochs, "How often all samples are seen.", written, 1, 1e9},
    {"steps", &TrainingSection::steps, "If positive: ends after so many steps, whatever the epochs.", optional, 0, big},
    {"batch_size", &TrainingSection::batchSize, "Samples in a batch.", written, 1, 1e9},
    {"accumulation", &TrainingSection::accumulation, "Batches whose gradients add up to one step.", optional, 1, 1e6},
    {"clip_norm", &TrainingSection::clipNorm, "Largest global norm of the gradients; 0: off.", optional, 0},
    {"clip_value", &TrainingSection::clipValue, "Largest size of one gradient element; 0: off.", optional, 0},
    {"ema", &TrainingSection::ema, "Decay of the averaged weights; 0: off.", optional, 0, 1},
    {"weights", &TrainingSection::weights,
     "A safetensors file or an ONNX model that it begins with, beside it or in ${WEFT_DATA}; none: random weights.",
     optional, 0, 1000},
    {.key = "precision",
     .member = &TrainingSection::precision,
     .doc = "What it is computed in.",
     .choices = precisions},
    {"device", &TrainingSection::device, "Where it runs: \"auto\", \"cpu\", \"cuda\", \"cuda:1\"."},
    {"seed", &TrainingSection::seed, "Start of all random numbers: one seed, one result.", written, 0, big},
    {"validation_every", &TrainingSection::validationEvery, "Epochs between validations; 0: none.", optional, 0, 1e9},
};

constexpr Field<EarlyStop> earlyStopFields[] = {
    {"metric", &EarlyStop::metric, "What has to improve.", written},
    {"patience", &EarlyStop::patience, "Validations without improvement before the end.", written, 1, 1e9},
    {"minimum_change", &EarlyStop::minimumChange, "A smaller change is no improvement.", optional, 0},
    {"restore_best", &EarlyStop::restoreBest, "Ends with the weights of the best validation."},
};

constexpr Field<CheckpointPolicy> checkpointFields[] = {
    {"every_seconds", &CheckpointPolicy::everySeconds, "Time between checkpoints; an epoch's end makes one too.",
     optional, 0},
    {"every_steps", &CheckpointPolicy::everySteps, "Steps between checkpoints; 0: by time only.", optional, 0, big},
    {"keep", &CheckpointPolicy::keep, "How many of the last are kept.", optional, 1, 1e6},
    {"best_metric", &CheckpointPolicy::bestMetric, "The best by this metric is kept apart; empty: none."},
};

constexpr Field<ViewSection> viewFields[] = {
    {"zoom", &ViewSection::zoom, "Screen pixels for one of the canvas.", optional, 0.001, 1000},
    {"x", &ViewSection::x, "Canvas position in the window's middle."},
    {"y", &ViewSection::y, "Canvas position in the window's middle."},
};

constexpr Field<BlockView> blockViewFields[] = {
    {"zoom", &BlockView::zoom, "Screen pixels for one of the canvas.", optional, 0.001, 1000},
    {"x", &BlockView::x, "Canvas position in the window's middle."},
    {"y", &BlockView::y, "Canvas position in the window's middle."},
};

constexpr Field<Bookmark> bookmarkFields[] = {
    {"block", &Bookmark::block, "The block inside which it lies; none: the network."},
    {"zoom", &Bookmark::zoom, "Screen pixels for one of the canvas.", optional, 0.001, 1000},
    {"x", &Bookmark::x, "Canvas position in the window's middle.", written},
    {"y", &Bookmark::y, "Canvas position in the window's middle.", written},
};

constexpr Field<NodeView> nodeViewFields[] = {
    {"x", &NodeView::x, "Left edge, in canvas pixels.", written},
    {"y", &NodeView::y, "Top edge, in canvas pixels.", written},
    {"colour", &NodeView::colour, "\"#rrggbb\"; none: its category's."},
    {"collapsed", &NodeView::collapsed, "Only its title is shown."},
};

constexpr Field<Frame> frameFields[] = {
    {"title", &Frame::title, "What stands above the frame.", written},
    {"colour", &Frame::colour, "\"#rrggbb\"."},
    {"nodes", &Frame::nodes, "The nodes it surrounds."},
};

constexpr Field<Note> noteFields[] = {
    {"text", &Note::text, "What it says.", written},
    {"x", &Note::x, "Left edge, in canvas pixels.", written},
    {"y", &Note::y, "Top edge, in canvas pixels.", written},
    {"width", &Note::width, "In canvas pixels.", written, 0},
    {"height", &Note::height, "In canvas pixels.", written, 0},
};

} // namespace

template <> std::span<const Field<GraphNode>> fieldsOf()
{
    return nodeFields;
}
template <> std::span<const Field<PromotedParam>> fieldsOf()
{
    return promotedFields;
}
template <> std::span<const Field<Block>> fieldsOf()
{
    return blockFields;
}
template <> std::span<const Field<DataSource>> fieldsOf()
{
    return sourceFields;
}
template <> std::span<const Field<DataStep>> fieldsOf()
{
    return stepFields;
}
template <> std::span<const Field<DataSplit>> fieldsOf()
{
    return splitFields;
}
template <> std::span<const Field<Choice>> fieldsOf()
{
    return choiceFields;
}
template <> std::span<const Field<TrainingSection>> fieldsOf()
{
    return trainingFields;
}
template <> std::span<const Field<EarlyStop>> fieldsOf()
{
    return earlyStopFields;
}
template <> std::span<const Field<CheckpointPolicy>> fieldsOf()
{
    return checkpointFields;
}
template <> std::span<const Field<ViewSection>> fieldsOf()
{
    return viewFields;
}
template <> std::span<const Field<BlockView>> fieldsOf()
{
    return blockViewFields;
}
template <> std::span<const Field<Bookmark>> fieldsOf()
{
    return bookmarkFields;
}
template <> std::span<const Field<NodeView>> fieldsOf()
{
    return nodeViewFields;
}
template <> std::span<const Field<Frame>> fieldsOf()
{
    return frameFields;
}
template <> std::span<const Field<Note>> fieldsOf()
{
    return noteFields;
}

} // namespace weft
