#include "ui/state/reasons.h"

namespace meso::ui {

std::string noSitesReason(UiContext context) {
    return context.openCase.plan().sites.empty() ? "There are no sites." : "";
}

std::string noSimulationReason(UiContext context) {
    return context.openCase.simulation().shown() ? "" : "There is no simulated spread yet.";
}

} // namespace meso::ui
