#include "engine/train/observe/observation_program.h"

#include "engine/compiler/gradients.h"
#include "engine/compiler/lower.h"
#include "engine/support/error.h"
#include "engine/train/step_program.h"

#include <algorithm>

namespace weft {

namespace {

Value meanOf(Value x)
{
    return cast(sum(x), DType::f32) / double(x.shape().elements());
}

bool isInput(const Program& program, int value)
{
    return std::ranges::any_of(program.inputs, [&](const Variable& input) { return input.value == value; });
}

class ObservationBuilder {
public:
    ObservationBuilder(const Project& project, const ObservationOptions& options, ObservationProgram& out)
        : m_options(options)
        , m_out(out)
        , m_builder(out.program)
        , m_lowered(lower(m_builder, project.graph, {.batch = options.batch, .training = true, .dtype = options.dtype}))
    {
        out.program.products = productsOf(project.training);
    }

    void run()
    {
        if (m_lowered.losses.empty())
            throw Error("There is no loss, so there is nothing to observe.");
        for (StateVariable& state : m_builder.program().states)
            state.next = -1;
        m_builder.setOrigin(-1);
        Value loss;
        for (const Term& term : m_lowered.losses) {
            const Value part = term.total / term.count * term.weight;
            loss = loss.valid() ? loss + part : part;
        }
        choose();
        Values of = m_results;
        for (const StateVariable& weight : m_weights)
            of.push_back(m_builder.at(weight.value));
        Values found = gradients(m_builder, loss, of);
        m_builder.setOrigin(-1); // what is added to observe is nobody's time
        const Values ofWeights(found.begin() + int64_t(m_results.size()), found.end());
        found.resize(m_results.size());
        summarize(found);
        if (m_options.details)
            detail(found, ofWeights);
    }

private:
    bool isDetailed(const std::string& path) const
    {
        return m_options.details && (m_options.detailed.empty() || m_options.detailed.contains(path));
    }

    // The nodes with results of numbers; what comes from the data has no gradient worth its time.
    void choose()
    {
        for (const LoweredNode& node : m_lowered.nodes) {
            if (node.values.empty() || !isFloat(node.outputs.front().dtype)
                || isInput(m_builder.program(), node.values.front()))
                continue;
            const ValueInfo& info = node.outputs.front();
            const bool ofSamples = info.shape.rank() > 0 && info.shape[0] == m_options.batch;
            m_out.nodes.push_back(
                {.path = node.path, .bytesPerSample = ofSamples ? double(info.bytes()) / double(m_options.batch) : 0});
            m_results.push_back(m_builder.at(node.values.front()));
        }
        if (!m_options.details)
            return;
        for (const StateVariable& state : m_builder.program().states) {
            const size_t dot = state.name.rfind('.');
            if (state.kind == StateKind::weight && state.trainable && isDetailed(state.name.substr(0, dot)))
                m_weights.push_back(state);
        }
    }

    void summarize(const Values& gradient)
    {
        Values parts;
        for (size_t i = 0; i < m_results.size(); ++i) {
            const Value result = m_results[i];
            m_out.nodes[i].hasGradient = gradient[i].valid();
            const Value none = constant(m_builder, 0, DType::f32);
            parts.push_back(meanOf(square(result)));
            parts.push_back(gradient[i].valid() ? meanOf(square(gradient[i])) : none);
            parts.push_back(meanOf(equal(result, 0.0)));
        }
        for (Value& part : parts)
            part = reshape(part, {1});
        if (!parts.empty())
            m_builder.output("summary", concat(parts, 0));
    }

    void detail(const Values& gradient, const Values& ofWeights)
    {
        for (size_t i = 0; i < m_results.size(); ++i) {
            const std::string& path = m_out.nodes[i].path;
            if (!isDetailed(path))
                continue;
            m_builder.output("activation:" + path, m_results[i]);
            m_out.detailBytes += double(m_results[i].info().bytes());
            if (gradient[i].valid()) {
                m_builder.output("gradient:" + path, gradient[i]);
                m_out.detailBytes += double(m_results[i].info().bytes());
            }
        }
        for (size_t i = 0; i < m_weights.size(); ++i) {
            if (ofWeights[i].valid())
                m_builder.output("weight:" + m_weights[i].name, ofWeights[i]);
        }
    }

    const ObservationOptions& m_options;
    ObservationProgram& m_out;
    Builder m_builder;
    Lowered m_lowered;
    Values m_results; // the first of each observed node
    std::vector<StateVariable> m_weights;
};

} // namespace

ObservationProgram buildObservation(const Project& project, const ObservationOptions& options)
{
    ObservationProgram out;
    ObservationBuilder(project, options, out).run();
    return out;
}

} // namespace weft
