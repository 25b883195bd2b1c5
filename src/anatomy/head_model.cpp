#include "anatomy/head_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <span>

#include "anatomy/head_cache.h"
#include "anatomy/head_measure.h"
#include "anatomy/light_skin.h"
#include "base/hash.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

constexpr Mm kScalpEdge{1};
/// A head is refused when a measure is farther off than this.
constexpr double kLargestError = 0.01;
/// So far beyond its range may a measure come out that was not given, relative.
constexpr double kBeyondRange = 0.10;

/// The display mesh with its landmarks; the scalp grid is missing yet.
struct Skin {
    geom::MeshPtr mesh;
    Landmarks landmarks;
};

Result<Skin> skinOf(const HeadMeasurements& asked, const HeadBase& base, const HeadWarp& warp) {
    std::vector<Vec3> vertices = base.display.blended(asked.style);
    for (Vec3& v : vertices)
        v = applyWarp(warp, v);
    const auto mesh = geom::TriMesh::make(std::move(vertices), base.display.triangles);
    if (!mesh)
        return mesh.error();
    Skin skin{*mesh, applyWarp(warp, base.blendedLandmarks(asked.style))};
    skin.landmarks.vertex = vertexOf(*skin.mesh);
    return skin;
}

void addVertices(Hasher& hasher, const geom::TriMesh& mesh) {
    for (const Vec3& v : mesh.vertices())
        hasher.bytes(v.data(), sizeof(double) * 3);
}

/// Names the geometry: both surfaces and the landmarks.
std::uint64_t hashOf(const Head& head) {
    Hasher hasher;
    addVertices(hasher, *head.display);
    for (const geom::Triangle& t : head.display->triangles())
        hasher.bytes(t.data(), sizeof t);
    hasher.add(head.scalp->frequency);
    addVertices(hasher, *head.scalp->mesh);
    const Landmarks& marks = head.landmarks;
    for (const Vec3& mark :
         {marks.nasion, marks.inion, marks.leftPreauricular, marks.rightPreauricular, marks.vertex})
        hasher.bytes(mark.data(), sizeof(double) * 3);
    return hasher.value();
}

/// The coarse surface goes the way of the fine one. Empty where warping it ruins it: pictures then
/// do without.
LightSkin lightOf(const HeadMeasurements& asked, const HeadBase& base, const HeadWarp& warp,
                  const geom::TriMesh& display) {
    std::vector<Vec3> vertices = base.coarse.blended(asked.style);
    for (Vec3& v : vertices)
        v = applyWarp(warp, v);
    auto light = lightSkin(std::move(vertices), base.coarse.triangles, display, base.occlusion);
    return light ? std::move(light).value() : LightSkin{};
}

HeadPtr finished(const HeadMeasurements& asked, const HeadBase& base, const HeadWarp& warp,
                 const Skin& skin, const MeasuredHead& reached, ScalpGridPtr scalp) {
    auto head = std::make_shared<Head>();
    head->asked = asked;
    head->reached = reached;
    head->landmarks = skin.landmarks;
    head->display = skin.mesh;
    head->displayOcclusion = base.occlusion;
    head->light = lightOf(asked, base, warp, *skin.mesh);
    head->scalp = std::move(scalp);
    head->hash = hashOf(*head);
    return head;
}

bool isReached(const MeasuredHead& reached, const FitTarget& target) {
    const auto error = errorsOf(reached, target);
    return std::all_of(error.begin(), error.end(),
                       [](double e) { return std::abs(e) <= kLargestError; });
}

/// Whether a measure that nobody gave came out as on no living head: then those that were given
/// are together impossible, though each is reached.
bool isHuman(const MeasuredHead& reached) {
    const std::array<Mm, kMeasures> read = {reached.length, reached.breadth, reached.circumference,
                                            reached.nasionInionArc, reached.tragusArcThroughCz};
    const std::vector<MeasurementRange> ranges = measurementRanges();
    for (int i = 0; i < kMeasures; ++i) {
        const MeasurementRange& range = ranges[i + 1]; // after the style
        if (read[i].value() < range.low * (1 - kBeyondRange) ||
            read[i].value() > range.high * (1 + kBeyondRange))
            return false;
    }
    return true;
}

struct Built {
    HeadPtr head;
    HeadWarp warp;
};

Result<Built> build(const HeadMeasurements& asked, const HeadBase& base) {
    if (const Status status = checkMeasurements(asked); !status)
        return status.error();
    const FitTarget target = bareTarget(asked);
    const FittedWarp fitted = fitWarp(base.coarse.blended(asked.style), base.coarse.triangles,
                                      base.blendedLandmarks(asked.style), target);
    const auto skin = skinOf(asked, base, fitted.warp);
    if (!skin)
        return skin.error();
    auto measuring = std::async(std::launch::async,
                                [&] { return HeadTape(*skin->mesh, skin->landmarks).all(); });
    const auto scalp = sampleScalp(geom::SurfaceIndex(skin->mesh), frequencyForEdge(kScalpEdge));
    const MeasuredHead reached = measuring.get();
    if (fitted.isAtLimit() || !isReached(reached, target) || !isHuman(reached))
        return contradictionIn(asked, base);
    if (!scalp)
        return scalp.error();
    return Built{finished(asked, base, fitted.warp, *skin, reached, *scalp), fitted.warp};
}

/// The head of a record; empty when the record does not suit the program.
HeadPtr restored(const HeadMeasurements& asked, const HeadBase& base, const HeadRecord& record) {
    auto weaving = std::async(std::launch::async,
                              [&] { return scalpFromRadii(record.frequency, record.radius_mm); });
    const auto skin = skinOf(asked, base, record.warp);
    const auto scalp = weaving.get();
    if (!skin || !scalp)
        return nullptr;
    return finished(asked, base, record.warp, *skin, record.reached, *scalp);
}

} // namespace

Result<HeadPtr> buildHead(const HeadMeasurements& asked, const HeadBase& base) {
    auto built = build(asked, base);
    if (!built)
        return built.error();
    return built->head;
}

Result<HeadPtr> loadOrBuildHead(const HeadMeasurements& asked, const HeadBase& base,
                                const std::filesystem::path& cacheFolder) {
    const std::uint64_t key = cacheKey(asked, base.hash);
    if (const auto record = readHeadRecord(cacheFolder, key))
        if (HeadPtr head = restored(asked, base, *record))
            return head;
    const auto built = build(asked, base);
    if (!built)
        return built.error();
    const ScalpGrid& scalp = *built->head->scalp;
    // A cache that cannot be written is no reason to refuse a head that is finished.
    (void)writeHeadRecord({built->warp, built->head->reached, scalp.frequency, radiiOf(scalp)},
                          cacheFolder, key);
    return built->head;
}

} // namespace meso::anatomy
