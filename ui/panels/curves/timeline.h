#pragma once

#include <cstdint>
#include <vector>

namespace weft {

enum class Along : uint8_t { step, epoch, seconds }; // what the horizontal axis counts

// Where a run's steps lie in epochs and in seconds of training: straight lines between the few places that are known
// (the ends of its epochs, and now), so that curves need to keep nothing but their steps.
class Timeline {
public:
    // In the order of steps; what does not rise, or is no number, is passed over.
    void add(double step, double epoch, double seconds);
    // The last place, that the next add() or setNow() replaces.
    void setNow(double step, double epoch, double seconds);
    void clear();

    // Straight on beyond the first and the last place. Both are each other's inverse; with less than two places, or
    // for what is not finite, the number itself.
    double fromStep(Along along, double step) const;
    double toStep(Along along, double x) const;

private:
    struct Place {
        double step = 0;
        double epoch = 0;
        double seconds = 0;
        double at(Along along) const
        {
            return along == Along::epoch ? epoch : along == Along::seconds ? seconds : step;
        }
    };
    double convert(double value, Along from, Along to) const;

    std::vector<Place> m_places = {{}}; // all begins at 0
    bool m_hasNow = false;
};

} // namespace weft
