#include "ui/viewport/picking.h"

namespace meso::ui {

namespace {

/// Marks paler than this are at the silhouette, where a pixel is many millimetres.
constexpr double kMinClarity = 0.15;

/// How often the loop runs around the place. A hand that goes on past its start, or crosses its own
/// line, still means what is within: even-odd would leave that out.
int turnsAround(const geom::Polygon& loop, const geom::Vec2& p) {
    int turns = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const geom::Vec2 a = loop[i] - p;
        const geom::Vec2 b = loop[(i + 1) % loop.size()] - p;
        const double side = a.x() * b.y() - a.y() * b.x();
        if (a.y() <= 0 && b.y() > 0 && side > 0)
            ++turns;
        if (a.y() > 0 && b.y() <= 0 && side < 0)
            --turns;
    }
    return turns;
}

} // namespace

int siteAt(const std::vector<view::VisibleSite>& sites, const geom::Vec2& pixel, double reach) {
    int found = 0;
    double nearest = reach;
    for (const view::VisibleSite& site : sites) {
        const double away = (site.pixel - pixel).norm();
        if (site.clarity < kMinClarity || away > nearest)
            continue;
        nearest = away;
        found = site.mark.number;
    }
    return found;
}

plan::SiteIds sitesBetween(const std::vector<view::VisibleSite>& sites, const geom::Vec2& a,
                           const geom::Vec2& b) {
    const geom::Vec2 low = a.cwiseMin(b);
    const geom::Vec2 high = a.cwiseMax(b);
    plan::SiteIds found;
    for (const view::VisibleSite& site : sites)
        if (site.clarity >= kMinClarity && (site.pixel.array() >= low.array()).all() &&
            (site.pixel.array() <= high.array()).all())
            found.insert(site.mark.number);
    return found;
}

plan::SiteIds sitesWithin(const std::vector<view::VisibleSite>& sites, const geom::Polygon& loop) {
    plan::SiteIds found;
    for (const view::VisibleSite& site : sites)
        if (site.clarity >= kMinClarity && turnsAround(loop, site.pixel) != 0)
            found.insert(site.mark.number);
    return found;
}

} // namespace meso::ui
