#pragma once
#include <optional>

#include "anatomy/direction_table.h"
#include "anatomy/tape.h"
#include "geom/surface.h"

namespace meso::anatomy {

/// Foot and length of the shortest way from a place to the midline.
struct MidlineOffset {
    double alongMidline_mm = 0; ///< from the nasion
    double lateral_mm = 0;      ///< signed: negative to the patient's left
};

/// Geodesics that leave the midline tape at right angles, every 2 % of it and to both sides, as a
/// smooth table of directions (Fermi coordinates; do Carmo, Riemannian Geometry, ch. 3). Every way
/// in it leads to its place; the shortest way to the midline is always one of them, because it ends
/// at a right angle. Far down the sides ways cross, and the shortest one found is taken. Immutable.
class MidlineFan {
public:
    /// Traces the fan on the outermost skin seen from `centre`. About 8000 rays.
    MidlineFan(const geom::SurfaceIndex& skin, const TapeLine& midline, const geom::Vec3& centre);

    /// Direction from the centre of the place; empty outside the fan.
    [[nodiscard]] std::optional<geom::Vec3> directionAt(const MidlineOffset& offset) const;
    /// The shortest of the ways found to the midline; empty where the fan does not reach.
    [[nodiscard]] std::optional<MidlineOffset> offsetOf(const geom::Vec3& direction) const;

private:
    double length_mm_ = 0;
    DirectionTable table_;
};

} // namespace meso::anatomy
