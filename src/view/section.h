#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "anatomy/scalp_grid.h"
#include "base/result.h"
#include "plan/plan.h"
#include "sim/observe/section.h"
#include "view/colormap.h"
#include "view/overlay.h"
#include "view/picture.h"
#include "view/theme.h"

namespace meso::view {

/// Where a cut goes in: over the skin from one point to another, straight as seen from the centre
/// of the scalp grid.
struct SectionPath {
    std::vector<geom::SurfacePoint> points; ///< of the scalp grid, about `step` apart
    std::vector<double> along_mm;           ///< way over the skin from the first one
    [[nodiscard]] Mm length() const { return Mm(along_mm.empty() ? 0 : along_mm.back()); }
};

/// The way between two points, each lengthened by `beyond` where there is scalp. Fails when the two
/// are less than 1 mm apart or the way leaves the scalp.
Result<SectionPath> sectionPath(const anatomy::ScalpGrid& grid, const geom::Vec3& from,
                                const geom::Vec3& to, Mm beyond = Mm(0), Mm step = Mm(0.25));

/// An injection site near a cut.
struct SectionSite {
    int number = 0;
    double along_mm = 0; ///< its nearest point of the way
    Mm depth{0};         ///< of the needle's tip, straight down
    Degrees angle{90};   ///< between needle and skin
    Mm needle{0};        ///< length up to the hub; 0: drawn to a little above the skin, numbered
};
/// The sites of a plan within `reach` of the way, by place along it.
std::vector<SectionSite> sitesNear(const SectionPath& path, const anatomy::ScalpGrid& grid,
                                   const plan::Plan& plan, Mm reach = Mm(1.5));

/// A cut to scale, described: nothing in it is stretched.
struct SectionScene {
    SectionPath path;
    sim::SectionField field;           ///< one column per point of the way; may be empty
    double perMgPerMl = 1;             ///< times this, values are in the scale's unit
    ColourScale scale;                 ///< shared with the head, so that colours mean the same
    std::vector<double> contourLevels; ///< in the scale's unit
    std::vector<anatomy::TissueLayer> layers;
    std::vector<anatomy::BulbBand> bands;
    /// Between the follicles that are drawn: 80 follicular units per cm2; 0: none are.
    Mm follicleSpacing{1.1};
    Mm needleWidth{0.31}; ///< outer, of 30G (ISO 9626)
    std::vector<SectionSite> sites;
    std::string leftEnd, rightEnd; ///< what lies at the ends: "A", "P", "L", "R", patient's
    Theme theme = lightTheme();
    double textScale = 1;
};

/// A drawn cut.
struct SectionPicture {
    Picture picture; ///< tissue and concentration
    Overlay overlay; ///< layers' names, follicles, needles, scale bar
    double pixelsPerMm = 1;
};

/// What lies under a pixel of a drawn cut.
struct SectionSpot {
    double along_mm = 0; ///< from the beginning of the way
    Mm depth{0};
    std::string layer; ///< its name
    double value = 0;  ///< in the scale's unit; 0 without a field
};
/// Empty outside the tissue. `size` as in drawSection().
std::optional<SectionSpot> sectionSpotAt(const SectionScene& scene, PixelSize size,
                                         const geom::Vec2& pixel);
/// Where a place of the way lies on the skin of the drawn cut.
geom::Vec2 sectionPixelOf(const SectionScene& scene, PixelSize size, double along_mm);

/// Draws the cut across the picture's width, skin above, in the middle of its height. Where the
/// whole depth does not fit the height, the scale is smaller. Sides of 64 to 4096 pixels.
SectionPicture drawSection(const SectionScene& scene, PixelSize size);
/// The same tissue, follicles and needles as shapes alone, without a picture: for cuts that show no
/// concentration.
SectionPicture sectionShapes(const SectionScene& scene, PixelSize size);

} // namespace meso::view
