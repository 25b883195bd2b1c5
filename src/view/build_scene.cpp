#include "view/build_scene.h"

#include "base/check.h"
#include "base/text.h"

namespace meso::view {

namespace {

ScalpValues shared(const std::vector<double>& values) {
    return std::make_shared<const std::vector<float>>(values.begin(), values.end());
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

ScalarField concentrationField(const sim::SimResult& result, const FieldChoice& choice) {
    const int frame = sim::frameAt(result, choice.time);
    std::vector<float> values = sim::bandAverage(result, frame, {choice.band.from, choice.band.to});
    const bool micrograms = choice.injected.value() < 1;
    const double perUnit = micrograms ? 1000 : 1;
    for (float& v : values)
        v *= static_cast<float>(perUnit);
    ScalarField field;
    field.values = std::make_shared<const std::vector<float>>(std::move(values));
    const double top = choice.injected.value() * perUnit;
    field.scale = {0, top};
    field.contourLevels = {0.01 * top, 0.1 * top, 0.5 * top};
    field.title = choice.compoundName + ", " + choice.band.name;
    field.unit = micrograms ? "µg/mL" : "mg/mL";
    return field;
}

std::vector<std::string> captionOf(const FieldChoice& choice, Seconds shownTime) {
    return {choice.compoundName + ", " + choice.band.name + " " +
                text::fixed(choice.band.from.value(), 1) + "–" + text::of(choice.band.to) + ", " +
                text::duration(shownTime) + " after injection",
            "Model estimate from assumed values, not a measurement"};
}

std::optional<Camera> cameraNamed(const std::string& word, const anatomy::Head& head,
                                  const geom::Region& region) {
    if (const auto preset = presetNamed(word))
        return cameraFor(*preset, headBall(head));
    if (word != "area")
        return std::nullopt;
    geom::Vec3 outward = geom::Vec3::Zero();
    for (std::size_t v = 0; v < region.vertexArea().size(); ++v)
        outward += region.vertexArea()[v] * region.mesh().normals()[v];
    if (outward.norm() < 1e-9)
        outward = geom::Vec3::UnitZ();
    return cameraFacing(outward, scalpBall(head));
}

} // namespace meso::view
