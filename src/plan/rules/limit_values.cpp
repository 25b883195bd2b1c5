#include "plan/rules/limit_values.h"
#include "plan/layout/route.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>

#include "geom/geodesic.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

using enum clinic::LimitedQuantity;

/// Value of the site at an index; empty: this site has none.
using OfSite = std::function<std::optional<double>(std::size_t)>;

std::vector<LimitValue> perSite(const Plan& plan, const OfSite& of) {
    std::vector<LimitValue> out;
    for (std::size_t i = 0; i < plan.sites.size(); ++i)
        if (const auto value = of(i))
            out.push_back({plan.sites[i].id, *value});
    return out;
}

std::optional<Mm> borderOf(const anatomy::TissueProfile& tissue, anatomy::LayerKind kind,
                           bool lower) {
    Mm depth;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        if (layer.kind == kind)
            return lower ? depth + layer.thickness : depth;
        depth += layer.thickness;
    }
    return std::nullopt;
}

std::vector<LimitValue> depthMargins(const Plan& plan, const CheckContext& c,
                                     std::optional<Mm> border) {
    return perSite(plan, [&](std::size_t i) -> std::optional<double> {
        if (!border)
            return std::nullopt;
        const double factor = c.thickness.empty() ? 1.0 : c.thickness[i];
        return (*border * factor - plan.sites[i].depth).value();
    });
}

std::vector<LimitValue> spacings(const Plan& plan, const std::vector<geom::Vec3>& positions) {
    return perSite(plan, [&](std::size_t i) -> std::optional<double> {
        double nearest = 1e300;
        for (std::size_t j = 0; j < positions.size(); ++j)
            if (j != i)
                nearest = std::min(nearest, (positions[i] - positions[j]).squaredNorm());
        return positions.size() > 1 ? std::optional(std::sqrt(nearest)) : std::nullopt;
    });
}

double needleReserve(const Plan& plan, const InjectionSite& site) {
    const Needle& needle = site.needle ? *site.needle : plan.needle;
    const double sine = std::sin(site.angle.value() * std::numbers::pi / 180);
    return needle.length.value() - site.depth.value() / sine;
}

std::optional<double> lesionDistance(const Plan& plan, const CheckContext& c, std::size_t i) {
    const std::vector<geom::Disc>& discs = c.region.exclusions();
    if (discs.size() != plan.area.exclusions.size())
        return std::nullopt;
    std::optional<double> nearest;
    const geom::Vec3 normal = geom::normalAt(c.region.mesh(), plan.sites[i].onScalp);
    for (std::size_t d = 0; d < discs.size(); ++d) {
        const Mm way = geom::arcBetween(c.positions[i], normal, discs[d].centre, discs[d].normal);
        const double distance = (way - plan.area.exclusions[d].radius).value();
        nearest = std::min(nearest.value_or(1e300), distance);
    }
    return nearest;
}

std::optional<double> earDistance(const CheckContext& c, std::size_t i) {
    if (!c.head)
        return std::nullopt;
    const anatomy::Landmarks& marks = c.head->landmarks;
    return std::min((c.positions[i] - marks.leftPreauricular).norm(),
                    (c.positions[i] - marks.rightPreauricular).norm());
}

std::optional<double> behindHairline(const Plan& plan, const CheckContext& c, std::size_t i) {
    if (!c.head || !c.hairline)
        return std::nullopt;
    const anatomy::ScalpCoordinate& place = plan.sites[i].place;
    return (place.s - c.hairline->at(place.t)) * c.head->reached.nasionInionArc.value();
}

std::vector<LimitValue> placeValues(clinic::LimitedQuantity quantity, const Plan& plan,
                                    const CheckContext& c) {
    return perSite(plan, [&](std::size_t i) -> std::optional<double> {
        if (quantity == OffMidlineMm)
            return std::abs(c.positions[i].x());
        if (quantity == EarDistanceMm)
            return earDistance(c, i);
        if (quantity == BehindHairlineMm)
            return behindHairline(plan, c, i);
        if (quantity == LesionDistanceMm)
            return lesionDistance(plan, c, i);
        if (quantity == ExclusionMarginMm && !plan.area.exclusions.empty())
            return interpolate(c.region.mesh(), plan.sites[i].onScalp,
                               c.region.exclusionDistance());
        if (quantity == BrowDistanceMm && c.corridors) {
            const auto brow = c.corridors->straightTo("brow", c.positions[i]);
            return brow ? std::optional(brow->value()) : std::nullopt;
        }
        if (quantity == CorridorDistanceMm && c.corridors) {
            const auto nearest = c.corridors->nearest(plan.sites[i].onScalp);
            return nearest ? std::optional(nearest->toEdge().value()) : std::nullopt;
        }
        return std::nullopt;
    });
}

} // namespace

std::vector<LimitValue> valuesOf(clinic::LimitedQuantity quantity, const Plan& plan,
                                 const CheckContext& c) {
    if (plan.sites.empty())
        return {};
    switch (quantity) {
    case DurationMin:
        return {{0, sessionTime(plan, c.positions, c.protocol).value() / 60}};
    case DepthBelowDermisMarginMm:
        return depthMargins(plan, c, borderOf(c.tissue, anatomy::LayerKind::Dermis, true));
    case DepthAboveGaleaMm:
        return depthMargins(plan, c, borderOf(c.tissue, anatomy::LayerKind::Galea, false));
    case VolumePerSiteMl:
        return perSite(plan, [&](std::size_t i) { return plan.sites[i].volume.value(); });
    case VolumePerSessionMl:
        return {{0, totalVolume(plan).value()}};
    case SpacingMm:
        return spacings(plan, c.positions);
    case Sites:
        return {{0, static_cast<double>(plan.sites.size())}};
    case DepthMm:
        return perSite(plan, [&](std::size_t i) { return plan.sites[i].depth.value(); });
    case NeedleReserveMm:
        return perSite(plan, [&](std::size_t i) { return needleReserve(plan, plan.sites[i]); });
    case IntervalDays:
    case CourseSpanDays:
    case AreaPreset:
    case HoldsCompound:
        return {};
    default:
        return placeValues(quantity, plan, c);
    }
}

} // namespace meso::plan
