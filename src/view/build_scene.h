#pragma once
#include <string>
#include <vector>

#include "anatomy/head.h"
#include "geom/region.h"
#include "plan/plan.h"
#include "sim/observe/observables.h"
#include "view/scene.h"

namespace meso::view {

/// A scene of the plan on its head: outline, exclusions, numbered sites. Camera and field are left
/// for the caller. Every site must lie on a triangle of the head's scalp grid.
Scene planScene(anatomy::HeadPtr head, const plan::Plan& plan, const geom::Region& region,
                const Theme& theme);

/// What of a simulation is painted.
struct FieldChoice {
    std::string compoundName;
    anatomy::BulbBand band;
    Seconds time{0};
    MgPerMl injected{0}; ///< the scale runs from 0 to this: one scale for all times and all plans
    sim::Measure measure = sim::Measure::Total;
    Colormap colours = Colormap::Viridis;
};

/// The concentration in the band at a time, in µg/mL or mg/mL. The scale is logarithmic and fixed:
/// from 1/1000 of the injected strength, a tenth of the lowest threshold, to all of it; contours at
/// 1 %, 10 % and 50 %. About 2 ms.
ScalarField concentrationField(const sim::SimResult& result, const FieldChoice& choice);

/// The same from values that are there already: mg/mL per vertex of the scalp.
ScalarField concentrationFieldOf(std::vector<float> mgPerMl, const FieldChoice& choice);

/// How much more there is in `first` than in `second`, two fields of one choice's unit, on one
/// scale for all times: blue and orange to minus and plus the injected strength, even steps for
/// even ratios, from a thousandth of it; contours at 1 % and 10 % to either side.
ScalarField differenceFieldOf(const ScalarField& first, const ScalarField& second,
                              const FieldChoice& choice);

/// Lines under the picture: compound, band, time, and that it is a model.
std::vector<std::string> captionOf(const FieldChoice& choice, Seconds shownTime);

/// A camera by its word, framed for a picture of this size: a preset, which shows the whole head
/// ("face" and "ear" come close to what they name), or "area", straight at the largest piece of the
/// treatment area and close to it. Empty for other words.
std::optional<Camera> cameraNamed(const std::string& word, const anatomy::Head& head,
                                  const geom::Region& region, PixelSize size);

/// Straight at the largest piece of the area, with the whole scalp in the picture.
Camera cameraAcross(const anatomy::Head& head, const geom::Region& region, PixelSize size);

} // namespace meso::view
