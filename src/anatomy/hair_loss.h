#pragma once
#include <string>
#include <variant>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "base/result.h"
#include "geom/region.h"

namespace meso::anatomy {

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
/// From the hairline back to s = `toS`, on both sides of the midline as far as |t| = `maxT`.
struct BandShape {
    double toS = 0;
    double maxT = 0;
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
using AreaShape = std::variant<DiscShape, BandShape, RecessShape, EllipseShape>;

/// A pattern of hair loss as the area that one would treat. From assets/data/areas.json.
struct AreaPreset {
    std::string id;   ///< stable key, e.g. "norwood_3_vertex"
    std::string name; ///< as shown
    std::vector<AreaShape> shapes;
    double expectedCm2 = 0; ///< on the P50 male head, for the tests
    std::string source;
};

struct AreaLibrary {
    Hairline hairline;
    std::vector<AreaPreset> presets;
    [[nodiscard]] const AreaPreset* find(const std::string& id) const;
};

/// A closed line in scalp coordinates: means the same area on every head.
struct ScalpOutline {
    std::string name;
    std::vector<ScalpCoordinate> points; ///< neighbours are joined straight in (s, t)
    double density = 1; ///< sites per area against the other outlines of the plan, 0.25 to 4
    bool operator==(const ScalpOutline&) const = default;
};

/// The preset's outlines on this head (discs need the head, since their radius is in mm). Fails
/// when a shape leaves the part of the scalp where (s, t) is precise.
Result<std::vector<ScalpOutline>> outlinesOf(const AreaPreset& preset, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame);

/// Points on the skin at most 2 mm apart along the outline. Fails where (s, t) leaves the scalp.
Result<geom::Outline> onSkin(const ScalpOutline& outline, const ScalpFrame& frame);

/// The circle of skin points `radius` away from `centre`, along the skin. Fails when the circle
/// leaves the scalp grid, where it has no such points.
Result<geom::Outline> discOnSkin(const std::string& name, ScalpCoordinate centre, Mm radius,
                                 const Head& head, const ScalpFrame& frame);

} // namespace meso::anatomy
