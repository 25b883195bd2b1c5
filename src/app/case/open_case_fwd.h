#pragma once

// What the open case hands out, by name alone: who uses more of it includes its header.
namespace meso::anatomy {
struct ScalpCoordinate;
}
namespace meso::plan {
struct LayoutRequest;
struct Plan;
struct SiteDefaults;
struct SkinPlace;
} // namespace meso::plan
namespace meso::store {
struct Settings;
}
namespace meso::app {
struct Assets;
struct CaseOptions;
struct CaseStart;
struct ClinicalLibrary;
struct ComparedPlan;
struct Derived;
struct LiveLook;
class OptimiseService;
class SimulationService;
class StudyService;
} // namespace meso::app
