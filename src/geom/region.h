#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "geom/mesh.h"
#include "geom/surface_point.h"

namespace meso::geom {

/// A closed line on the skin: the last point joins the first. Points lie on or near the surface,
/// mm; neighbours at most a few millimetres apart, since the line between them is taken as
/// straight.
struct Outline {
    std::string name; ///< for messages, e.g. "vertex disc"
    std::vector<Vec3> points;
};

/// Every point of the skin within `radius` of a centre, along the skin.
struct Disc {
    std::string name;
    Vec3 centre = Vec3::Zero();  ///< on the surface, mm
    Vec3 normal = Vec3::UnitZ(); ///< outward unit normal there
    double radius_mm = 0;        ///< above 0
};

/// Part of a surface inside closed outlines and outside exclusion discs, with the distance to its
/// border. Outlines may overlap (their union counts); an outline that crosses itself is refused. A
/// disc may reach past the edge of the surface.
class Region {
public:
    /// How far from the border distances are exact; beyond it they are clamped to this.
    static constexpr double kReachMm = 30;
    static constexpr std::size_t kMaxPoints = 4096; ///< per outline

    /// `centre` is a point inside the head from which every outline is seen once; the direction
    /// straight down from it must lie in none of them. Fails, naming the outline, when one has
    /// fewer than three points or too many, crosses itself, or when nothing is left of the area.
    /// About 20 ms on a scalp of 57 thousand vertices.
    static Result<Region> make(MeshPtr mesh, const Vec3& centre, std::vector<Outline> areas,
                               std::vector<Disc> exclusions);

    [[nodiscard]] const TriMesh& mesh() const { return *mesh_; }
    [[nodiscard]] const MeshPtr& meshPtr() const { return mesh_; }
    [[nodiscard]] const Vec3& centre() const { return centre_; }
    [[nodiscard]] const std::vector<Outline>& areas() const { return areas_; }
    [[nodiscard]] const std::vector<Disc>& exclusions() const { return exclusions_; }

    /// Per vertex, mm: straight distance to the nearest border, negative inside the region.
    [[nodiscard]] const std::vector<double>& signedDistance() const { return signedDistance_; }
    /// Per vertex, mm: the same to the exclusion discs alone, by the arc to their centres, negative
    /// inside a disc; kReachMm everywhere where there is none.
    [[nodiscard]] const std::vector<double>& exclusionDistance() const {
        return exclusionDistance_;
    }
    /// Per vertex, mm2: the share of the region's area that belongs to the vertex; sums to area().
    [[nodiscard]] const std::vector<double>& vertexArea() const { return vertexArea_; }
    /// Per vertex: number of the connected piece it lies in, 0-based; -1 outside
    /// and in specks below 1 mm2.
    [[nodiscard]] const std::vector<int>& piece() const { return piece_; }
    [[nodiscard]] int pieceCount() const { return pieceCount_; }
    /// Area on the curved surface.
    [[nodiscard]] Mm2 area() const { return area_; }

    [[nodiscard]] double signedDistanceAt(const SurfacePoint& point) const;
    [[nodiscard]] bool contains(const SurfacePoint& point) const {
        return signedDistanceAt(point) <= 0;
    }

private:
    Region() = default;
    void measureArea();
    void labelPieces();
    MeshPtr mesh_;
    Vec3 centre_ = Vec3::Zero();
    std::vector<Outline> areas_;
    std::vector<Disc> exclusions_;
    std::vector<double> signedDistance_;
    std::vector<double> exclusionDistance_;
    std::vector<double> vertexArea_;
    std::vector<int> piece_;
    int pieceCount_ = 0;
    Mm2 area_;
};

/// Whether `position` lies within the outline, seen from `centre` (even-odd rule). O(points).
bool encloses(const Outline& outline, const Vec3& centre, const Vec3& position);

} // namespace meso::geom
