// Stands in for libFuzzer where there is none: reads every seed, then files made of them by seeded accidents.
// Usage: fuzz_FORMAT [--runs N] [--seed S] FILE_OR_FOLDER...
// What was being read when something went wrong is kept as crash-FORMAT in the current folder.
#include "engine/support/random.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEFT_SANITIZED
#endif

namespace {

using weft::RandomSequence;

constexpr rlim_t mostMemory = rlim_t(4) << 30; // a size in a file is to be checked before it is believed
constexpr unsigned mostSeconds = 60; // for one file

std::string current;
std::string crashFile;

void keep(int signal) // in a signal handler: system calls only
{
    const int file = open(crashFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const bool kept = file >= 0 && write(file, current.data(), current.size()) == ssize_t(current.size());
    const char* what = signal == SIGALRM ? "took too long\n" : "crashed\n";
    if (!kept || write(2, what, std::strlen(what)) < 0)
        _exit(3);
    std::signal(signal, SIG_DFL);
    raise(signal == SIGALRM ? SIGABRT : signal);
}

void tryReading()
{
    alarm(mostSeconds);
    try {
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(current.data()), current.size());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "threw %s\n", error.what());
        std::abort();
    }
}

// Numbers at which sizes, counts and offsets go wrong.
const uint64_t interesting[] = {0,      1,       0x7f,       0x80,       0xff,       0x100,       0x7fff,     0x8000,
                                0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, ~0ull >> 1, ~0ull};
const char* const words[] = {"0",  "-1", "1e999", "18446744073709551616", "nan", "\"", "{", "[", "\n",
                             "\\", ",",  "null",  "9223372036854775807",  "{}",  "[]", ":", "'", "\xff"};

void harm(std::string& bytes, const std::vector<std::string>& seeds, RandomSequence& random)
{
    const auto place = [&] { return size_t(random.below(uint32_t(bytes.size() + 1))); };
    const auto length = [&](size_t from) {
        return size_t(random.below(uint32_t(std::min<size_t>(bytes.size() - from, 64) + 1)));
    };
    const size_t at = place();
    switch (random.below(8)) {
    case 0:
        if (at < bytes.size())
            bytes[at] = char(uint8_t(bytes[at]) ^ (1u << random.below(8)));
        break;
    case 1:
        if (at < bytes.size())
            bytes[at] = char(random.below(256));
        break;
    case 2: { // a number in either byte order
        char number[8];
        const uint64_t value = interesting[random.below(std::size(interesting))];
        std::memcpy(number, &value, 8);
        const size_t size = size_t(1) << random.below(4);
        if (random.below(2) == 0)
            std::reverse(number, number + size);
        for (size_t i = 0; i < size && at + i < bytes.size(); ++i)
            bytes[at + i] = number[i];
        break;
    }
    case 3:
        bytes.insert(at, words[random.below(std::size(words))]);
        break;
    case 4:
        bytes.erase(at, length(at));
        break;
    case 5:
        bytes.insert(at, bytes.substr(at, length(at)));
        break;
    case 6:
        if (random.below(4) == 0)
            bytes.resize(at);
        break;
    default: { // the end of another one
        const std::string& other = seeds[random.below(uint32_t(seeds.size()))];
        if (random.below(4) == 0)
            bytes = bytes.substr(0, at) + other.substr(random.below(uint32_t(other.size() + 1)));
    }
    }
}

void addSeeds(const std::filesystem::path& path, std::vector<std::string>& seeds)
{
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(path)) {
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            if (entry.is_regular_file())
                files.push_back(entry.path());
        }
        std::ranges::sort(files);
    } else {
        files.push_back(path);
    }
    for (const std::filesystem::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
}

} // namespace

int main(int count, char** arguments)
{
    int64_t runs = 1000;
    uint64_t seed = 1;
    std::vector<std::string> seeds;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--runs" && i + 1 < count)
            runs = std::atoll(arguments[++i]);
        else if (argument == "--seed" && i + 1 < count)
            seed = std::strtoull(arguments[++i], nullptr, 10);
        else
            addSeeds(argument, seeds);
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "There are no seeds to read.\n");
        return 2;
    }
#ifndef WEFT_SANITIZED // sanitizers take any amount of addresses
    const rlimit limit = {mostMemory, mostMemory};
    setrlimit(RLIMIT_AS, &limit);
#endif
    crashFile = "crash-" + std::filesystem::path(arguments[0]).filename().string();
    for (const int signal : {SIGABRT, SIGALRM})
        std::signal(signal, keep);
#ifndef WEFT_SANITIZED // whose own handlers say more
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, keep);
#endif
    for (const std::string& one : seeds) {
        current = one;
        tryReading();
    }
    const int64_t refusedSeeds = weft::refusals();
    for (int64_t run = 0; run < runs; ++run) {
        RandomSequence random(seed, weft::streamOf("fuzz"), uint32_t(run));
        current = seeds[random.below(uint32_t(seeds.size()))];
        for (uint32_t accidents = 1 + random.below(6); accidents > 0; --accidents)
            harm(current, seeds, random);
        tryReading();
    }
    alarm(0);
    std::printf("%zu seeds, %lld refused; %lld files made of them, %lld refused.\n", seeds.size(),
                static_cast<long long>(refusedSeeds), static_cast<long long>(runs),
                static_cast<long long>(weft::refusals() - refusedSeeds));
    if (refusedSeeds == int64_t(seeds.size())) { // then it reads something else than it should
        std::fprintf(stderr, "No seed could be read.\n");
        return 1;
    }
    return 0;
}
