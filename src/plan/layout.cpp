#include "plan/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/random.h"
#include "base/text.h"
#include "geom/geodesic.h"
#include "geom/ray_walk.h"

namespace meso::plan {

using geom::RayWalk;
using geom::Region;
using geom::SurfaceIndex;
using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr int kSteps = 160;
constexpr int kRestarts = 4;
constexpr int kCandidates = 12;
constexpr double kSoftest = 3;   ///< exponent of the repulsion at the start
constexpr double kStiffest = 14; ///< and at the end, where it is nearly a packing of discs
/// The mirror image stands this share of a spacing behind the mirror, so that sites settle 3/8 of a
/// spacing inside the border. With 0 (1/2 spacing inside) pointed areas came out crowded: smallest
/// distance 0.76 of the ideal spacing instead of 0.88 (measured on 20 seeds).
constexpr double kBorderSlack = 0.25;
constexpr double kReach = 2.2; ///< of the repulsion, in spacings

struct Particle {
    SurfacePoint point;
    Vec3 position;
    Vec3 normal;
    int piece = 0;
};

double arcLength(const Particle& a, const Particle& b) {
    return geom::arcBetween(a.position, a.normal, b.position, b.normal).value();
}

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

LayoutQuality measured(const Region& region, const std::vector<Particle>& particles) {
    LayoutQuality q;
    q.area = region.area();
    q.count = static_cast<int>(particles.size());
    if (particles.empty())
        return q;
    q.spacing = spacingFor(q.area, q.count);
    if (particles.size() < 2)
        return q;
    double sum = 0;
    double squares = 0;
    double smallest = 1e300;
    for (std::size_t i = 0; i < particles.size(); ++i) {
        const double nearest = nearestArc(particles, i);
        sum += nearest;
        squares += nearest * nearest;
        smallest = std::min(smallest, nearest);
    }
    const double mean = sum / q.count;
    q.nearestSmallest = Mm(smallest);
    q.nearestMean = Mm(mean);
    q.nearestVariation =
        mean > 0 ? std::sqrt(std::max(0.0, squares / q.count - mean * mean)) / mean : 0;
    return q;
}

std::vector<double> pieceAreas(const Region& region) {
    std::vector<double> areas(region.pieceCount(), 0);
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (region.piece()[v] >= 0)
            areas[region.piece()[v]] += region.vertexArea()[v];
    return areas;
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

/// Where pieces differ in shape, equal shares of area are not equally crowded: moves one site from
/// the piece with the closest pair to the piece with the widest nearest neighbours.
std::vector<int> rebalanced(std::vector<int> counts, const std::vector<Particle>& particles) {
    std::vector<double> closest(counts.size(), 1e300);
    std::vector<double> sum(counts.size(), 0);
    for (std::size_t i = 0; i < particles.size(); ++i) {
        double nearest = 1e300;
        for (std::size_t j = 0; j < particles.size(); ++j)
            if (j != i && particles[j].piece == particles[i].piece)
                nearest = std::min(nearest, arcLength(particles[i], particles[j]));
        closest[particles[i].piece] = std::min(closest[particles[i].piece], nearest);
        sum[particles[i].piece] += nearest;
    }
    for (std::size_t p = 0; p < counts.size(); ++p)
        sum[p] /= std::max(counts[p], 1);
    const auto from = std::min_element(closest.begin(), closest.end()) - closest.begin();
    const auto to = std::max_element(sum.begin(), sum.end()) - sum.begin();
    if (counts[from] > 1 && from != to) {
        --counts[from];
        ++counts[to];
    }
    return counts;
}

class Relaxation {
public:
    Relaxation(const Region& region, const SurfaceIndex& surface, int count)
        : region_(region), skin_(surface, region.centre(), insideOf(region)),
          pitch_(spacingFor(region.area(), count).value()) {
        collectSeats();
    }

    /// One settled layout with so many sites in each piece.
    std::vector<Particle> run(std::uint64_t seed, const std::vector<int>& counts) {
        scatter(seed, counts);
        for (int step = 0; step < kSteps; ++step) {
            const double progress = static_cast<double>(step) / (kSteps - 1);
            move(kSoftest + (kStiffest - kSoftest) * progress, 0.25 * (1 - progress) + 0.01);
        }
        return particles_;
    }

private:
    /// Vertices where a site may start, grouped by piece, with their running area.
    struct Seats {
        std::vector<int> vertices;
        std::vector<double> runningArea;
    };

    static std::vector<char> insideOf(const Region& region) {
        std::vector<char> inside;
        for (const int piece : region.piece())
            inside.push_back(piece >= 0);
        return inside;
    }

    void collectSeats() {
        seats_.resize(region_.pieceCount());
        triangleOf_.assign(region_.mesh().vertices().size(), -1);
        const auto& triangles = region_.mesh().triangles();
        for (std::size_t t = 0; t < triangles.size(); ++t)
            for (const int v : triangles[t])
                triangleOf_[v] = static_cast<int>(t);
        for (int v = 0; v < static_cast<int>(region_.piece().size()); ++v) {
            if (region_.piece()[v] < 0)
                continue;
            Seats& seats = seats_[region_.piece()[v]];
            const double before = seats.runningArea.empty() ? 0 : seats.runningArea.back();
            seats.vertices.push_back(v);
            seats.runningArea.push_back(before + region_.vertexArea()[v]);
        }
    }

    [[nodiscard]] Particle at(SurfacePoint point, int piece) const {
        return {point, positionOf(region_.mesh(), point), normalAt(region_.mesh(), point), piece};
    }

    Particle randomSeat(Random& random, int piece) const {
        const Seats& seats = seats_[piece];
        const double pick = random.uniform(0, seats.runningArea.back());
        const auto found =
            std::upper_bound(seats.runningArea.begin(), seats.runningArea.end(), pick);
        const auto index =
            std::min<std::size_t>(found - seats.runningArea.begin(), seats.vertices.size() - 1);
        const int vertex = seats.vertices[index];
        SurfacePoint point{triangleOf_[vertex], {0, 0, 0}};
        for (int k = 0; k < 3; ++k)
            point.weights[k] = region_.mesh().triangles()[point.triangle][k] == vertex;
        return at(point, piece);
    }

    /// Best of a few random seats each time (Mitchell 1991): a start that is spread already.
    void scatter(std::uint64_t seed, const std::vector<int>& counts) {
        Random random(seed);
        particles_.clear();
        for (int piece = 0; piece < static_cast<int>(counts.size()); ++piece)
            for (int i = 0; i < counts[piece]; ++i)
                particles_.push_back(bestSeat(random, piece));
    }

    Particle bestSeat(Random& random, int piece) const {
        Particle best;
        double widest = -1;
        for (int c = 0; c < kCandidates; ++c) {
            const Particle seat = randomSeat(random, piece);
            double gap = -2 * region_.signedDistanceAt(seat.point);
            for (const Particle& other : particles_)
                gap = std::min(gap, (seat.position - other.position).norm());
            if (gap > widest) {
                widest = gap;
                best = seat;
            }
        }
        return best;
    }

    /// What pushes each site, in units of the push at one spacing: the others and its mirror image
    /// behind the border. Each pair is worked out once, for both.
    [[nodiscard]] std::vector<Vec3> pushes(double exponent) const {
        std::vector<Vec3> sums(particles_.size(), Vec3::Zero());
        const double reach = kReach * pitch_;
        for (std::size_t i = 0; i < particles_.size(); ++i) {
            for (std::size_t j = i + 1; j < particles_.size(); ++j) {
                const Vec3 away = particles_[i].position - particles_[j].position;
                const double squared = away.squaredNorm();
                if (squared > reach * reach)
                    continue;
                const double distance =
                    std::max(arcLength(particles_[i], particles_[j]), 0.2 * pitch_);
                const Vec3 push = away / std::max(std::sqrt(squared), 1e-9) *
                                  std::pow(pitch_ / distance, exponent);
                sums[i] += push;
                sums[j] -= push;
            }
            sums[i] -= pushOfBorder(particles_[i].point, exponent);
        }
        return sums;
    }

    [[nodiscard]] Vec3 pushOfBorder(const SurfacePoint& point, double exponent) const {
        const double inside = -region_.signedDistanceAt(point);
        const double image = std::max(2 * inside + kBorderSlack * pitch_, 0.2 * pitch_);
        if (image >= kReach * pitch_)
            return Vec3::Zero();
        return outward(point) * std::pow(pitch_ / image, exponent);
    }

    /// Unit tangent in which the distance to the border grows fastest: the way out.
    [[nodiscard]] Vec3 outward(const SurfacePoint& point) const {
        const auto& mesh = region_.mesh();
        const Vec3 twice = mesh.doubleAreaNormal(point.triangle);
        Vec3 gradient = Vec3::Zero();
        for (int k = 0; k < 3; ++k) {
            const Vec3 opposite =
                mesh.corner(point.triangle, (k + 2) % 3) - mesh.corner(point.triangle, (k + 1) % 3);
            gradient += region_.signedDistance()[mesh.triangles()[point.triangle][k]] *
                        twice.cross(opposite);
        }
        const double length = gradient.norm();
        return length > 0 ? Vec3(gradient / length) : Vec3::Zero();
    }

    void move(double exponent, double largestStep) {
        const std::vector<Vec3> pushed = pushes(exponent);
        for (std::size_t i = 0; i < particles_.size(); ++i) {
            const double strength = pushed[i].norm();
            if (strength < 1e-12)
                continue;
            const double step = pitch_ * std::min(largestStep, 0.3 * strength / exponent);
            slide(particles_[i], pushed[i] * (step / strength));
        }
    }

    /// Moves along the skin; a step that would leave the piece is turned back.
    void slide(Particle& particle, const Vec3& step) const {
        const Vec3 target = particle.position + step;
        const auto hit = skin_.hit(target - region_.centre(), particle.point.triangle);
        if (!hit)
            return;
        const Particle moved = at(hit->point, particle.piece);
        const auto& corners = region_.mesh().triangles()[hit->point.triangle];
        const bool samePiece = std::any_of(corners.begin(), corners.end(), [&](int v) {
            return region_.piece()[v] == particle.piece;
        });
        if (samePiece && region_.signedDistanceAt(moved.point) < -0.02 * pitch_)
            particle = moved;
    }

    const Region& region_;
    RayWalk skin_;
    double pitch_;
    std::vector<Seats> seats_;
    std::vector<int> triangleOf_;
    std::vector<Particle> particles_;
};

Result<int> countOf(const Region& region, const LayoutRequest& request) {
    if (request.count.has_value() == request.spacing.has_value())
        return Error{"Give either a number of sites or a spacing; the other follows from the area "
                     "of " +
                     text::cm2(region.area()) + "."};
    if (request.spacing && !(request.spacing->value() > 0))
        return Error{"The spacing must be a length above 0 mm."};
    const int count = request.count ? *request.count : countFor(region.area(), *request.spacing);
    const std::string most = std::to_string(request.mostSites);
    if (request.count && (count < 1 || count > request.mostSites))
        return Error{"The number of sites must lie between 1 and " + most + "; it is " +
                     std::to_string(count) + "."};
    if (count < 1)
        return Error{"The area of " + text::cm2(region.area()) + " is too small for a spacing of " +
                     text::of(*request.spacing) + ": not one site fits."};
    if (count > request.mostSites)
        return Error{"A spacing of " + text::of(*request.spacing) + " over " +
                     text::cm2(region.area()) + " asks for " + std::to_string(count) +
                     " sites; at most " + most + " are allowed in one session."};
    const Mm spacing = spacingFor(region.area(), count);
    if (count > 1 && spacing < request.smallestSpacing)
        return Error{"The area of " + text::cm2(region.area()) + " is too small for " +
                     std::to_string(count) + " sites: they would lie " + text::of(spacing) +
                     " apart, and the least is " + text::of(request.smallestSpacing) + "."};
    return count;
}

} // namespace

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
    Relaxation relaxation(region, surface, *count);
    Random seeds(request.seed);
    std::vector<Particle> best;
    double bestScore = -1e300;
    std::vector<int> bestCounts = allot(pieceAreas(region), *count);
    for (int restart = 0; restart < kRestarts; ++restart) {
        const std::vector<int> counts = restart < 2 ? bestCounts : rebalanced(bestCounts, best);
        std::vector<Particle> particles = relaxation.run(seeds.next(), counts);
        const LayoutQuality q = measured(region, particles);
        const double score = q.nearestSmallest / q.spacing - 2 * q.nearestVariation;
        if (score > bestScore) {
            bestScore = score;
            bestCounts = counts;
            best = std::move(particles);
        }
    }
    Layout layout;
    layout.quality = measured(region, best);
    for (const Particle& p : best) {
        layout.sites.push_back(p.point);
        layout.positions.push_back(p.position);
    }
    return layout;
}

LayoutQuality qualityOf(const Region& region, const std::vector<SurfacePoint>& sites) {
    std::vector<Particle> particles;
    for (const SurfacePoint& s : sites)
        particles.push_back({s, positionOf(region.mesh(), s), normalAt(region.mesh(), s), 0});
    return measured(region, particles);
}

} // namespace meso::plan
