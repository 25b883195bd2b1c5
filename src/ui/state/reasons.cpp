#include "ui/state/reasons.h"

namespace meso::ui {

std::string noSitesReason(Desk desk) {
    return desk.session.plan().sites.empty() ? "There are no sites." : "";
}

std::string noSimulationReason(Desk desk) {
    return desk.session.spread().shown() ? "" : "There is no simulated spread yet.";
}

} // namespace meso::ui
