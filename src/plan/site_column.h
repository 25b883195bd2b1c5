#pragma once

namespace meso::plan {

struct Mixture;
struct Needle;

/// Columns in the order in which they are shown and copied.
enum class SiteColumn { Number, Volume, Depth, Angle, Needle, Mixture, Locked, S, T };
inline constexpr int kSiteColumns = 9;

} // namespace meso::plan
