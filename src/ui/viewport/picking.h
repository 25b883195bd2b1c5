#pragma once
#include <vector>

#include "geom/polygon.h"
#include "plan/edits.h"
#include "view/scene_overlay.h"

namespace meso::ui {

/// How far from the middle of its mark a site can be taken, logical pixels.
inline constexpr double kPickReach = 12;

/// The site whose mark is nearest to the pixel, of those that face the viewer and lie within
/// `reach` pixels; of two at one place the nearer one. 0: none. O(sites).
int siteAt(const std::vector<view::VisibleSite>& sites, const geom::Vec2& pixel, double reach);

/// The sites that face the viewer within the box between two corners. O(sites).
plan::SiteIds sitesBetween(const std::vector<view::VisibleSite>& sites, const geom::Vec2& a,
                           const geom::Vec2& b);

/// The sites that face the viewer within a line that was drawn by hand and closes by itself, also
/// where it crosses itself. Fewer than three points enclose nothing. O(sites x points).
plan::SiteIds sitesWithin(const std::vector<view::VisibleSite>& sites, const geom::Polygon& loop);

} // namespace meso::ui
