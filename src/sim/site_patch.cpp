#include "sim/site_patch.h"

#include <algorithm>
#include <cmath>

namespace meso::sim {
namespace {

constexpr double kRingPerSpacing = 0.9;
constexpr std::uint64_t kDirections = 1ULL << 20;

// Rises with the angle of (x, y), 0 to 4; much cheaper than the angle.
double turn(double x, double y) {
    const double sum = std::abs(x) + std::abs(y);
    if (!(sum > 0))
        return 0;
    const double part = x / sum;
    return y >= 0 ? 1 - part : 3 + part;
}

} // namespace

int SitePatch::within(Mm distance) const {
    const auto end = std::upper_bound(distance_mm.begin(), distance_mm.end(), distance.value());
    return static_cast<int>(end - distance_mm.begin());
}

SitePatchCutter::SitePatchCutter(ScalpDomainPtr domain)
    : domain_(std::move(domain)), local_(domain_->vertices(), -1) {}

// Vertices of a ring follow each other by direction: a lateral stage then reads three streams, the
// ring itself and its two neighbours.
void SitePatchCutter::cut(const geom::Vec3& centre_mm, Mm reach, SitePatch& out) {
    const double ring_mm = kRingPerSpacing * domain_->spacing().value();
    const std::vector<int> found = domain_->within(centre_mm, reach);
    geom::Vec3 up = geom::Vec3::Zero();
    double nearest = 1e300;
    for (const int v : found) {
        const double distance = (domain_->positions()[v] - centre_mm).squaredNorm();
        if (distance < nearest) {
            nearest = distance;
            up = domain_->normals()[v];
        }
    }
    const geom::Vec3 across = nearest < 1e300 ? up.unitOrthogonal() : up;
    const geom::Vec3 along = up.cross(across);
    places_.clear();
    for (const int v : found) {
        const geom::Vec3 away = domain_->positions()[v] - centre_mm;
        const auto ring = static_cast<std::uint64_t>(away.norm() / ring_mm);
        const double direction = turn(away.dot(across), away.dot(along));
        places_.push_back(
            {ring * kDirections * 4 + static_cast<std::uint64_t>(direction * (kDirections - 1)),
             v});
    }
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
        return a.key != b.key ? a.key < b.key : a.vertex < b.vertex;
    });
    out.vertex.clear();
    out.distance_mm.clear();
    for (const Place& place : places_) {
        out.vertex.push_back(place.vertex);
        out.distance_mm.push_back(static_cast<double>(place.key / (kDirections * 4)) * ring_mm);
    }
    cutRows(domain_->rows(), out.vertex, local_, out.rows);
}

} // namespace meso::sim
