#pragma once
#include <vector>

#include "geom/vec.h"

namespace meso::geom {

/// A closed line in the plane: the last point joins the first.
using Polygon = std::vector<Vec2>;
/// A flat shape as its borders. Inside is what an odd number of them encloses, so that a loop
/// within another one is a hole.
using Loops = std::vector<Polygon>;

/// Even-odd rule. O(points).
bool contains(const Polygon& polygon, const Vec2& p);
bool contains(const Loops& loops, const Vec2& p);

/// Above 0 where the points run counter-clockwise.
double signedArea(const Polygon& polygon);

/// Index of the first edge that another edge crosses properly (touching is none), or -1. O(n^2).
int crossingEdge(const Polygon& polygon);

enum class SetOperation { Union, Subtract, Intersect };

/// Two shapes put together: exact up to a grid of 1e-6, so give them coordinates of the order of
/// 1. Borders may touch, overlap along edges, or be the same. The result's loops do not cross; the
/// shape is left of every edge: outer borders run counter-clockwise, holes clockwise. Points within
/// a straight run are dropped, and so are crumbs below `crumb` (area). Empty where nothing is left.
/// O(n^2) in the points of both, about 10 ms for 500 and 500.
Loops combine(const Loops& a, const Loops& b, SetOperation operation, double sliverArea = 1e-6);

/// The same shape as pieces without holes: a piece with a hole is cut in two along x through
/// the hole's middle. The pieces touch along the cuts. Input as combine() gives it.
std::vector<Polygon> withoutHoles(const Loops& loops);

} // namespace meso::geom
