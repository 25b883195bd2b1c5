#pragma once
#include <array>
#include <cstdint>

namespace meso::view {

/// Colours as 0xRRGGBB (sRGB), from low to high, rounded to 8 bits from the tables published with
/// matplotlib 3.6 and dedicated to the public domain (CC0).
/// Viridis: S. van der Walt and N. Smith, 2015. Cividis: J. Nunez, C. Anderton and R. Renslow,
/// "Optimizing colormaps with consideration for color vision deficiency", PLoS ONE 13 (2018).
extern const std::array<std::uint32_t, 256> kViridis;
extern const std::array<std::uint32_t, 256> kCividis;

} // namespace meso::view
