#include "ui/state/mix_desk.h"

#include <algorithm>

#include "base/text.h"
#include "plan/case_edits.h"
#include "plan/dose.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"

namespace meso::ui {

int shownMixture(Desk desk) {
    return std::clamp(desk.state.mix.mixture, 0, plan::mixtureCount(desk.session.plan()) - 1);
}

std::string nameOfCompound(const app::Session& session, const std::string& id) {
    const clinic::Compound* compound = session.library().compounds.find(id);
    return compound ? compound->name : text::printable(id);
}

void removeCompound(Desk desk, std::size_t index) {
    const int mixture = shownMixture(desk);
    const auto parts = plan::ingredientsOf(desk.session.plan(), mixture);
    const std::string name =
        index < parts.size() ? nameOfCompound(desk.session, parts[index].compoundId) : "";
    const auto taken = [index](plan::Plan plan) {
        return plan::removeIngredient(std::move(plan), index);
    };
    tellOutcome(
        desk.session,
        desk.session.edit(plan::editMixture(desk.session.plan(), mixture, taken), "Remove " + name),
        {});
}

} // namespace meso::ui
