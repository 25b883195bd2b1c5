#include "plan/layout/row_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

#include "base/text.h"
#include "geom/geodesic.h"
#include "plan/layout/gaps.h"
#include "plan/layout/row_lines.h"

namespace meso::plan {

using geom::Region;
using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr double kInset = 0.375;   ///< of the spacing, to the border
constexpr double kFromKept = 0.7;  ///< of the spacing, to a kept site
constexpr double kFromOther = 0.5; ///< of the spacing: rows that meet have one site there
constexpr double kFairness = 2;    ///< weight of a piece that gets more or less than its share
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

/// Sites of one piece or of all, and how good they are.
struct Candidate {
    std::vector<SurfacePoint> sites;
    double score = -1e300;
    double unfair = 0; ///< of the score, for pieces that get more or less than their share
};

/// The best that one piece can do with each number of sites.
using Choices = std::map<std::size_t, Candidate>;

/// Area of every piece, and the same weighed with the density.
struct PieceAreas {
    std::vector<double> plain, weighed;
    double plainSum = 0, weighedSum = 0;
};

PieceAreas pieceAreas(const Region& region, const std::vector<double>& density) {
    PieceAreas out;
    out.plain.resize(static_cast<std::size_t>(region.pieceCount()), 0);
    out.weighed = out.plain;
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (const int piece = region.piece()[v]; piece >= 0) {
            out.plain[piece] += region.vertexArea()[v];
            out.weighed[piece] += region.vertexArea()[v] * (density.empty() ? 1 : density[v]);
        }
    out.plainSum = std::accumulate(out.plain.begin(), out.plain.end(), 0.0);
    out.weighedSum = std::accumulate(out.weighed.begin(), out.weighed.end(), 0.0);
    return out;
}

/// Lattices over one region, each piece with a shift of its own: rows of one piece do not line up
/// with those of another anyway, and a small piece fits few shifts well.
class Rows {
public:
    /// `count`: of all sites, kept ones too.
    Rows(const Region& region, const RowField& field, const LayoutRequest& request, int count)
        : region_(region), request_(request), ideal_mm_(spacingFor(region.area(), count).value()),
          lines_(region, field, kLevelStep) {
        const PieceAreas areas = pieceAreas(region, request.density);
        for (std::size_t p = 0; p < areas.plain.size(); ++p) {
            widths_.push_back(std::sqrt(areas.weighedSum / areas.plainSum * areas.plain[p] /
                                        std::max(areas.weighed[p], 1e-9)));
            shares_.push_back(count * areas.weighed[p] / areas.weighedSum);
        }
        for (const SurfacePoint& kept : request.kept)
            kept_.push_back(positionOf(region.mesh(), kept));
    }

    /// For every number of sites that the pieces can make together at this spacing (of the whole,
    /// mm), the best way to make it.
    [[nodiscard]] Choices choicesFor(double spacing_mm) const {
        Choices all{{0, {{}, 0}}};
        for (int piece = 0; piece < region_.pieceCount(); ++piece)
            all = joined(all, choicesOf(piece, spacing_mm));
        return all;
    }

    [[nodiscard]] double ideal_mm() const { return ideal_mm_; }
    [[nodiscard]] LayoutQuality qualityWithKept(std::vector<SurfacePoint> sites) const {
        sites.insert(sites.end(), request_.kept.begin(), request_.kept.end());
        return qualityOf(region_, sites, request_.density);
    }

private:
    static Choices joined(const Choices& before, const Choices& piece) {
        Choices out;
        for (const auto& [count, rest] : before)
            for (const auto& [more, own] : piece) {
                Candidate& best = out[count + more];
                if (rest.score + own.score <= best.score)
                    continue;
                best = rest;
                best.score += own.score;
                best.unfair += own.unfair;
                best.sites.insert(best.sites.end(), own.sites.begin(), own.sites.end());
            }
        return out;
    }

    [[nodiscard]] Choices choicesOf(int piece, double spacing_mm) const {
        Choices out;
        const double p = widths_[static_cast<std::size_t>(piece)] * spacing_mm;
        for (int r = 0; r < kRowShifts; ++r)
            for (int c = 0; c < kColumnShifts; ++c) {
                Candidate next;
                next.sites = sitesOf(piece, {p, static_cast<double>(r) / kRowShifts,
                                             static_cast<double>(c) / kColumnShifts});
                next.unfair = unfairnessOf(piece, next.sites.size());
                next.score = scoreOf(piece, next.sites) - next.unfair;
                Candidate& best = out[next.sites.size()];
                if (next.score > best.score)
                    best = std::move(next);
            }
        return out;
    }

    [[nodiscard]] std::vector<SurfacePoint> sitesOf(int piece, const Lattice& lattice) const {
        std::vector<SurfacePoint> out;
        const double height = std::numbers::sqrt3 / 2 * lattice.spacing_mm;
        const int first = static_cast<int>(std::floor(lines_.lowest_mm() / height)) - 1;
        const int last = static_cast<int>(std::ceil(lines_.highest_mm() / height)) + 1;
        for (int row = first; row <= last; ++row)
            for (const RowLine& line : lines_.near((row + lattice.rowShift) * height))
                if (line.piece() == piece)
                    addAlong(line, lattice, row % 2 != 0 ? 0.5 : 0, out);
        return out;
    }

    /// What a piece misses of its share of the sites.
    [[nodiscard]] double unfairnessOf(int piece, std::size_t count) const {
        const double share = shares_[static_cast<std::size_t>(piece)];
        const double missed = static_cast<double>(count) - share;
        return kFairness * missed * missed / std::max(share, 1.0);
    }

    /// Room to spare and evenness for each site. A single one should be far from the border.
    [[nodiscard]] double scoreOf(int piece, const std::vector<SurfacePoint>& sites) const {
        if (sites.empty())
            return 0;
        const double ideal = widths_[static_cast<std::size_t>(piece)] * ideal_mm_;
        if (sites.size() == 1 && request_.kept.empty())
            return std::min(-region_.signedDistanceAt(sites.front()) / ideal, 0.5);
        const LayoutQuality q = qualityWithKept(sites);
        return static_cast<double>(sites.size()) *
               (q.nearestMin.value() / ideal - q.nearestVariation);
    }

    void addAlong(const RowLine& line, const Lattice& lattice, double offset,
                  std::vector<SurfacePoint>& out) const {
        const double p = lattice.spacing_mm;
        const double origin = line.middleArc_mm() + (lattice.columnShift + offset) * p;
        double arc = origin - std::floor(origin / p) * p;
        while (arc <= line.length_mm()) {
            const SurfacePoint site = line.at(arc);
            arc += p;
            if (region_.signedDistanceAt(site) <= -kInset * p && isClearOfKept(site, p) &&
                isClearOf(out, site, kFromOther * p))
                out.push_back(site);
        }
    }

    [[nodiscard]] bool isClearOfKept(const SurfacePoint& site, double spacing_mm) const {
        const Vec3 position = positionOf(region_.mesh(), site);
        return std::all_of(kept_.begin(), kept_.end(), [&](const Vec3& kept) {
            return (kept - position).norm() >= kFromKept * spacing_mm;
        });
    }

    [[nodiscard]] bool isClearOf(const std::vector<SurfacePoint>& others, const SurfacePoint& site,
                                 double least_mm) const {
        const Vec3 position = positionOf(region_.mesh(), site);
        return std::all_of(others.begin(), others.end(), [&](const SurfacePoint& other) {
            return (positionOf(region_.mesh(), other) - position).norm() >= least_mm;
        });
    }

    const Region& region_;
    const LayoutRequest& request_;
    double ideal_mm_ = 0; ///< spacing of the whole
    RowLines lines_;
    std::vector<double> widths_; ///< spacing of each piece against that of the whole
    std::vector<double> shares_; ///< of the sites that are each piece's by its area and density
    std::vector<Vec3> kept_;
};

/// As many sites as there is room for.
Candidate withSpacing(const Rows& rows, const LayoutRequest& request) {
    const auto room = static_cast<std::size_t>(request.maxSites) - request.kept.size();
    Candidate best;
    for (const auto& [count, candidate] : rows.choicesFor(request.spacing->value()))
        if (count <= room)
            best = candidate;
    return best;
}

/// The most that a lattice of any spacing down to the least has of room to spare.
Candidate withCount(const Rows& rows, Mm least, std::size_t wanted) {
    const double ideal = rows.ideal_mm();
    Candidate best;
    double firstHit = 0;
    for (double p = kWidest * ideal; p >= least.value() && p >= kLookOn * firstHit;
         p *= kNarrower) {
        Choices choices = rows.choicesFor(p);
        const auto hit = choices.find(wanted);
        if (hit == choices.end())
            continue;
        Candidate& next = hit->second;
        const LayoutQuality q = rows.qualityWithKept(next.sites);
        next.score = (p + q.nearestMin.value()) / ideal - q.nearestVariation -
                     next.unfair / static_cast<double>(wanted);
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
    const Rows rows(region, field, request, *count);
    Candidate found;
    if (request.spacing)
        found = withSpacing(rows, request);
    else if (wanted > 0)
        found = withCount(rows, request.minSpacing, wanted);
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
