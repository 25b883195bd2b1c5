#include <gtest/gtest.h>

#include "support/head_fixture.h"
#include "view/area_camera.h"

namespace meso::view {
namespace {

class AreaCamera : public test::OnAHead {
protected:
    static geom::Region regionOf(const std::string& preset) {
        return *app::regionOf(*app::newPlan(preset, *headContext_, *library_), *headContext_);
    }
};

TEST_F(AreaCamera, ShowsMostOfEveryPreset) {
    for (const anatomy::AreaPreset& preset : library_->areas.presets) {
        if (preset.shapes.empty())
            continue;
        const geom::Region region = regionOf(preset.id);
        const Camera camera = cameraOverArea(*headContext_->head, region, {1000, 700});
        // Of what lies on both sides of the head, one view shows one half.
        const bool onBothSides = preset.id == "region_temporal" || preset.id == "region_parietal";
        EXPECT_GE(visibleShare(region, -axesOf(camera).forward), onBothSides ? 0.45 : 0.75)
            << preset.id;
    }
}

TEST_F(AreaCamera, ShowsEverySiteOfTheSampleCase) {
    const auto sample = app::samplePlan(*headContext_, *library_);
    ASSERT_TRUE(sample.ok());
    const geom::Region region = *app::regionOf(*sample, *headContext_);
    const geom::Vec3 eye =
        -axesOf(cameraOverArea(*headContext_->head, region, {1000, 700})).forward;
    for (const plan::InjectionSite& site : sample->sites)
        EXPECT_GT(normalAt(region.mesh(), site.onScalp).dot(eye), 0.1) << "site " << site.id;
}

TEST_F(AreaCamera, StandsBehindThePatientWhereThatShowsAsMuch) {
    const geom::Region vertex = regionOf("crown_patch");
    const Camera camera = cameraOverArea(*headContext_->head, vertex, {1000, 700});
    EXPECT_LT(eyeOf(camera).y(), headContext_->head->scalp->centre.y());
}

TEST_F(AreaCamera, KeepsTheAreaClearOfWhatCoversThePicture) {
    const PixelSize size{716, 492};
    const Insets covered{96, 64};
    for (const char* preset : {"norwood_3_vertex", "whole_top", "crown_patch", "norwood_7"}) {
        const geom::Region region = regionOf(preset);
        const Camera camera = cameraOverArea(*headContext_->head, region, size, covered);
        double first = 1e9;
        double last = -1e9;
        for (std::size_t v = 0; v < region.vertexArea().size(); ++v) {
            if (region.vertexArea()[v] <= 0)
                continue;
            const double y = project(camera, size, region.mesh().vertices()[v]).pixel.y();
            first = std::min(first, y);
            last = std::max(last, y);
        }
        EXPECT_GE(first, covered.top) << preset;
        EXPECT_LE(last, size.height - covered.bottom) << preset;
        EXPECT_GT(last - first, 60) << preset << ": and is not made small for it";
    }
}

} // namespace
} // namespace meso::view
