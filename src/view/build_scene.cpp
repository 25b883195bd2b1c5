#include "view/build_scene.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"

namespace meso::view {

namespace {

ScalpValues shared(const std::vector<double>& values) {
    return std::make_shared<const std::vector<float>>(values.begin(), values.end());
}

constexpr double kLowestShare = 1e-3;

struct LargestPiece {
    geom::Vec3 outward = geom::Vec3::UnitZ(); ///< mean normal
    std::vector<geom::Vec3> points;           ///< its vertices, mm
};

LargestPiece largestPiece(const geom::Region& region) {
    std::vector<double> areas(static_cast<std::size_t>(region.pieceCount()), 0);
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (region.piece()[v] >= 0)
            areas[region.piece()[v]] += region.vertexArea()[v];
    const auto largest = std::max_element(areas.begin(), areas.end()) - areas.begin();
    LargestPiece out;
    geom::Vec3 sum = geom::Vec3::Zero();
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (region.piece()[v] == largest) {
            sum += region.vertexArea()[v] * region.mesh().normals()[v];
            out.points.push_back(region.mesh().vertices()[v]);
        }
    if (sum.norm() > 1e-9)
        out.outward = sum;
    return out;
}

/// Display vertices within a ball, mm.
std::vector<geom::Vec3> verticesNear(const anatomy::Head& head, const geom::Vec3& centre,
                                     Mm reach) {
    std::vector<geom::Vec3> near;
    for (const geom::Vec3& p : head.display->vertices())
        if ((p - centre).norm() <= reach.value())
            near.push_back(p);
    return near;
}

/// What a preset must show. Close-ups are centred by landmarks; where a head has nothing there, the
/// whole of it is shown.
std::vector<geom::Vec3> shownBy(Preset preset, const anatomy::Head& head) {
    const anatomy::Landmarks& marks = head.landmarks;
    std::vector<geom::Vec3> shown;
    if (preset == Preset::Face)
        shown = verticesNear(head, marks.nasion + geom::Vec3(0, -12, -38), Mm(78));
    if (preset == Preset::Ear)
        shown = verticesNear(head, marks.leftPreauricular + geom::Vec3(-4, -14, 2), Mm(44));
    return shown.empty() ? head.display->vertices() : shown;
}

/// "Minoxidil", "Unbound minoxidil".
std::string nameOf(const FieldChoice& choice) {
    return choice.measure == sim::Measure::Unbound
               ? "Unbound " + text::insideSentence(choice.compoundName)
               : choice.compoundName;
}

} // namespace

Scene planScene(anatomy::HeadPtr head, const plan::Plan& plan, const geom::Region& region,
                const Theme& theme) {
    MESO_CHECK(head != nullptr, "a scene needs a head");
    Scene scene;
    const geom::TriMesh& mesh = *head->scalp->mesh;
    scene.theme = theme;
    scene.regionDistance = shared(region.signedDistance());
    if (!region.exclusions().empty())
        scene.exclusionDistance = shared(region.exclusionDistance());
    for (const plan::InjectionSite& site : plan.sites)
        scene.sites.push_back(
            {positionOf(mesh, site.onScalp), normalAt(mesh, site.onScalp), site.id, false});
    scene.head = std::move(head);
    return scene;
}

ScalarField concentrationFieldOf(std::vector<float> mgPerMl, const FieldChoice& choice) {
    const bool micrograms = choice.injected.value() < 1;
    const double perUnit = micrograms ? 1000 : 1;
    for (float& v : mgPerMl)
        v *= static_cast<float>(perUnit);
    ScalarField field;
    field.values = std::make_shared<const std::vector<float>>(std::move(mgPerMl));
    const double top = choice.injected.value() * perUnit;
    field.scale = {kLowestShare * top, top, Scaling::Logarithmic, choice.colours};
    field.contourLevels = {0.01 * top, 0.1 * top, 0.5 * top};
    field.title = nameOf(choice) + ", " + text::insideSentence(choice.band.name);
    field.unit = micrograms ? "µg/mL" : "mg/mL";
    return field;
}

ScalarField differenceFieldOf(const ScalarField& first, const ScalarField& second,
                              const FieldChoice& choice) {
    ScalarField field = first;
    std::vector<float> values = *first.values;
    for (std::size_t v = 0; v < values.size(); ++v)
        values[v] -= (*second.values)[v];
    field.values = std::make_shared<const std::vector<float>>(std::move(values));
    const double top = choice.injected.value() * (choice.injected.value() < 1 ? 1000 : 1);
    field.scale = {-top, top, Scaling::SignedLogarithmic, Colormap::BlueOrange};
    field.contourLevels = {-0.1 * top, -0.01 * top, 0.01 * top, 0.1 * top};
    return field;
}

ScalarField concentrationField(const sim::SimResult& result, const FieldChoice& choice) {
    const sim::Reading reading{{choice.band.from, choice.band.to}, choice.measure};
    return concentrationFieldOf(result.field->at(reading, choice.time), choice);
}

std::vector<std::string> captionOf(const FieldChoice& choice, Seconds shownTime) {
    return {nameOf(choice) + ", " + text::insideSentence(choice.band.name) + " " +
                text::fixed(choice.band.from.value(), 1) + "–" + text::of(choice.band.to) + ", " +
                text::duration(shownTime) + " after injection",
            "Model estimate from assumed values, not a measurement"};
}

std::optional<Camera> cameraNamed(const std::string& word, const anatomy::Head& head,
                                  const geom::Region& region, PixelSize size) {
    if (const auto preset = presetNamed(word))
        return framed(cameraFor(*preset, headSphere(head)), shownBy(*preset, head), size, 0.14);
    if (word != "area")
        return std::nullopt;
    const LargestPiece piece = largestPiece(region);
    return framed(cameraFacing(piece.outward, scalpSphere(head)), piece.points, size, 0.3);
}

Camera cameraAcross(const anatomy::Head& head, const geom::Region& region, PixelSize size) {
    return framed(cameraFacing(largestPiece(region).outward, scalpSphere(head)),
                  head.scalp->mesh->vertices(), size, 0.14);
}

} // namespace meso::view
