// What a step does that must not change a weight: it names the node and leaves everything as it was. And what a whole
// training does that leads nowhere.
#include "engine/train/trainer.h"

#include <charconv>
#include <cmath>

namespace weft {

namespace {

constexpr double far = 10; // times the loss of the first step

std::string shortText(double value)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::general, 3).ptr};
}

} // namespace

std::string Trainer::losesGround() const
{
    const double* const loss =
        m_progress.history.empty() ? nullptr : find(m_progress.history.back().values, "train/loss");
    if (loss == nullptr || !m_firstLoss || *m_firstLoss <= 0 || *loss <= far * *m_firstLoss)
        return {};
    return "The loss was " + shortText(*m_firstLoss) + " at the first step and is " + shortText(*loss)
        + " at the end: the training went astray. Take a smaller learning rate, or clip the gradients.";
}

void Trainer::undoBefore(const MicroBatch& micro)
{
    if (m_project.training.accumulation > 1 && micro.key % m_project.training.accumulation > 0)
        undoMicroBatches();
}

// Loss and gradients foretell all that can overflow in an update, but for what weight decay does to weights that are
// already huge. It makes them no larger while it takes away less than all of a weight; beyond that, and only there,
// each update is tried on copies.
bool Trainer::mayOverflow(double rate) const
{
    return m_decay > 1 || m_decay * rate * m_rateScale > 1;
}

void Trainer::refuseOverflow(ReadyStep& step, const MicroBatch& micro)
{
    if (!mayOverflow(micro.rate))
        return;
    settle(); // the weights must be those that this update begins with
    const std::string state = step.executable().findOverflow(); // "scores.bias", or "scores.bias/mean"
    if (state.empty())
        return;
    undoBefore(micro);
    const size_t point = state.rfind('.');
    throw NodeError("The update of step " + std::to_string(m_progress.update + 1) + " would make \""
                        + state.substr(0, state.find('/', point))
                        + "\" infinite or not a number. The weights were not changed and the last checkpoint is kept. "
                          "Take a smaller learning rate or weight decay.",
                    state.substr(0, point));
}

// The norm of the gradients is a number, but not times the learning rate: says which weight would go furthest.
void Trainer::failTooFar(const MicroBatch& micro)
{
    std::string furthest;
    try {
        StepOptions options = stepOptions(m_project, micro.kind, micro.batch->size);
        options.gradientParts = true;
        ReadyStep detailed(m_project, options, *m_states);
        write(detailed, micro);
        detailed.run(); // which changes nothing either
        double greatest = -1;
        const std::string_view prefix = "gradient_part:";
        for (const Variable& output : detailed.executable().program().outputs) {
            if (!output.name.starts_with(prefix))
                continue;
            const double part = detailed.readNumber(output.name);
            if (part > greatest) {
                greatest = part;
                furthest = output.name.substr(prefix.size());
            }
        }
    } catch (const Error&) { // no memory for a second step: then without a name
    }
    undoBefore(micro);
    throw NodeError("The learning rate of step " + std::to_string(m_progress.update + 1) + " would throw "
                        + (furthest.empty() ? "the weights" : "\"" + furthest + "\"")
                        + " out of what numbers can hold. The weights were not changed and the last checkpoint is "
                          "kept. Take a smaller learning rate.",
                    furthest.substr(0, furthest.rfind('.')));
}

// The step has changed nothing; only what earlier micro-batches of this update have moved must go back.
void Trainer::failNotFinite(ReadyStep& step, const MicroBatch& micro)
{
    const std::string number = std::to_string(m_progress.update + 1);
    const std::string broken = m_states->findNonFinite(); // the step met them so
    if (!broken.empty()) {
        undoBefore(micro);
        throw NodeError("Before step " + number + " \"" + broken
                            + "\" was infinite or not a number. The last checkpoint is kept. Take a smaller learning "
                              "rate.",
                        broken.substr(0, broken.rfind('.')));
    }
    if (std::isfinite(step.readNumber("objective")) && std::isfinite(step.readNumber("gradient_norm")))
        failTooFar(micro);
    std::string node;
    try { // where several nodes are computed in one pass over memory, the first of them is not to be told
        ReadyStep plain(m_project, stepOptions(m_project, micro.kind, micro.batch->size), *m_states, {"fuse"});
        write(plain, micro);
        node = plain.executable().findNonFinite();
    } catch (const Error&) { // no memory for a second step
        node = step.executable().findNonFinite();
    }
    undoBefore(micro);
    const bool named = m_project.graph.find(node) != nullptr || node.find('/') != std::string::npos;
    throw NodeError("In step " + number
                        + (node.empty() ? " the loss or a gradient is" : " a result of \"" + node + "\" is")
                        + " infinite or not a number. The weights were not changed and the last checkpoint is kept. "
                        + (m_project.training.precision == "f16"
                               ? "Train in bf16, whose numbers may be larger, or look for missing values in the data."
                               : "Try a smaller learning rate, clip the gradients, or look for missing values in the "
                                 "data."),
                    named ? node : "");
}

} // namespace weft
