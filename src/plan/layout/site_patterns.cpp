#include "plan/layout/site_patterns.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "anatomy/ten_ten.h"
#include "geom/geodesic.h"

namespace meso::plan {

using geom::GeodesicSource;
using geom::Region;
using geom::SurfaceIndex;
using geom::Vec3;

namespace {

constexpr Mm kSourceStep{1};   ///< between sources along a line
constexpr double kReachMm = 3; ///< how far before and behind the border to look

Vec3 middleOf(const Region& region) {
    Vec3 sum = Vec3::Zero();
    for (std::size_t v = 0; v < region.vertexArea().size(); ++v)
        sum += region.vertexArea()[v] * region.mesh().vertices()[v];
    return sum / region.area().value();
}

std::vector<double> distancesFrom(const Region& region,
                                  const std::vector<GeodesicSource>& sources) {
    return geom::FastMarching(region.meshPtr())
        .from(sources, geom::Wavefront::Straight)
        .distance_mm;
}

/// Whether one enters the region here when walking back over the head.
bool isFront(const Region& region, const SurfaceIndex& surface, const anatomy::ScalpFrame& frame,
             const Vec3& border) {
    const auto place = frame.coordinateOf(border);
    if (!place)
        return false;
    const double step = kReachMm / frame.tenTen().midline.length.value();
    const auto isInside = [&](double s) {
        const auto there = frame.positionAt({s, place->t});
        return there.ok() && region.contains(surface.closest(*there).point);
    };
    return isInside(place->s + step) && !isInside(place->s - step);
}

/// Vertices on which rows of the region depend.
std::vector<char> touched(const Region& region) {
    std::vector<char> out(region.piece().size(), 0);
    for (const geom::Triangle& t : region.mesh().triangles()) {
        bool any = false;
        for (const int v : t)
            any = any || region.piece()[v] >= 0;
        for (const int v : t)
            out[v] = out[v] || any;
    }
    return out;
}

} // namespace

RowField straightRows(const Region& region, const SurfaceIndex& surface) {
    const Vec3 up = (middleOf(region) - region.centre()).normalized();
    const Vec3 back = Vec3::UnitX().cross(up).normalized();
    const Vec3 right = up.cross(back);
    std::vector<Vec3> line;
    constexpr int kHalfTurn = 100; // degrees to either side, beyond the ears
    for (int degrees = -kHalfTurn; degrees <= kHalfTurn; ++degrees) {
        const double a = degrees * std::numbers::pi / 180;
        const Vec3 direction = std::cos(a) * up + std::sin(a) * right;
        if (const auto hit = surface.lastHit(region.centre(), direction))
            line.push_back(positionOf(region.mesh(), hit->point));
    }
    std::vector<double> out = distancesFrom(region, sourcesAlong(surface, line, kSourceStep));
    for (std::size_t v = 0; v < out.size(); ++v)
        if ((region.mesh().vertices()[v] - region.centre()).dot(back) < 0)
            out[v] = -out[v];
    return out;
}

RowField partingRows(const Region& region, const anatomy::ScalpFrame& frame) {
    const std::vector<char> wanted = touched(region);
    const double midline_mm = frame.tenTen().midline.length.value();
    RowField out(wanted.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t v = 0; v < wanted.size(); ++v) {
        if (!wanted[v])
            continue;
        if (const auto place = frame.coordinateOf(region.mesh().vertices()[v]))
            out[v] = place->s * midline_mm;
    }
    return out;
}

Result<RowField> hairlineRows(const Region& region, const SurfaceIndex& surface,
                              const anatomy::ScalpFrame& frame) {
    std::vector<GeodesicSource> sources;
    const auto addRun = [&](std::vector<Vec3>& run) {
        if (run.size() >= 2)
            for (const GeodesicSource& source : sourcesAlong(surface, run, kSourceStep))
                sources.push_back(source);
        run.clear();
    };
    for (const geom::Outline& outline : region.areas()) {
        std::vector<Vec3> run;
        for (std::size_t i = 0; i <= outline.points.size(); ++i) {
            const Vec3& point = outline.points[i % outline.points.size()];
            if (isFront(region, surface, frame, point))
                run.push_back(point);
            else
                addRun(run);
        }
        addRun(run);
    }
    if (sources.empty())
        return Error{"The area has no front border that rows could follow. Use another pattern."};
    return distancesFrom(region, sources);
}

Result<Layout> layOutPattern(const Region& region, const SurfaceIndex& surface,
                             const anatomy::ScalpFrame& frame, const LayoutRequest& request) {
    const LayoutPattern pattern = request.earlier.empty()
                                      ? request.pattern.value_or(LayoutPattern::Even)
                                      : LayoutPattern::Even;
    if (pattern == LayoutPattern::Even)
        return layOut(region, surface, request);
    if (const auto count = countOf(region, request); !count)
        return count.error();
    if (pattern == LayoutPattern::HexagonalRows)
        return layOutRows(region, straightRows(region, surface), request);
    if (pattern == LayoutPattern::PartingRows)
        return layOutRows(region, partingRows(region, frame), request);
    const auto rows = hairlineRows(region, surface, frame);
    if (!rows)
        return rows.error();
    return layOutRows(region, *rows, request);
}

} // namespace meso::plan
