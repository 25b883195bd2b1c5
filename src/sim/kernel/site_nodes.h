#pragma once
#include <vector>

#include "geom/mesh.h"
#include "geom/point_bins.h"

namespace meso::sim {

/// Mean curvature of a surface around a place, 1/mm, positive where it bulges: of the quadric that
/// fits the vertices within 10 mm best. 0 where fewer than 12 are near. Some 20 microseconds.
double curvatureAt(const geom::TriMesh& surface, const geom::PointBins& bins,
                   const geom::Vec3& place);

/// A value as a mixture of two nodes of a grid.
struct NodeShare {
    int node = 0;
    double weight = 1;
};

/// Curvature node n is n / 360 per mm: fields interpolated between two err by at most 0.25 % of the
/// maximum, for the widest depots (`mesomap-cli verify --draws 50`).
inline constexpr double kCurvatureNode_per_mm = 1.0 / 360;
/// Thickness node n is 1.02^n times the tissue's: 0.25 % of a band's maximum, up to 0.7 % where a
/// layer's border crosses a band's between two nodes.
inline constexpr double kThicknessNode = 1.02;

/// The nodes around a curvature, kept within 0 and `most`; one where it lies on a node. Weights are
/// whole sixteenths, so that neighbouring sites share tables.
std::vector<NodeShare> curvatureNodes(double curvature_per_mm, double most_per_mm);
/// The nodes around a thickness factor, > 0.
std::vector<NodeShare> thicknessNodes(double factor);

} // namespace meso::sim
