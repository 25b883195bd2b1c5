#include "ui/picking.h"

namespace meso::ui {

namespace {

/// Marks paler than this are at the silhouette, where a pixel is many millimetres.
constexpr double kLeastClarity = 0.15;

} // namespace

int siteAt(const std::vector<view::SeenSite>& sites, const geom::Vec2& pixel, double reach) {
    int found = 0;
    double nearest = reach;
    for (const view::SeenSite& site : sites) {
        const double away = (site.pixel - pixel).norm();
        if (site.clarity < kLeastClarity || away > nearest)
            continue;
        nearest = away;
        found = site.mark.number;
    }
    return found;
}

plan::SiteIds sitesBetween(const std::vector<view::SeenSite>& sites, const geom::Vec2& a,
                           const geom::Vec2& b) {
    const geom::Vec2 low = a.cwiseMin(b);
    const geom::Vec2 high = a.cwiseMax(b);
    plan::SiteIds found;
    for (const view::SeenSite& site : sites)
        if (site.clarity >= kLeastClarity && (site.pixel.array() >= low.array()).all() &&
            (site.pixel.array() <= high.array()).all())
            found.insert(site.mark.number);
    return found;
}

} // namespace meso::ui
