#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "base/result.h"
#include "geom/geodesic.h"

namespace meso::anatomy {

/// To be shown wherever a corridor is drawn or named.
inline constexpr const char* kCorridorCaption =
    "Corridor of usual course, not this patient's vessel";

enum class CorridorKind {
    Artery,
    Nerve,
    Vein,
    Landmark ///< a line to find one's way by, such as the brow: drawn, never a danger
};

/// One control point of a corridor's centre line on the patient's right.
struct CorridorPoint {
    geom::Vec3 median = geom::Vec3::Zero(); ///< on the median man of the reference, mm
    std::optional<ScalpCoordinate> place;   ///< the same place on every head; empty: xyz only
    bool operator==(const CorridorPoint&) const = default;
};

/// Where a vessel or a nerve usually runs, on the patient's right; the left is its mirror image.
struct Corridor {
    std::string id;   ///< stable key, lower case
    std::string name; ///< as shown, e.g. "Supraorbital nerve, deep branch"
    CorridorKind kind = CorridorKind::Artery;
    Mm halfWidth{0};                   ///< to either side of the centre line, 0 to 30
    std::string plane;                 ///< depth or tissue plane in words
    std::vector<CorridorPoint> points; ///< one (a round corridor) or more, 1 to 50
    std::string source;
    bool operator==(const Corridor&) const = default;
};

/// The head that CorridorPoint::median is given on: what xyz are scaled by. Mm in the head frame.
struct CorridorReference {
    double preauricular_x = 72; ///< of the right preauricular point
    double nasion_y = 95;
    double inion_y = -100;
    double vertex_z = 131; ///< of the highest point over the ears
    bool operator==(const CorridorReference&) const = default;
};

/// All corridors, in file order. From assets/data/danger.json.
struct CorridorLibrary {
    CorridorReference reference;
    std::vector<Corridor> corridors;
    /// The corridor with this id, or nullptr.
    [[nodiscard]] const Corridor* find(const std::string& id) const;
    bool operator==(const CorridorLibrary&) const = default;
};

/// One corridor on one side of one head.
struct CorridorLine {
    int corridor = 0;                 ///< index in the library
    Side side = Side::Right;          ///< the patient's
    std::vector<geom::Vec3> controls; ///< the control points, carried to this head, mm
    /// Points on the scalp grid at most 1 mm apart. More than one piece where the line leaves the
    /// scalp in between; none where it lies on face or neck altogether.
    std::vector<std::vector<geom::Vec3>> pieces;
    Mm offScalp{0}; ///< length that lies on face, ear or neck and is left out
};

/// The corridor whose edge is nearest to a place.
struct NearestCorridor {
    std::string id, name;
    CorridorKind kind = CorridorKind::Artery;
    Side side = Side::Right; ///< the patient's
    Mm toCentreLine{0};      ///< along the skin, never negative
    Mm halfWidth{0};
    /// Along the skin; negative inside the corridor.
    [[nodiscard]] Mm toEdge() const { return toCentreLine - halfWidth; }
    [[nodiscard]] bool inside() const { return toCentreLine <= halfWidth; }
};

/// "8.2 mm from the corridor of the occipital artery, right", or "inside ... , 2.1 mm from its
/// centre line".
std::string sentenceOf(const NearestCorridor& nearest);

/// The corridors of one head and the distance to them along its skin. Immutable and safe to share
/// between threads.
class CorridorMap {
public:
    /// Carries the centre lines to the head: points with (s, t) where that is precise, the others
    /// by their xyz, scaled by the landmarks; in between straight over the skin. One wave of fast
    /// marching per half-width that occurs, about 60 ms each on 57,000 vertices, side by side.
    /// Fails when a place does not lie on the scalp.
    static Result<CorridorMap> make(CorridorLibrary library, const Head& head,
                                    const ScalpFrame& frame);

    [[nodiscard]] const CorridorLibrary& library() const { return library_; }
    /// Right and left of every corridor, in the library's order.
    [[nodiscard]] const std::vector<CorridorLine>& lines() const { return lines_; }
    [[nodiscard]] const Corridor& corridorOf(const CorridorLine& line) const {
        return library_.corridors[line.corridor];
    }
    /// The artery or nerve whose edge is nearest to a point of the scalp grid; landmarks do not
    /// count. Empty when none lies on the scalp. Some microseconds. On a sphere of a head's size
    /// within 0.05 mm up to 30 mm off a centre line, and within 0.5 mm farther on.
    [[nodiscard]] std::optional<NearestCorridor> nearest(const geom::SurfacePoint& onScalp) const;
    /// Straight distance to the joined control points of one corridor or landmark, on the nearer
    /// side, off the scalp too (the brow lies on the face). Empty when there is none. O(points).
    [[nodiscard]] std::optional<Mm> straightTo(const std::string& id,
                                               const geom::Vec3& position) const;
    /// What was left out, one sentence per corridor that leaves the scalp.
    [[nodiscard]] std::vector<std::string> remarks() const;

private:
    /// All corridors of one half-width: their nearest centre line is also their nearest edge.
    struct Wave {
        std::vector<int> lineOf; ///< per source of the field: index of lines_
        geom::DistanceField field;
    };
    CorridorMap() = default;
    [[nodiscard]] Wave waveOf(Mm width, const ScalpGrid& grid,
                              const geom::FastMarching& marching) const;
    void measure(const ScalpGrid& grid);
    [[nodiscard]] Mm arcTo(const CorridorLine& line, const geom::SurfacePoint& onScalp) const;
    CorridorLibrary library_;
    std::vector<CorridorLine> lines_;
    std::vector<Wave> waves_;
    std::shared_ptr<const geom::SurfaceIndex> index_; ///< of the scalp grid
};

} // namespace meso::anatomy
