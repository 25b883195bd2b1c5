#include "geom/region.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/text.h"
#include "geom/geodesic.h"
#include "geom/polygon.h"

namespace meso::geom {

namespace {

/// Azimuthal-equidistant picture of the directions from the centre, pole straight up, radians. One
/// to one except straight down.
Vec2 flattened(const Vec3& centre, const Vec3& position) {
    const Vec3 d = position - centre;
    const double across = std::hypot(d.x(), d.y());
    const double angle = std::atan2(across, d.z());
    return across > 0 ? Vec2(d.x(), d.y()) * (angle / across) : Vec2(0, 0);
}

Polygon flattened(const Outline& outline, const Vec3& centre) {
    Polygon out;
    out.reserve(outline.points.size());
    for (const Vec3& p : outline.points)
        out.push_back(flattened(centre, p));
    return out;
}

std::string faultOf(const Outline& outline, const Vec3& centre) {
    const std::string who = "The outline \"" + text::printable(outline.name) + "\"";
    if (outline.points.size() < 3)
        return who + " has fewer than three points, so it encloses nothing.";
    if (outline.points.size() > Region::kMaxPoints)
        return who + " has more than " + std::to_string(Region::kMaxPoints) + " points.";
    const int edge = crossingEdge(flattened(outline, centre));
    if (edge >= 0)
        return who + " crosses itself near its point " + std::to_string(edge + 1) +
               ". Draw it so that the line meets itself only at the end.";
    return {};
}

/// Distance from points to one closed line. Runs of edges carry a bounding ball, so that far runs
/// are skipped.
class BorderDistance {
public:
    BorderDistance(const Outline& outline, const Vec3& centre)
        : points_(outline.points), flat_(flattened(outline, centre)) {
        for (const Vec2& p : flat_)
            middle_ += p / static_cast<double>(flat_.size());
        for (const Vec2& p : flat_)
            radius_ = std::max(radius_, (p - middle_).norm());
        for (std::size_t first = 0; first < points_.size(); first += kRun)
            addRun(first);
        whole_ = boundingSphereOf(0, points_.size());
    }

    /// Negative inside, clamped to the region's reach. Quickest for positions in a row that lie
    /// close together: the run that was nearest to the last one is tried first.
    [[nodiscard]] double signedAt(const Vec3& position, const Vec2& flat) {
        Nearest nearest{Region::kReachMm * Region::kReachMm, Region::kReachMm};
        if (mayLieWithin(nearest, whole_, position)) {
            look(nearest, latest_, position);
            for (std::size_t r = 0; r < runs_.size(); ++r)
                if (r != latest_ && mayLieWithin(nearest, runs_[r], position))
                    look(nearest, r, position);
        }
        const bool inside =
            (flat - middle_).squaredNorm() <= radius_ * radius_ * kSlack && contains(flat_, flat);
        const double distance = std::sqrt(nearest.squared);
        return inside ? -distance : distance;
    }

private:
    static constexpr std::size_t kRun = 8;
    /// What rounding may make of a bound: it decides where to look, never what is found.
    static constexpr double kSlack = 1 + 1e-9;
    struct Run {
        Vec3 middle;
        double radius;
        std::size_t first, last;
    };
    /// The least distance so far, mm.
    struct Nearest {
        double squared, plain;
    };

    /// False only where no edge of the run can be nearer.
    static bool mayLieWithin(const Nearest& nearest, const Run& run, const Vec3& position) {
        const double far = run.radius + nearest.plain;
        return (position - run.middle).squaredNorm() <= far * far * kSlack;
    }

    void look(Nearest& nearest, std::size_t run, const Vec3& position) {
        double least = nearest.squared;
        for (std::size_t i = runs_[run].first; i < runs_[run].last; ++i)
            least = std::min(least, squaredToEdge(position, i));
        if (least < nearest.squared) {
            nearest = {least, std::sqrt(least)};
            latest_ = run;
        }
    }

    void addRun(std::size_t first) {
        runs_.push_back(boundingSphereOf(first, std::min(first + kRun, points_.size())));
    }

    [[nodiscard]] Run boundingSphereOf(std::size_t first, std::size_t last) const {
        Run run{Vec3::Zero(), 0, first, last};
        const auto ends = static_cast<double>(run.last - first + 1);
        for (std::size_t i = first; i <= run.last; ++i)
            run.middle += points_[i % points_.size()] / ends;
        for (std::size_t i = first; i <= run.last; ++i)
            run.radius = std::max(run.radius, (points_[i % points_.size()] - run.middle).norm());
        return run;
    }

    [[nodiscard]] double squaredToEdge(const Vec3& p, std::size_t edge) const {
        const Vec3& a = points_[edge];
        const Vec3 ab = points_[(edge + 1) % points_.size()] - a;
        const double length = ab.squaredNorm();
        const double along = length > 0 ? std::clamp((p - a).dot(ab) / length, 0.0, 1.0) : 0.0;
        return (a + along * ab - p).squaredNorm();
    }

    const std::vector<Vec3>& points_;
    Polygon flat_;
    Vec2 middle_ = Vec2::Zero();
    double radius_ = 0;
    std::vector<Run> runs_;
    Run whole_;
    std::size_t latest_ = 0; ///< run that was nearest last
};

std::vector<double> unionDistance(const TriMesh& mesh, const std::vector<Vec2>& flat,
                                  const std::vector<Outline>& outlines, const Vec3& centre) {
    std::vector<double> out(mesh.vertices().size(), Region::kReachMm);
    for (const Outline& outline : outlines) {
        BorderDistance border(outline, centre);
        for (std::size_t v = 0; v < out.size(); ++v)
            out[v] = std::min(out[v], border.signedAt(mesh.vertices()[v], flat[v]));
    }
    return out;
}

/// Distance along the skin to the nearest disc's rim.
std::vector<double> discDistance(const TriMesh& mesh, const std::vector<Disc>& discs) {
    std::vector<double> out(mesh.vertices().size(), Region::kReachMm);
    for (const Disc& disc : discs)
        for (std::size_t v = 0; v < out.size(); ++v) {
            // An arc is never shorter than its chord, so far vertices need no arc.
            if ((mesh.vertices()[v] - disc.centre).norm() > disc.radius_mm + Region::kReachMm)
                continue;
            const double arc =
                arcBetween(disc.centre, disc.normal, mesh.vertices()[v], mesh.normals()[v]).value();
            out[v] = std::min(out[v], std::max(arc - disc.radius_mm, -Region::kReachMm));
        }
    return out;
}

constexpr double kMinPieceMm2 = 1;

struct Corner {
    std::array<double, 3> weights;
    double distance;
};

/// The part of a triangle with negative distance, as a convex polygon in barycentric weights.
std::vector<Corner> clipped(const std::array<double, 3>& distance) {
    std::vector<Corner> out;
    for (int k = 0; k < 3; ++k) {
        const int next = (k + 1) % 3;
        const double a = distance[k];
        const double b = distance[next];
        std::array<double, 3> weights{};
        if (a <= 0) {
            weights[k] = 1;
            out.push_back({weights, a});
        }
        if ((a <= 0) != (b <= 0)) {
            const double at = a / (a - b);
            weights = {};
            weights[k] = 1 - at;
            weights[next] = at;
            out.push_back({weights, 0});
        }
    }
    return out;
}

} // namespace

bool encloses(const Outline& outline, const Vec3& centre, const Vec3& position) {
    return contains(flattened(outline, centre), flattened(centre, position));
}

Result<Region> Region::make(MeshPtr mesh, const Vec3& centre, std::vector<Outline> areas,
                            std::vector<Disc> exclusions) {
    if (areas.empty())
        return Error{"There is no treatment area. Choose a preset or draw an outline."};
    for (const Outline& outline : areas)
        if (std::string fault = faultOf(outline, centre); !fault.empty())
            return Error{std::move(fault)};
    Region region;
    region.mesh_ = std::move(mesh);
    region.centre_ = centre;
    region.areas_ = std::move(areas);
    region.exclusions_ = std::move(exclusions);
    std::vector<Vec2> flat;
    for (const Vec3& v : region.mesh_->vertices())
        flat.push_back(flattened(centre, v));
    region.signedDistance_ = unionDistance(*region.mesh_, flat, region.areas_, centre);
    region.exclusionDistance_ = discDistance(*region.mesh_, region.exclusions_);
    if (!region.exclusions_.empty())
        for (std::size_t v = 0; v < flat.size(); ++v)
            region.signedDistance_[v] =
                std::max(region.signedDistance_[v], -region.exclusionDistance_[v]);
    region.measureArea();
    region.labelPieces();
    if (region.area_.value() <= 0 || region.pieceCount_ == 0)
        return Error{"Nothing is left of the treatment area: it lies off the scalp, or the "
                     "exclusion patches cover it."};
    return region;
}

double Region::signedDistanceAt(const SurfacePoint& point) const {
    return interpolate(*mesh_, point, signedDistance_);
}

void Region::measureArea() {
    vertexArea_.assign(mesh_->vertices().size(), 0);
    const auto& triangles = mesh_->triangles();
    for (int t = 0; t < static_cast<int>(triangles.size()); ++t) {
        std::array<double, 3> d{};
        for (int k = 0; k < 3; ++k)
            d[k] = signedDistance_[triangles[t][k]];
        if (d[0] > 0 && d[1] > 0 && d[2] > 0)
            continue;
        const double whole = mesh_->triangleArea(t).value();
        const std::vector<Corner> polygon = clipped(d);
        for (std::size_t i = 2; i < polygon.size(); ++i) {
            const auto& a = polygon[0].weights;
            const auto& b = polygon[i - 1].weights;
            const auto& c = polygon[i].weights;
            // In barycentric weights the whole triangle has "area" 1.
            const double share =
                std::abs((b[1] - a[1]) * (c[2] - a[2]) - (b[2] - a[2]) * (c[1] - a[1]));
            for (int k = 0; k < 3; ++k)
                vertexArea_[triangles[t][k]] += whole * share * (a[k] + b[k] + c[k]) / 3;
        }
    }
    area_ = Mm2(std::accumulate(vertexArea_.begin(), vertexArea_.end(), 0.0));
}

void Region::labelPieces() {
    std::vector<int> parent(signedDistance_.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](int v) {
        while (parent[v] != v)
            v = parent[v] = parent[parent[v]];
        return v;
    };
    for (const Triangle& t : mesh_->triangles())
        for (int k = 0; k < 3; ++k)
            if (signedDistance_[t[k]] < 0 && signedDistance_[t[(k + 1) % 3]] < 0)
                parent[root(t[k])] = root(t[(k + 1) % 3]);
    std::vector<double> pieceArea(parent.size(), 0);
    for (int v = 0; v < static_cast<int>(parent.size()); ++v)
        pieceArea[root(v)] += vertexArea_[v];
    std::vector<int> label(parent.size(), -1);
    piece_.assign(parent.size(), -1);
    for (int v = 0; v < static_cast<int>(parent.size()); ++v) {
        // A vertex that rounding left just inside the border is not a place to inject.
        if (signedDistance_[v] >= 0 || pieceArea[root(v)] < kMinPieceMm2)
            continue;
        int& number = label[root(v)];
        if (number < 0)
            number = pieceCount_++;
        piece_[v] = number;
    }
}

} // namespace meso::geom
