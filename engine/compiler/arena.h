#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace weft {

// Which bytes of an arena are taken at which times, 0 to times - 1.
class Arena {
public:
    explicit Arena(int times);

    // The lowest offset at which `bytes` are free from `first` to `last`, both included.
    size_t findFree(int first, int last, size_t bytes) const;
    void take(int first, int last, size_t offset, size_t bytes);

private:
    using Ranges = std::map<size_t, size_t>; // begin → end, apart from each other
    // A tree over time, as in a heap: part 1 is all of it, parts 2·i and 2·i + 1 are the halves of part i. Neighbouring
    // ranges are joined, so that a well packed arena is few of them, however many buffers it holds.
    struct Part {
        Ranges throughout = {}; // taken all its time, by what is not taken all the time of the part above
        Ranges ever = {}; // taken at some time of it
    };

    struct Span { // of time
        int first, last;
    };
    static void add(Ranges& ranges, size_t begin, size_t end);
    void take(int part, Span span, Span taken, size_t offset, size_t end);
    void collect(int part, Span span, Span wanted, std::vector<const Ranges*>& to) const;

    int m_times = 1; // a power of two
    std::vector<Part> m_parts;
};

} // namespace weft
