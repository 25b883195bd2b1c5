#include "plan/plan.h"

#include <algorithm>

#include "base/text.h"

namespace meso::plan {

const InjectionSite* siteWithId(const std::vector<InjectionSite>& sites, int id) {
    const auto index = indexOfSite(sites, id);
    return index ? &sites[*index] : nullptr;
}

std::optional<std::size_t> indexOfSite(const std::vector<InjectionSite>& sites, int id) {
    const auto found = std::find_if(sites.begin(), sites.end(),
                                    [id](const InjectionSite& site) { return site.id == id; });
    if (found == sites.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - sites.begin());
}

std::string nameOfMixture(const Plan& plan, int mixture) {
    constexpr std::size_t kMaxShown = 60;
    if (mixture == 0 && plan.furtherMixtures.empty())
        return "The mixture";
    std::string number = "Mixture " + std::to_string(mixture + 1);
    if (mixture < 1 || static_cast<std::size_t>(mixture) > plan.furtherMixtures.size())
        return number;
    const std::string& name = plan.furtherMixtures[static_cast<std::size_t>(mixture) - 1].name;
    return name.empty() ? number : number + " (" + text::printable(name, kMaxShown) + ")";
}

} // namespace meso::plan
