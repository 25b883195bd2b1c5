#include "plan/layout/route.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/check.h"
#include "plan/layout/shortest_order.h"

namespace meso::plan {

namespace {

constexpr double kSmallestMl = 1e-9; ///< what sums of volumes may be off by rounding

std::vector<int> rowsInOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                             Mm midline, bool turning) {
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
        const bool leftToRight = !turning || row(a) % 2 == 0;
        if (places[a].t != places[b].t)
            return (places[a].t < places[b].t) == leftToRight;
        return a < b;
    });
    return order;
}

/// Goes through the sites and notes when to fill and to change.
class Walk {
public:
    Walk(const Plan& plan, const clinic::Protocol& protocol) : plan_(plan), protocol_(protocol) {
        for (const InjectionSite& site : plan.sites)
            needed_[site.mixture] += site.volume.value();
    }

    void visit(int index) {
        const InjectionSite& site = plan_.sites[index];
        const bool otherSyringe = !route_.order.empty() && site.mixture != mixture_;
        if (otherSyringe)
            inSyringe_ml_ = 0;
        mixture_ = site.mixture;
        const Needle& needle = site.needle ? *site.needle : plan_.needle;
        const bool blunt =
            protocol_.needleChangeEvery > 0 && punctures_ >= protocol_.needleChangeEvery;
        if (!route_.order.empty() && (otherSyringe || blunt || !(needle == needle_)))
            changeNeedle();
        needle_ = needle;
        inject(index);
        ++punctures_;
        route_.order.push_back(index);
    }

    [[nodiscard]] RoutePlan take() { return std::move(route_); }

private:
    void changeNeedle() {
        route_.steps.push_back({RouteEvent::NeedleChange, -1, mixture_, Ml(0)});
        ++route_.needleChanges;
        punctures_ = 0;
    }

    void inject(int index) {
        double left = plan_.sites[index].volume.value();
        const double full = plan_.syringe.volume.value();
        const bool fitsAtOnce = left <= full + kSmallestMl;
        do {
            if (inSyringe_ml_ < (fitsAtOnce ? left : 0) - kSmallestMl ||
                inSyringe_ml_ <= kSmallestMl)
                fill();
            const double now = std::min(left, inSyringe_ml_ + kSmallestMl);
            route_.steps.push_back({RouteEvent::Inject, index, mixture_, Ml(now)});
            inSyringe_ml_ = std::max(0.0, inSyringe_ml_ - now);
            needed_[mixture_] -= now;
            left -= now;
        } while (left > kSmallestMl);
    }

    void fill() {
        inSyringe_ml_ = std::min(plan_.syringe.volume.value(), needed_[mixture_]);
        route_.steps.push_back(
            {RouteEvent::Fill, -1, mixture_, Ml(inSyringe_ml_) + plan_.syringe.deadVolume});
        ++route_.fillings;
    }

    const Plan& plan_;
    const clinic::Protocol& protocol_;
    std::map<int, double> needed_; ///< mL by mixture
    RoutePlan route_;
    Needle needle_;
    double inSyringe_ml_ = 0;
    int mixture_ = 0;
    int punctures_ = 0;
};

} // namespace

std::vector<int> serpentineOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                                 Mm midline) {
    return rowsInOrder(places, spacing, midline, true);
}

std::vector<int> partingOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                              Mm midline) {
    return rowsInOrder(places, spacing, midline, false);
}

Mm travelLengthOf(const std::vector<geom::Vec3>& positions, const std::vector<int>& order) {
    double travel_mm = 0;
    for (std::size_t i = 1; i < order.size(); ++i)
        travel_mm += (positions[order[i]] - positions[order[i - 1]]).norm();
    return Mm(travel_mm);
}

RoutePlan routeInOrder(const Plan& plan, const std::vector<geom::Vec3>& positions,
                       const std::vector<int>& order, const clinic::Protocol& protocol) {
    MESO_CHECK(positions.size() == plan.sites.size() && order.size() == plan.sites.size(),
               "one position and one place in the order per site");
    std::vector<int> grouped = order;
    std::stable_sort(grouped.begin(), grouped.end(),
                     [&](int a, int b) { return plan.sites[a].mixture < plan.sites[b].mixture; });
    Walk walk(plan, protocol);
    for (const int index : grouped)
        walk.visit(index);
    RoutePlan route = walk.take();
    route.travel = travelLengthOf(positions, route.order);
    return route;
}

RoutePlan routeAsPlanned(const Plan& plan, const std::vector<geom::Vec3>& positions,
                         const clinic::Protocol& protocol) {
    std::vector<int> order(plan.sites.size());
    std::iota(order.begin(), order.end(), 0);
    return routeInOrder(plan, positions, order, protocol);
}

std::vector<int> injectionOrder(const Plan& plan, const std::vector<geom::Vec3>& positions,
                                InjectionOrder rule, Mm spacing, Mm midline) {
    std::set<int> mixtures;
    for (const InjectionSite& site : plan.sites)
        mixtures.insert(site.mixture);
    std::vector<int> out;
    for (const int mixture : mixtures) {
        std::vector<int> members;
        std::vector<geom::Vec3> points;
        std::vector<anatomy::ScalpCoordinate> places;
        for (int i = 0; i < static_cast<int>(plan.sites.size()); ++i)
            if (plan.sites[i].mixture == mixture) {
                members.push_back(i);
                points.push_back(positions[i]);
                places.push_back(plan.sites[i].place);
            }
        const std::vector<int> order =
            rule == InjectionOrder::ShortestPath
                ? shortestOrder(points)
                : rowsInOrder(places, spacing, midline, rule == InjectionOrder::Serpentine);
        for (const int i : order)
            out.push_back(members[i]);
    }
    return out;
}

SessionTimeParts timeOf(const RoutePlan& route, const clinic::Protocol& protocol) {
    return {protocol.setupTime, protocol.timePerSite * static_cast<double>(route.order.size()),
            protocol.timePerCentimetre * (route.travel.value() / 10),
            protocol.timePerNeedleChange * route.needleChanges,
            protocol.timePerRefill * std::max(route.fillings - 1, 0)};
}

Seconds sessionTime(const Plan& plan, const std::vector<geom::Vec3>& positions,
                    const clinic::Protocol& protocol) {
    return timeOf(routeAsPlanned(plan, positions, protocol), protocol).total();
}

} // namespace meso::plan
