#pragma once

#include "engine/train/network/answer_targets.h"
#include "engine/train/network/ready_step.h"

#include <map>
#include <memory>

namespace weft {

// What the network answers for given samples, with its current weights (the averaged ones where training keeps some).
class Predictor {
public:
    // `columns` as the feeds of the project's programs are ordered. Nothing is compiled before it is asked for.
    Predictor(const Project& project, const PreparedData& data, std::vector<FedColumn> columns, States& states,
              DType dtype);

    void prepare(int64_t batch) { stepFor(batch); } // compiles now what such a batch needs

    // Samples of the data by their indices, with what the data knows of them. Throws Error for an index that is not
    // there.
    Predictions predict(std::span<const int64_t> samples);
    // One sample of a person's own for the node's input, as the data stores it (0 … 255 for pictures); what other
    // inputs the network has are those of the data's sample `others`. `batch`: copies are computed together, so that a
    // step that is compiled already can serve. Throws Error for a node that is no input, and for values that do not
    // fit.
    Predictions predict(const std::string& node, std::span<const float> values, int64_t others, int64_t batch);
    // Any values in the form that the feeds take: batch × shape each, a network's input (transformed already), answered
    // as the network does; targets() make of that what people want. Feeds that predictions do not need may be empty.
    std::vector<SampleValues> predict(int64_t batch, std::span<const std::span<const std::byte>> feeds);

    const AnswerTargets& targets() const { return m_targets; }

private:
    ReadyStep& stepFor(int64_t batch);
    static void nameClasses(SampleValues& prediction, const std::vector<std::string>& classes);
    void nameByTarget(SampleValues& prediction) const;
    SampleValues storedValues(const std::string& node, const Column& column, std::span<const int64_t> samples) const;

    const Project& m_project;
    const PreparedData& m_data;
    std::vector<FedColumn> m_columns;
    States& m_states;
    DType m_dtype;
    AnswerTargets m_targets;
    std::map<int64_t, std::unique_ptr<ReadyStep>> m_steps; // by batch; a few
};

} // namespace weft
