#include "ui/canvas/paint/map_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace weft {

namespace {

// The same in both themes, since it is data: five stops from dark to light, even in lightness.
QList<QRgb> ramp()
{
    static constexpr std::array<QRgb, 5> stops = {0xff10162e, 0xff2a4f8f, 0xff23867e, 0xff8fc04b, 0xfff7e35a};
    QList<QRgb> table;
    for (int i = 0; i < 256; ++i) {
        const double at = i / 255.0 * (stops.size() - 1);
        const size_t from = std::min(size_t(at), stops.size() - 2);
        const double part = at - double(from);
        const auto mix = [&](int (*channel)(QRgb)) {
            return int(std::lround(channel(stops[from]) * (1 - part) + channel(stops[from + 1]) * part));
        };
        table << qRgb(mix(qRed), mix(qGreen), mix(qBlue));
    }
    return table;
}

} // namespace

std::vector<QImage> mapPictures(const ActivationMaps& maps, int64_t most)
{
    static const QList<QRgb> table = ramp();
    std::vector<QImage> pictures;
    const int64_t size = maps.rows * maps.columns;
    const int64_t channels = std::min(maps.channels, most);
    if (size <= 0 || int64_t(maps.pixels.size()) < channels * size)
        return pictures;
    for (int64_t channel = 0; channel < channels; ++channel) {
        QImage picture(int(maps.columns), int(maps.rows), QImage::Format_Indexed8);
        picture.setColorTable(table);
        for (int64_t row = 0; row < maps.rows; ++row)
            std::copy_n(reinterpret_cast<const uchar*>(maps.pixels.data()) + channel * size + row * maps.columns,
                        maps.columns, picture.scanLine(int(row)));
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

} // namespace weft
