#include "app/edits/area_growth.h"

#include <algorithm>
#include <cmath>

#include "anatomy/outline_edits.h"
#include "anatomy/outline_growth.h"
#include "app/edits/area_edits.h"
#include "app/library.h"

namespace meso::app {

using anatomy::ScalpOutline;
using Outlines = std::vector<ScalpOutline>;

namespace {

constexpr double kMaxGrowth_mm = anatomy::kMaxGrowth.value();
constexpr double kNearEnough = 0.002; ///< of the wanted area: nothing is gained by another try
constexpr int kMaxTries = 4;          ///< of real growth; two do where no hairline is in the way

bool reachesPast(const ScalpOutline& outline, const anatomy::Hairline& hairline) {
    constexpr double kOnTheLine = 0.005; // of s: presets begin on the hairline itself
    return std::any_of(outline.points.begin(), outline.points.end(), [&](const auto& corner) {
        return corner.s < hairline.at(corner.t) - kOnTheLine;
    });
}

/// A vertex of the scalp that an outline may reach.
struct Reached {
    double from = 0; ///< the area holds it once its outlines have moved by so much, mm
    double side = 1; ///< of the patch of skin that is the vertex's own, mm
    double area = 0; ///< of that patch, without what is left out, mm2
};

std::vector<double> patches(const geom::TriMesh& mesh) {
    std::vector<double> out(mesh.vertices().size(), 0);
    for (const geom::Triangle& t : mesh.triangles()) {
        const auto at = [&](int k) { return mesh.vertices()[static_cast<std::size_t>(t[k])]; };
        const double third = (at(1) - at(0)).cross(at(2) - at(0)).norm() / 6;
        for (int k = 0; k < 3; ++k)
            out[static_cast<std::size_t>(t[k])] += third;
    }
    return out;
}

std::vector<double> distancesTo(const ScalpOutline& outline, const HeadContext& headContext) {
    plan::Plan alone;
    alone.area.outlines = {outline};
    const auto region = regionOf(alone, headContext);
    return region ? region->signedDistance() : std::vector<double>();
}

/// From where on each vertex is within one of the outlines, mm; far where none can reach it.
std::vector<double> reaches(const Outlines& outlines, const HeadContext& headContext,
                            const anatomy::Hairline& hairline) {
    std::vector<double> out(headContext.head->scalp->mesh->vertices().size(),
                            geom::Region::kReachMm);
    const std::vector<double> hair = distancesTo(anatomy::hairBearingScalp(hairline), headContext);
    for (const ScalpOutline& outline : outlines) {
        const std::vector<double> away = distancesTo(outline, headContext);
        const bool isFree = hair.empty() || reachesPast(outline, hairline);
        for (std::size_t v = 0; v < away.size(); ++v)
            if (away[v] <= 0 || isFree || hair[v] <= 0)
                out[v] = std::min(out[v], away[v]);
    }
    return out;
}

/// What the area is for every way that its outlines can move.
class AreaByGrowth {
public:
    AreaByGrowth(const plan::Plan& plan, const HeadContext& headContext, const geom::Region& region,
                 const anatomy::Hairline& hairline) {
        const std::vector<double> from = reaches(plan.area.outlines, headContext, hairline);
        const std::vector<double> own = patches(region.mesh());
        for (std::size_t v = 0; v < from.size(); ++v) {
            const double side = std::sqrt(own[v]);
            const double kept = std::clamp(0.5 + region.exclusionDistance()[v] / side, 0.0, 1.0);
            if (from[v] < kMaxGrowth_mm + side && kept > 0)
                reached_.push_back({from[v], side, kept * own[v]});
        }
        // Vertices weigh a border a little differently than the region does; that is the same
        // before and after.
        offset_ = region.area().value() - sum(0);
    }
    /// mm2, after outlines have moved by so many mm.
    [[nodiscard]] double at(double by) const { return sum(by) + offset_; }
    /// mm by which they must move; the farthest that they can where that is too little.
    [[nodiscard]] double growthFor(double wanted) const {
        double low = -kMaxGrowth_mm, high = kMaxGrowth_mm;
        for (int i = 0; i < 30; ++i)
            (at((low + high) / 2) < wanted ? low : high) = (low + high) / 2;
        return (low + high) / 2;
    }

private:
    [[nodiscard]] double sum(double by) const {
        double out = 0;
        for (const Reached& vertex : reached_)
            out += vertex.area * std::clamp(0.5 + (by - vertex.from) / vertex.side, 0.0, 1.0);
        return out;
    }
    std::vector<Reached> reached_;
    double offset_ = 0;
};

Result<Outlines> allGrown(const plan::Plan& plan, Mm by, const HeadContext& headContext,
                          const anatomy::Hairline& hairline) {
    Outlines out;
    for (const ScalpOutline& outline : plan.area.outlines) {
        auto pieces = grownBehindHairline(outline, by, headContext, hairline);
        if (!pieces)
            return pieces.error();
        out.insert(out.end(), pieces->begin(), pieces->end());
    }
    return out;
}

AreaGrowth growthOf(double by, double area, Mm2 wanted) {
    const double missing = by >= kMaxGrowth_mm - 0.01 ? std::max(0.0, wanted.value() - area) : 0;
    return {Mm(by), Mm2(area), Mm2(missing)};
}

} // namespace

Result<Outlines> grownBehindHairline(const ScalpOutline& outline, Mm by,
                                     const HeadContext& headContext,
                                     const anatomy::Hairline& hairline) {
    auto pieces = anatomy::grown(outline, by, *headContext.head, headContext.frame);
    if (!pieces || by < Mm(0) || reachesPast(outline, hairline))
        return pieces;
    auto kept = anatomy::intersected(*pieces, {anatomy::hairBearingScalp(hairline)});
    return kept ? kept : pieces;
}

AreaGrowth growthTo(const plan::Plan& plan, Mm2 wanted, const HeadContext& headContext,
                    const geom::Region& region, const anatomy::Hairline& hairline) {
    const AreaByGrowth area(plan, headContext, region, hairline);
    const double by = area.growthFor(wanted.value());
    return growthOf(by, area.at(by), wanted);
}

Result<GrownPlan> grownTo(const plan::Plan& plan, Mm2 wanted, const HeadContext& headContext,
                          const geom::Region& region, const ClinicalLibrary& library) {
    const anatomy::Hairline& hairline = library.areas.hairline;
    const AreaByGrowth estimate(plan, headContext, region, hairline);
    double by = estimate.growthFor(wanted.value());
    plan::Plan next = plan;
    double area = 0;
    for (int tries = 0; tries < kMaxTries; ++tries) {
        auto outlines = allGrown(plan, Mm(by), headContext, hairline);
        if (!outlines)
            return outlines.error();
        next.area.outlines = std::move(outlines).value();
        const auto grown = regionOf(next, headContext);
        if (!grown)
            return grown.error();
        area = grown->area().value();
        const double error = wanted.value() - area;
        const double perMm = estimate.at(by + 0.5) - estimate.at(by - 0.5);
        const double better =
            std::clamp(by + error / std::max(perMm, 1.0), -kMaxGrowth_mm, kMaxGrowth_mm);
        if (std::abs(error) <= kNearEnough * wanted.value() || better == by ||
            tries + 1 == kMaxTries)
            break;
        by = better;
    }
    auto laidOut = withOutlines(plan, next.area.outlines, headContext, library);
    if (!laidOut)
        return laidOut.error();
    return GrownPlan{std::move(laidOut).value(), growthOf(by, area, wanted)};
}

} // namespace meso::app
