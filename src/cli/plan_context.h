#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "app/assets.h"
#include "app/library.h"
#include "app/planned_head.h"
#include "app/planning.h"
#include "base/result.h"

namespace meso::app {
struct Assets;
struct ClinicalLibrary;
} // namespace meso::app
namespace meso::clinic {
struct CompoundLibrary;
}

namespace meso::cli {

/// What most commands start from: the program's files, the clinical library, a plan and its head.
struct PlanContext {
    app::Assets assets;
    app::ClinicalLibrary library;
    plan::Plan plan;
    app::HeadContext head;
    geom::Region region;
    [[nodiscard]] app::PlannedHead planned() const { return {plan, head, region, library}; }
};

/// The program's files and library alone.
struct ProgramData {
    app::Assets assets;
    app::ClinicalLibrary library;
};
Result<ProgramData> openProgramData();

/// Fails when writing `out` would replace the plan that is read.
Status outputIsNotThePlan(const std::string& out, const std::string& planFile);

/// Whether the sites of the plan count, or are about to be laid out anew.
enum class Sites { MustLieOnTheHead, WillBeReplaced };

/// Loads a plan and builds everything that it stands on. Fails, too, when a site does not lie where
/// it says (app::checkPlaces), unless the sites will be replaced.
Result<PlanContext> openPlanContext(const std::filesystem::path& planFile,
                                    Sites sites = Sites::MustLieOnTheHead);

/// "minoxidil=5 mg/mL" or "minoxidil" (at its usual strength).
Result<plan::Ingredient> ingredientFrom(const std::string& words,
                                        const clinic::CompoundLibrary& compounds);

} // namespace meso::cli
