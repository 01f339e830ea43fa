#include "engine/train/network/ready_step.h"

#include "engine/compiler/passes.h"

#include <cassert>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

// What nobody reads need not be computed: confusion and predictions while training, predictions while evaluating.
void keepOutputs(Program& program, StepKind kind)
{
    std::erase_if(program.outputs, [&](const Variable& output) {
        if (output.name.starts_with("prediction:"))
            return kind != StepKind::predict;
        const bool counts = output.name.starts_with("confusion:") || output.name.starts_with("truth:")
            || output.name.starts_with("chosen:");
        return counts && kind != StepKind::evaluate;
    });
}

// A prediction needs no truth: inputs that nothing reads any more need not be written.
void dropUnreadInputs(Program& program)
{
    std::vector<bool> read(program.values.size());
    for (const Node& node : program.nodes) {
        for (const int value : node.in)
            read[size_t(value)] = true;
    }
    for (const Variable& output : program.outputs)
        read[size_t(output.value)] = true;
    for (const StateVariable& state : program.states) {
        if (state.next >= 0)
            read[size_t(state.next)] = true;
    }
    std::erase_if(program.inputs, [&](const Variable& input) { return !read[size_t(input.value)]; });
}

double numberOf(const std::byte* bytes, DType dtype)
{
    if (dtype == DType::f64) {
        double value;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    if (dtype == DType::i32) {
        int32_t value;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    assert(dtype == DType::f32);
    float value;
    std::memcpy(&value, bytes, sizeof value);
    return double(value);
}

} // namespace

void throwErrors(const Diagnostics& diagnostics)
{
    const Diagnostic* first = nullptr;
    int64_t errors = 0;
    for (const Diagnostic& one : diagnostics) {
        if (one.severity != Severity::error)
            continue;
        ++errors;
        if (first == nullptr)
            first = &one;
    }
    if (first == nullptr)
        return;
    std::string sentence = (first->node.empty() ? "" : first->node + ": ") + first->text;
    if (errors > 1)
        sentence += " (" + std::to_string(errors - 1) + " more to mend)";
    throw NodeError(sentence, first->node);
}

ReadyStep::Built ReadyStep::build(const Project& project, const StepOptions& options, Backend& backend,
                                  const std::set<std::string, std::less<>>& withoutPasses)
{
    Built built {buildStep(project, options), {}};
    throwErrors(built.step.diagnostics);
    built.program = std::move(built.step.program);
    keepOutputs(built.program, options.kind);
    optimize(built.program, backend, withoutPasses);
    dropUnreadInputs(built.program);
    return built;
}

ReadyStep::ReadyStep(const Project& project, const StepOptions& options, States& states,
                     const std::set<std::string, std::less<>>& withoutPasses, int stepsAtOnce)
    : ReadyStep(build(project, options, states.backend(), withoutPasses), options.batch, states, stepsAtOnce)
{
}

ReadyStep::ReadyStep(Built built, int64_t batch, States& states, int stepsAtOnce)
    : m_step(std::move(built.step))
    , m_batch(batch)
    , m_executable(std::move(built.program), states, stepsAtOnce)
    , m_key(m_executable.findInput("random_key"))
    , m_terms(m_executable.findOutput("terms"))
{
    for (const StepProgram::FeedInfo& feed : m_step.feeds)
        m_feeds.push_back(m_executable.findInput(feed.node));
    for (const std::string& node : m_step.confusions)
        m_confusions.push_back(m_executable.findOutput("confusion:" + node).value_or(-1));
    for (const StepProgram::PredictionInfo& prediction : m_step.predictions)
        m_predictions.push_back(m_executable.findOutput("prediction:" + prediction.node).value_or(-1));
    if (m_executable.findOutput("finite")) {
        for (const char* output : {"finite", "objective", "gradient_norm"})
            m_reported.push_back(*m_executable.findOutput(output));
    }
    if (m_terms)
        m_termValues.resize(size_t(m_executable.outputInfo(*m_terms).shape.elements()));
}

void ReadyStep::writeFeeds(std::span<const std::span<const std::byte>> columns, int slot)
{
    assert(columns.size() == m_feeds.size());
    for (size_t i = 0; i < columns.size(); ++i) {
        if (m_feeds[i])
            m_executable.write(*m_feeds[i], columns[i], slot);
    }
}

void ReadyStep::writeKey(int64_t seed, int64_t number, int slot)
{
    if (!m_key)
        return;
    const int64_t key[2] = {seed, number};
    m_executable.write(*m_key, std::as_bytes(std::span(key)), slot);
}

void ReadyStep::writeNumber(std::string_view input, double value, int slot)
{
    const std::optional<int> found = m_executable.findInput(input);
    if (!found)
        return;
    const auto single = float(value);
    if (m_executable.inputInfo(*found).dtype == DType::f64)
        m_executable.write(*found, std::as_bytes(std::span(&value, 1)), slot);
    else
        m_executable.write(*found, std::as_bytes(std::span(&single, 1)), slot);
}

// Each number for all slots, then the terms for all slots.
size_t ReadyStep::reportOffset(size_t part) const
{
    size_t offset = 0;
    for (size_t i = 0; i < part; ++i)
        offset += size_t(stepsAtOnce())
            * slotBytes(m_executable.outputInfo(i < m_reported.size() ? m_reported[i] : *m_terms));
    return offset;
}

size_t ReadyStep::reportBytes() const
{
    return reportOffset(m_reported.size() + (m_terms ? 1 : 0));
}

void ReadyStep::sendReport(Mailbox& mailbox, int letter, int steps)
{
    for (size_t i = 0; i < m_reported.size(); ++i)
        m_executable.send(m_reported[i], mailbox, letter, reportOffset(i), steps);
    if (m_terms)
        m_executable.send(*m_terms, mailbox, letter, reportOffset(m_reported.size()), steps);
    mailbox.send(letter);
}

ReadyStep::Report ReadyStep::openReport(Mailbox& mailbox, int letter, int slot) const
{
    assert(!m_reported.empty());
    const std::span<const std::byte> bytes = mailbox.open(letter);
    const auto number = [&](size_t i) {
        const ValueInfo& info = m_executable.outputInfo(m_reported[i]);
        return numberOf(bytes.data() + reportOffset(i) + size_t(slot) * slotBytes(info), info.dtype);
    };
    const size_t termsAt =
        m_terms ? reportOffset(m_reported.size()) + size_t(slot) * slotBytes(m_executable.outputInfo(*m_terms)) : 0;
    return {.finite = number(0) != 0,
            .objective = number(1),
            .gradientNorm = number(2),
            .terms = {reinterpret_cast<const float*>(bytes.data() + termsAt), m_termValues.size()}};
}

double ReadyStep::readNumber(std::string_view output)
{
    const std::optional<int> found = m_executable.findOutput(output);
    assert(found);
    const ValueInfo& info = m_executable.outputInfo(*found);
    std::byte bytes[8] = {};
    m_executable.read(*found, std::span(bytes, info.bytes()));
    return numberOf(bytes, info.dtype);
}

std::span<const float> ReadyStep::readTerms(int slot)
{
    if (m_terms)
        m_executable.read(*m_terms, std::as_writable_bytes(std::span(m_termValues)), slot);
    return m_termValues;
}

void ReadyStep::addConfusion(size_t index, std::vector<int64_t>& counts, int slot)
{
    const int output = m_confusions[index];
    const ValueInfo& info = m_executable.outputInfo(output);
    counts.resize(size_t(info.shape.elements()), 0);
    std::vector<std::byte> bytes(info.bytes());
    m_executable.read(output, bytes, slot);
    for (size_t i = 0; i < counts.size(); ++i)
        counts[i] += std::llround(numberOf(bytes.data() + i * byteSize(info.dtype), info.dtype));
}

bool ReadyStep::readClasses(std::string_view output, std::vector<int32_t>& to, int slot)
{
    const std::optional<int> found = m_executable.findOutput(output);
    if (!found)
        return false;
    const auto count = size_t(m_executable.outputInfo(*found).shape.elements());
    to.resize(to.size() + count);
    m_executable.read(*found, std::as_writable_bytes(std::span(to).last(count)), slot);
    return true;
}

void ReadyStep::readPrediction(size_t index, std::vector<std::byte>& to)
{
    const size_t bytes = m_executable.outputInfo(m_predictions[index]).bytes();
    to.resize(to.size() + bytes);
    m_executable.read(m_predictions[index], std::span(to).last(bytes));
}

ValueInfo ReadyStep::predictionInfo(size_t index) const
{
    return m_executable.outputInfo(m_predictions[index]);
}

} // namespace weft
