#include "engine/train/step_program.h"

#include "engine/compiler/gradients.h"
#include "engine/graph/complete_params.h"
#include "engine/ir/ops/ops.h"
#include "engine/support/printable.h"
#include "engine/train/optimizer_type.h"

#include <algorithm>

namespace weft {

namespace {

// Of the loss in f16: powers of two, so that gradients are the same with and without.
constexpr double firstScale = 65536;
constexpr double updatesUntilGrowth = 2000;

class StepBuilder {
public:
    StepBuilder(const Project& project, const StepOptions& options, StepProgram& out)
        : m_training(project.training)
        , m_options(options)
        , m_out(out)
        , m_builder(out.program)
    {
        out.program.products = productsOf(project.training);
        m_lowered = lower(m_builder, project.graph,
                          {.batch = options.batch,
                           .training = updates() || options.kind == StepKind::accumulate,
                           .dtype = options.dtype,
                           .epoch = options.epoch});
        m_out.diagnostics = m_lowered.diagnostics;
        m_out.nodes = m_lowered.nodes;
    }

    void run()
    {
        describe();
        if (updates() || m_options.kind == StepKind::accumulate) {
            if (m_lowered.losses.empty())
                say("",
                    "There is no loss, so nothing can be learned: add one, such as Cross-entropy, and wire the "
                    "network's result and the truth to it.",
                    DiagnosticCode::noLoss);
            if (!hasErrors(m_out.diagnostics))
                train();
        }
        if (m_options.kind != StepKind::predict)
            reportTerms();
        for (const Prediction& prediction : m_lowered.predictions)
            m_builder.output("prediction:" + prediction.node, prediction.value);
        if (m_options.averaged)
            useAverages();
    }

private:
    bool updates() const { return m_options.kind == StepKind::train || m_options.kind == StepKind::apply; }
    void say(const std::string& node, const std::string& text, DiagnosticCode code = DiagnosticCode::other)
    {
        m_out.diagnostics.push_back({.node = node, .text = text, .code = code});
    }
    Value number(double value) { return constant(m_builder, value, m_options.dtype); }
    Value scalarInput(const std::string& name) { return m_builder.input(name, {}, m_options.dtype); }

    void describe()
    {
        for (const Term& term : m_lowered.losses)
            m_out.losses.push_back({term.node, term.name, term.weight});
        for (const Term& term : m_lowered.metrics)
            m_out.metrics.push_back({term.node, term.name, 1, term.measure});
        for (const Confusion& confusion : m_lowered.confusions)
            m_out.confusions.push_back(confusion.node);
        for (const Prediction& prediction : m_lowered.predictions)
            m_out.predictions.push_back({prediction.node, prediction.kind});
        for (const Feed& feed : m_lowered.feeds) {
            Shape shape = feed.value.shape();
            shape.erase(0);
            m_out.feeds.push_back({feed.node, feed.kind, feed.classes, shape, feed.value.dtype()});
        }
        m_out.whitenings = m_lowered.whitenings;
        const Program& program = m_builder.program();
        for (const Node& node : program.nodes) {
            if (node.op != &softmaxCrossEntropyOp)
                continue;
            const auto feed =
                std::ranges::find(m_lowered.feeds, node.in[1], [](const Feed& one) { return one.value.id; });
            const auto& how = std::get<LossAttrs>(node.attrs);
            if (feed != m_lowered.feeds.end())
                m_out.scored.push_back({.node = program.origins[size_t(node.origin)],
                                        .feed = size_t(feed - m_lowered.feeds.begin()),
                                        .scores = program.values[size_t(node.in[0])].shape[how.axis],
                                        .ignored = how.ignored});
        }
    }

    Value objective()
    {
        Value total;
        for (const Term& term : m_lowered.losses) {
            const Value part = term.total / term.count * term.weight;
            total = total.valid() ? total + part : part;
        }
        return total;
    }

    void reportTerms()
    {
        m_builder.setOrigin(-1);
        Values parts;
        for (const auto* terms : {&m_lowered.losses, &m_lowered.metrics}) {
            for (const Term& term : *terms) {
                parts.push_back(reshape(cast(term.total, DType::f32), {1}));
                parts.push_back(reshape(cast(term.count, DType::f32), {1}));
            }
        }
        if (!parts.empty())
            m_builder.output("terms", concat(parts, 0));
        if (!m_lowered.losses.empty())
            m_builder.output("objective", objective());
        for (const Confusion& confusion : m_lowered.confusions) {
            m_builder.output("confusion:" + confusion.node, confusion.matrix);
            if (confusion.truth.shape().elements() == m_options.batch) {
                m_builder.output("truth:" + confusion.node, confusion.truth);
                m_builder.output("chosen:" + confusion.node, confusion.chosen);
            }
        }
    }

    void train()
    {
        m_builder.setOrigin(-1);
        const Value loss = objective();
        std::vector<StateVariable> weights;
        Values of;
        for (const StateVariable& state : m_builder.program().states) {
            if (state.kind == StateKind::weight && state.trainable) {
                weights.push_back(state);
                of.push_back(m_builder.at(state.value));
            }
        }
        if (keptIn(m_builder.program().products) == DType::f16)
            m_scale = counter("step/loss_scale", firstScale);
        Values found = gradients(m_builder, m_scale.valid() ? loss * m_scale : loss, of);
        m_builder.setOrigin(-1);
        std::vector<StateVariable> trained;
        Values gradient;
        for (size_t i = 0; i < found.size(); ++i) {
            if (found[i].valid()) {
                trained.push_back(weights[i]);
                gradient.push_back(accumulated(weights[i], m_scale.valid() ? found[i] * (1.0 / m_scale) : found[i]));
            }
        }
        if (trained.empty()) {
            say("", "No weight can be trained: every layer before the loss is frozen or has none.");
            return;
        }
        const Value normSquared = globalNormSquared(trained, gradient);
        const Value fits = is_finite(normSquared);
        Value finite = is_finite(loss) * fits;
        Value norm = sqrt(normSquared);
        if (m_scale.valid()) {
            const Value isLeftOut = less(number(1), m_scale) * (1.0 - fits);
            finite = is_finite(loss) * maximum(fits, isLeftOut);
            norm = select(isLeftOut, number(0), norm);
        }
        if (updates()) // a step that would throw the weights out of what numbers can hold; room for the optimizer's
                       // factors
            finite = finite * is_finite(scalarInput("learning_rate") * (norm + 1.0) * 1e10);
        m_builder.output("gradient_norm", norm);
        m_builder.output("finite", finite);
        if (m_scale.valid() && updates())
            rescale(fits);
        if (m_options.kind == StepKind::accumulate) {
            for (size_t i = 0; i < trained.size(); ++i)
                m_builder.setNext(accumulator(trained[i]), gradient[i]);
        } else {
            update(trained, clipped(gradient, norm));
        }
        Value guard;
        if (m_options.guarded) {
            guard = m_builder.state(
                {.name = guardName, .init = {.kind = Init::constant, .a = 1}, .kind = StateKind::accumulator}, {},
                m_options.dtype);
            finite = finite * guard;
        }
        const Value moves = m_scale.valid() ? finite * fits : finite;
        // Nothing moves in a step that is not finite.
        for (StateVariable& state : m_builder.program().states) {
            if (state.next >= 0) {
                m_builder.setOrigin(state.origin);
                const Value before = m_builder.at(state.value);
                const int next = state.next;
                const bool carriesOverflow = state.kind == StateKind::counter || state.kind == StateKind::accumulator;
                Value gated =
                    select(cast(carriesOverflow ? finite : moves, before.dtype()), m_builder.at(next), before);
                if (state.kind == StateKind::statistic) // may overflow where no gradient tells
                    gated = select(is_finite(m_builder.at(next)), gated, before);
                state.next = gated.id;
            }
        }
        if (guard.valid())
            m_builder.setNext(guard, finite);
    }

    Value counter(const std::string& name, double first)
    {
        return m_builder.state({.name = name, .init = {.kind = Init::constant, .a = first}, .kind = StateKind::counter},
                               {}, m_options.dtype);
    }

    // `fits`: 1, or 0 where a gradient has overflowed.
    void rescale(Value fits)
    {
        const Value made = counter("step/updates_since_rescaling", 0), omitted = omittedUpdates();
        const Value grows = fits * less(updatesUntilGrowth - 1.5, made);
        m_builder.setNext(m_scale, m_scale * select(fits, grows + 1.0, number(0.5)));
        m_builder.setNext(made, (made + 1.0) * fits * (1.0 - grows));
        m_builder.setNext(omitted, omitted + (1.0 - fits));
    }
    Value omittedUpdates() { return counter("step/omitted_updates", 0); }

    Value accumulator(const StateVariable& weight)
    {
        const Value value = m_builder.at(weight.value);
        return m_builder.state({.name = weight.name + "/accumulated", .kind = StateKind::accumulator}, value.shape(),
                               value.dtype());
    }

    Value accumulated(const StateVariable& weight, Value gradient)
    {
        if (m_options.kind == StepKind::train)
            return gradient;
        const Value sum = accumulator(weight) + gradient * scalarInput("share");
        if (m_options.kind == StepKind::apply)
            m_builder.setNext(accumulator(weight), broadcastTo(number(0), sum.shape()));
        return sum;
    }

    Value globalNormSquared(const std::vector<StateVariable>& weights, const Values& gradient)
    {
        Value total;
        for (size_t i = 0; i < gradient.size(); ++i) {
            m_builder.setOrigin(weights[i].origin);
            const Value part = sum(square(gradient[i]));
            total = total.valid() ? total + part : part;
            const double scale = weights[i].learningRateScale;
            if (m_options.gradientParts)
                m_builder.output("gradient_part:" + weights[i].name, part * (scale * scale));
        }
        m_builder.setOrigin(-1);
        return total;
    }

    // First each element to ±clipValue, then all together to a norm of clipNorm; the norm is that before either.
    Values clipped(Values gradient, Value norm)
    {
        const double largest = m_training.clipValue;
        Value scale;
        if (m_training.clipNorm > 0)
            scale = minimum(m_training.clipNorm / (norm + 1e-6), 1.0);
        for (Value& g : gradient) {
            if (largest > 0)
                g = maximum(minimum(g, largest), -largest);
            if (scale.valid())
                g = g * scale;
        }
        return gradient;
    }

    void update(const std::vector<StateVariable>& weights, const Values& gradient)
    {
        const OptimizerType* type = findOptimizerType(m_training.optimizer.type);
        if (type == nullptr) {
            say("",
                "There is no optimizer \"" + printable(m_training.optimizer.type)
                    + "\"; choose sgd, adam, adamw or rmsprop.");
            return;
        }
        const Params params =
            completeParams(type->params, m_training.optimizer.params, "training.optimizer", m_out.diagnostics);
        if (hasErrors(m_out.diagnostics))
            return;
        const Value rate = scalarInput("learning_rate");
        const Value all = m_scale.valid() ? scalarInput("update") - omittedUpdates() : scalarInput("update");
        for (size_t i = 0; i < weights.size(); ++i) {
            m_builder.setOrigin(weights[i].origin);
            const Value weight = m_builder.at(weights[i].value);
            const double scale = weights[i].learningRateScale;
            const int64_t before = updatesBefore(weights[i]);
            const Value count = before == 0 ? all
                : m_scale.valid()           ? maximum(all - double(before), 1.0)
                                            : all - double(before);
            OptimizerContext context(m_builder, params, weights[i], scale == 1 ? rate : rate * scale, count);
            const Value next = type->update(context, weight, gradient[i]);
            m_builder.setNext(weight, next);
            for (const auto& [memory, becomes] : context.nextValues())
                m_builder.setNext(memory, becomes);
            if (m_training.ema > 0)
                average(weights[i], next, count);
        }
    }

    // For optimizers an unfrozen weight is a new one: their memory of it begins with its own first update.
    int64_t updatesBefore(const StateVariable& weight) const
    {
        const std::string& path = m_builder.program().origins[size_t(weight.origin)];
        const auto node = std::ranges::find(m_lowered.nodes, path, &LoweredNode::path);
        return node == m_lowered.nodes.end() ? 0 : node->frozenFor * m_options.updatesPerEpoch;
    }

    // The average begins as the weight after the first update and takes up its full memory over the first updates.
    void average(const StateVariable& weight, Value next, Value count)
    {
        const Value mean =
            m_builder.state({.name = averageName(weight.name), .kind = StateKind::average}, next.shape(), next.dtype());
        const Value decay = minimum((count - 1.0) / (count + 9.0), m_training.ema);
        m_builder.setNext(mean, mean * decay + next * (1.0 - decay));
    }

    void useAverages()
    {
        for (StateVariable& state : m_builder.program().states) {
            if (state.kind == StateKind::weight && state.trainable && m_training.ema > 0) {
                state.name = averageName(state.name);
                state.kind = StateKind::average;
            }
        }
    }

    const TrainingSection& m_training;
    const StepOptions& m_options;
    StepProgram& m_out;
    Builder m_builder;
    Lowered m_lowered;
    Value m_scale; // of the loss, in f16
};

} // namespace

Products productsOf(const TrainingSection& training)
{
    return training.precision == "bf16" ? Products::bf16
        : training.precision == "f16"   ? Products::f16
        : training.precision == "tf32"  ? Products::tf32
                                        : Products::exact;
}

std::string precisionNote(const std::string& precision, std::string_view backend)
{
    if (backend == "cpu" && precision != "f32" && precision != "f64")
        return "The CPU computes in f32; \"" + printable(precision) + "\" is for GPUs.";
    return {};
}

const std::string guardName = "step/guard";

StepProgram buildStep(const Project& project, const StepOptions& options)
{
    StepProgram out;
    StepBuilder(project, options, out).run();
    return out;
}

std::string averageName(const std::string& weight)
{
    return weight + "/average";
}

} // namespace weft
