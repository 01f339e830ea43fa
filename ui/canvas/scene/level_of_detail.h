#pragma once

namespace weft {

// How much of the network is drawn at a zoom. What is where never depends on it.
enum class DetailLevel { block, title, titleShape, full };

namespace lod {
constexpr double fullFrom = 0.75;
constexpr double titleShapeFrom = 0.45;
constexpr double titleFrom = 0.22;
constexpr double portsFrom = titleShapeFrom;
constexpr double hysteresis = 0.02;
} // namespace lod

// `last`: the level until now. It gives way a little beyond a threshold only, so that zooming there does not flicker.
constexpr DetailLevel detailLevel(double scale, DetailLevel last)
{
    const auto at = [scale, last](double threshold, DetailLevel above) {
        return scale >= threshold + (last >= above ? -lod::hysteresis : lod::hysteresis);
    };
    if (at(lod::fullFrom, DetailLevel::full))
        return DetailLevel::full;
    if (at(lod::titleShapeFrom, DetailLevel::titleShape))
        return DetailLevel::titleShape;
    return at(lod::titleFrom, DetailLevel::title) ? DetailLevel::title : DetailLevel::block;
}

} // namespace weft
