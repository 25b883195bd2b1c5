#include "plan/layout/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/random.h"
#include "base/text.h"
#include "plan/layout/relaxation.h"

namespace meso::plan {

using geom::Region;
using geom::SurfaceIndex;
using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr int kRestarts = 4;
/// The spacing that an earlier session's site keeps to the new ones, as a share: with 0.1 new sites
/// settle about 0.57 of a spacing away, which is as far as the holes of a hexagonal pattern go.
constexpr double kEarlierShare = 0.1;

/// Arc to the nearest other particle. An arc is never shorter than its chord, so that far ones need
/// no arc (the slack is for rounding).
double nearestArc(const std::vector<Particle>& particles, std::size_t i) {
    double nearest = 1e300;
    double reach = 1e300; // squared
    for (std::size_t j = 0; j < particles.size(); ++j) {
        const double chord = (particles[j].position - particles[i].position).squaredNorm();
        if (j == i || chord > reach)
            continue;
        nearest = std::min(nearest, arcLength(particles[i], particles[j]));
        reach = nearest * nearest * (1 + 1e-9);
    }
    return nearest;
}

/// Mean and spread of distances that are wanted equal.
struct Evenness {
    double smallest = 1e300;
    double mean = 0;
    double variation = 0; ///< standard deviation / mean
};

Evenness evennessOf(const std::vector<double>& values) {
    Evenness out;
    double sum = 0;
    double squares = 0;
    for (const double value : values) {
        sum += value;
        squares += value * value;
        out.smallest = std::min(out.smallest, value);
    }
    const auto count = static_cast<double>(values.size());
    out.mean = sum / count;
    if (out.mean > 0)
        out.variation = std::sqrt(std::max(0.0, squares / count - out.mean * out.mean)) / out.mean;
    return out;
}

/// Distances to the nearest neighbour: as they are, or in units of the spacing wanted there.
std::vector<double> nearestOf(const std::vector<Particle>& particles, bool inShares) {
    std::vector<double> out;
    for (std::size_t i = 0; i < particles.size(); ++i)
        out.push_back(nearestArc(particles, i) / (inShares ? particles[i].share : 1));
    return out;
}

LayoutQuality measured(const Region& region, const std::vector<Particle>& particles) {
    LayoutQuality q;
    q.area = region.area();
    q.count = static_cast<int>(particles.size());
    if (particles.empty())
        return q;
    q.spacing = spacingFor(q.area, q.count);
    if (particles.size() < 2)
        return q;
    const Evenness plain = evennessOf(nearestOf(particles, false));
    q.nearestMin = Mm(plain.smallest);
    q.nearestMean = Mm(plain.mean);
    q.nearestVariation = evennessOf(nearestOf(particles, true)).variation;
    return q;
}

double densityAt(const std::vector<double>& density, std::size_t vertex) {
    return density.empty() ? 1 : density[vertex];
}

/// Area of each piece, weighed with the density.
std::vector<double> pieceWeights(const Region& region, const std::vector<double>& density) {
    std::vector<double> areas(region.pieceCount(), 0);
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (region.piece()[v] >= 0)
            areas[region.piece()[v]] += region.vertexArea()[v] * densityAt(density, v);
    return areas;
}

/// Spacing where the density is 1, for so many sites in all.
Mm pitchFor(const Region& region, const std::vector<double>& density, int count) {
    if (density.empty())
        return spacingFor(region.area(), count);
    const std::vector<double> weights = pieceWeights(region, density);
    return spacingFor(Mm2(std::accumulate(weights.begin(), weights.end(), 0.0)), count);
}

/// Whole numbers that sum to `count`, in proportion to the areas (largest remainders).
std::vector<int> allot(const std::vector<double>& areas, int count) {
    const double total = std::accumulate(areas.begin(), areas.end(), 0.0);
    std::vector<int> out(areas.size());
    std::vector<std::pair<double, std::size_t>> rest;
    int left = count;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const double share = count * areas[i] / total;
        out[i] = static_cast<int>(share);
        left -= out[i];
        rest.emplace_back(out[i] - share, i);
    }
    std::sort(rest.begin(), rest.end());
    for (int i = 0; i < left; ++i)
        ++out[rest[i % rest.size()].second];
    return out;
}

/// How many new sites each piece gets where some sites stay.
std::vector<int> freeCounts(const std::vector<double>& areas, int count,
                            const std::vector<Particle>& kept) {
    std::vector<int> wanted = allot(areas, count);
    for (const Particle& p : kept)
        if (p.piece >= 0)
            --wanted[p.piece];
    std::vector<int> out;
    out.reserve(wanted.size());
    for (const int n : wanted)
        out.push_back(std::max(n, 0));
    int surplus =
        std::accumulate(out.begin(), out.end(), 0) - (count - static_cast<int>(kept.size()));
    for (; surplus > 0; --surplus)
        --*std::max_element(out.begin(), out.end());
    return out;
}

/// Where pieces differ in shape, equal shares of area are not equally crowded: moves one site from
/// the piece with the closest pair to the piece with the widest nearest neighbours.
std::vector<int> rebalanced(std::vector<int> counts, const std::vector<Particle>& particles) {
    std::vector<double> closest(counts.size(), 1e300);
    std::vector<double> sum(counts.size(), 0);
    std::vector<int> members(counts.size(), 0);
    for (std::size_t i = 0; i < particles.size(); ++i) {
        const int piece = particles[i].piece;
        if (piece < 0)
            continue;
        double nearest = 1e300;
        for (std::size_t j = 0; j < particles.size(); ++j)
            if (j != i && particles[j].piece == piece)
                nearest = std::min(nearest, arcLength(particles[i], particles[j]));
        closest[piece] = std::min(closest[piece], nearest / particles[i].share);
        sum[piece] += nearest / particles[i].share;
        ++members[piece];
    }
    for (std::size_t p = 0; p < counts.size(); ++p)
        sum[p] /= std::max(members[p], 1);
    const auto from = std::min_element(closest.begin(), closest.end()) - closest.begin();
    const auto to = std::max_element(sum.begin(), sum.end()) - sum.begin();
    if (counts[from] > 1 && from != to) {
        --counts[from];
        ++counts[to];
    }
    return counts;
}

/// Highest where sites are far apart, equally so, and far from earlier ones.
double scoreOf(const std::vector<Particle>& sites, const std::vector<Particle>& earlier, Mm pitch) {
    double score = 0;
    if (sites.size() > 1) {
        const Evenness evenness = evennessOf(nearestOf(sites, true));
        score = evenness.smallest / pitch.value() - 2 * evenness.variation;
    }
    if (earlier.empty())
        return score;
    double sum = 0;
    for (const Particle& site : sites) {
        double nearest = 1e300;
        for (const Particle& other : earlier)
            nearest = std::min(nearest, arcLength(site, other));
        sum += nearest;
    }
    return score + 4 * sum / static_cast<double>(sites.size()) / pitch.value();
}

/// Share of the sites that belongs where the density is above its mean, and how far off it is.
class DenseShare {
public:
    DenseShare(const Region& region, const std::vector<double>& density) {
        double area = 0;
        double weight = 0;
        for (std::size_t v = 0; v < density.size(); ++v) {
            area += region.vertexArea()[v];
            weight += region.vertexArea()[v] * density[v];
        }
        double dense = 0;
        for (std::size_t v = 0; v < density.size(); ++v)
            if (density[v] * area > weight)
                dense += region.vertexArea()[v] * density[v];
        wanted_ = weight > 0 ? dense / weight : 0;
        largestShare_ = weight > 0 ? std::sqrt(area / weight) : 0;
    }
    [[nodiscard]] double missedBy(const std::vector<Particle>& sites) const {
        if (wanted_ <= 0)
            return 0;
        const auto dense = std::count_if(sites.begin(), sites.end(), [this](const Particle& p) {
            return p.share < largestShare_;
        });
        return std::abs(static_cast<double>(dense) / static_cast<double>(sites.size()) - wanted_);
    }

private:
    double wanted_ = 0;
    double largestShare_ = 0;
};

std::vector<Particle> heldAt(const Relaxation& relaxation, const std::vector<SurfacePoint>& points,
                             double factor) {
    std::vector<Particle> out;
    for (const SurfacePoint& point : points) {
        out.push_back(relaxation.at(point));
        out.back().held = true;
        out.back().share *= factor;
    }
    return out;
}

} // namespace

Result<int> countOf(const Region& region, const LayoutRequest& request) {
    if (request.count.has_value() == request.spacing.has_value())
        return Error{"Give either a number of sites or a spacing; the other follows from the area "
                     "of " +
                     text::cm2(region.area()) + "."};
    if (request.spacing && !(request.spacing->value() > 0))
        return Error{"The spacing must be a length above 0 mm."};
    const int kept = static_cast<int>(request.kept.size());
    const int count =
        request.count ? *request.count : std::max(countFor(region.area(), *request.spacing), kept);
    const std::string most = std::to_string(request.maxSites);
    if (request.count && (count < 1 || count > request.maxSites))
        return Error{"The number of sites must lie between 1 and " + most + "; it is " +
                     std::to_string(count) + "."};
    if (count < 1)
        return Error{"The area of " + text::cm2(region.area()) + " is too small for a spacing of " +
                     text::of(*request.spacing) + ": not one site fits."};
    if (count > request.maxSites)
        return Error{"A spacing of " + text::of(*request.spacing) + " over " +
                     text::cm2(region.area()) + " asks for " + std::to_string(count) +
                     " sites; at most " + most + " are allowed in one session."};
    if (count < kept)
        return Error{std::to_string(kept) + " sites are locked, more than the " +
                     std::to_string(count) + " asked for. Unlock some, or ask for more."};
    const Mm spacing = spacingFor(region.area(), count);
    if (count > 1 && spacing < request.minSpacing)
        return Error{"The area of " + text::cm2(region.area()) + " is too small for " +
                     std::to_string(count) + " sites: they would lie " + text::of(spacing) +
                     " apart, and the least is " + text::of(request.minSpacing) + "."};
    return count;
}

Mm spacingFor(Mm2 area, int count) {
    return Mm(std::sqrt(2 * area.value() / (std::numbers::sqrt3 * count)));
}

int countFor(Mm2 area, Mm spacing) {
    const double cell = std::numbers::sqrt3 / 2 * spacing.value() * spacing.value();
    return static_cast<int>(std::llround(std::min(area.value() / cell, 1e9)));
}

Mm2 areaFor(int count, Mm spacing) {
    return Mm2(std::numbers::sqrt3 / 2 * spacing.value() * spacing.value() * count);
}

Result<Layout> layOut(const Region& region, const SurfaceIndex& surface,
                      const LayoutRequest& request) {
    MESO_CHECK(&surface.mesh() == &region.mesh(), "layOut needs the index of the region's mesh");
    const Result<int> count = countOf(region, request);
    if (!count)
        return count.error();
    const Mm pitch = pitchFor(region, request.density, *count);
    const Relaxation relaxation(region, surface, pitch, request.density);
    const std::vector<Particle> kept = heldAt(relaxation, request.kept, 1);
    const std::vector<Particle> earlier = heldAt(relaxation, request.earlier, kEarlierShare);
    std::vector<Particle> start = earlier;
    start.insert(start.end(), kept.begin(), kept.end());
    Random seeds(request.seed);
    std::vector<Particle> best;
    double bestScore = -1e300;
    std::vector<int> bestCounts = freeCounts(pieceWeights(region, request.density), *count, kept);
    const DenseShare dense(region, request.density);
    const int restarts = request.density.empty() ? kRestarts : 2 * kRestarts;
    for (int restart = 0; restart < restarts; ++restart) {
        const std::vector<int> counts = restart < 2 ? bestCounts : rebalanced(bestCounts, best);
        std::vector<Particle> particles = start;
        relaxation.scatter(particles, seeds.next(), counts);
        relaxation.settle(particles, {});
        particles.erase(particles.begin(),
                        particles.begin() + static_cast<std::ptrdiff_t>(earlier.size()));
        const double score = scoreOf(particles, earlier, pitch) - 4 * dense.missedBy(particles);
        if (score > bestScore) {
            bestScore = score;
            bestCounts = counts;
            best = std::move(particles);
        }
    }
    Layout layout;
    layout.quality = measured(region, best);
    for (std::size_t i = kept.size(); i < best.size(); ++i) {
        layout.sites.push_back(best[i].point);
        layout.positions.push_back(best[i].position);
    }
    return layout;
}

std::vector<SurfacePoint> evenedOut(const Region& region, const SurfaceIndex& surface,
                                    const std::vector<SurfacePoint>& sites,
                                    const std::vector<SurfacePoint>& held,
                                    const std::vector<double>& density) {
    if (sites.empty())
        return {};
    const Mm pitch = pitchFor(region, density, static_cast<int>(sites.size() + held.size()));
    const Relaxation relaxation(region, surface, pitch, density);
    std::vector<Particle> particles;
    for (const SurfacePoint& site : sites) {
        const Particle there = relaxation.at(site);
        particles.push_back(
            there.piece >= 0 ? there : relaxation.nearestInside(there.position, pitch * 0.375));
    }
    const std::vector<Particle> still = heldAt(relaxation, held, 1);
    particles.insert(particles.end(), still.begin(), still.end());
    constexpr Settling kGentle{80, 14, 14, 0.05};
    relaxation.settle(particles, kGentle);
    std::vector<SurfacePoint> out;
    for (std::size_t i = 0; i < sites.size(); ++i)
        out.push_back(particles[i].point);
    return out;
}

std::vector<double> densityField(const Region& region, const std::vector<double>& ofOutline) {
    MESO_CHECK(ofOutline.size() == region.areas().size(), "one density per outline");
    if (std::adjacent_find(ofOutline.begin(), ofOutline.end(), std::not_equal_to<>()) ==
        ofOutline.end())
        return {};
    const auto& vertices = region.mesh().vertices();
    // Beside the area the field goes on, since triangles of its border reach out there.
    constexpr double kBesideMm = 5;
    std::vector<double> field(vertices.size(), ofOutline.front());
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        if (region.signedDistance()[v] > kBesideMm)
            continue;
        for (std::size_t o = ofOutline.size(); o-- > 1;)
            if (geom::encloses(region.areas()[o], region.centre(), vertices[v])) {
                field[v] = ofOutline[o];
                break;
            }
    }
    return field;
}

LayoutQuality qualityOf(const Region& region, const std::vector<SurfacePoint>& sites,
                        const std::vector<double>& density) {
    std::vector<Particle> particles;
    for (const SurfacePoint& s : sites) {
        const double share =
            density.empty() ? 1 : 1 / std::sqrt(interpolate(region.mesh(), s, density));
        particles.push_back(
            {s, positionOf(region.mesh(), s), normalAt(region.mesh(), s), 0, share});
    }
    return measured(region, particles);
}

} // namespace meso::plan
