#include "ui/spread/optimise_actions.h"

#include <algorithm>

#include "app/spread/optimise_service.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

app::OptimiseWish wishFor(Desk desk) {
    const OptimiseView& view = desk.state.optimise;
    app::OptimiseWish wish;
    wish.compoundId = shownRun(desk.session, desk.state)->compound.id;
    wish.bandId = shownDepth(desk.session, desk.state).id;
    wish.thresholdShare = desk.state.threshold;
    wish.atLeast = view.atLeast;
    wish.share = view.share;
    wish.fewestSites = view.fewestSites;
    wish.offCorridors = view.offCorridors;
    return wish;
}

std::string whyNotRun(Desk desk) {
    const auto& sites = desk.session.plan().sites;
    if (!shownRun(desk.session, desk.state))
        return "There is no simulated spread yet.";
    if (sites.empty())
        return "There are no sites: lay some out first.";
    if (std::any_of(sites.begin(), sites.end(), [](const auto& site) { return site.locked; }))
        return "Some sites are locked, and every site may be moved here.";
    return desk.session.optimiser().busy() ? "Places are being looked for." : "";
}

std::string whyNotTake(Desk desk) {
    const app::OptimiseAnswerPtr& answer = desk.session.optimiser().answer();
    if (!answer)
        return "Nothing has been found yet.";
    if (!(answer->asked == desk.session.plan()))
        return "The plan has changed since. Look for places again.";
    return answer->found.plan == answer->asked ? "The plan is as good as what was found." : "";
}

void take(Desk desk) {
    const Status outcome = desk.session.edit(desk.session.optimiser().answer()->found.plan,
                                             "Optimise places and volumes");
    if (outcome)
        desk.state.selection.clear();
    tellOutcome(desk.session, outcome, "");
}

} // namespace

std::vector<Action> optimiseActions() {
    const std::string group = "Simulate";
    return {
        {"optimise.run", "Find places and volumes", kIconTarget, "", group,
         [](Desk d) {
             d.session.optimiser().start(d.session.plan(), d.session.derived(), wishFor(d));
         },
         whyNotRun},
        {"optimise.cancel", "Stop looking for places", kIconClose, "", group,
         [](Desk d) { d.session.optimiser().cancel(); },
         [](Desk d) { return d.session.optimiser().busy() ? "" : "Nothing is being looked for."; }},
        {"optimise.take", "Take over what was found", kIconCheck, "", group, take, whyNotTake}};
}

} // namespace meso::ui
