#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/plan_checks.h"
#include "app/spread/simulation_service.h"
#include "geom/geodesic.h"
#include "sim/kernel/sim_result.h"
#include "sim/observe/observables.h"
#include "ui/state/skin_projection.h"
#include "ui/state/ui_state.h"
#include "ui/viewport/viewport.h"
#include "view/corridor_lines.h"
#include "view/scalp_chart.h"

namespace meso::geom {
class Region;
}
namespace meso::plan {
struct ExclusionPatch;
}

namespace meso::ui {

/// What the flat map's picture shows; equal contents need no new picture.
struct MapContents {
    view::ScalpValues field, region, exclusion;
    view::ShowOptions show;
    view::Theme theme;
    view::PixelSize size{0, 0};
    double scale = 0;
};

/// Which of a simulation's values are on the scalp.
struct FieldKey {
    app::PlanSimulationPtr simulation;
    std::size_t run = 0;
    std::string depthId;
    Seconds time{0};
    sim::Measure measure = sim::Measure::Total;
    view::Colormap colours = view::Colormap::Viridis;
    ComparedField painted = ComparedField::First;
    sim::SimResultPtr other; ///< of the compared plan; null: nothing is compared
    bool operator==(const FieldKey&) const = default;
};

/// Where the number of a contour line is written.
struct ContourNumber {
    SkinPoint spot;
    std::string words;
};

/// Everything that is derived from the open case for the two views and kept between frames. Only
/// the units of the two views look inside.
struct SceneCache::State {
    view::Scene scene;

    // What belongs to a head.
    anatomy::HeadPtr head;
    std::unique_ptr<geom::SurfaceIndex> display; ///< over its display mesh
    view::BoundingSphere ball;
    std::unique_ptr<view::ScalpChart> chart;     ///< made when a map is first shown
    std::unique_ptr<geom::FastMarching> marcher; ///< made when a long way is first measured

    std::shared_ptr<const geom::Region> region; ///< that scene's distances are of
    FieldKey field;                             ///< that scene's field is of

    std::vector<ContourNumber> numbers; ///< of the contour lines
    view::ScalpValues numbersField;     ///< that they belong to
    int numbersNear = 0;                ///< and the site that they are near

    app::CorridorMapPtr bandsOf; ///< that `bands` are of
    std::vector<view::CorridorBand> bands;
    std::vector<plan::ExclusionPatch> ringsOf; ///< that `rings` are of
    anatomy::HeadPtr ringsOn;                  ///< and their head
    std::vector<std::vector<SkinPoint>> rings;

    anatomy::HeadPtr stretchOf; ///< that `stretch` is of
    std::string stretch;        ///< length error of the flat map, in words
    view::Picture mapPicture;
    MapContents mapContents;
    int mapSerial = 0;

    std::vector<geom::Vec3> measured; ///< pair that `measuredLength` belongs to
    Mm measuredLength{0};

    view::ScalpValues paintedField, paintedRegion; ///< on the last 3D picture
    double movingUntil_s = -1;                     ///< ImGui's clock: quick pictures until then
    bool betterPictureWaits = false;               ///< a quick one is shown, and nothing holds it
    int frame = -1;        ///< ImGui's number of the frame in which the hover was last reset
    int hoveredBefore = 0; ///< site that either view found under the cursor last frame
    int tipSite = 0;       ///< site that waits for its tooltip, or has it
    double tipSince_s = 0;
    std::string refusal; ///< why the drag cannot move its sites; empty: it can
};

} // namespace meso::ui
