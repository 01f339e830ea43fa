#include "engine/train/schedule.h"

#include "engine/graph/complete_params.h"
#include "engine/support/printable.h"
#include "engine/train/metrics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weft {

namespace {

double number(const Params& params, const char* id)
{
    return std::get<double>(params.at(id));
}

int64_t count(const Params& params, const char* id)
{
    return std::get<int64_t>(params.at(id));
}

double halfCosine(double from, double to, double share)
{
    return to + (from - to) * 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0)));
}

// Updates that the rate takes to rise: a number of them, or a share of all, whichever is more.
std::vector<Param> withWarmUp(std::vector<Param> params)
{
    params.push_back(integer("warmup_steps", 0, "Updates over which the rate rises linearly at first."));
    params.push_back(real("warmup_share", 0, "The same, as a share of all updates.", 0, 1));
    return params;
}

int64_t warmUp(const Params& params, const ScheduleMoment& now)
{
    return std::max(count(params, "warmup_steps"),
                    int64_t(std::llround(number(params, "warmup_share") * double(now.updates))));
}

double rise(const Params& params, const ScheduleMoment& now)
{
    const int64_t steps = warmUp(params, now);
    return now.update < steps ? double(now.update + 1) / double(steps) : 1.0;
}

// How much of what follows the warm-up is over: 0 at its first update, 1 would be the update after the last.
double shareAfterWarmUp(const Params& params, const ScheduleMoment& now)
{
    const int64_t steps = warmUp(params, now);
    return double(std::max<int64_t>(0, now.update - steps)) / double(std::max<int64_t>(1, now.updates - steps));
}

double constantRate(const Params& params, const ScheduleMoment& now)
{
    return rise(params, now);
}

// Loshchilov and Hutter 2017, "SGDR", equation 5, without restarts.
double cosine(const Params& params, const ScheduleMoment& now)
{
    return rise(params, now) * halfCosine(1, number(params, "final"), shareAfterWarmUp(params, now));
}

double exponential(const Params& params, const ScheduleMoment& now)
{
    return rise(params, now) * std::pow(number(params, "gamma"), double(now.epoch));
}

double multistep(const Params& params, const ScheduleMoment& now)
{
    const auto& epochs = std::get<std::vector<int64_t>>(params.at("epochs"));
    const auto passed = std::ranges::count_if(epochs, [&](int64_t epoch) { return epoch <= now.epoch; });
    return rise(params, now) * std::pow(number(params, "gamma"), double(passed));
}

// Smith and Topin 2018, "Super-Convergence", in PyTorch's form with two cosine phases; the base rate is the peak.
double oneCycle(const Params& params, const ScheduleMoment& now)
{
    const double start = 1 / number(params, "divide_first");
    const double end = start / number(params, "divide_last");
    const double last = std::max(0.0, double(now.updates) - 1);
    const double peak = std::clamp(number(params, "rising_share") * double(now.updates) - 1, 0.0, last);
    const auto at = double(now.update);
    if (at < peak)
        return halfCosine(start, 1, at / peak);
    return peak < last ? halfCosine(1, end, (at - peak) / (last - peak)) : 1;
}

double polynomial(const Params& params, const ScheduleMoment& now)
{
    const double final = number(params, "final");
    const double left = 1 - std::min(1.0, shareAfterWarmUp(params, now));
    return rise(params, now) * (final + (1 - final) * std::pow(left, number(params, "power")));
}

double stepwise(const Params& params, const ScheduleMoment& now)
{
    return rise(params, now) * std::pow(number(params, "gamma"), double(now.epoch / count(params, "every")));
}

} // namespace

const std::vector<ScheduleType>& scheduleTypes()
{
    static const std::vector<ScheduleType> all = {
        {.id = "constant",
         .title = "Constant",
         .doc = "The same rate throughout.",
         .params = withWarmUp({}),
         .factor = constantRate},
        {.id = "cosine",
         .title = "Cosine",
         .doc = "Falls along half a cosine to the end of the run.",
         .params = withWarmUp({real("final", 0, "Share of the rate that is left at the end.", 0, 1)}),
         .factor = cosine},
        {.id = "exponential",
         .title = "Exponential",
         .doc = "Multiplied by gamma after every epoch.",
         .params = withWarmUp({real("gamma", 0.95, "Factor of each epoch.", 0, 1)}),
         .factor = exponential},
        {.id = "multistep",
         .title = "Steps at epochs",
         .doc = "Multiplied by gamma after each of the given epochs.",
         .params = withWarmUp({sizes("epochs", {30, 60}, "Finished epochs at which the rate falls.", 1, 8, 1),
                               real("gamma", 0.1, "Factor at each of them.", 0, 1)}),
         .factor = multistep},
        {.id = "one_cycle",
         .title = "One cycle",
         .doc = "Rises along half a cosine to the base rate and falls to almost nothing.",
         .params = {real("rising_share", 0.3, "Share of the run in which the rate rises.", 0, 1),
                    real("divide_first", 25, "The rate begins at the peak divided by this.", 1),
                    real("divide_last", 10000, "It ends at its beginning divided by this.", 1)},
         .factor = oneCycle},
        {.id = "plateau",
         .title = "On a plateau",
         .doc = "Multiplied by gamma when a metric has not improved for some validations.",
         .params = {text("metric", "validation/loss", "What has to improve."),
                    real("gamma", 0.1, "Factor of each reduction.", 0, 1),
                    integer("patience", 10, "Validations without improvement that are borne."),
                    real("threshold", 0.0001, "A smaller relative change is no improvement.", 0, 1),
                    integer("cooldown", 0, "Validations after a reduction that are not counted."),
                    real("final", 0, "The factor does not fall below this.", 0, 1)}},
        {.id = "polynomial",
         .title = "Polynomial",
         .doc = "Falls as a power of what is left of the run; power 1 is a straight line.",
         .params = withWarmUp({real("power", 1, "Exponent.", 0, 100),
                               real("final", 0, "Share of the rate that is left at the end.", 0, 1)}),
         .factor = polynomial},
        {.id = "step",
         .title = "Steps",
         .doc = "Multiplied by gamma after every so many epochs.",
         .params = withWarmUp(
             {integer("every", 30, "Epochs from step to step.", 1), real("gamma", 0.1, "Factor of each step.", 0, 1)}),
         .factor = stepwise},
    };
    return all;
}

const ScheduleType* findScheduleType(const std::string& id)
{
    const auto found = std::ranges::find(scheduleTypes(), id, &ScheduleType::id);
    return found == scheduleTypes().end() ? nullptr : &*found;
}

Schedule::Schedule(const Choice& choice, Diagnostics& diagnostics)
    : m_type(findScheduleType(choice.type))
{
    Params given = choice.params;
    if (m_type == nullptr) {
        std::string known;
        for (const ScheduleType& type : scheduleTypes())
            known += (known.empty() ? "" : ", ") + type.id;
        diagnostics.push_back(
            {.port = "training.schedule",
             .text = "There is no schedule \"" + printable(choice.type) + "\"; choose one of " + known + "."});
        m_type = findScheduleType("constant");
        given.clear();
    }
    m_params = completeParams(m_type->params, given, "training.schedule", diagnostics);
}

double Schedule::factor(const ScheduleMoment& moment, const PlateauState& plateau) const
{
    return m_type->factor == nullptr ? plateau.factor : m_type->factor(m_params, moment);
}

std::string Schedule::metric() const
{
    return m_type->factor == nullptr ? std::get<std::string>(m_params.at("metric")) : "";
}

// As PyTorch's ReduceLROnPlateau with a relative threshold.
void Schedule::observe(double value, PlateauState& plateau) const
{
    if (m_type->factor != nullptr)
        return;
    const double threshold = number(m_params, "threshold");
    bool better = !std::isnan(value);
    if (better && plateau.best) {
        const double margin = threshold * std::abs(*plateau.best);
        better = lowerIsBetter(metric()) ? value < *plateau.best - margin : value > *plateau.best + margin;
    }
    if (better) {
        plateau.best = value;
        plateau.bad = 0;
    } else {
        ++plateau.bad;
    }
    if (plateau.waiting > 0) {
        --plateau.waiting;
        plateau.bad = 0;
    }
    if (plateau.bad > count(m_params, "patience")) {
        plateau.factor = std::max(plateau.factor * number(m_params, "gamma"), number(m_params, "final"));
        plateau.waiting = count(m_params, "cooldown");
        plateau.bad = 0;
    }
}

} // namespace weft
