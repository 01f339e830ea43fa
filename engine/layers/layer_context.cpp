#include "engine/layers/layer_context.h"

#include "engine/support/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace weft {

Init zeros()
{
    return filled(0);
}

Init ones()
{
    return filled(1);
}

Init filled(double value)
{
    return {.kind = Init::constant, .a = value};
}

Init normalInit(double deviation)
{
    return {.kind = Init::normal, .a = 0, .b = deviation};
}

Init kaimingUniform(int64_t fanIn)
{
    const double bound = 1 / std::sqrt(double(std::max<int64_t>(1, fanIn)));
    return {.kind = Init::uniform, .a = -bound, .b = bound};
}

Init xavierUniform(int64_t fanIn, int64_t fanOut)
{
    const double bound = std::sqrt(6.0 / double(std::max<int64_t>(1, fanIn + fanOut)));
    return {.kind = Init::uniform, .a = -bound, .b = bound};
}

LayerContext::LayerContext(Builder& builder, Settings settings, LoweringResults& results, Diagnostics& diagnostics)
    : m_builder(builder)
    , m_settings(std::move(settings))
    , m_results(results)
    , m_diagnostics(diagnostics)
{
}

int64_t LayerContext::integer(const std::string& id) const
{
    return std::get<int64_t>(m_settings.params.at(id));
}

double LayerContext::real(const std::string& id) const
{
    return std::get<double>(m_settings.params.at(id));
}

bool LayerContext::toggle(const std::string& id) const
{
    return std::get<bool>(m_settings.params.at(id));
}

const std::string& LayerContext::text(const std::string& id) const
{
    return std::get<std::string>(m_settings.params.at(id));
}

Shape LayerContext::sizes(const std::string& id) const
{
    return Shape(std::get<std::vector<int64_t>>(m_settings.params.at(id)));
}

Shape LayerContext::sizes(const std::string& id, int count) const
{
    Shape given = sizes(id);
    if (given.rank() == 1) {
        while (given.rank() < count)
            given.push_back(given[0]);
    }
    require(given.rank() == count,
            "\"" + id + "\" needs one number, or " + std::to_string(count) + ", but has " + std::to_string(given.rank())
                + ".",
            id);
    return given;
}

void LayerContext::require(bool condition, const std::string& sentence, const std::string& port, int position,
                           DiagnosticCode code) const
{
    if (!condition)
        throw LayerError(sentence, port, position, code);
}

void LayerContext::warn(const std::string& sentence, const std::string& port, DiagnosticCode code)
{
    m_diagnostics.push_back({Severity::warning, m_settings.path, port, sentence, -1, code});
}

Value LayerContext::weight(const std::string& name, const Shape& shape, Init init)
{
    return m_builder.state({.name = m_settings.weights + "." + name,
                            .init = init,
                            .kind = StateKind::weight,
                            .trainable = !m_settings.frozen,
                            .learningRateScale = m_settings.learningRateScale},
                           shape, dtype());
}

Value LayerContext::statistic(const std::string& name, const Shape& shape, Init init)
{
    const std::string whole = m_settings.weights + "." + name;
    const Value value = m_builder.state({.name = whole, .init = init, .kind = StateKind::statistic}, shape, dtype());
    const int next = m_builder.stateOf(value).next;
    const Value current = next >= 0 ? m_builder.at(next) : value; // the second that shares it goes on from the first's
    m_statistics.insert_or_assign(current.id, value);
    return current;
}

void LayerContext::update(Value statistic, Value next)
{
    if (m_settings.training && !m_settings.frozen)
        m_builder.stateOf(m_statistics.at(statistic.id)).next = next.id;
}

Value LayerContext::random(const Shape& shape, RandomAttrs::Distribution distribution)
{
    const Value key = m_builder.input("random_key", {2}, DType::i64);
    const std::string name = m_settings.path + "#" + std::to_string(m_randoms++);
    return weft::random(key,
                        {.shape = shape, .distribution = distribution, .stream = streamOf(name), .dtype = dtype()});
}

Value LayerContext::feed(const Shape& shape, DType dtype, FeedKind kind, int64_t classes)
{
    Shape whole = shape;
    whole.insert(0, m_settings.batch);
    const Value value = m_builder.input(m_settings.path, whole, dtype);
    m_results.feeds.push_back({m_settings.path, value, kind, classes});
    return value;
}

bool LayerContext::isFed(Value x) const
{
    return std::ranges::any_of(m_results.feeds, [x](const Feed& feed) { return feed.value.id == x.id; });
}

void LayerContext::whiten(Value weight, Value fed, const Shape& dilation)
{
    const auto feed = std::ranges::find(m_results.feeds, fed.id, [](const Feed& one) { return one.value.id; });
    m_results.whitenings.push_back({m_builder.stateOf(weight).name, feed->node, dilation});
}

void LayerContext::loss(Value total, Value count, double weight)
{
    m_results.losses.push_back({m_settings.path, m_settings.path, total, count, weight});
}

void LayerContext::metric(const std::string& name, Value total, Value count)
{
    metric(name, {{{total, count}}}, Measure::ratio);
}

void LayerContext::metric(const std::string& name, std::span<const Ratio> ratios, Measure measure)
{
    for (size_t i = 0; i < ratios.size(); ++i)
        m_results.metrics.push_back({.node = m_settings.path,
                                     .name = name,
                                     .total = ratios[i].total,
                                     .count = ratios[i].count,
                                     .measure = i == 0 ? measure : Measure::part});
}

void LayerContext::confusion(Value matrix, Value truth, Value chosen)
{
    m_results.confusions.push_back({m_settings.path, matrix, truth, chosen});
}

void LayerContext::prediction(Value value, PredictionKind kind)
{
    m_results.predictions.push_back({m_settings.path, value, kind});
}

} // namespace weft
