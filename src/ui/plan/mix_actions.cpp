#include "ui/plan/mix_actions.h"

#include "plan/case_edits.h"
#include "plan/dose.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/mix_desk.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

constexpr const char* kMixGroup = "Mix";
/// Compounds that can be removed by an action of their own; those after them by their buttons.
constexpr std::size_t kMostRemovable = 6;

void openMixPage(Desk desk) {
    desk.state.workspace = Workspace::Plan;
    desk.state.planPage = PlanPage::Mix;
    if (!desk.state.inspectorIsOpen)
        desk.state.wantsInspector = true;
}

std::vector<plan::Ingredient> shownParts(Desk desk) {
    return plan::ingredientsOf(desk.session.plan(), shownMixture(desk));
}

void addMixture(Desk desk) {
    openMixPage(desk);
    const Status outcome =
        desk.session.edit(plan::addMixture(desk.session.plan(), ""), "Add a mixture");
    if (outcome)
        desk.state.mix.mixture = plan::mixtureCount(desk.session.plan()) - 1;
    tellOutcome(desk.session, outcome, {});
}

std::string whyNoMoreMixtures(Desk desk) {
    const bool isFull = desk.session.plan().furtherMixtures.size() >= plan::kMostFurtherMixtures;
    return isFull ? "A plan holds at most 6 mixtures." : "";
}

void removeMixture(Desk desk) {
    openMixPage(desk);
    const Status outcome = desk.session.edit(
        plan::removeMixture(desk.session.plan(), shownMixture(desk)), "Remove a mixture");
    if (outcome)
        desk.state.mix.mixture = 0;
    tellOutcome(desk.session, outcome, {});
}

void nextMixture(Desk desk) {
    openMixPage(desk);
    desk.state.mix.mixture = (shownMixture(desk) + 1) % plan::mixtureCount(desk.session.plan());
}

/// Opens the list of what can be added, so that it can be chosen by mouse or keys.
void askForCompound(Desk desk) {
    openMixPage(desk);
    desk.state.mix.asksForCompound = true;
}

Action removal(std::size_t index) {
    const std::string number = std::to_string(index + 1);
    Action action{"mix.removeCompound" + number,
                  "Remove compound " + number + " of the mixture",
                  kIconMinus,
                  "",
                  kMixGroup,
                  [index](Desk desk) {
                      openMixPage(desk);
                      removeCompound(desk, index);
                  },
                  [index](Desk desk) {
                      const std::size_t count = shownParts(desk).size();
                      return index < count ? ""
                             : count == 0  ? "Nothing is in this mixture yet."
                                           : "The mixture has no such compound.";
                  }};
    action.labelNow = [index, usual = action.label](Desk desk) {
        const auto parts = shownParts(desk);
        return index < parts.size() ? "Remove compound " + std::to_string(index + 1) + ", " +
                                          nameOfCompound(desk.session, parts[index].compoundId)
                                    : usual;
    };
    return action;
}

} // namespace

std::vector<Action> mixActions() {
    std::vector<Action> out;
    out.push_back({"mix.addCompound", "Add a compound to the mixture…", kIconPlus, "", kMixGroup,
                   askForCompound});
    for (std::size_t i = 0; i < kMostRemovable; ++i)
        out.push_back(removal(i));
    out.push_back({"mix.addMixture", "Add a mixture in its own syringe", kIconPlus, "", kMixGroup,
                   addMixture, whyNoMoreMixtures});
    out.push_back({"mix.removeMixture", "Remove this mixture; its sites get the first one",
                   kIconMinus, "", kMixGroup, removeMixture, [](Desk desk) {
                       return shownMixture(desk) == 0 ? "The first mixture stays." : "";
                   }});
    out.push_back({"mix.nextMixture", "Show the next mixture", kIconFlask, "", kMixGroup,
                   nextMixture, [](Desk desk) {
                       return plan::mixtureCount(desk.session.plan()) == 1
                                  ? "The plan has one mixture."
                                  : "";
                   }});
    return out;
}

} // namespace meso::ui
