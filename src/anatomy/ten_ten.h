#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/scalp_coordinate.h"
#include "anatomy/tape.h"
#include "base/result.h"
#include "geom/mesh.h"

namespace meso::anatomy {

/// One electrode position of the international 10-10 system.
struct TenTenLabel {
    std::string name;                         ///< "Fz", "C3", "PO8" ...
    ScalpCoordinate coordinate;               ///< round numbers
    geom::Vec3 position = geom::Vec3::Zero(); ///< on the taut tape, mm; up to 1 mm off a hollow
};

/// One half of a ring around the head, front to back; each piece is half of it by definition.
struct HalfRing {
    TapeLine front; ///< Fpz to T7/T8
    TapeLine back;  ///< T7/T8 to Oz
    /// Point at s in [0, 1]: 0.5 is the join.
    [[nodiscard]] geom::Vec3 at(double s) const {
        return s <= 0.5 ? front.at(2 * s) : back.at(2 * s - 1);
    }
};

/// The 10-10 system of one head, measured as one does with a tape (Jasper 1958; Oostenveld &
/// Praamstra 2001): all arcs are taut tapes in planes through three marks.
struct TenTen {
    TapeLine midline;                   ///< nasion to inion over Cz
    TapeLine coronal;                   ///< left to right preauricular point over Cz
    HalfRing leftContour, rightContour; ///< the 10 % contour: Fpz, T7/T8, Oz
    geom::Vec3 cz = geom::Vec3::Zero();
    std::vector<TenTenLabel> labels; ///< 61 positions, front to back and left to right
    /// The label of this name (case matters), or empty.
    [[nodiscard]] std::optional<TenTenLabel> find(std::string_view name) const;
};

/// Measures the 10-10 system on `skin`. Cz is midway on both arcs: the two tapes are laid in turn
/// until it moves less than 0.05 mm. Fails when the landmarks are not finite, do not lie as on a
/// head (left and right swapped, too close together), or the tapes never meet. About 25 sections
/// of the mesh: O(triangles) each.
Result<TenTen> measureTenTen(const geom::TriMesh& skin, const Landmarks& landmarks);

} // namespace meso::anatomy
