#pragma once

/// What the window can be about.
namespace meso::ui {

/// What the mouse does in the viewport and on the map.
enum class Tool { Select, Lasso, Place, Move, Erase, Area, Exclude, Measure };
/// What the inspector and the bars are about. Spread is called "Simulate" in the window.
enum class Workspace { Plan, Spread };
/// Pages of the inspector while planning.
enum class PlanPage { Area, Sites, Mix, Checks, Session };
/// Pages of the inspector while simulating.
enum class SpreadPage { Map, Exposure, Balance, Compare, Optimise };
/// What the histogram of the area is about.
enum class HistogramQuantity { Peak, Integral, TimeAbove };
/// What the middle of the window shows.
enum class ViewMode { Head, HeadAndMap, Map };

} // namespace meso::ui
