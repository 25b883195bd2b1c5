#include "ui/spread/optimise_actions.h"

#include <algorithm>

#include "app/spread/optimise_service.h"
#include "app/spread/simulation.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

app::OptimiseChoices optimiseChoicesOf(UiContext context) {
    const OptimisePageState& view = context.state.optimise;
    app::OptimiseChoices choices;
    choices.compoundId = shownRun(context.openCase, context.state)->compound.id;
    choices.bandId = shownDepth(context.openCase, context.state).id;
    choices.thresholdShare = context.state.threshold;
    choices.atLeast = view.atLeast;
    choices.share = view.share;
    choices.fewestSites = view.fewestSites;
    choices.offCorridors = view.offCorridors;
    return choices;
}

std::string runDisabledReason(UiContext context) {
    const auto& sites = context.openCase.plan().sites;
    if (!shownRun(context.openCase, context.state))
        return "There is no simulated spread yet.";
    if (sites.empty())
        return "There are no sites: lay some out first.";
    if (std::any_of(sites.begin(), sites.end(), [](const auto& site) { return site.locked; }))
        return "Some sites are locked, and every site may be moved here.";
    return context.openCase.optimiser().busy() ? "Places are being looked for." : "";
}

std::string takeDisabledReason(UiContext context) {
    const app::OptimiseResultPtr& answer = context.openCase.optimiser().answer();
    if (!answer)
        return "Nothing has been found yet.";
    if (!(answer->asked == context.openCase.plan()))
        return "The plan has changed since. Look for places again.";
    return answer->found.plan == answer->asked ? "The plan is as good as what was found." : "";
}

void take(UiContext context) {
    const Status outcome = context.openCase.edit(context.openCase.optimiser().answer()->found.plan,
                                                 "Optimise places and volumes");
    if (outcome)
        context.state.selection.clear();
    notifyOutcome(context.openCase, outcome, "");
}

} // namespace

std::vector<Action> optimiseActions() {
    const std::string group = "Simulate";
    return {{"optimise.run", "Find places and volumes", kIconTarget, "", group,
             [](UiContext d) {
                 d.openCase.optimiser().start(d.openCase.plan(), d.openCase.derived(),
                                              optimiseChoicesOf(d));
             },
             runDisabledReason},
            {"optimise.cancel", "Stop looking for places", kIconClose, "", group,
             [](UiContext d) { d.openCase.optimiser().cancel(); },
             [](UiContext d) {
                 return d.openCase.optimiser().busy() ? "" : "Nothing is being looked for.";
             }},
            {"optimise.take", "Take over what was found", kIconCheck, "", group, take,
             takeDisabledReason}};
}

} // namespace meso::ui
