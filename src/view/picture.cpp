#include "view/picture.h"

#include <algorithm>
#include <cmath>

namespace meso::view {

namespace {

std::uint8_t byteOf(float channel) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(channel, 0.0F, 1.0F) * 255.0F));
}

} // namespace

Picture filledPicture(PixelSize size, Colour colour) {
    Picture picture{size, {}};
    picture.rgba.resize(static_cast<std::size_t>(size.width) *
                        static_cast<std::size_t>(size.height) * 4);
    const std::uint8_t bytes[4] = {byteOf(colour.red), byteOf(colour.green), byteOf(colour.blue),
                                   byteOf(colour.alpha)};
    for (std::size_t i = 0; i < picture.rgba.size(); ++i)
        picture.rgba[i] = bytes[i % 4];
    return picture;
}

Colour pixelAt(const Picture& picture, int x, int y) {
    const std::uint8_t* p = picture.rgba.data() + byteAt(picture, x, y);
    return {static_cast<float>(p[0]) / 255, static_cast<float>(p[1]) / 255,
            static_cast<float>(p[2]) / 255, static_cast<float>(p[3]) / 255};
}

void setPixel(Picture& picture, int x, int y, Colour colour) {
    std::uint8_t* p = picture.rgba.data() + byteAt(picture, x, y);
    p[0] = byteOf(colour.red);
    p[1] = byteOf(colour.green);
    p[2] = byteOf(colour.blue);
    p[3] = byteOf(colour.alpha);
}

} // namespace meso::view
