#pragma once
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "view/picture.h"

/// Pictures of the window against kept ones: small, so that the folder stays small, and with
/// tolerances that another version of the driver or of a font's hinting passes, and a lost word
/// does not.
namespace meso::test {

inline constexpr int kShrink = 3;          ///< pixels of the window per pixel kept, each way
inline constexpr int kVisible = 24;        ///< of 255: what the eye may notice in one channel
inline constexpr double kMaxMean = 1.5;    ///< of 255, over all channels
inline constexpr double kMaxVisible = 0.5; ///< per cent of all pixels
inline constexpr int kTile = 12;           ///< kept pixels: about a button's height
inline constexpr double kMaxInTile = 25;   ///< per cent of one tile's pixels

/// Averages of kShrink x kShrink pixels; what is left at the right and lower border is dropped.
inline view::Picture shrunk(const view::Picture& picture) {
    const view::PixelSize size{picture.size.width / kShrink, picture.size.height / kShrink};
    view::Picture out = view::filledPicture(size, {0, 0, 0, 1});
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int j = 0; j < kShrink * kShrink; ++j)
                    sum += picture.rgba[view::byteAt(picture, x * kShrink + j % kShrink,
                                                     y * kShrink + j / kShrink) +
                                        channel];
                out.rgba[view::byteAt(out, x, y) + channel] =
                    static_cast<std::uint8_t>((sum + kShrink * kShrink / 2) / (kShrink * kShrink));
            }
    return out;
}

/// How far two pictures are apart.
struct Difference {
    bool sameSize = true;
    double mean = 0;    ///< of 255
    double visible = 0; ///< per cent of pixels beyond kVisible
    double inTile = 0;  ///< the same in the worst tile
    [[nodiscard]] bool passes() const {
        return sameSize && mean <= kMaxMean && visible <= kMaxVisible && inTile <= kMaxInTile;
    }
};

inline Difference differenceOf(const view::Picture& a, const view::Picture& b) {
    if (a.size != b.size)
        return {.sameSize = false};
    Difference out;
    const int across = a.size.width / kTile + 1;
    std::vector<int> tiles(static_cast<std::size_t>(across * (a.size.height / kTile + 1)), 0);
    double sum = 0;
    int visible = 0;
    for (int y = 0; y < a.size.height; ++y)
        for (int x = 0; x < a.size.width; ++x) {
            int most = 0;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const std::size_t at = view::byteAt(a, x, y) + channel;
                const int apart = std::abs(int(a.rgba[at]) - int(b.rgba[at]));
                sum += apart;
                most = std::max(most, apart);
            }
            if (most <= kVisible)
                continue;
            ++visible;
            ++tiles[static_cast<std::size_t>(y / kTile * across + x / kTile)];
        }
    const double pixels = double(a.size.width) * a.size.height;
    out.mean = sum / (3 * pixels);
    out.visible = 100 * visible / pixels;
    out.inTile = 100.0 * *std::max_element(tiles.begin(), tiles.end()) / (kTile * kTile);
    return out;
}

} // namespace meso::test
