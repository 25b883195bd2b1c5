#include "ui/spread/cut_points.h"

#include <algorithm>

#include "app/edits/derive.h"

namespace meso::ui {

namespace {

using Places = std::vector<geom::Vec3>;

Places selectedPlaces(const app::OpenCase& openCase, const UiState& state) {
    const auto& sites = openCase.plan().sites;
    const Places& all = openCase.derived().positions;
    Places out;
    for (std::size_t i = 0; i < sites.size() && i < all.size(); ++i)
        if (state.selection.contains(sites[i].id))
            out.push_back(all[i]);
    return out;
}

/// The place nearest to `to` that is at least 1 mm away from the other.
std::optional<geom::Vec3> nearest(const Places& places, const geom::Vec3& to,
                                  const std::optional<geom::Vec3>& other) {
    std::optional<geom::Vec3> best;
    for (const geom::Vec3& place : places)
        if ((!other || (place - *other).norm() >= 1) &&
            (!best || (place - to).norm() < (*best - to).norm()))
            best = place;
    return best;
}

Cut farthestPair(const Places& places) {
    Cut best{places.front(), places.front()};
    for (const geom::Vec3& a : places)
        for (const geom::Vec3& b : places)
            if ((a - b).norm() > (best.from - best.to).norm())
                best = {a, b};
    return best;
}

} // namespace

std::optional<Cut> suggestedCut(const app::OpenCase& openCase, const UiState& state) {
    if (state.measured.size() == 2)
        return Cut{state.measured[0], state.measured[1]};
    const Places selected = selectedPlaces(openCase, state);
    if (selected.size() >= 2)
        return farthestPair(selected);
    const Places& all = openCase.derived().positions;
    if (all.empty())
        return std::nullopt;
    geom::Vec3 middle = geom::Vec3::Zero();
    for (const geom::Vec3& place : all)
        middle += place / static_cast<double>(all.size());
    const auto first = selected.empty() ? nearest(all, middle, {}) : selected.front();
    const auto second = nearest(all, *first, first);
    // A single site is cut through from front to back.
    return second ? Cut{*first, *second}
                  : Cut{*first - geom::Vec3(0, 5, 0), *first + geom::Vec3(0, 5, 0)};
}

} // namespace meso::ui
