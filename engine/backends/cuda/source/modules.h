#pragma once

#include "engine/backends/cuda/api/cuda_api.h"
#include "engine/backends/cuda/source/disk_cache.h"
#include "engine/backends/cuda/source/kernel_source.h"

#include <future>
#include <map>
#include <memory>

namespace weft::cuda {

class Device;

struct Grid {
    int64_t blocks = 1; // along x: up to 2^31 - 1
    int threads = 1; // of a block, along x
    size_t sharedBytes = 0; // beside what the kernel declares
    int blocksY = 1, blocksZ = 1; // up to 65535
    int threadsY = 1;
    int cluster = 1; // blocks along x that see each other's shared memory (compute capability 9.0 and later)
};

// One source, compiled and loaded. Compiling goes on in another thread until somebody asks for a kernel.
class Module {
public:
    Module(Device& device, KernelSource source, std::shared_future<std::string> image);
    ~Module();
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;
    Device& device() const { return m_device; }
    CUfunction function(const std::string& entry); // waits for the compiler

private:
    Device& m_device;
    KernelSource m_source;
    std::shared_future<std::string> m_image;
    CUmodule m_module = nullptr;
};

// A kernel of a module. Copies are cheap; it is loaded when it is first launched.
class Function {
public:
    Function() = default;
    Function(std::shared_ptr<Module> module, std::string entry)
        : m_module(std::move(module))
        , m_entry(std::move(entry))
    {
    }

    // Arguments exactly as the kernel declares them: int64_t for long long, pointers as std::byte* or T*.
    template <class... Arguments> void launch(const Grid& grid, const Arguments&... arguments)
    {
        void* addresses[] = {const_cast<void*>(static_cast<const void*>(&arguments))...};
        launchWith(grid, addresses);
    }
    // The kernel's arguments by their addresses.
    void launchWith(const Grid& grid, void** addresses);
    CUfunction handle(); // waits for the compiler
    void allowShared(size_t bytes); // more than 48 KiB of a launch's own
    // How many clusters of such a launch the device can hold; allows it all that it asks for. 0: not even one.
    int clustersAtOnce(const Grid& grid);

private:
    std::shared_ptr<Module> m_module;
    std::string m_entry;
    CUfunction m_function = nullptr;
};

// The sources that a device runs, each compiled once.
class Modules {
public:
    explicit Modules(Device& device);
    Function function(const KernelSource& source, const std::string& entry);
    void clear();

private:
    Device& m_device;
    DiskCache m_cache;
    std::map<std::string, std::shared_ptr<Module>> m_modules; // by text
};

} // namespace weft::cuda
