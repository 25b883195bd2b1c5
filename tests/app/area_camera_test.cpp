#include <gtest/gtest.h>

#include "support/desk_fixture.h"
#include "view/area_camera.h"

namespace meso::view {
namespace {

class AreaCamera : public test::OnAHead {
protected:
    static geom::Region regionOf(const std::string& preset) {
        return *app::regionOf(*app::newPlan(preset, *desk_, *library_), *desk_);
    }
};

TEST_F(AreaCamera, ShowsMostOfEveryPreset) {
    for (const anatomy::AreaPreset& preset : library_->areas.presets) {
        if (preset.shapes.empty())
            continue;
        const geom::Region region = regionOf(preset.id);
        const Camera camera = cameraOverArea(*desk_->head, region, {1000, 700});
        // Of what lies on both sides of the head, one view shows one half.
        const bool onBothSides = preset.id == "region_temporal" || preset.id == "region_parietal";
        EXPECT_GE(shareSeen(region, -axesOf(camera).forward), onBothSides ? 0.45 : 0.75)
            << preset.id;
    }
}

TEST_F(AreaCamera, ShowsEverySiteOfTheSampleCase) {
    const auto sample = app::samplePlan(*desk_, *library_);
    ASSERT_TRUE(sample.ok());
    const geom::Region region = *app::regionOf(*sample, *desk_);
    const geom::Vec3 eye = -axesOf(cameraOverArea(*desk_->head, region, {1000, 700})).forward;
    for (const plan::InjectionSite& site : sample->sites)
        EXPECT_GT(normalAt(region.mesh(), site.onScalp).dot(eye), 0.1) << "site " << site.id;
}

TEST_F(AreaCamera, StandsBehindThePatientWhereThatShowsAsMuch) {
    const geom::Region vertex = regionOf("crown_patch");
    const Camera camera = cameraOverArea(*desk_->head, vertex, {1000, 700});
    EXPECT_LT(eyeOf(camera).y(), desk_->head->scalp->centre.y());
}

} // namespace
} // namespace meso::view
