#pragma once
#include "anatomy/head.h"
#include "anatomy/tape.h"

namespace meso::anatomy {

/// What calliper and tape read on a bare surface in the head frame (mm) with its landmarks. Each
/// costs one to ten sections of the mesh, O(triangles) each: 0.2 ms per section of the coarse head.
/// None of them needs connectivity. A surface that is no head gives numbers without a meaning, not
/// a crash.
class HeadTape {
public:
    /// Borrows `skin`, which must outlive this.
    HeadTape(SkinView skin, const Landmarks& marks);

    /// Calliper: from the glabella (the foremost midline point over the nasion) to the farthest
    /// point of the back of the head on the midline.
    [[nodiscard]] Mm length() const;
    /// Calliper: greatest width above the ears.
    [[nodiscard]] Mm breadth() const;
    /// Greatest closed tape over the glabella, level from left to right and clear of the ears.
    [[nodiscard]] Mm circumference() const;
    /// Taut tape from the nasion over the vertex to the inion.
    [[nodiscard]] Mm nasionInionArc() const;
    /// Taut tape from tragus to tragus. Through Cz: the midpoint of the nasion-inion tape and of
    /// this one, found by laying both in turn (Jasper 1958).
    [[nodiscard]] Mm tragusArc(TragusArc kind) const;
    /// Height of the vertex over the ears.
    [[nodiscard]] Mm tragionToTop() const;
    /// All of them.
    [[nodiscard]] MeasuredHead all() const;

private:
    [[nodiscard]] geom::Vec3 glabella() const;
    [[nodiscard]] double circumferenceAt(double height_mm) const;
    [[nodiscard]] double earClearance() const;
    SkinView skin_;
    Landmarks marks_;
    std::vector<geom::Vec3> midline_; ///< section of the skin at x = 0
};

/// The highest point of the surface on the midline (x = 0), mm. O(triangles).
geom::Vec3 vertexOf(SkinView skin);

} // namespace meso::anatomy
