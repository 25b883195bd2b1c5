#include "anatomy/outline_growth.h"

#include <algorithm>
#include <cmath>

#include "anatomy/outline_edits.h"
#include "base/text.h"
#include "geom/level_line.h"
#include "geom/polygon.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

/// A line on a head with points 3 mm apart lies this deep under the skin: finer is of no use.
constexpr double kChordMm = 0.015;

/// Signed distance to the border along the skin, per vertex. The region measures straight; the arc
/// is that of a ball through the vertex about the grid's centre, which on a head is within 0.05 mm
/// at 25 mm.
std::vector<double> arcs(const geom::Region& region) {
    std::vector<double> out = region.signedDistance();
    for (std::size_t v = 0; v < out.size(); ++v) {
        const double twice = 2 * (region.mesh().vertices()[v] - region.centre()).norm();
        out[v] = twice * std::asin(std::clamp(out[v] / twice, -1.0, 1.0));
    }
    return out;
}

/// Drops points while the chord stays close to all that it skips.
std::vector<Vec3> thinned(const std::vector<Vec3>& line) {
    std::vector<Vec3> out;
    std::size_t from = 0;
    const auto at = [&](std::size_t i) -> const Vec3& { return line[i % line.size()]; };
    const auto skips = [&](std::size_t to) {
        const Vec3 along = at(to) - at(from);
        for (std::size_t i = from + 1; i < to; ++i) {
            const Vec3 off = at(i) - at(from);
            const double share = std::clamp(off.dot(along) / along.squaredNorm(), 0.0, 1.0);
            if ((off - share * along).norm() > kChordMm)
                return false;
        }
        return true;
    };
    while (from < line.size()) {
        out.push_back(line[from]);
        std::size_t to = from + 1;
        while (to < line.size() && skips(to + 1))
            ++to;
        from = to;
    }
    return out;
}

/// Outside, whatever the level: lines pass close by the neighbours that are inside.
constexpr double kFarOutside = 1e6;

/// Takes the vertices on the open edge out, so that lines close along it. Around any other vertex
/// each neighbour comes once before and once after another one.
void closeAlongTheEdge(const geom::TriMesh& mesh, std::vector<double>& values) {
    std::vector<long> turn(values.size(), 0);
    for (const geom::Triangle& t : mesh.triangles())
        for (int k = 0; k < 3; ++k)
            turn[t[k]] += t[(k + 1) % 3] - t[(k + 2) % 3];
    for (std::size_t v = 0; v < values.size(); ++v)
        if (turn[v] != 0)
            values[v] = kFarOutside;
}

/// Takes out what would be added and has no scalp coordinates.
void keepToCoordinates(const geom::TriMesh& mesh, const ScalpFrame& frame, double level,
                       std::vector<double>& values) {
    for (std::size_t v = 0; v < values.size(); ++v)
        if (values[v] >= 0 && values[v] < level && !frame.coordinateOf(mesh.vertices()[v]))
            values[v] = kFarOutside;
}

/// The lines of a level as loops in scalp coordinates.
Result<geom::Loops> loopsAt(const geom::TriMesh& mesh, const std::vector<double>& values,
                            double level, const ScalpFrame& frame) {
    const auto lines = geom::levelLines(mesh, values, level);
    if (!lines)
        return lines.error();
    geom::Loops loops;
    for (const std::vector<Vec3>& line : *lines) {
        const auto places = inScalpCoordinates({"", thinned(line)}, frame);
        if (!places)
            return places.error();
        geom::Polygon loop;
        for (const ScalpCoordinate& p : places->points)
            loop.emplace_back(p.s, p.t);
        loops.push_back(std::move(loop));
    }
    return loops;
}

} // namespace

Result<ScalpOutlines> grown(const ScalpOutline& outline, Mm by, const Head& head,
                            const ScalpFrame& frame) {
    const std::string who = "The outline \"" + text::printable(outline.name) + "\"";
    if (!(std::abs(by.value()) <= kMaxGrowth.value()))
        return Error{who + " can grow or shrink by at most " + text::of(kMaxGrowth) +
                     " at a time."};
    if (const Status fine = checkOutline(outline); !fine)
        return fine.error();
    auto border = onSkin(outline, frame);
    if (!border)
        return border.error();
    const auto region =
        geom::Region::make(head.scalp->mesh, head.scalp->centre, {std::move(border).value()}, {});
    if (!region)
        return region.error();
    std::vector<double> values = arcs(*region);
    closeAlongTheEdge(region->mesh(), values);
    auto loops = loopsAt(region->mesh(), values, by.value(), frame);
    if (!loops) {
        keepToCoordinates(region->mesh(), frame, by.value(), values);
        loops = loopsAt(region->mesh(), values, by.value(), frame);
    }
    if (!loops)
        return Error{who + " would leave the scalp. Grow it less."};
    ScalpOutlines out;
    for (const geom::Polygon& piece :
         geom::withoutHoles(geom::combine(*loops, {}, geom::SetOperation::Union))) {
        ScalpOutline next{outline.name, {}, outline.density};
        if (!out.empty())
            next.name += " " + std::to_string(out.size() + 1);
        for (const geom::Vec2& p : piece)
            next.points.push_back({p.x(), p.y()});
        out.push_back(std::move(next));
    }
    if (out.empty())
        return Error{who + " is narrower than that all over, so nothing would be left of it."};
    return out;
}

} // namespace meso::anatomy
