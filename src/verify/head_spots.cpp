#include "verify/head_spots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "anatomy/head.h"
#include "anatomy/scalp_grid.h"
#include "base/check.h"
#include "base/text.h"
#include "geom/point_bins.h"
#include "geom/surface.h"
#include "sim/kernel/simulate.h"
#include "verify/fine_patch.h"
#include "verify/mesh/mesh_observables.h"
#include "verify/mesh/mesh_run.h"
#include "verify/mesh/shell_bend.h"
#include "verify/support.h"

namespace meso::verify {
namespace {

constexpr double kSpotReach_mm = 14, kNear_mm = 10, kMinToBorder_mm = 7;
constexpr double kThresholdShare = 0.01, kSpotTolerance = 0.015, kAreaTolerance = 0.01;
constexpr std::array kTimes_min{10, 60, 360};

// Band means of one run: [time][band][vertex].
using SpotFields = std::vector<std::vector<std::vector<float>>>;

// Share of a triangle on which the exponential through its corners reaches the threshold: counted
// in vertices, of which one weighs 2 % of a depot's area, the area would tell the mesh and not the
// field.
double shareAbove(std::array<double, 3> ofThreshold) {
    constexpr double kNothing = 1e-6;
    for (double& value : ofThreshold)
        value = std::log(std::max(value, kNothing));
    std::sort(ofThreshold.begin(), ofThreshold.end());
    const auto [low, middle, high] = ofThreshold;
    if (high < 0 || low >= 0)
        return low >= 0 ? 1 : 0;
    if (middle < 0)
        return high / (high - middle) * high / (high - low);
    return 1 - low / (low - middle) * low / (low - high);
}

// Area in which a band reaches the threshold at any time.
double reached_mm2(const SpotFields& fields, std::size_t band, double threshold,
                   const FinePatch& ground) {
    const auto at = [&](int v) {
        float highest = 0;
        for (const auto& bands : fields)
            highest = std::max(highest, bands[band][v]);
        return static_cast<double>(highest) / threshold;
    };
    double sum = 0;
    for (const auto& [a, b, c] : ground.triangles) {
        const geom::Vec3& corner = ground.vertices[a];
        const double area =
            0.5 * (ground.vertices[b] - corner).cross(ground.vertices[c] - corner).norm();
        sum += area * shareAbove({at(a), at(b), at(c)});
    }
    return sum;
}

// The bands of one time.
void compare(const std::vector<std::vector<float>>& ours,
             const std::vector<std::vector<float>>& onMesh, const std::vector<bool>& isNear,
             double leastPeak, const std::string& when, SpotError& error) {
    double most = 0, peak = 0, apart = 0, size = 0;
    for (std::size_t b = 0; b < ours.size(); ++b)
        for (std::size_t v = 0; v < isNear.size(); ++v) {
            if (!isNear[v])
                continue;
            const double wanted = static_cast<double>(onMesh[b][v]);
            const double off = static_cast<double>(ours[b][v]) - wanted;
            most = std::max(most, std::abs(off));
            peak = std::max(peak, wanted);
            apart += off * off;
            size += wanted * wanted;
        }
    if (peak < leastPeak)
        return;
    error.l2 = std::max(error.l2, std::sqrt(apart / size));
    if (most / peak > error.max) {
        error.max = most / peak;
        error.worst = when;
    }
}

// The surroundings of a spot, as they are and refined.
struct SpotScene {
    geom::Vec3 spot;
    Patch patch;
    FinePatch fine;
    double radius_mm = 0;
};

Result<SpotScene> sceneAt(const anatomy::ScalpGrid& grid, const geom::Vec3& skin) {
    const geom::ClosestPoint on = grid.index->closest(skin);
    const PatchSeed seed{on.position, kSpotReach_mm};
    SpotScene scene{on.position, cutPatch(*grid.mesh, {&seed, 1}), {}, 0};
    if (borderDistance(scene.patch, on.position, Mm(kSpotReach_mm)) < kMinToBorder_mm)
        return Error{"The scalp grid ends within a depot's reach."};
    scene.fine = halved(scene.patch);
    scene.radius_mm = radiusAround(scene.patch, on.position, normalAt(*grid.mesh, on.point));
    return scene;
}

SpotFields ourFields(const sim::SimInput& input, const sim::CompoundField& field) {
    SpotFields fields;
    for (const Seconds time : input.outputTimes) {
        fields.emplace_back();
        for (const anatomy::BulbBand& band : input.tissue.bulbBands)
            fields.back().push_back(field.at({{band.from, band.to}}, time));
    }
    return fields;
}

SpotFields meshFields(const sim::SimInput& input, const MeshResult& result) {
    SpotFields fields;
    for (std::size_t f = 0; f < input.outputTimes.size(); ++f) {
        fields.emplace_back();
        for (const anatomy::BulbBand& band : input.tissue.bulbBands)
            fields.back().push_back(bandAverage(result, static_cast<int>(f), {band.from, band.to}));
    }
    return fields;
}

SpotError errorBetween(const sim::SimInput& input, const SpotScene& scene, const SpotFields& ours,
                       const SpotFields& onMesh) {
    SpotError error;
    error.radius_mm = scene.radius_mm;
    std::vector<bool> isNear;
    for (const geom::Vec3& p : scene.fine.vertices)
        isNear.push_back((p - scene.spot).norm() < kNear_mm);
    const double strength = input.depots.front().strength.value();
    for (std::size_t t = 0; t < kTimes_min.size(); ++t)
        compare(ours[t], onMesh[t], isNear, sim::kMeaningfulShare * strength,
                std::to_string(kTimes_min[t]) + " min", error);
    for (std::size_t b = 0; b < input.tissue.bulbBands.size(); ++b) {
        error.reached_mm2 += reached_mm2(ours, b, kThresholdShare * strength, scene.fine);
        error.reachedOnMesh_mm2 += reached_mm2(onMesh, b, kThresholdShare * strength, scene.fine);
    }
    return error;
}

// The worst of several spots, and which it is.
struct Worst {
    SpotError error;
    std::string atMax, atL2;
    int count = 0;
    void add(const SpotError& e, const std::string& name) {
        ++count;
        if (e.max > error.max) {
            error.max = e.max;
            atMax = name + " (" + e.worst + ")";
        }
        if (e.l2 > error.l2) {
            error.l2 = e.l2;
            atL2 = name;
        }
        error.reached_mm2 += e.reached_mm2;
        error.reachedOnMesh_mm2 += e.reachedOnMesh_mm2;
    }
    [[nodiscard]] std::vector<VerificationCase> cases(const std::string& what) const {
        const std::string note = std::to_string(count) +
                                 " runs of 0.05 mL, both bulb bands at 10 min, 1 h and 6 h; edges "
                                 "and depth cells halved, own curvature; worst ";
        const double off = std::abs(error.reached_mm2 / error.reachedOnMesh_mm2 - 1);
        return {
            atMost("H", what + ", max", {0, error.max, error.max}, kSpotTolerance, note + atMax),
            atMost("H", what + ", L2", {0, error.l2, error.l2}, kSpotTolerance, note + atL2),
            atMost("H", what + ", area that reaches 1 %, cm2",
                   {error.reachedOnMesh_mm2 / 100, error.reached_mm2 / 100, off}, kAreaTolerance,
                   "of all runs together, relative")};
    }
};

// Vertices with no border edge of the surface within a distance, by rising curvature.
std::vector<int> innerByBend(const geom::TriMesh& scalp, Mm distance) {
    const std::vector<geom::Vec3>& vertices = scalp.vertices();
    const geom::PointBins bins(vertices, distance);
    std::vector<char> isNear(vertices.size(), 0);
    for (const int end : borderVertices(scalp.triangles()))
        for (const int other : bins.within(vertices[end], distance))
            isNear[other] = 1;
    const std::vector<float> bend = surfaceBend(lateralOperator(vertices, scalp.triangles()),
                                                vertices, scalp.normals(), scalp.triangles());
    std::vector<int> inner;
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (!isNear[v] && std::isfinite(bend[v]))
            inner.push_back(static_cast<int>(v));
    std::stable_sort(inner.begin(), inner.end(), [&](int a, int b) { return bend[a] < bend[b]; });
    return inner;
}

} // namespace

Result<SpotError> spotErrorOn(const anatomy::ScalpGrid& scalp, sim::SimInput input,
                              const ThicknessAt& thicknessAt) {
    sim::SimDepot& depot = input.depots.front();
    const auto scene = sceneAt(scalp, depot.position);
    if (!scene)
        return scene.error();
    depot.position = scene->spot;
    input.outputTimes.clear();
    for (const int minutes : kTimes_min)
        input.outputTimes.push_back(fromMinutes(minutes));
    input.duration = input.outputTimes.back();
    auto mesh = geom::TriMesh::make(scene->fine.vertices, scene->fine.triangles);
    if (!mesh)
        return mesh.error();
    input.surface = *mesh;
    if (thicknessAt)
        input.thicknessFactor = thicknessAt(scene->fine.vertices);
    const auto ours = sim::simulate(input);
    if (!ours)
        return ours.error();
    // The reference radius is the surface's own there, so that a vertex which bends as the spot
    // does is not rounded to a class.
    sim::SimInput ownRadius = input;
    ownRadius.tissue.referenceRadius = Mm(scene->radius_mm);
    const auto onMesh = simulateOnMesh(
        ownRadius, {.resolution = DepthResolution::Halved, .margin = Mm(kSpotReach_mm)});
    if (!onMesh)
        return onMesh.error();
    return errorBetween(input, *scene, ourFields(input, *(*ours)->field),
                        meshFields(input, **onMesh));
}

Result<SpotError> spotError(const HeadSetup& setup, const HeadSpot& spot) {
    const auto skin =
        spot.position ? Result<geom::Vec3>(*spot.position) : setup.frame.positionAt(spot.place);
    if (!skin)
        return skin.error();
    sim::SimInput input;
    input.depots = {{*skin, spot.depth, Ml(0.05), setup.compound.usualStrength}};
    input.compound = setup.compound;
    input.tissue = setup.tissue;
    ThicknessAt thicknessAt;
    if (spot.variesInThickness)
        thicknessAt = [&](const std::vector<geom::Vec3>& places) {
            return anatomy::ThicknessMap(setup.frame, setup.thickness).factorsAt(places);
        };
    auto error = spotErrorOn(*setup.head.scalp, std::move(input), thicknessAt);
    if (!error)
        return Error{"At the spot " + spot.name + ": " + error.error().message};
    return error;
}

std::vector<HeadSpot> bentSpots(const geom::TriMesh& scalp) {
    const std::vector<int> byBend = innerByBend(scalp, Mm(kSpotReach_mm));
    MESO_CHECK(!byBend.empty(), "a scalp is wider than a depot");
    const auto spotAt = [&](int vertex, std::string name) {
        return HeadSpot{std::move(name), {}, false, scalp.vertices()[vertex]};
    };
    std::vector<HeadSpot> spots{spotAt(byBend.front(), "the flattest place"),
                                spotAt(byBend[byBend.size() / 2], "a place bent as most"),
                                spotAt(byBend.back(), "the roundest place")};
    for (std::size_t i = 0; i < 3; ++i)
        for (const double depth_mm : {1.0, 4.0}) {
            HeadSpot other = spots[i];
            other.name += ", " + text::of(Mm(depth_mm), 0) + " deep";
            other.depth = Mm(depth_mm);
            spots.push_back(std::move(other));
        }
    return spots;
}

std::vector<HeadSpot> headSpots() {
    return {{"front of the midline", {0.16, 0}},
            {"left brow edge", {0.17, -0.25}},
            {"right brow edge", {0.18, 0.35}},
            {"left hairline corner", {0.2, -0.55}},
            {"right hairline corner", {0.2, 0.5}},
            {"left temple", {0.3, -0.64}},
            {"right temple", {0.35, 0.66}},
            {"right temple edge", {0.24, 0.58}},
            {"forelock", {0.27, 0.05}},
            {"mid-scalp", {0.45, -0.1}},
            {"left side of the crown", {0.45, -0.45}},
            {"right side of the crown", {0.5, 0.55}},
            {"top", {0.5, 0}},
            {"above the left ear", {0.5, -0.7}},
            {"above the right ear", {0.5, 0.69}},
            {"beside the left ear", {0.57, -0.71}},
            {"vertex", {0.66, 0.03}},
            {"left of the vertex", {0.65, -0.4}},
            {"behind the right ear", {0.68, 0.7}},
            {"behind the left ear", {0.72, -0.7}},
            {"back of the crown", {0.78, 0.2}},
            {"left of the occiput", {0.84, -0.5}},
            {"occiput", {0.88, 0}},
            {"right of the occiput", {0.86, 0.75}},
            {"front to mid-scalp", {0.38, 0}, true},
            {"front to temple, left", {0.25, -0.6}, true},
            {"front to crown, right", {0.38, 0.5}, true},
            {"temple to side, right", {0.55, 0.68}, true},
            {"mid-scalp to vertex", {0.56, 0.1}, true},
            {"mid-scalp to side, left", {0.47, -0.35}, true},
            {"vertex to occiput", {0.78, 0}, true},
            {"side to occiput, left", {0.78, -0.6}, true}};
}

Result<std::vector<VerificationCase>>
verifyHead(const HeadSetup& setup, std::span<const HeadSpot> spots, const Progress& progress) {
    const std::vector<HeadSpot> bent = bentSpots(*setup.head.scalp->mesh);
    std::vector<HeadSpot> all(spots.begin(), spots.end());
    all.insert(all.end(), bent.begin(), bent.end());
    Worst plain, borders, extreme;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Result<SpotError> error = spotError(setup, all[i]);
        if (!error)
            return error.error();
        const bool isBent = i >= spots.size();
        (isBent                     ? extreme
         : all[i].variesInThickness ? borders
                                    : plain)
            .add(*error, all[i].name + ", radius " + text::of(Mm(error->radius_mm), 0));
        if (progress)
            progress(static_cast<double>(i + 1) / static_cast<double>(all.size()));
    }
    std::vector<VerificationCase> cases;
    for (const auto& [worst, what] :
         {std::pair{&plain, "Spots of the head against a fine mesh"},
          std::pair{&borders, "Borders of thickness against a fine mesh"},
          std::pair{&extreme, "Flattest to roundest place, 1 to 4 mm deep"}})
        if (worst->count > 0)
            for (VerificationCase& one : worst->cases(what))
                cases.push_back(std::move(one));
    return cases;
}

} // namespace meso::verify
