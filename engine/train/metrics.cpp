#include "engine/train/metrics.h"

#include "engine/support/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : nothing;
}

} // namespace

const double* find(const NamedNumbers& numbers, std::string_view name)
{
    const auto found = std::ranges::find(numbers, name, &NamedNumbers::value_type::first);
    return found == numbers.end() ? nullptr : &found->second;
}

int64_t ConfusionMatrix::ofTruth(int64_t c) const
{
    int64_t sum = 0;
    for (int64_t predicted = 0; predicted < classes; ++predicted)
        sum += at(c, predicted);
    return sum;
}

int64_t ConfusionMatrix::ofPrediction(int64_t c) const
{
    int64_t sum = 0;
    for (int64_t truth = 0; truth < classes; ++truth)
        sum += at(truth, c);
    return sum;
}

double ConfusionMatrix::accuracy() const
{
    int64_t right = 0;
    int64_t all = 0;
    for (int64_t c = 0; c < classes; ++c) {
        right += at(c, c);
        all += ofTruth(c);
    }
    return ratio(double(right), double(all));
}

double ConfusionMatrix::precision(int64_t c) const
{
    return ratio(double(at(c, c)), double(ofPrediction(c)));
}

double ConfusionMatrix::recall(int64_t c) const
{
    return ratio(double(at(c, c)), double(ofTruth(c)));
}

double ConfusionMatrix::meanIoU() const
{
    double sum = 0;
    int64_t occurring = 0;
    for (int64_t c = 0; c < classes; ++c) {
        const int64_t either = ofTruth(c) + ofPrediction(c) - at(c, c);
        if (either > 0) {
            sum += double(at(c, c)) / double(either);
            ++occurring;
        }
    }
    return ratio(sum, double(occurring));
}

Totals::Totals(const StepProgram& program)
    : m_losses(program.losses.size())
{
    for (const StepProgram::TermName& loss : program.losses) {
        m_weights.push_back(loss.weight);
        m_entries.push_back({"loss/" + loss.node, Measure::ratio});
    }
    for (const StepProgram::TermName& metric : program.metrics) {
        const bool unique =
            std::ranges::count_if(program.metrics,
                                  [&](const StepProgram::TermName& other) {
                                      return other.name == metric.name && other.measure != Measure::part;
                                  })
            == 1;
        m_entries.push_back({unique ? metric.name : metric.node + "/" + metric.name, metric.measure});
    }
    m_sums.assign(2 * m_entries.size(), 0);
}

void Totals::add(std::span<const float> terms)
{
    assert(terms.size() == m_sums.size());
    for (size_t i = 0; i < terms.size(); ++i)
        m_sums[i] += double(terms[i]);
}

void Totals::clear()
{
    std::ranges::fill(m_sums, 0.0);
}

double Totals::valueOf(size_t entry) const
{
    const auto total = [&](size_t i) { return m_sums[2 * i]; };
    const auto count = [&](size_t i) { return m_sums[2 * i + 1]; };
    switch (m_entries[entry].measure) {
    case Measure::explained: {
        const double variance = count(entry) - ratio(total(entry + 1) * total(entry + 1), count(entry + 1));
        return 1 - ratio(total(entry), variance);
    }
    case Measure::meanOfRatios: {
        double sum = 0;
        int64_t counted = 0;
        for (size_t i = entry; i == entry || (i < m_entries.size() && m_entries[i].measure == Measure::part); ++i) {
            sum += count(i) > 0 ? total(i) / count(i) : 0;
            counted += count(i) > 0 ? 1 : 0;
        }
        return ratio(sum, double(counted));
    }
    case Measure::ratio:
    case Measure::part:
        break;
    }
    return ratio(total(entry), count(entry));
}

NamedNumbers Totals::values() const
{
    NamedNumbers all;
    double loss = 0;
    for (size_t i = 0; i < m_losses; ++i)
        loss += m_weights[i] * valueOf(i);
    if (m_losses > 0)
        all.emplace_back("loss", loss);
    for (size_t i = m_losses == 1 ? 1 : 0; i < m_entries.size(); ++i) {
        if (m_entries[i].measure != Measure::part)
            all.emplace_back(m_entries[i].name, valueOf(i));
    }
    return all;
}

void Totals::restore(std::span<const double> sums)
{
    if (sums.size() != m_sums.size())
        throw Error("The checkpoint has other losses and metrics than the project; train from the beginning.");
    std::ranges::copy(sums, m_sums.begin());
}

bool lowerIsBetter(std::string_view metric)
{
    const std::string_view last = metric.substr(metric.rfind('/') + 1);
    const auto has = [&](std::string_view word) { return last.find(word) != std::string_view::npos; };
    return ("/" + std::string(metric) + "/").find("/loss/") != std::string::npos || has("error") || has("perplexity");
}

bool isBetter(std::string_view metric, double value, const std::optional<double>& best, double minimumChange)
{
    if (!std::isfinite(value))
        return false;
    if (!best)
        return true;
    return lowerIsBetter(metric) ? value < *best - minimumChange : value > *best + minimumChange;
}

} // namespace weft
