#pragma once
#include <optional>
#include <string>

#include "view/overlay.h"
#include "view/scalp_chart.h"
#include "view/scene.h"
#include "view/scene_overlay.h"

namespace meso::view {

/// The scalp seen flat from above: nose up, the patient's right on the right. Angles from the crown
/// are true and lengths are true at the centre; towards the rim lengths around the head stretch, by
/// half at the height of the scalp grid's centre. Needs no graphics card.
struct FlatMap {
    Picture picture; ///< background, skin, field, contours, outlines
    Overlay overlay; ///< head sketch, sites, L and R, legend, scale bar, caption
};

/// Where the flat map puts things on its picture.
class FlatLayout {
public:
    /// `pole` is the distance from the grid's centre to the skin straight above it.
    FlatLayout(PixelSize size, double scale, Mm pole);
    /// Pixel of a place on the scalp chart, and the place at a pixel: inverse functions.
    [[nodiscard]] geom::Vec2 pixelOf(const geom::Vec2& place) const;
    [[nodiscard]] geom::Vec2 placeAt(const geom::Vec2& pixel) const;
    /// Middle of the map, and the radius of its rim in pixels.
    [[nodiscard]] const geom::Vec2& centre() const { return centre_; }
    [[nodiscard]] double radius() const { return radius_; }
    /// At the centre of the map.
    [[nodiscard]] double pixelsPerMm() const;

private:
    geom::Vec2 centre_;
    double radius_;
    Mm pole_;
};

/// The layout of a map of this head. A lookup along one ray.
FlatLayout flatLayoutOf(const anatomy::ScalpGrid& grid, PixelSize size, double scale);

// Parts of the overlay, for the window, which keeps the picture and draws these anew.

/// The scene's sites as they lie on the map; all of them are clear.
std::vector<VisibleSite> sitesOnMap(const Scene& scene, const FlatLayout& layout);
/// Nose above, ears at the sides, and the rim, as on an electrode map.
void addHeadSketch(Overlay& overlay, const Scene& scene, const FlatLayout& layout);
/// 50 mm at the centre of the map, in the bottom right corner.
void addScaleBar(Overlay& overlay, const Scene& scene, const FlatLayout& layout, PixelSize size);

/// How much too long lengths around the head look at an angle from the crown, as a share; the mean
/// over all sides. Along the way from the crown outward it is `outward`. Angles above 0 to 100
/// degrees; empty where the scalp does not reach.
struct MapStretch {
    double around = 0, outward = 0;
};

/// Draws what the scene shows of the scalp; its camera is not used. `chart` must come from the grid
/// of the scene's head. Sides of 64 to 4096 pixels. O(pixels).
FlatMap drawFlatMap(const Scene& scene, const ScalpChart& chart, PixelSize size);

} // namespace meso::view
