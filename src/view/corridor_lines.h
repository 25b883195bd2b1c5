#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "anatomy/danger.h"
#include "view/overlay.h"
#include "view/skin_view.h"
#include "view/theme.h"

namespace meso::view {

using SkinLine = std::vector<SkinPoint>; ///< points at most a few mm apart

/// One corridor of one side as it is drawn: the border of its width around each piece of its centre
/// line, closed where it lies on the scalp altogether; for a landmark the line itself.
struct CorridorBand {
    int line = 0; ///< index in CorridorMap::lines()
    std::vector<SkinLine> borders;
};

/// The bands of all corridors on the scalp. Some milliseconds; once per head.
std::vector<CorridorBand> corridorBands(const anatomy::CorridorMap& map,
                                        const anatomy::ScalpGrid& grid);

/// Where a view shows a point of the skin, in pixels; empty where it is turned away.
using SkinToPixel = std::function<std::optional<geom::Vec2>(const SkinPoint&)>;

/// Draws the bands thinly: arteries with long dashes, nerves with short ones, landmarks as a faint
/// line, so that not colour alone tells them apart. Lines are cut where they turn away. `scale` as
/// Scene::scale.
void addCorridors(Overlay& overlay, const anatomy::CorridorMap& map,
                  const std::vector<CorridorBand>& bands, const SkinToPixel& toPixel,
                  const Theme& theme, double scale);

/// A piece of line as corridors of this kind are drawn, for a key beside the picture.
Polyline corridorStroke(anatomy::CorridorKind kind, std::vector<geom::Vec2> points,
                        const Theme& theme, double scale);

} // namespace meso::view
