#pragma once
#include <cstdint>

namespace meso::view {

/// A colour as it is written on a screen: sRGB, each channel 0 to 1, alpha not premultiplied.
struct Colour {
    float red = 0, green = 0, blue = 0;
    float alpha = 1;
    bool operator==(const Colour&) const = default;
};

/// From 0xRRGGBB.
constexpr Colour colourOf(std::uint32_t rgb, float alpha = 1) {
    return {static_cast<float>((rgb >> 16) & 255) / 255, static_cast<float>((rgb >> 8) & 255) / 255,
            static_cast<float>(rgb & 255) / 255, alpha};
}

/// The same colour with its alpha multiplied by `factor`.
constexpr Colour faded(Colour c, double factor) {
    return {c.red, c.green, c.blue, static_cast<float>(c.alpha * factor)};
}

/// `a` at t = 0, `b` at t = 1, mixed channel by channel in sRGB.
constexpr Colour mixed(Colour a, Colour b, double t) {
    const auto f = static_cast<float>(t);
    return {a.red + f * (b.red - a.red), a.green + f * (b.green - a.green),
            a.blue + f * (b.blue - a.blue), a.alpha + f * (b.alpha - a.alpha)};
}

/// One sRGB channel to linear light (IEC 61966-2-1).
double linearFromSrgb(double channel);
/// Relative luminance of an opaque colour, 0 black to 1 white (WCAG 2.1).
double luminance(Colour c);
/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21. Text needs 4.5.
double contrast(Colour a, Colour b);
/// CIE lightness L* of an opaque colour, 0 to 100 (CIE 15, white point luminance 1).
double lightness(Colour c);

} // namespace meso::view
