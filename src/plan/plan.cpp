#include "plan/plan.h"

#include <algorithm>

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

} // namespace meso::plan
