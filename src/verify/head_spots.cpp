#include "verify/head_spots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <numeric>

#include "anatomy/head.h"
#include "anatomy/scalp_grid.h"
#include "base/check.h"
#include "base/text.h"
#include "geom/surface.h"
#include "sim/block_team.h"
#include "sim/observables.h"
#include "sim/simulate.h"
#include "sim/simulate_fast.h"
#include "verify/fine_patch.h"
#include "verify/support.h"

namespace meso::verify {
namespace {

constexpr double kSpotReach_mm = 14, kNear_mm = 10, kMinToBorder_mm = 7;
constexpr double kThresholdShare = 0.01, kSpotTolerance = 0.02;
constexpr std::array kTimes_min{10, 60, 360};

sim::SimInput inputAt(const HeadSetup& setup, const geom::Vec3& position, Mm depth) {
    sim::SimInput input;
    input.depots = {{position, depth, Ml(0.05), setup.compound.usualStrength}};
    input.bend = setup.bend;
    input.compound = setup.compound;
    input.tissue = setup.tissue;
    for (const int minutes : kTimes_min)
        input.outputTimes.push_back(fromMinutes(minutes));
    input.duration = input.outputTimes.back();
    input.margin = Mm(kSpotReach_mm);
    return input;
}

// Every band one after the other, at these vertices of the run's surface.
std::vector<double> bandsOf(const sim::SimResult& result, int frame,
                            const anatomy::TissueProfile& tissue, std::span<const int> vertices) {
    std::vector<double> all;
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        const std::vector<float> field = sim::bandAverage(result, frame, {band.from, band.to});
        for (const int v : vertices)
            all.push_back(static_cast<double>(field[v]));
    }
    return all;
}

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

// The surroundings of a spot and where their vertices are on the surface of a run.
struct Ground {
    const std::vector<geom::Vec3>& positions;
    const std::vector<geom::Triangle>& triangles;
    std::span<const int> onSurface;
};

double reached_mm2(const sim::SimResult& result, const Ground& setup,
                   const anatomy::BulbBand& band) {
    const std::vector<float> highest = sim::bandMaximum(result, {band.from, band.to});
    const double threshold = kThresholdShare * result.injectedStrength.value();
    const auto at = [&](int v) {
        return static_cast<double>(highest[setup.onSurface[v]]) / threshold;
    };
    double sum = 0;
    for (const auto& [a, b, c] : setup.triangles) {
        const geom::Vec3& corner = setup.positions[a];
        const double area =
            0.5 * (setup.positions[b] - corner).cross(setup.positions[c] - corner).norm();
        sum += area * shareAbove({at(a), at(b), at(c)});
    }
    return sum;
}

void compare(const std::vector<double>& ours, const std::vector<double>& finer,
             const std::vector<bool>& isNear, double leastPeak, const std::string& when,
             SpotError& error) {
    double most = 0, peak = 0, apart = 0, size = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!isNear[i % isNear.size()])
            continue;
        most = std::max(most, std::abs(ours[i] - finer[i]));
        peak = std::max(peak, finer[i]);
        apart += (ours[i] - finer[i]) * (ours[i] - finer[i]);
        size += finer[i] * finer[i];
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
    sim::Patch patch;
    FinePatch fine;
    double radius_mm = 0;
    std::vector<int> own; // 0, 1, 2 ...: the numbers of all vertices where a patch is the surface
};

Result<SpotScene> sceneAt(const HeadSetup& setup, const HeadSpot& spot) {
    const auto skin =
        spot.position ? Result<geom::Vec3>(*spot.position) : setup.frame.positionAt(spot.place);
    if (!skin)
        return skin.error();
    const anatomy::ScalpGrid& grid = *setup.head.scalp;
    const geom::ClosestPoint on = grid.index->closest(*skin);
    const sim::PatchSeed seed{on.position, kSpotReach_mm};
    SpotScene scene{on.position, sim::cutPatch(*grid.mesh, {&seed, 1}), {}, 0, {}};
    if (borderDistance(scene.patch, on.position, Mm(kSpotReach_mm)) < kMinToBorder_mm)
        return Error{"The scalp grid ends within a depot's reach of the spot " + spot.name + "."};
    scene.fine = halved(scene.patch);
    scene.radius_mm = radiusAround(scene.patch, on.position, normalAt(*grid.mesh, on.point));
    scene.own.resize(scene.fine.vertices.size());
    std::iota(scene.own.begin(), scene.own.end(), 0);
    return scene;
}

Result<sim::SimResultPtr> runOn(const HeadSetup& setup, bool varies, sim::SimInput input,
                                const std::vector<geom::Vec3>& vertices,
                                const std::vector<geom::Triangle>& triangles) {
    auto mesh = geom::TriMesh::make(vertices, triangles);
    if (!mesh)
        return mesh.error();
    input.surface = *mesh;
    if (varies)
        input.thicknessFactor =
            anatomy::ThicknessMap(setup.frame, setup.thickness).factorsAt(vertices);
    return sim::simulate(input, {}, {}, 1);
}

// Edges and depth cells halved, and a ball of the surface's own radius there.
Result<sim::SimResultPtr> finerRun(const HeadSetup& setup, const HeadSpot& spot,
                                   const SpotScene& scene, sim::SimInput input) {
    for (anatomy::TissueLayer& layer : input.tissue.layers)
        layer.cells *= 2;
    input.bend = sim::ShellBend::Tissue;
    input.tissue.referenceRadius = Mm(scene.radius_mm);
    return runOn(setup, spot.variesInThickness, input, scene.fine.vertices, scene.fine.triangles);
}

// `onSurface`: where the patch's vertices are on the surface of our run.
SpotError errorBetween(const sim::SimResult& ours, std::span<const int> onSurface,
                       const sim::SimResult& finer, const SpotScene& scene,
                       const anatomy::TissueProfile& tissue) {
    SpotError error;
    std::vector<bool> isNear;
    for (const geom::Vec3& p : scene.patch.positions)
        isNear.push_back((p - scene.spot).norm() < kNear_mm);
    const std::span<const int> inFiner = std::span(scene.own).first(isNear.size());
    const double least = sim::kMeaningfulShare * ours.injectedStrength.value();
    for (std::size_t f = 0; f < kTimes_min.size(); ++f)
        compare(bandsOf(ours, static_cast<int>(f), tissue, onSurface),
                bandsOf(finer, static_cast<int>(f), tissue, inFiner), isNear, least,
                std::to_string(kTimes_min[f]) + " min", error);
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        error.reached_mm2 +=
            reached_mm2(ours, {scene.patch.positions, scene.patch.triangles, onSurface}, band);
        error.reachedFiner_mm2 +=
            reached_mm2(finer, {scene.fine.vertices, scene.fine.triangles, scene.own}, band);
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
        error.reachedFiner_mm2 += e.reachedFiner_mm2;
    }
    [[nodiscard]] std::vector<VerificationCase> cases(const std::string& what) const {
        const std::string note = std::to_string(count) +
                                 " runs of 0.05 mL, both bulb bands at 10 min, 1 h and 6 h; edges "
                                 "and depth cells halved, own curvature; worst ";
        const double off = std::abs(error.reached_mm2 / error.reachedFiner_mm2 - 1);
        return {
            atMost("H", what + ", max", {0, error.max, error.max}, kSpotTolerance, note + atMax),
            atMost("H", what + ", L2", {0, error.l2, error.l2}, kSpotTolerance, note + atL2),
            atMost("H", what + ", area that reaches 1 %, cm2",
                   {error.reachedFiner_mm2 / 100, error.reached_mm2 / 100, off}, kSpotTolerance,
                   "of all runs together, relative")};
    }
};

// Vertices with no border edge of the surface within a distance.
std::vector<int> farFromBorder(const sim::ScalpDomain& domain, Mm distance) {
    const geom::TriMesh& mesh = *domain.surface();
    std::vector<char> isNear(domain.vertices(), 0);
    for (const int end : borderVertices(mesh.triangles()))
        for (const int other : domain.within(mesh.vertices()[end], distance))
            isNear[other] = 1;
    std::vector<int> far;
    for (int v = 0; v < domain.vertices(); ++v)
        if (!isNear[v] && std::isfinite(domain.bend()[v]))
            far.push_back(v);
    return far;
}

HeadSpot spotAt(const sim::ScalpDomain& domain, int vertex, std::string name) {
    return {std::move(name), {}, false, domain.positions()[vertex]};
}

} // namespace

Result<SpotErrors> spotErrors(const HeadSetup& setup, const HeadSpot& spot,
                              const sim::ScalpDomainPtr& domain) {
    const auto scene = sceneAt(setup, spot);
    if (!scene)
        return scene.error();
    sim::SimInput input = inputAt(setup, scene->spot, spot.depth);
    const auto finer = finerRun(setup, spot, *scene, input);
    if (!finer)
        return finer.error();
    const auto ours =
        runOn(setup, spot.variesInThickness, input, scene->patch.positions, scene->patch.triangles);
    if (!ours)
        return ours.error();
    SpotErrors errors;
    errors.radius_mm = scene->radius_mm;
    errors.steps = errorBetween(**ours, std::span(scene->own).first(scene->patch.positions.size()),
                                **finer, *scene, setup.tissue);
    if (!domain || spot.variesInThickness)
        return errors;
    input.surface = domain->surface();
    const auto fast = sim::simulateFast(input, domain, {}, {}, 1);
    if (!fast)
        return fast.error();
    errors.fast = errorBetween(**fast, scene->patch.meshVertex, **finer, *scene, setup.tissue);
    return errors;
}

std::vector<HeadSpot> bentSpots(const sim::ScalpDomain& domain) {
    const std::vector<int> inner = farFromBorder(domain, Mm(kSpotReach_mm));
    MESO_CHECK(!inner.empty(), "a scalp is wider than a depot");
    std::vector<int> byBend = inner;
    std::stable_sort(byBend.begin(), byBend.end(),
                     [&](int a, int b) { return domain.bend()[a] < domain.bend()[b]; });
    std::vector<HeadSpot> spots{spotAt(domain, byBend.front(), "the flattest place"),
                                spotAt(domain, byBend[byBend.size() / 2], "a place bent as most"),
                                spotAt(domain, byBend.back(), "the roundest place")};
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

namespace {

// Spots are independent of each other: two threads with a run of one thread each are quicker than
// one run after the other with two.
std::vector<std::optional<Result<SpotErrors>>> errorsOf(const HeadSetup& setup,
                                                        std::span<const HeadSpot> spots,
                                                        const sim::ScalpDomainPtr& domain,
                                                        const Progress& progress) {
    std::vector<std::optional<Result<SpotErrors>>> found(spots.size());
    std::mutex telling;
    std::size_t done = 0;
    sim::BlockTeam team(2);
    team.run(static_cast<int>(spots.size()), [&](int i) {
        found[i] = spotErrors(setup, spots[i], domain);
        const std::lock_guard lock(telling);
        if (progress)
            progress(static_cast<double>(++done) / static_cast<double>(spots.size()));
    });
    return found;
}

} // namespace

Result<std::vector<VerificationCase>>
verifyHead(const HeadSetup& setup, std::span<const HeadSpot> spots, const Progress& progress) {
    const auto domain = sim::ScalpDomain::make(setup.head.scalp->mesh);
    if (!domain)
        return domain.error();
    const std::vector<HeadSpot> bent = bentSpots(**domain);
    std::vector<HeadSpot> all(spots.begin(), spots.end());
    all.insert(all.end(), bent.begin(), bent.end());
    Worst plain, borders, extreme, fast;
    const auto found = errorsOf(setup, all, *domain, progress);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const HeadSpot& spot = all[i];
        const Result<SpotErrors>& errors = *found[i];
        if (!errors)
            return errors.error();
        const std::string name = spot.name + ", radius " + text::of(Mm(errors->radius_mm), 0);
        const bool isBent = i >= spots.size();
        (isBent ? extreme : spot.variesInThickness ? borders : plain).add(errors->steps, name);
        if (errors->fast)
            fast.add(*errors->fast, name);
    }
    std::vector<VerificationCase> cases;
    for (const auto& [worst, what] :
         {std::pair{&plain, "Spots of the head against a finer run"},
          std::pair{&borders, "Borders of thickness against a finer run"},
          std::pair{&extreme, "Flattest to roundest place, 1 to 4 mm deep"},
          std::pair{&fast, "The fast path at all places against the finer runs"}})
        if (worst->count > 0)
            for (VerificationCase& one : worst->cases(what))
                cases.push_back(std::move(one));
    return cases;
}

} // namespace meso::verify
