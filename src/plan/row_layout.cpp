#include "plan/row_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/text.h"
#include "geom/geodesic.h"
#include "plan/gaps.h"
#include "plan/row_lines.h"

namespace meso::plan {

using geom::Region;
using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr double kInset = 0.375;   ///< of the spacing, to the border
constexpr double kFromKept = 0.7;  ///< of the spacing, to a kept site
constexpr Mm kLevelStep{0.5};      ///< rows lie on a level next to the one wanted
constexpr double kWidest = 1.2;    ///< first spacing that is tried, of the ideal
constexpr double kNarrower = 0.99; ///< from one spacing that is tried to the next
constexpr double kLookOn = 0.92;   ///< how much narrower lattices are still compared
constexpr int kRowShifts = 8;
constexpr int kColumnShifts = 4;

struct Lattice {
    double spacing_mm = 0;
    double rowShift = 0;    ///< of a row's height, 0 to 1
    double columnShift = 0; ///< of a spacing, 0 to 1
};

struct Candidate {
    std::vector<SurfacePoint> sites;
    double score = -1e300;
};

/// Lattices over one region.
class Rows {
public:
    Rows(const Region& region, const RowField& field, const LayoutRequest& request)
        : region_(region), request_(request), lines_(region, field, kLevelStep) {
        for (const SurfacePoint& kept : request.kept)
            kept_.push_back(positionOf(region.mesh(), kept));
    }

    [[nodiscard]] std::vector<SurfacePoint> sitesOf(const Lattice& lattice) const {
        std::vector<SurfacePoint> out;
        const double height = std::numbers::sqrt3 / 2 * lattice.spacing_mm;
        const int first = static_cast<int>(std::floor(lines_.lowest_mm() / height)) - 1;
        const int last = static_cast<int>(std::ceil(lines_.highest_mm() / height)) + 1;
        for (int row = first; row <= last; ++row)
            for (const RowLine& line : lines_.near((row + lattice.rowShift) * height))
                addAlong(line, lattice, row % 2 != 0 ? 0.5 : 0, out);
        return out;
    }

    /// The best lattice of this spacing by `better`; an empty candidate where none is admitted.
    template <class Score>
    [[nodiscard]] Candidate bestShift(double spacing_mm, Score score) const {
        Candidate best;
        for (int r = 0; r < kRowShifts; ++r)
            for (int c = 0; c < kColumnShifts; ++c) {
                Candidate next;
                next.sites = sitesOf({spacing_mm, static_cast<double>(r) / kRowShifts,
                                      static_cast<double>(c) / kColumnShifts});
                next.score = score(next.sites);
                if (next.score > best.score)
                    best = std::move(next);
            }
        return best;
    }

    [[nodiscard]] LayoutQuality qualityWithKept(std::vector<SurfacePoint> sites) const {
        sites.insert(sites.end(), request_.kept.begin(), request_.kept.end());
        return qualityOf(region_, sites);
    }

private:
    void addAlong(const RowLine& line, const Lattice& lattice, double offset,
                  std::vector<SurfacePoint>& out) const {
        const double p = lattice.spacing_mm;
        const double origin = line.middleArc_mm() + (lattice.columnShift + offset) * p;
        for (double arc = origin - std::floor(origin / p) * p; arc <= line.length_mm(); arc += p) {
            const SurfacePoint site = line.at(arc);
            if (region_.signedDistanceAt(site) <= -kInset * p && isClearOfKept(site, p))
                out.push_back(site);
        }
    }

    [[nodiscard]] bool isClearOfKept(const SurfacePoint& site, double spacing_mm) const {
        const Vec3 position = positionOf(region_.mesh(), site);
        return std::all_of(kept_.begin(), kept_.end(), [&](const Vec3& kept) {
            return (kept - position).norm() >= kFromKept * spacing_mm;
        });
    }

    const Region& region_;
    const LayoutRequest& request_;
    RowLines lines_;
    std::vector<Vec3> kept_;
};

Candidate withSpacing(const Rows& rows, const LayoutRequest& request) {
    const auto room = static_cast<std::size_t>(request.mostSites);
    return rows.bestShift(request.spacing->value(), [&](const std::vector<SurfacePoint>& sites) {
        if (sites.empty() || sites.size() + request.kept.size() > room)
            return -1e300;
        return static_cast<double>(sites.size()) - rows.qualityWithKept(sites).nearestVariation;
    });
}

/// The most that a lattice of any spacing down to the least has of room to spare.
Candidate withCount(const Rows& rows, const Region& region, const LayoutRequest& request,
                    std::size_t wanted) {
    const double ideal = spacingFor(region.area(), *request.count).value();
    Candidate best;
    double firstHit = 0;
    for (double p = kWidest * ideal;
         p >= request.smallestSpacing.value() && p >= kLookOn * firstHit; p *= kNarrower) {
        Candidate next = rows.bestShift(p, [&](const std::vector<SurfacePoint>& sites) {
            if (sites.size() != wanted)
                return -1e300;
            const LayoutQuality q = rows.qualityWithKept(sites);
            return (p + q.nearestSmallest.value()) / ideal - q.nearestVariation;
        });
        if (next.sites.size() != wanted)
            continue;
        firstHit = std::max(firstHit, p);
        if (next.score > best.score)
            best = std::move(next);
    }
    return best;
}

} // namespace

Result<Layout> layOutRows(const Region& region, const RowField& field,
                          const LayoutRequest& request) {
    const Result<int> count = countOf(region, request);
    if (!count)
        return count.error();
    const std::size_t wanted = request.count.value_or(0) - request.kept.size();
    const Rows rows(region, field, request);
    Candidate found;
    if (request.spacing)
        found = withSpacing(rows, request);
    else if (wanted > 0)
        found = withCount(rows, region, request, wanted);
    const bool isFull = request.spacing ? !found.sites.empty() : found.sites.size() == wanted;
    if (!isFull)
        return Error{"The area of " + text::cm2(region.area()) +
                     " cannot be filled with rows of that many sites: it is too narrow. Use the "
                     "even pattern, or another number."};
    Layout layout;
    layout.sites = std::move(found.sites);
    layout.quality = rows.qualityWithKept(layout.sites);
    for (const SurfacePoint& site : layout.sites)
        layout.positions.push_back(positionOf(region.mesh(), site));
    return layout;
}

} // namespace meso::plan
