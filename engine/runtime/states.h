#pragma once

#include "engine/backends/backend.h"
#include "engine/ir/program.h"

#include <map>

namespace weft {

// The weights, statistics and optimizer memory of a network, on its device, by name. Programs for training, evaluation
// and other batch sizes all work on these.
class States {
public:
    // `seed` decides how weights begin: each is a function of (seed, its name), whatever else there is.
    States(Backend& backend, uint64_t seed);

    struct Entry {
        ValueInfo info = {};
        StateKind kind = StateKind::weight;
        std::unique_ptr<Memory> memory = {};
    };

    // Memory of the state; made and begun as `variable.init` says if it is new. Throws Error if one of that name has
    // another shape or type.
    std::byte* bind(const StateVariable& variable, const ValueInfo& info);
    const std::map<std::string, Entry>& entries() const { return m_entries; }
    bool contains(const std::string& name) const { return m_entries.contains(name); }
    void read(const std::string& name, std::span<std::byte> to) const;
    std::string findNonFinite() const; // the first state that holds an infinity or what is not a number, or ""
    void write(const std::string& name, std::span<const std::byte> from);
    Backend& backend() const { return m_backend; }

private:
    Backend& m_backend;
    uint64_t m_seed;
    std::map<std::string, Entry> m_entries;
};

// Whether every number is one; integers always are.
bool allFinite(DType dtype, std::span<const std::byte> bytes);

// The values a state begins with, as bytes of its type (f32, f64, i32 or i64).
std::vector<std::byte> initialValues(const StateVariable& variable, const ValueInfo& info, uint64_t seed);

} // namespace weft
