#include "plan/route.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace meso::plan {

std::vector<int> serpentineOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                                 Mm midline) {
    std::vector<int> order(places.size());
    std::iota(order.begin(), order.end(), 0);
    if (places.empty())
        return order;
    double front = 1;
    for (const anatomy::ScalpCoordinate& p : places)
        front = std::min(front, p.s);
    // Rows of a hexagonal pattern lie sqrt(3)/2 of a spacing apart.
    const double height = std::max(0.866 * spacing.value() / midline.value(), 1e-6);
    const auto row = [&](int i) { return std::lround((places[i].s - front) / height); };
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        if (row(a) != row(b))
            return row(a) < row(b);
        const bool leftToRight = row(a) % 2 == 0;
        if (places[a].t != places[b].t)
            return (places[a].t < places[b].t) == leftToRight;
        return a < b;
    });
    return order;
}

} // namespace meso::plan
