#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "anatomy/scalp_coordinate.h"
#include "base/result.h"
#include "base/units.h"

/// The shapes that treatment areas are made of. All are symmetric about the midline but the disc.
namespace meso::anatomy {

struct Head;
class ScalpFrame;

/// The natural front border of the hair as a function s(|t|): a parabola over the forehead, then
/// two straight parts over the temple down to the ear. All values are scalp coordinates.
struct Hairline {
    double middleS = 0; ///< s at t = 0
    double cornerT = 0; ///< |t| where the parabola ends
    double cornerS = 0;
    double templeT = 0; ///< |t| where the second part ends
    double templeS = 0;
    double earS = 0; ///< s at |t| = 1
    std::string source;
    /// s of the hairline at t in [-1, 1].
    [[nodiscard]] double at(double t) const;
};

/// Round patch: every skin point within `radius` of the centre, along the skin.
struct DiscShape {
    ScalpCoordinate centre;
    Mm radius{0};
};
/// From the hairline back to s = `toS` on the midline and s = `sideS` at the sides (a parabola
/// between), as far as |t| = `maxT`. The two back corners can be rounded off.
struct BandShape {
    std::optional<double> fromS; ///< front border; empty: the hairline
    double toS = 0;
    double sideS = 0; ///< equal to toS: straight across
    double maxT = 0;
    double roundS = 0; ///< semi-axes of the elliptic back corners; 0: square
    double roundT = 0; ///< at most maxT
};
/// Frontotemporal recession on both sides: the hairline between |t| = fromT and toT, and a point.
struct RecessShape {
    double fromT = 0;
    double toT = 0;
    ScalpCoordinate apex; ///< of the right side
};
/// Ellipse in (s, t) about the midline.
struct EllipseShape {
    double fromS = 0;
    double toS = 0;
    double maxT = 0;
};
/// Along the midline from the hairline back, equally wide: a widened parting.
struct StripShape {
    Mm halfWidth{0}; ///< along the skin, at a right angle to the midline; up to 90 mm
    double toS = 0;
};
/// Base on the hairline, apex on the midline behind it: the "Christmas tree".
struct TriangleShape {
    Mm halfBase{0}; ///< along the skin from the midline to either end of the base; up to 90 mm
    double apexS = 0;
};
/// Any outline, given by its right side.
struct MirroredShape {
    double hairlineFromT = 0; ///< it begins with the hairline between these two |t|; equal: without
    double hairlineToT = 0;
    std::vector<ScalpCoordinate> corners; ///< then these, t >= 0
    /// One outline over the midline, whose first and last corners have t = 0; else one on each
    /// side.
    bool acrossMidline = false;
};
using AreaShape = std::variant<DiscShape, BandShape, RecessShape, EllipseShape, StripShape,
                               TriangleShape, MirroredShape>;

/// The outlines of one shape on this head (lengths in mm need one). Fails when it leaves the part
/// of the scalp where scalp coordinates and tape addresses exist.
Result<std::vector<ScalpOutline>> outlinesOf(const AreaShape& shape, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame);

} // namespace meso::anatomy
