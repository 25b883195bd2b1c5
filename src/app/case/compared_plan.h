#pragma once
#include <filesystem>
#include <memory>

#include "app/edits/derive.h"
#include "app/spread/simulation_service.h"
#include "app/spread/simulation_study.h"
#include "plan/plan.h"

namespace meso::app {

/// A second plan beside the open case, to be compared with it. Never edited.
struct ComparedPlan {
    std::filesystem::path file;
    plan::Plan plan;
    Derived derived;
    std::unique_ptr<SimulationService> simulation; ///< simulated as long as the open case
    std::unique_ptr<StudyService> study;
};

} // namespace meso::app
