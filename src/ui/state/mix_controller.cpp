#include "ui/state/mix_controller.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "plan/dose.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"

namespace meso::ui {

int shownMixture(UiContext context) {
    return std::clamp(context.state.mix.mixture, 0,
                      plan::mixtureCount(context.openCase.plan()) - 1);
}

std::string nameOfCompound(const app::OpenCase& openCase, const std::string& id) {
    const clinic::Compound* compound = openCase.library().compounds.find(id);
    return compound ? compound->name : text::printable(id);
}

void removeCompound(UiContext context, std::size_t index) {
    const int mixture = shownMixture(context);
    const auto parts = plan::ingredientsOf(context.openCase.plan(), mixture);
    const std::string name =
        index < parts.size() ? nameOfCompound(context.openCase, parts[index].compoundId) : "";
    const auto taken = [index](plan::Plan plan) {
        return plan::removeIngredient(std::move(plan), index);
    };
    notifyOutcome(context.openCase,
                  context.openCase.edit(plan::editMixture(context.openCase.plan(), mixture, taken),
                                        "Remove " + name),
                  {});
}

} // namespace meso::ui
