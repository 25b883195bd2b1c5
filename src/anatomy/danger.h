#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/corridors.h"
#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "base/result.h"
#include "geom/geodesic.h"

namespace meso::anatomy {

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
