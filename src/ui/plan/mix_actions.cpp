#include "ui/plan/mix_actions.h"

#include "app/case/open_case.h"
#include "plan/case_edits.h"
#include "plan/dose.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/mix_controller.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

constexpr const char* kMixGroup = "Mix";
/// Compounds that can be removed by an action of their own; those after them by their buttons.
constexpr std::size_t kMaxRemovable = 6;

void openMixPage(UiContext context) {
    context.state.workspace = Workspace::Plan;
    context.state.planPage = PlanPage::Mix;
    if (!context.state.inspectorIsOpen)
        context.state.wantsInspector = true;
}

std::vector<plan::Ingredient> shownParts(UiContext context) {
    return plan::ingredientsOf(context.openCase.plan(), shownMixture(context));
}

void addMixture(UiContext context) {
    openMixPage(context);
    const Status outcome =
        context.openCase.edit(plan::addMixture(context.openCase.plan(), ""), "Add a mixture");
    if (outcome)
        context.state.mix.mixture = plan::mixtureCount(context.openCase.plan()) - 1;
    notifyOutcome(context.openCase, outcome, {});
}

std::string addMixtureDisabledReason(UiContext context) {
    const bool isFull = context.openCase.plan().furtherMixtures.size() >= plan::kMaxFurtherMixtures;
    return isFull ? "A plan holds at most 6 mixtures." : "";
}

void removeMixture(UiContext context) {
    openMixPage(context);
    const Status outcome = context.openCase.edit(
        plan::removeMixture(context.openCase.plan(), shownMixture(context)), "Remove a mixture");
    if (outcome)
        context.state.mix.mixture = 0;
    notifyOutcome(context.openCase, outcome, {});
}

void nextMixture(UiContext context) {
    openMixPage(context);
    context.state.mix.mixture =
        (shownMixture(context) + 1) % plan::mixtureCount(context.openCase.plan());
}

/// Opens the list of what can be added, so that it can be chosen by mouse or keys.
void askForCompound(UiContext context) {
    openMixPage(context);
    context.state.mix.asksForCompound = true;
}

Action removal(std::size_t index) {
    const std::string number = std::to_string(index + 1);
    Action action{"mix.removeCompound" + number,
                  "Remove compound " + number + " of the mixture",
                  kIconMinus,
                  "",
                  kMixGroup,
                  [index](UiContext context) {
                      openMixPage(context);
                      removeCompound(context, index);
                  },
                  [index](UiContext context) {
                      const std::size_t count = shownParts(context).size();
                      return index < count ? ""
                             : count == 0  ? "Nothing is in this mixture yet."
                                           : "The mixture has no such compound.";
                  }};
    action.labelNow = [index, usual = action.label](UiContext context) {
        const auto parts = shownParts(context);
        return index < parts.size() ? "Remove compound " + std::to_string(index + 1) + ", " +
                                          nameOfCompound(context.openCase, parts[index].compoundId)
                                    : usual;
    };
    return action;
}

} // namespace

std::vector<Action> mixActions() {
    std::vector<Action> out;
    out.push_back({"mix.addCompound", "Add a compound to the mixture…", kIconPlus, "", kMixGroup,
                   askForCompound});
    for (std::size_t i = 0; i < kMaxRemovable; ++i)
        out.push_back(removal(i));
    out.push_back({"mix.addMixture", "Add a mixture in its own syringe", kIconPlus, "", kMixGroup,
                   addMixture, addMixtureDisabledReason});
    out.push_back({"mix.removeMixture", "Remove this mixture; its sites get the first one",
                   kIconMinus, "", kMixGroup, removeMixture, [](UiContext context) {
                       return shownMixture(context) == 0 ? "The first mixture stays." : "";
                   }});
    out.push_back({"mix.nextMixture", "Show the next mixture", kIconFlask, "", kMixGroup,
                   nextMixture, [](UiContext context) {
                       return plan::mixtureCount(context.openCase.plan()) == 1
                                  ? "The plan has one mixture."
                                  : "";
                   }});
    return out;
}

} // namespace meso::ui
