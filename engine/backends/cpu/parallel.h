#pragma once

#include <cstdint>
#include <type_traits>

namespace weft {

// All cores, for loops inside kernels. One pool, shared with oneDNN (OpenMP's), so that no two pools fight for the
// cores.
int threadCount();
void setThreadCount(int threads); // of the calling thread's loops; 0: all cores

namespace parallel_detail {
void run(int64_t tasks, void (*call)(void* context, int64_t task), void* context);
}

// Calls body(task) for 0 … tasks-1, each once, on all cores; returns when all are done. Bodies must not throw. What a
// task computes must depend on its number alone, never on the thread or on how many there are.
template <class Body> void parallelFor(int64_t tasks, Body&& body)
{
    parallel_detail::run(
        tasks, [](void* context, int64_t task) { (*static_cast<std::remove_reference_t<Body>*>(context))(task); },
        const_cast<void*>(static_cast<const void*>(&body)));
}

} // namespace weft
