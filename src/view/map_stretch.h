#pragma once
#include <optional>
#include <string>

#include "anatomy/scalp_grid.h"
#include "base/units.h"
#include "view/flat_map.h"

namespace meso::view {

std::optional<MapStretch> stretchAt(const anatomy::ScalpGrid& grid, const FlatLayout& layout,
                                    Degrees fromCrown);
/// The length error toward the rim in one sentence, with figures of this head.
std::string stretchSentence(const anatomy::ScalpGrid& grid, const FlatLayout& layout);

} // namespace meso::view
