#include "tests/support/training.h"

#include "tests/support/test_backend.h"

#include <cmath>

namespace weft {

Training::Training(const Project& project, TrainerOptions options)
    : cpu(testBackend())
{
    options.backend = cpu.get();
    options.previewSamples = 0;
    options.loaderThreads = 0;
    trainer = std::make_unique<Trainer>(project, options, events);
}

void Training::finish()
{
    while (trainer->step() != Trainer::State::ended) { }
}

double Training::last(std::string_view metric) const
{
    const double* value = find(trainer->progress().history.back().values, metric);
    return value != nullptr ? *value : std::nan("");
}

std::vector<float> Training::weight(const std::string& name) const
{
    States& states = trainer->states();
    std::vector<float> values(size_t(states.entries().at(name).info.shape.elements()));
    states.read(name, std::as_writable_bytes(std::span(values)));
    return values;
}

void Training::setWeight(const std::string& name, std::span<const float> values)
{
    trainer->states().write(name, std::as_bytes(values));
}

std::map<std::string, std::vector<std::byte>> Training::snapshot() const
{
    std::map<std::string, std::vector<std::byte>> all;
    for (const auto& [name, entry] : trainer->states().entries()) {
        all[name].resize(entry.info.bytes());
        trainer->states().read(name, all[name]);
    }
    return all;
}

} // namespace weft
