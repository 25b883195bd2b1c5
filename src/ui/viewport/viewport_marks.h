#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// Draws what lies on the skin of a view and follows it: the sites, the corners of the area that is
/// being clicked, the measured way, the rubber band.
void addMarks(view::Overlay& overlay, const Canvas& canvas, const view::Scene& scene);

/// Notes where every visible site's mark lies, as `prefix`<id>, and every handle's.
void tagSites(const Canvas& canvas, const std::string& prefix);

/// Length of the way along the skin between two places of the scalp grid: by the arc up to 30 mm,
/// farther apart by fast marching (0.1 s, kept for the pair).
Mm lengthAlongSkin(SceneCache::State& cache, const geom::Vec3& from, const geom::Vec3& to);

} // namespace meso::ui
