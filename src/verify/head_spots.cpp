#include "verify/head_spots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <Eigen/Dense>

#include "base/check.h"
#include "base/text.h"
#include "sim/observables.h"
#include "sim/patch.h"
#include "sim/simulate.h"
#include "verify/support.h"

namespace meso::verify {
namespace {

constexpr double kReach_mm = 14, kNear_mm = 10, kBendWithin_mm = 8, kLeastToBorder_mm = 7;
constexpr double kThresholdShare = 0.01, kTolerance = 0.02;
constexpr std::array kTimes_min{10, 60, 360};

// The surface around a spot with every edge halved; its first vertices are the patch's own.
struct FinePatch {
    std::vector<geom::Vec3> vertices;
    std::vector<geom::Triangle> triangles;
};

geom::Vec3 middleOf(const sim::Patch& patch, int a, int b) {
    const geom::Vec3 way = patch.positions[b] - patch.positions[a];
    const geom::Vec3& up = patch.normals[a];
    const geom::Vec3& upThere = patch.normals[b];
    return 0.5 * (patch.positions[a] + patch.positions[b]) -
           (way.dot(up) * up - way.dot(upThere) * upThere) / 8;
}

FinePatch halved(const sim::Patch& patch) {
    FinePatch fine{patch.positions, {}};
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
        const auto [at, isNew] =
            middles.try_emplace(std::minmax(a, b), static_cast<int>(fine.vertices.size()));
        if (isNew)
            fine.vertices.push_back(middleOf(patch, a, b));
        return at->second;
    };
    for (const geom::Triangle& t : patch.triangles) {
        const std::array m{middle(t[0], t[1]), middle(t[1], t[2]), middle(t[2], t[0])};
        fine.triangles.push_back({t[0], m[0], m[2]});
        fine.triangles.push_back({t[1], m[1], m[0]});
        fine.triangles.push_back({t[2], m[2], m[1]});
        fine.triangles.push_back({m[0], m[1], m[2]});
    }
    return fine;
}

// Of the nearest edge that only one triangle has; the patch's own cut lies at its reach.
double borderDistance(const sim::Patch& patch, const geom::Vec3& spot) {
    std::map<std::pair<int, int>, int> uses;
    for (const geom::Triangle& t : patch.triangles)
        for (int k = 0; k < 3; ++k)
            ++uses[std::minmax(t[k], t[(k + 1) % 3])];
    double nearest = kReach_mm;
    for (const auto& [edge, count] : uses)
        if (count == 1)
            nearest = std::min(nearest, (patch.positions[edge.first] - spot).norm());
    return nearest;
}

// From the mean curvature of the paraboloid that fits the surroundings best.
double radiusAround(const sim::Patch& patch, const geom::Vec3& spot, const geom::Vec3& up) {
    const geom::Vec3 along = up.unitOrthogonal(), across = up.cross(along);
    Eigen::Matrix<double, 6, 6> normal = Eigen::Matrix<double, 6, 6>::Zero();
    Eigen::Matrix<double, 6, 1> right = Eigen::Matrix<double, 6, 1>::Zero();
    for (const geom::Vec3& p : patch.positions) {
        const geom::Vec3 away = p - spot;
        if (away.norm() > kBendWithin_mm)
            continue;
        const double x = away.dot(along), y = away.dot(across);
        Eigen::Matrix<double, 6, 1> row;
        row << 1, x, y, x * x / 2, x * y, y * y / 2;
        normal += row * row.transpose();
        right += row * away.dot(up);
    }
    const Eigen::Matrix<double, 6, 1> fit = normal.ldlt().solve(right);
    return -2 / (fit[3] + fit[5]);
}

sim::SimInput inputAt(const HeadGround& ground, const geom::Vec3& spot) {
    sim::SimInput input;
    input.depots = {{spot, Mm(2.5), Ml(0.05), ground.compound.usualStrength}};
    input.compound = ground.compound;
    input.tissue = ground.tissue;
    for (const int minutes : kTimes_min)
        input.outputTimes.push_back(fromMinutes(minutes));
    input.duration = input.outputTimes.back();
    input.margin = Mm(kReach_mm);
    return input;
}

// Every band one after the other, per vertex of the patch.
std::vector<double> bandsOf(const sim::SimResult& result, int frame,
                            const anatomy::TissueProfile& tissue, std::size_t vertices) {
    std::vector<double> all;
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        const std::vector<float> field = sim::bandAverage(result, frame, {band.from, band.to});
        all.insert(all.end(), field.begin(), field.begin() + static_cast<std::ptrdiff_t>(vertices));
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

double reached_mm2(const sim::SimResult& result, const std::vector<geom::Vec3>& positions,
                   const std::vector<geom::Triangle>& triangles, const anatomy::BulbBand& band) {
    const std::vector<float> highest = sim::bandMaximum(result, {band.from, band.to});
    const double threshold = kThresholdShare * result.injectedStrength.value();
    double sum = 0;
    for (const auto& [a, b, c] : triangles) {
        const double area =
            0.5 * (positions[b] - positions[a]).cross(positions[c] - positions[a]).norm();
        sum += area * shareAbove({static_cast<double>(highest[a]) / threshold,
                                  static_cast<double>(highest[b]) / threshold,
                                  static_cast<double>(highest[c]) / threshold});
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

// A spot's two runs and what their vertices are.
struct Scene {
    geom::Vec3 spot;
    sim::Patch patch;
    FinePatch fine;
    double radius_mm = 0;
};

Result<Scene> sceneAt(const HeadGround& ground, const HeadSpot& spot) {
    const auto skin = ground.frame.positionAt(spot.place);
    if (!skin)
        return skin.error();
    const anatomy::ScalpGrid& grid = *ground.head.scalp;
    const geom::ClosestPoint on = grid.index->closest(*skin);
    const sim::PatchSeed seed{on.position, kReach_mm};
    Scene scene{on.position, sim::cutPatch(*grid.mesh, {&seed, 1}), {}};
    if (borderDistance(scene.patch, on.position) < kLeastToBorder_mm)
        return Error{"The scalp grid ends within a depot's reach of the spot " + spot.name + "."};
    scene.fine = halved(scene.patch);
    scene.radius_mm = radiusAround(scene.patch, on.position, normalAt(*grid.mesh, on.point));
    return scene;
}

Result<sim::SimResultPtr> runOn(const HeadGround& ground, bool varies, sim::SimInput input,
                                const std::vector<geom::Vec3>& vertices,
                                const std::vector<geom::Triangle>& triangles) {
    auto mesh = geom::TriMesh::make(vertices, triangles);
    if (!mesh)
        return mesh.error();
    input.surface = *mesh;
    if (varies)
        input.thicknessFactor =
            anatomy::ThicknessMap(ground.frame, ground.thickness).factorsAt(vertices);
    return sim::simulate(input);
}

SpotError errorBetween(const sim::SimResult& ours, const sim::SimResult& finer, const Scene& scene,
                       const anatomy::TissueProfile& tissue) {
    SpotError error;
    error.radius_mm = scene.radius_mm;
    std::vector<bool> isNear;
    for (const geom::Vec3& p : scene.patch.positions)
        isNear.push_back((p - scene.spot).norm() < kNear_mm);
    const double least = sim::kMeaningfulShare * ours.injectedStrength.value();
    for (std::size_t f = 0; f < kTimes_min.size(); ++f)
        compare(bandsOf(ours, static_cast<int>(f), tissue, isNear.size()),
                bandsOf(finer, static_cast<int>(f), tissue, isNear.size()), isNear, least,
                std::to_string(kTimes_min[f]) + " min", error);
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        error.reached_mm2 += reached_mm2(ours, scene.patch.positions, scene.patch.triangles, band);
        error.reachedFiner_mm2 +=
            reached_mm2(finer, scene.fine.vertices, scene.fine.triangles, band);
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
                                 " spots, 0.05 mL at 2.5 mm, both bulb bands at 10 min, 1 h and "
                                 "6 h; edges and depth cells halved; worst ";
        const double off = std::abs(error.reached_mm2 / error.reachedFiner_mm2 - 1);
        return {atMost("H", what + ", max", 0, error.max, error.max, kTolerance, note + atMax),
                atMost("H", what + ", L2", 0, error.l2, error.l2, kTolerance, note + atL2),
                atMost("H", what + ", area that reaches 1 %, cm2", error.reachedFiner_mm2 / 100,
                       error.reached_mm2 / 100, off, kTolerance,
                       "of all spots together, relative")};
    }
};

} // namespace

Result<SpotError> spotError(const HeadGround& ground, const HeadSpot& spot, FinerRun finer) {
    const auto scene = sceneAt(ground, spot);
    if (!scene)
        return scene.error();
    const sim::SimInput input = inputAt(ground, scene->spot);
    sim::SimInput fineInput = input;
    for (anatomy::TissueLayer& layer : fineInput.tissue.layers)
        layer.cells *= 2;
    if (finer == FinerRun::MeshAndBend)
        fineInput.tissue.referenceRadius = Mm(scene->radius_mm);
    const auto ours = runOn(ground, spot.variesInThickness, input, scene->patch.positions,
                            scene->patch.triangles);
    if (!ours)
        return ours.error();
    const auto theirs = runOn(ground, spot.variesInThickness, fineInput, scene->fine.vertices,
                              scene->fine.triangles);
    if (!theirs)
        return theirs.error();
    return errorBetween(**ours, **theirs, *scene, ground.tissue);
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
verifyHead(const HeadGround& ground, std::span<const HeadSpot> spots, const Progress& progress) {
    Worst plain, borders, bent;
    std::size_t done = 0;
    for (const HeadSpot& spot : spots) {
        const auto error = spotError(ground, spot, FinerRun::Mesh);
        if (!error)
            return error.error();
        (spot.variesInThickness ? borders : plain).add(*error, spot.name);
        if (!spot.variesInThickness && done % 5 == 0) {
            const auto withBend = spotError(ground, spot, FinerRun::MeshAndBend);
            if (!withBend)
                return withBend.error();
            bent.add(*withBend, spot.name);
        }
        if (progress)
            progress(static_cast<double>(++done) / static_cast<double>(spots.size()));
    }
    std::vector<VerificationCase> cases = plain.cases("Spots of the head against a finer run");
    for (VerificationCase& found : borders.cases("Borders of thickness against a finer run"))
        cases.push_back(std::move(found));
    for (VerificationCase& found : bent.cases("Spots against a finer run with their own curvature"))
        cases.push_back(stated(std::move(found)));
    return cases;
}

} // namespace meso::verify
