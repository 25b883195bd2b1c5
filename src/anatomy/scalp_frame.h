#pragma once
#include <memory>
#include <string>

#include "anatomy/scalp_coordinate.h"
#include "base/result.h"
#include "base/units.h"
#include "geom/mesh.h"
#include "geom/surface_point.h"

namespace meso::geom {
class SurfaceIndex;
}

namespace meso::anatomy {

struct TenTen;

struct Landmarks;

enum class Side { Left, Midline, Right };

/// How to find a site with a tape measure: walk back from the nasion over the top of the head, then
/// turn off at a right angle. The shortest way over the skin from the site to the midline ends
/// there.
struct TapeAddress {
    Mm behindNasion{0};        ///< along the taut midline tape, from the nasion
    Mm lateral{0};             ///< along the skin, off the midline; never negative
    Side side = Side::Midline; ///< the patient's; Midline where lateral is below 0.5 mm
    bool operator==(const TapeAddress&) const = default;
};

/// "142 mm behind the nasion along the midline, 23 mm to the patient's right"; whole millimetres.
std::string sentenceOf(const TapeAddress& address);

/// The closest 10-10 label to a place, and how far it is in a straight line.
struct NearestLabel {
    std::string name;
    Mm distance{0};
};

/// The coordinates of one scalp: (s, t), 10-10 labels and tape-measure addresses, to and from the
/// skin. Built once per head, immutable, cheap to copy, safe to share between threads.
///
/// Every place is a direction from a centre inside the head, and its skin is the outermost surface
/// along that direction. (s, t) and addresses are two smooth tables of directions, read by
/// interpolation and inverted by Newton's method, so that there and back again is exact whatever
/// the triangles are. A row of constant s is the taut tape through its three 10-10 marks; t is
/// linear in the tape's length from the midline to the 10 % contour, and from there to the base
/// ring. Addresses are geodesics that leave the midline at a right angle (Fermi coordinates).
class ScalpFrame {
public:
    /// Measures `skin` (mm, head frame; anything with a scalp and the skin near the landmarks).
    /// Fails with the reason when the landmarks or the surface are not those of a head. Builds a
    /// SurfaceIndex (10 ms for 28,000 triangles, 35 ms for 112,000) and then takes 15 to 30 ms.
    static Result<ScalpFrame> make(geom::MeshPtr skin, const Landmarks& landmarks);
    /// The same on an index that exists already.
    static Result<ScalpFrame> make(std::shared_ptr<const geom::SurfaceIndex> skin,
                                   const Landmarks& landmarks);

    [[nodiscard]] const geom::TriMesh& skin() const;
    /// Tapes, their lengths and the 10-10 positions.
    [[nodiscard]] const TenTen& tenTen() const;
    /// Point inside the head from which the directions are taken, mm.
    [[nodiscard]] geom::Vec3 centre() const;

    /// Skin at (s, t): a point of skin(). Fails for s outside [0.10, 0.90] or |t| > 1 (or not a
    /// number). Some microseconds.
    [[nodiscard]] Result<geom::SurfacePoint> surfacePointAt(ScalpCoordinate place) const;
    /// The same in head coordinates, mm.
    [[nodiscard]] Result<geom::Vec3> positionAt(ScalpCoordinate place) const;
    /// (s, t) of a point on or near the skin, mm. Fails on the face, the neck and below the base
    /// ring, and for s outside [0.10, 0.90], where (s, t) does not exist. About 10 microseconds.
    [[nodiscard]] Result<ScalpCoordinate> coordinateOf(const geom::Vec3& position) const;
    /// Whether (s, t) is precise at this place. False outside 0.12 <= s <= 0.88: next to s = 0.10
    /// and 0.90 the rows run into the 10 % contour and (s, t) is singular. Use positions there.
    [[nodiscard]] static bool isPrecise(ScalpCoordinate place);

    /// Tape-measure address of a point on or near the skin: every place down to the 10 % contour
    /// has one. Below it (|t| > 0.8, beside the face and the ears) the ways at a right angle to the
    /// midline run out, and about half of the places fail; so does what is more than 180 mm off the
    /// midline, and the face and neck. The lateral distance is that of fast marching within 0.2 mm
    /// on heads of this program (0.6 mm on scans) up to 90 mm off the midline, and within 1.1 mm up
    /// to 120 mm. Farther down several ways compete, and low behind the ears the midline's nearest
    /// point is its end, the inion: there the address still leads to the place, but need not be the
    /// shortest. About 10 microseconds.
    [[nodiscard]] Result<TapeAddress> addressOf(const geom::Vec3& position) const;
    /// Skin at an address, mm. Fails outside the reach of the addresses.
    [[nodiscard]] Result<geom::Vec3> positionAt(const TapeAddress& address) const;

    [[nodiscard]] NearestLabel nearestLabel(const geom::Vec3& position) const;

private:
    struct Tables;
    [[nodiscard]] Result<geom::SurfacePoint> skinAlong(const geom::Vec3& direction) const;
    explicit ScalpFrame(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
    std::shared_ptr<const Tables> tables_;
};

} // namespace meso::anatomy
