#include "anatomy/scalp_grid.h"

#include <algorithm>
#include <cmath>
#include <future>

#include "anatomy/geodesic_directions.h"
#include "base/text.h"

namespace meso::anatomy {

using geom::RayHit;
using geom::SurfaceIndex;
using geom::TriMesh;
using geom::Vec3;

namespace {

/// Below this a surface is no scalp, above it the grid would not fit into memory.
constexpr int kMinFrequency = 4;
constexpr int kMaxFrequency = 512;

/// Height of the smooth skin over the flat triangle that a ray met, along the ray. Half of what
/// Phong tessellation gives (Boubekeur & Alexa 2008): that is exact where curvature is constant, so
/// the finer grid does not repeat the facets of the coarser skin.
double bulgeOver(const TriMesh& skin, const RayHit& hit, const Vec3& direction) {
    const Vec3 flat = geom::positionOf(skin, hit.point);
    const geom::Triangle& t = skin.triangles()[hit.point.triangle];
    Vec3 lift = Vec3::Zero();
    for (int k = 0; k < 3; ++k) {
        const Vec3& normal = skin.normals()[t[k]];
        lift += hit.point.weights[k] * (skin.vertices()[t[k]] - flat).dot(normal) * normal;
    }
    return lift.dot(direction) / 2;
}

void sampleRange(const SurfaceIndex& skin, std::span<const Vec3> directions,
                 std::span<float> radius_mm) {
    const Vec3 centre = ScalpGrid{}.centre;
    for (std::size_t i = 0; i < radius_mm.size(); ++i) {
        const auto hit = skin.lastHit(centre, directions[i]);
        radius_mm[i] =
            hit ? static_cast<float>(hit->distance + bulgeOver(skin.mesh(), *hit, directions[i]))
                : 0.0F;
    }
}

/// Radius per direction; 0 where a ray meets nothing. Each ray is on its own, so two threads give
/// the same bits as one.
std::vector<float> sampleRadii(const SurfaceIndex& skin, std::span<const Vec3> directions) {
    std::vector<float> radius_mm(directions.size());
    const std::size_t half = radius_mm.size() / 2;
    const std::span<float> all(radius_mm);
    auto other = std::async(std::launch::async,
                            [&] { sampleRange(skin, directions.first(half), all.first(half)); });
    sampleRange(skin, directions.subspan(half), all.subspan(half));
    other.get(); // with what it threw
    return radius_mm;
}

bool isFrequencyUsable(int frequency) {
    return frequency >= kMinFrequency && frequency <= kMaxFrequency;
}

Error badFrequency(int frequency) {
    return Error{"The scalp grid's frequency must be between " + std::to_string(kMinFrequency) +
                 " and " + std::to_string(kMaxFrequency) + "; it is " + std::to_string(frequency) +
                 "."};
}

Result<ScalpGridPtr> gridOf(int frequency, DirectionMesh domain, std::span<const float> radius_mm) {
    auto grid = std::make_shared<ScalpGrid>();
    grid->frequency = frequency;
    grid->directions = std::move(domain.directions);
    std::vector<Vec3> vertices(radius_mm.size());
    for (std::size_t i = 0; i < vertices.size(); ++i)
        vertices[i] = grid->centre + radius_mm[i] * grid->directions[i];
    auto mesh = TriMesh::make(std::move(vertices), std::move(domain.triangles));
    if (!mesh)
        return mesh.error();
    grid->mesh = *mesh;
    grid->index = std::make_shared<const SurfaceIndex>(grid->mesh);
    return ScalpGridPtr(grid);
}

} // namespace

int frequencyForEdge(Mm edge) {
    const double corner = std::atan(2.0); // angle between neighbouring corners of an icosahedron
    const double meanRadius_mm = 91;
    const double slack = 1.02; // the mean edge is a little shorter than the radius tells
    const double wanted = corner * meanRadius_mm / edge.value() * slack;
    return static_cast<int>(std::lround(std::clamp<double>(wanted, kMinFrequency, kMaxFrequency)));
}

Result<ScalpGridPtr> sampleScalp(const SurfaceIndex& skin, int frequency) {
    if (!isFrequencyUsable(frequency))
        return badFrequency(frequency);
    DirectionMesh domain = scalpDirections(frequency);
    const std::vector<float> radius_mm = sampleRadii(skin, domain.directions);
    const auto missing = std::count(radius_mm.begin(), radius_mm.end(), 0.0F);
    if (missing > 0)
        return Error{"The head's surface has holes over the scalp: " + std::to_string(missing) +
                     " of " + std::to_string(radius_mm.size()) + " rays (" +
                     text::percent(static_cast<double>(missing) / radius_mm.size(), 1) +
                     ") meet nothing. Close the holes, or check that the surface is in the head "
                     "frame."};
    return gridOf(frequency, std::move(domain), radius_mm);
}

Result<ScalpGridPtr> scalpFromRadii(int frequency, std::span<const float> radius_mm) {
    if (!isFrequencyUsable(frequency))
        return badFrequency(frequency);
    DirectionMesh domain = scalpDirections(frequency);
    if (domain.directions.size() != radius_mm.size())
        return Error{"A scalp grid of frequency " + std::to_string(frequency) + " needs " +
                     std::to_string(domain.directions.size()) + " radii; there are " +
                     std::to_string(radius_mm.size()) + "."};
    return gridOf(frequency, std::move(domain), radius_mm);
}

std::vector<float> radiiOf(const ScalpGrid& grid) {
    std::vector<float> radius_mm;
    radius_mm.reserve(grid.directions.size());
    for (std::size_t i = 0; i < grid.directions.size(); ++i)
        radius_mm.push_back(
            static_cast<float>((grid.mesh->vertices()[i] - grid.centre).dot(grid.directions[i])));
    return radius_mm;
}

std::optional<geom::SurfacePoint> locate(const ScalpGrid& grid, const Vec3& position) {
    const Vec3 direction = position - grid.centre;
    if (!(direction.norm() > 1e-9) || !direction.allFinite())
        return std::nullopt;
    const auto hit = grid.index->lastHit(grid.centre, direction);
    return hit ? std::optional(hit->point) : std::nullopt;
}

} // namespace meso::anatomy
