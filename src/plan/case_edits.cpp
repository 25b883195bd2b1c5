#include "plan/case_edits.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "plan/history.h"

namespace meso::plan {

namespace {

constexpr std::size_t kMaxFlags = 100;
constexpr int kYoungest = 18, kOldest = 120;

Status checkNumber(const std::string& what, double value, Bounds bounds, const std::string& unit) {
    if (value >= bounds.min && value <= bounds.max)
        return Done{};
    return Error{what + " must be between " + text::significant(bounds.min) + " and " +
                 text::significant(bounds.max) + unit + ", not " + text::significant(value) + unit +
                 "."};
}

Status checksText(const std::string& what, const std::string& words) {
    if (text::isUtf8(words) && words.size() <= kMaxTextBytes)
        return Done{};
    return Error{what + " must be at most " + std::to_string(kMaxTextBytes) + " bytes of text."};
}

Status checkMixture(const Plan& plan, int mixture, int lowest) {
    if (mixture >= lowest && mixture <= static_cast<int>(plan.furtherMixtures.size()))
        return Done{};
    return Error{"The plan has no mixture " + std::to_string(mixture + 1) + "."};
}

template <class Change>
Plan withEverySite(Plan plan, const SiteIds& ids, Change&& change) {
    for (InjectionSite& site : plan.sites)
        if (ids.empty() || ids.contains(site.id))
            change(site);
    return plan;
}

} // namespace

Result<Plan> setWeight(Plan plan, std::optional<double> weight_kg) {
    if (weight_kg)
        if (const Status ok = checkNumber("The weight", *weight_kg, kWeightBounds, " kg"); !ok)
            return ok.error();
    plan.about.weight_kg = weight_kg;
    return plan;
}

Result<Plan> setHeight(Plan plan, std::optional<double> height_cm) {
    if (height_cm)
        if (const Status ok = checkNumber("The height", *height_cm, kHeightBounds, " cm"); !ok)
            return ok.error();
    plan.about.height_cm = height_cm;
    return plan;
}

Result<Plan> setSex(Plan plan, const std::string& sex) {
    if (sex != "male" && sex != "female" && sex != "unstated")
        return Error{"Choose male, female or unstated."};
    plan.about.sex = sex;
    return plan;
}

Result<Plan> setAge(Plan plan, int years) {
    if (years != 0 && (years < kYoungest || years > kOldest))
        return Error{"The age must be between " + std::to_string(kYoungest) + " and " +
                     std::to_string(kOldest) + " years, or 0 where it is not stated."};
    plan.about.ageYears = years;
    return plan;
}

Result<Plan> setFlag(Plan plan, const std::string& flag, bool found) {
    if (const Status ok = checksText("A finding", flag); !ok)
        return ok.error();
    if (flag.empty())
        return Error{"Choose a finding first."};
    std::vector<std::string>& flags = plan.about.flags;
    const auto at = std::lower_bound(flags.begin(), flags.end(), flag);
    const bool known = at != flags.end() && *at == flag;
    if (found && !known) {
        if (flags.size() >= kMaxFlags)
            return Error{"A case holds at most " + std::to_string(kMaxFlags) + " findings."};
        flags.insert(at, flag);
    } else if (!found && known) {
        flags.erase(at);
    }
    return plan;
}

Result<Plan> setTissue(Plan plan, const TissueChoices& tissue) {
    if (const Status ok = checksText("The blood flow", tissue.bloodFlowState); !ok)
        return ok.error();
    struct Check {
        const char* what;
        const std::optional<double>& value;
        Bounds bounds;
        const char* unit;
    };
    for (const Check& c :
         {Check{"The temperature", tissue.temperature_C, kTemperatureBounds, " °C"},
          Check{"Fluid per depot volume", tissue.depotFraction, kDepotFractionBounds, ""},
          Check{"The leaking share", tissue.leakShare, kLeakBounds, ""}})
        if (c.value)
            if (const Status ok = checkNumber(c.what, *c.value, c.bounds, c.unit); !ok)
                return ok.error();
    plan.tissue = tissue;
    return plan;
}

Result<Plan> setVehicle(Plan plan, const std::string& vehicle) {
    if (const Status ok = checksText("The vehicle", vehicle); !ok)
        return ok.error();
    plan.vehicle = vehicle;
    return plan;
}

Result<Plan> setSyringe(Plan plan, const Syringe& syringe) {
    if (const Status ok =
            checkNumber("The syringe's volume", syringe.volume.value(), kSyringeBounds, " mL");
        !ok)
        return ok.error();
    if (const Status ok =
            checkNumber("The dead volume", syringe.deadVolume.value(), kDeadVolumeBounds, " mL");
        !ok)
        return ok.error();
    plan.syringe = syringe;
    return plan;
}

Result<Plan> setDensity(Plan plan, std::size_t outline, double density) {
    if (outline >= plan.area.outlines.size())
        return Error{"The plan has no area " + std::to_string(outline + 1) + "."};
    if (const Status ok = checkNumber("The density", density, kDensityBounds, ""); !ok)
        return ok.error();
    plan.area.outlines[outline].density = density;
    return plan;
}

Result<Plan> addMixture(Plan plan, const std::string& name) {
    if (const Status ok = checksText("The name of a mixture", name); !ok)
        return ok.error();
    if (plan.furtherMixtures.size() >= kMaxFurtherMixtures)
        return Error{"A plan holds at most " + std::to_string(kMaxFurtherMixtures + 1) +
                     " mixtures."};
    plan.furtherMixtures.push_back({name, {}});
    return plan;
}

Result<Plan> removeMixture(Plan plan, int mixture) {
    if (const Status ok = checkMixture(plan, mixture, 1); !ok)
        return ok.error();
    plan.furtherMixtures.erase(plan.furtherMixtures.begin() + (mixture - 1));
    for (InjectionSite& site : plan.sites) {
        if (site.mixture == mixture)
            site.mixture = 0;
        else if (site.mixture > mixture)
            --site.mixture;
    }
    return plan;
}

Result<Plan> renameMixture(Plan plan, int mixture, const std::string& name) {
    if (const Status ok = checkMixture(plan, mixture, 1); !ok)
        return ok.error();
    if (const Status ok = checksText("The name of a mixture", name); !ok)
        return ok.error();
    plan.furtherMixtures[mixture - 1].name = name;
    return plan;
}

Result<Plan> editMixture(Plan plan, int mixture, const std::function<Result<Plan>(Plan)>& edit) {
    if (const Status ok = checkMixture(plan, mixture, 0); !ok)
        return ok.error();
    if (mixture == 0)
        return edit(std::move(plan));
    std::swap(plan.formulation, plan.furtherMixtures[mixture - 1].ingredients);
    auto edited = edit(std::move(plan));
    if (!edited)
        return edited;
    Plan next = std::move(edited).value();
    std::swap(next.formulation, next.furtherMixtures[mixture - 1].ingredients);
    return next;
}

Result<Plan> setMixture(Plan plan, const SiteIds& ids, int mixture) {
    if (const Status ok = checkMixture(plan, mixture, 0); !ok)
        return ok.error();
    return withEverySite(std::move(plan), ids, [&](InjectionSite& s) { s.mixture = mixture; });
}

Result<Plan> setSiteNeedle(Plan plan, const SiteIds& ids, const std::optional<Needle>& needle) {
    if (needle) {
        auto probe = setNeedle(plan, *needle);
        if (!probe)
            return probe.error();
    }
    return withEverySite(std::move(plan), ids, [&](InjectionSite& s) { s.needle = needle; });
}

Plan setLocked(Plan plan, const SiteIds& ids, bool locked) {
    return withEverySite(std::move(plan), ids, [&](InjectionSite& s) { s.locked = locked; });
}

} // namespace meso::plan
