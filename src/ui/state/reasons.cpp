#include "ui/state/reasons.h"

#include "app/case/open_case.h"
#include "app/spread/simulation_service.h"
#include "plan/plan.h"

namespace meso::ui {

std::string noSitesReason(UiContext context) {
    return context.openCase.plan().sites.empty() ? "There are no sites." : "";
}

std::string reorderReason(UiContext context) {
    return context.openCase.plan().sessionRecord ? "The session has begun in this order."
                                                 : noSitesReason(context);
}

std::string noSimulationReason(UiContext context) {
    return context.openCase.simulation().shown() ? "" : "There is no simulated spread yet.";
}

} // namespace meso::ui
