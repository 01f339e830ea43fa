#include "engine/train/run.h"

#include "engine/train/observe/observer.h"

namespace weft {

namespace {

template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};

std::string text(double number)
{
    return Json(number).dump();
}

std::string text(const std::optional<EarlyStop>& stop)
{
    return stop ? std::to_string(stop->patience) + " × " + stop->metric : "";
}

} // namespace

void Run::send(const Command& command)
{
    std::visit(Overloaded {
                   [&](const Pause&) { pause(); },
                   [&](const Resume&) { resume(); },
                   [&](const Stop&) { stop(); },
                   [&](const StepOnce&) { step(); },
                   [&](const SaveCheckpoint&) { checkpointNow(); },
                   [&](const SetLearningRate& c) { setLearningRate(c.rate); },
                   [&](const SetEpochs& c) { setEpochs(c.epochs); },
                   [&](const SetEarlyStop& c) { setEarlyStop(c.earlyStop); },
                   [&](const ProbeSample& c) { probe(c.sample); },
                   [&](const ProbeValues& c) { probe(c); },
                   [&](const AskConfusion& c) { askConfusion(c); },
                   [&](const Observe& c) { observe(c); },
               },
               command);
}

void Run::setLearningRate(double rate)
{
    add([this, rate](Trainer& trainer) {
        const double before = trainer.progress().learningRate;
        trainer.setLearningRate(rate);
        if (before != rate)
            trainer.mark("learning_rate", text(before), text(rate));
        tellPlan(trainer);
    });
}

void Run::setEpochs(int64_t epochs)
{
    add([this, epochs](Trainer& trainer) {
        const int64_t before = trainer.progress().epochs;
        trainer.setEpochs(epochs);
        if (before != epochs)
            trainer.mark("epochs", std::to_string(before), std::to_string(epochs));
        tellPlan(trainer);
    });
}

void Run::tellPlan(const Trainer& trainer)
{
    RunPlan plan = trainer.plan();
    plan.folder = m_folder ? m_folder->path() : "";
    m_events.post(std::move(plan));
}

void Run::setEarlyStop(std::optional<EarlyStop> earlyStop)
{
    add([earlyStop = std::move(earlyStop)](Trainer& trainer) {
        const std::optional<EarlyStop> before = trainer.project().training.earlyStop;
        trainer.setEarlyStop(earlyStop);
        if (before != earlyStop)
            trainer.mark("early_stop", text(before), text(earlyStop));
    });
}

void Run::checkpointNow()
{
    add([](Trainer& trainer) { trainer.saveCheckpoint(); });
}

void Run::probe(int64_t sample)
{
    add([this, sample](Trainer& trainer) { m_events.post(ProbeAnswer {trainer.predict({{sample}})}); });
}

void Run::probe(ProbeValues values)
{
    add([this, values = std::move(values)](Trainer& trainer) { m_events.post(ProbeAnswer {trainer.answer(values)}); });
}

void Run::askConfusion(AskConfusion question)
{
    add([this, question = std::move(question)](Trainer& trainer) { m_events.post(trainer.answer(question)); });
}

void Run::observe(Observe what)
{
    add([this, what = std::move(what)](Trainer&) {
        m_observer->ask(what);
        if (m_state != RunState::training && m_observer->isDue()) // the next look would have to wait for a step
            look(false);
    });
}

void Run::look(bool trained)
{
    try {
        m_observer->look(trained);
    } catch (const Error& error) { // the training needs none of it
        m_observer->ask({.on = false});
        m_events.post(Warning {std::string("The network cannot be looked into: ") + error.what()});
    }
}

} // namespace weft
