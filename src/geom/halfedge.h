#pragma once
#include <optional>
#include <vector>

#include "base/result.h"
#include "geom/mesh.h"

namespace meso::geom {

/// A closed manifold triangle surface that can be changed edge by edge. Halfedge h runs from
/// from(h) to to(h) and lies in triangle h / 3. Removed triangles keep their slots until compact().
class HalfedgeMesh {
public:
    /// Fails when an edge does not have exactly two triangles that run it in opposite directions.
    static Result<HalfedgeMesh> make(std::vector<Vec3> positions,
                                     const std::vector<Triangle>& triangles);

    static int next(int h) { return h % 3 == 2 ? h - 2 : h + 1; }
    static int previous(int h) { return h % 3 == 0 ? h + 2 : h - 1; }
    [[nodiscard]] int from(int h) const { return corner_[h]; }
    [[nodiscard]] int to(int h) const { return corner_[next(h)]; }
    [[nodiscard]] int apex(int h) const { return corner_[previous(h)]; }
    [[nodiscard]] int twin(int h) const { return twin_[h]; }
    [[nodiscard]] bool isAlive(int h) const { return !isDead_[h / 3]; }
    [[nodiscard]] int halfedgeCount() const { return static_cast<int>(corner_.size()); }
    [[nodiscard]] int triangleCount() const { return halfedgeCount() / 3; }

    [[nodiscard]] const std::vector<Vec3>& positions() const { return positions_; }
    std::vector<Vec3>& positions() { return positions_; }
    [[nodiscard]] double length(int h) const {
        return (positions_[from(h)] - positions_[to(h)]).norm();
    }
    [[nodiscard]] Vec3 middle(int h) const { return (positions_[from(h)] + positions_[to(h)]) / 2; }
    [[nodiscard]] Vec3 doubleAreaNormal(int triangle) const;

    /// Puts a vertex at p on the edge.
    void split(int h, const Vec3& p);
    /// Turns the edge within its two triangles. Refuses (false) where that would double an edge or
    /// fold the surface by more than 60 degrees.
    bool flip(int h);
    /// Merges both ends of the edge at p. Refuses (false) where the surface would lose its
    /// topology, fold, get a vertex of fewer than 3 or more than 10 edges, or an edge longer than
    /// `longest`.
    bool collapse(int h, const Vec3& p, double longest);
    /// Drops removed triangles and vertices. O(n).
    void compact();

    [[nodiscard]] std::vector<Triangle> triangles() const;

private:
    bool link();
    void pair(int a, int b) {
        twin_[a] = b;
        twin_[b] = a;
    }
    [[nodiscard]] std::vector<int> outgoing(int vertex) const;
    [[nodiscard]] bool keepsTopology(int h, const std::vector<int>& aroundA,
                                     const std::vector<int>& aroundB) const;
    [[nodiscard]] bool keepsShape(int h, const std::vector<int>& around, const Vec3& p,
                                  double longest) const;

    std::vector<Vec3> positions_;
    std::vector<int> corner_;  ///< three per triangle: where each halfedge starts
    std::vector<int> twin_;    ///< the same edge seen from the neighbour
    std::vector<int> leaving_; ///< one halfedge that leaves each vertex
    std::vector<char> isDead_; ///< per triangle
};

} // namespace meso::geom
