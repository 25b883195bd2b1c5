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

} // namespace

Result<ScalpOutlines> grown(const ScalpOutline& outline, Mm by, const Head& head,
                            const ScalpFrame& frame) {
    const std::string who = "The outline \"" + text::printable(outline.name) + "\"";
    if (!(std::abs(by.value()) <= kMostGrowth.value()))
        return Error{who + " can grow or shrink by at most " + text::of(kMostGrowth) +
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
    const Error leaves{who + " would leave the scalp. Grow it less, or take away what lies near "
                             "the edge first."};
    const auto lines = geom::levelLines(region->mesh(), arcs(*region), by.value());
    if (!lines)
        return leaves;
    geom::Loops loops;
    for (const std::vector<Vec3>& line : *lines) {
        const auto places = inScalpCoordinates({outline.name, thinned(line)}, frame);
        if (!places)
            return leaves;
        geom::Polygon loop;
        for (const ScalpCoordinate& p : places->points)
            loop.emplace_back(p.s, p.t);
        loops.push_back(std::move(loop));
    }
    ScalpOutlines out;
    for (const geom::Polygon& piece :
         geom::withoutHoles(geom::combine(loops, {}, geom::SetOperation::Union))) {
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
