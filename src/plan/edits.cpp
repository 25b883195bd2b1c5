#include "plan/edits.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace meso::plan {

namespace {

constexpr std::size_t kMaxSites = 1000;
constexpr int kHighestId = 1'000'000;
constexpr std::size_t kMaxIngredients = 20;
constexpr std::size_t kMaxGaugeBytes = 20;
constexpr int kHighestTriangle = 10'000'000;

bool within(double value, Bounds bounds) {
    return value >= bounds.min && value <= bounds.max;
}

Error outOfRange(const std::string& what, const std::string& least, const std::string& most,
                 const std::string& asked) {
    return Error{what + " must be between " + least + " and " + most + ", not " + asked + "."};
}

Status checkVolume(Ml volume) {
    if (within(volume.value(), kVolumeBounds))
        return Done{};
    return outOfRange("The volume of a site", text::of(Ml(kVolumeBounds.min), 4),
                      text::of(Ml(kVolumeBounds.max), 0),
                      text::significant(volume.value()) + " mL");
}

Status checkDepth(Mm depth) {
    if (within(depth.value(), kDepthBounds))
        return Done{};
    return outOfRange("The depth", text::of(Mm(kDepthBounds.min), 2),
                      text::of(Mm(kDepthBounds.max), 0), text::significant(depth.value()) + " mm");
}

Status checkAngle(Degrees angle) {
    if (within(angle.value(), kAngleBounds))
        return Done{};
    return outOfRange("The angle between needle and skin", text::fixed(kAngleBounds.min, 0) + "°",
                      text::fixed(kAngleBounds.max, 0) + "°",
                      text::significant(angle.value()) + "°");
}

Status checkStrength(MgPerMl strength) {
    if (within(strength.value(), kStrengthBounds))
        return Done{};
    constexpr double kMicrogramPerMg = 1000;
    return outOfRange("The strength",
                      text::fixed(kStrengthBounds.min * kMicrogramPerMg, 6) + " µg/mL",
                      text::of(MgPerMl(kStrengthBounds.max)), text::of(strength));
}

Status checkText(const std::string& what, const std::string& words, std::size_t maxBytes) {
    if (!text::isUtf8(words))
        return Error{what + " holds bytes that are not text (UTF-8)."};
    if (words.size() > maxBytes)
        return Error{what + " must be at most " + std::to_string(maxBytes) + " bytes long, not " +
                     std::to_string(words.size()) + "."};
    return Done{};
}

Status checkCompound(const std::string& id) {
    if (id.empty())
        return Error{"Choose a compound first."};
    return checkText("The name of the compound", id, kMaxTextBytes);
}

/// What a plan file can hold; whether the head has skin there is for the caller to know.
Status checkPlace(const SkinPlace& place) {
    if (!within(place.coordinate.s, {0, 1}) || !within(place.coordinate.t, {-1, 1}))
        return Error{"That place is off the scalp: s must be between 0 and 1 and t between -1 and "
                     "1, not " +
                     text::fixed(place.coordinate.s, 3) + " and " +
                     text::fixed(place.coordinate.t, 3) + "."};
    double sum = 0;
    bool inside = place.onScalp.triangle >= 0 && place.onScalp.triangle <= kHighestTriangle;
    for (const double weight : place.onScalp.weights) {
        inside = inside && within(weight, {0, 1});
        sum += weight;
    }
    if (!inside || !(std::abs(sum - 1) <= 1e-6))
        return Error{"That place is not on a triangle of the scalp grid."};
    return Done{};
}

bool isMeant(const InjectionSite& site, const SiteIds& ids) {
    return ids.empty() || ids.contains(site.id);
}

template <class T>
Plan withSites(Plan plan, const SiteIds& ids, T InjectionSite::*field, const T& value) {
    for (InjectionSite& site : plan.sites)
        if (isMeant(site, ids))
            site.*field = value;
    return plan;
}

template <class T>
std::optional<T> common(const Plan& plan, const SiteIds& ids, T InjectionSite::*field) {
    std::optional<T> value;
    for (const InjectionSite& site : plan.sites) {
        if (!isMeant(site, ids))
            continue;
        if (value && !(*value == site.*field))
            return std::nullopt;
        value = site.*field;
    }
    return value;
}

/// One more than the highest, or the lowest gap where the highest is the last that a file holds.
int nextId(const Plan& plan) {
    SiteIds taken;
    for (const InjectionSite& site : plan.sites)
        taken.insert(site.id);
    if (taken.empty() || *taken.rbegin() < kHighestId)
        return taken.empty() ? 1 : std::max(*taken.rbegin(), 0) + 1;
    int gap = 1;
    while (taken.contains(gap))
        ++gap;
    return gap;
}

Status checkIndex(const Plan& plan, std::size_t index) {
    if (index < plan.formulation.size())
        return Done{};
    return Error{"The formulation has " + std::to_string(plan.formulation.size()) +
                 " compounds; there is no number " + std::to_string(index + 1) + "."};
}

/// `except`: an entry that does not count.
Status checkNew(const Plan& plan, const Ingredient& ingredient, std::size_t except) {
    if (Status named = checkCompound(ingredient.compoundId); !named)
        return named;
    for (std::size_t i = 0; i < plan.formulation.size(); ++i)
        if (i != except && plan.formulation[i].compoundId == ingredient.compoundId)
            return Error{"The formulation has \"" + text::printable(ingredient.compoundId) +
                         "\" already. Change its strength instead."};
    return checkStrength(ingredient.strength);
}

} // namespace

Result<Plan> addSite(Plan plan, const SkinPlace& place, const SiteDefaults& defaults) {
    if (plan.sites.size() >= kMaxSites)
        return Error{"A plan holds at most " + std::to_string(kMaxSites) +
                     " sites. Erase some first."};
    for (const Status& checked : {checkPlace(place), checkVolume(defaults.volume),
                                  checkDepth(defaults.depth), checkAngle(defaults.angle)})
        if (!checked)
            return checked.error();
    InjectionSite site;
    site.id = nextId(plan);
    site.place = place.coordinate;
    site.onScalp = place.onScalp;
    site.volume = defaults.volume;
    site.depth = defaults.depth;
    site.angle = defaults.angle;
    plan.sites.push_back(site);
    return plan;
}

Result<Plan> moveSite(Plan plan, int id, const SkinPlace& place) {
    if (const Status checked = checkPlace(place); !checked)
        return checked.error();
    const auto index = indexOfSite(plan.sites, id);
    if (!index)
        return Error{"The plan has no site " + std::to_string(id) + "."};
    InjectionSite& site = plan.sites[*index];
    if (site.locked)
        return Error{"Site " + std::to_string(id) + " is locked. Unlock it to move it."};
    site.place = place.coordinate;
    site.onScalp = place.onScalp;
    return plan;
}

Plan eraseSites(Plan plan, const SiteIds& ids) {
    std::erase_if(plan.sites, [&](const InjectionSite& s) { return ids.contains(s.id); });
    return plan;
}

Plan renumberSites(Plan plan) {
    int id = 0;
    for (InjectionSite& site : plan.sites)
        site.id = ++id;
    return plan;
}

Result<Plan> setVolume(Plan plan, const SiteIds& ids, Ml volume) {
    if (const Status checked = checkVolume(volume); !checked)
        return checked.error();
    return withSites(std::move(plan), ids, &InjectionSite::volume, volume);
}

Result<Plan> setDepth(Plan plan, const SiteIds& ids, Mm depth) {
    if (const Status checked = checkDepth(depth); !checked)
        return checked.error();
    return withSites(std::move(plan), ids, &InjectionSite::depth, depth);
}

Result<Plan> setAngle(Plan plan, const SiteIds& ids, Degrees angle) {
    if (const Status checked = checkAngle(angle); !checked)
        return checked.error();
    return withSites(std::move(plan), ids, &InjectionSite::angle, angle);
}

Result<Plan> setNeedle(Plan plan, Needle needle) {
    if (const Status named = checkText("The gauge of the needle", needle.gauge, kMaxGaugeBytes);
        !named)
        return named.error();
    if (!within(needle.length.value(), kNeedleLengthBounds))
        return outOfRange("The length of the needle", text::of(Mm(kNeedleLengthBounds.min)),
                          text::of(Mm(kNeedleLengthBounds.max), 0),
                          text::significant(needle.length.value()) + " mm");
    plan.needle = std::move(needle);
    return plan;
}

Result<Plan> setStrength(Plan plan, std::size_t index, MgPerMl strength) {
    for (const Status& checked : {checkIndex(plan, index), checkStrength(strength)})
        if (!checked)
            return checked.error();
    plan.formulation[index].strength = strength;
    return plan;
}

Result<Plan> setCompound(Plan plan, std::size_t index, const Ingredient& ingredient) {
    for (const Status& checked : {checkIndex(plan, index), checkNew(plan, ingredient, index)})
        if (!checked)
            return checked.error();
    plan.formulation[index] = ingredient;
    return plan;
}

Result<Plan> addIngredient(Plan plan, const Ingredient& ingredient) {
    if (plan.formulation.size() >= kMaxIngredients)
        return Error{"A formulation holds at most " + std::to_string(kMaxIngredients) +
                     " compounds. Remove one first."};
    if (const Status checked = checkNew(plan, ingredient, plan.formulation.size()); !checked)
        return checked.error();
    plan.formulation.push_back(ingredient);
    return plan;
}

Result<Plan> removeIngredient(Plan plan, std::size_t index) {
    if (const Status checked = checkIndex(plan, index); !checked)
        return checked.error();
    plan.formulation.erase(plan.formulation.begin() + static_cast<std::ptrdiff_t>(index));
    return plan;
}

Result<Plan> setTitle(Plan plan, std::string title) {
    if (const Status checked = checkText("The title", title, kMaxTextBytes); !checked)
        return checked.error();
    plan.about.title = std::move(title);
    return plan;
}

std::optional<Ml> commonVolume(const Plan& plan, const SiteIds& ids) {
    return common(plan, ids, &InjectionSite::volume);
}

std::optional<Mm> commonDepth(const Plan& plan, const SiteIds& ids) {
    return common(plan, ids, &InjectionSite::depth);
}

std::optional<Degrees> commonAngle(const Plan& plan, const SiteIds& ids) {
    return common(plan, ids, &InjectionSite::angle);
}

std::string nameOf(const SiteIds& ids) {
    if (ids.empty())
        return "all sites";
    return ids.size() == 1 ? "site " + std::to_string(*ids.begin())
                           : std::to_string(ids.size()) + " sites";
}

} // namespace meso::plan
