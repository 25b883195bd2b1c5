#pragma once
#include <string>

#include "ui/kit/kit.h"

namespace meso::ui {

/// A track with a handle over the width of the panel. Arrow keys are not heard: a field beside it
/// takes typed values.
struct Slider {
    std::string id;
    double low = 0, high = 1; ///< ends; low above 0 where it is logarithmic
    bool logarithmic = false; ///< even steps for even ratios
    std::string tip{};
};
/// Draws it; returns whether the value was moved. A value outside lies at the nearer end.
bool slider(Kit& kit, const Slider& slider, double& value);

} // namespace meso::ui
