#include "cli/plan_context.h"

#include "app/assets.h"
#include "app/library.h"
#include "base/text.h"
#include "cli/console.h"
#include "store/plan_file.h"

namespace meso::cli {

Result<ProgramData> openProgramData() {
    auto assets = app::findAssets();
    if (!assets)
        return assets.error();
    auto library = app::loadLibrary(*assets);
    if (!library)
        return library.error();
    for (const std::string& warning : library->warnings)
        note(warning);
    return ProgramData{std::move(assets).value(), std::move(library).value()};
}

Status outputIsNotThePlan(const std::string& out, const std::string& planFile) {
    std::error_code ignored;
    if (!out.empty() && std::filesystem::equivalent(out, planFile, ignored))
        return Error{"Writing to " + out + " would replace the plan. Choose another name."};
    return Done{};
}

Result<PlanContext> openPlanContext(const std::filesystem::path& planFile, Sites sites) {
    auto plan = store::loadPlan(planFile);
    if (!plan)
        return plan.error();
    auto program = openProgramData();
    if (!program)
        return program.error();
    auto head = app::openHead(plan->head, program->assets);
    if (!head)
        return head.error();
    if (sites == Sites::MustLieOnTheHead)
        if (const auto places = app::checkPlaces(*plan, *head); !places)
            return places.error();
    auto region = app::regionOf(*plan, *head);
    if (!region)
        return region.error();
    return PlanContext{program->assets, program->library, std::move(plan).value(),
                       std::move(head).value(), std::move(region).value()};
}

Result<plan::Ingredient> ingredientFrom(const std::string& words,
                                        const clinic::CompoundLibrary& compounds) {
    const auto equals = words.find('=');
    const std::string id = words.substr(0, equals);
    const clinic::Compound* compound = compounds.find(id);
    if (!compound) {
        std::string known;
        for (const clinic::Compound* c : compounds.offered())
            known += (known.empty() ? "" : ", ") + c->id;
        return Error{"There is no compound \"" + text::printable(id) + "\". Known: " + known + "."};
    }
    if (compound->benchmark)
        return Error{compound->name + " serves comparison with measurements and is not injected."};
    if (!compound->disabledReason.empty())
        return Error{compound->name + " is not to be injected: " + compound->disabledReason};
    if (equals == std::string::npos)
        return plan::Ingredient{id, compound->usualStrength};
    const auto strength = clinic::readStrength(compound->countedIn, words.substr(equals + 1));
    if (!strength)
        return strength.error();
    const MgPerMl most(clinic::maxStrength(compound->countedIn));
    if (!(strength->value() > 0) || *strength > most)
        return Error{"The strength of " + id + " must lie above 0 and be at most " +
                     clinic::strengthText(compound->countedIn, most) + "."};
    return plan::Ingredient{id, *strength};
}

} // namespace meso::cli
