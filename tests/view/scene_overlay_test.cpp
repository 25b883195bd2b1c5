#include "view/scene_overlay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/random.h"
#include "support/round_head.h"

namespace meso::view {
namespace {

constexpr PixelSize kOverlaySize{1200, 900};

Scene sceneFrom(Preset preset) {
    static const anatomy::HeadPtr head = test::roundHead(12);
    Scene scene;
    scene.head = head;
    scene.camera = cameraFor(preset, headSphere(*head));
    scene.viewName = nameOf(preset);
    return scene;
}

/// A site where the ray from the grid's centre leaves the skin.
SiteMark siteAt(const anatomy::Head& head, const geom::Vec3& direction, int number) {
    const auto hit = head.scalp->index->lastHit(head.scalp->centre, direction);
    return {geom::positionOf(*head.scalp->mesh, hit->point),
            geom::normalAt(*head.scalp->mesh, hit->point), number};
}

std::vector<Text> textsOf(const Overlay& overlay) {
    std::vector<Text> texts;
    for (const Shape& shape : overlay.shapes)
        if (const auto* text = std::get_if<Text>(&shape))
            texts.push_back(*text);
    return texts;
}

std::optional<Text> textNamed(const Overlay& overlay, const std::string& words) {
    for (const Text& t : textsOf(overlay))
        if (t.words == words)
            return t;
    return std::nullopt;
}

struct Letters {
    Preset preset;
    const char* imageLeft;
    const char* imageRight;
    const char* facing;
};

class Orientation : public testing::TestWithParam<Letters> {};

TEST_P(Orientation, LettersStandOnThePatientsSides) {
    const Scene scene = sceneFrom(GetParam().preset);
    const SideLetters letters = sideLettersOf(scene.camera);
    EXPECT_EQ(letters.imageLeft, GetParam().imageLeft);
    EXPECT_EQ(letters.imageRight, GetParam().imageRight);
    EXPECT_EQ(letters.facing, GetParam().facing);
    const Overlay overlay = overlayOf(scene, kOverlaySize);
    ASSERT_TRUE(textNamed(overlay, GetParam().imageLeft));
    EXPECT_LT(textNamed(overlay, GetParam().imageLeft)->position.x(), kOverlaySize.width / 4.0);
    EXPECT_GT(textNamed(overlay, GetParam().imageRight)->position.x(), kOverlaySize.width * 0.75);
}

/// The letter must stand on the side of the picture to which that side of the patient projects.
TEST_P(Orientation, LettersAgreeWithTheProjection) {
    const Scene scene = sceneFrom(GetParam().preset);
    const std::string left = sideLettersOf(scene.camera).imageLeft;
    const geom::Vec3 axis = left == "R"   ? geom::Vec3(1, 0, 0)
                            : left == "L" ? geom::Vec3(-1, 0, 0)
                            : left == "A" ? geom::Vec3(0, 1, 0)
                                          : geom::Vec3(0, -1, 0);
    const geom::Vec3 point = scene.camera.target + 60 * axis;
    EXPECT_LT(project(scene.camera, kOverlaySize, point).pixel.x(), kOverlaySize.width / 2.0);
}

INSTANTIATE_TEST_SUITE_P(EveryView, Orientation,
                         testing::Values(Letters{Preset::Front, "R", "L", ""},
                                         Letters{Preset::Back, "L", "R", ""},
                                         Letters{Preset::Left, "A", "P", "L"},
                                         Letters{Preset::Right, "P", "A", "R"},
                                         Letters{Preset::Top, "L", "R", ""},
                                         Letters{Preset::ThreeQuarter, "R", "L", ""}));

TEST(SceneOverlay, SitesBehindTheHeadAreHiddenAndThoseInFrontAreClear) {
    Scene scene = sceneFrom(Preset::Back);
    scene.sites = {siteAt(*scene.head, geom::Vec3(0, -1, 0.3), 1),
                   siteAt(*scene.head, geom::Vec3(0, 1, 0.3), 2),
                   siteAt(*scene.head, geom::Vec3(1, 0.02, 0.15), 3)};
    const std::vector<VisibleSite> seen = visibleSites(scene, kOverlaySize);
    ASSERT_FALSE(seen.empty());
    bool frontSeen = false;
    for (const VisibleSite& s : seen) {
        EXPECT_NE(s.mark.number, 2);
        frontSeen = frontSeen || (s.mark.number == 1 && s.clarity == 1);
        if (s.mark.number == 3) {
            EXPECT_LT(s.clarity, 1) << "faded near the silhouette";
        }
    }
    EXPECT_TRUE(frontSeen);
}

TEST(SceneOverlay, SitesAreDrawnFromBackToFrontAtTheirProjection) {
    Scene scene = sceneFrom(Preset::Top);
    for (int i = 0; i < 40; ++i)
        scene.sites.push_back(
            siteAt(*scene.head, geom::Vec3(0.1 * (i % 7 - 3), 0.1 * (i / 7 - 3), 1), i + 1));
    const std::vector<VisibleSite> seen = visibleSites(scene, kOverlaySize);
    ASSERT_EQ(seen.size(), 40U);
    for (std::size_t i = 1; i < seen.size(); ++i)
        EXPECT_GE(seen[i - 1].depth, seen[i].depth);
    for (const VisibleSite& s : seen)
        EXPECT_LT((s.pixel - project(scene.camera, kOverlaySize, s.mark.position).pixel).norm(),
                  1e-9);
}

TEST(SceneOverlay, NumbersAreWrittenInTheDiscsWhereThereIsRoom) {
    Scene scene = sceneFrom(Preset::Top);
    scene.sites = {siteAt(*scene.head, geom::Vec3(-0.3, 0, 1), 7),
                   siteAt(*scene.head, geom::Vec3(0.3, 0, 1), 8)};
    const auto written = textNamed(overlayOf(scene, kOverlaySize), "7");
    ASSERT_TRUE(written);
    EXPECT_LT(written->position.x(), kOverlaySize.width / 2.0)
        << "the patient's left is on the left";
    scene.show.numbers = false;
    EXPECT_FALSE(textNamed(overlayOf(scene, kOverlaySize), "7"));
    scene.show.sites = false;
    EXPECT_TRUE(visibleSites(scene, kOverlaySize).size() == 2);
}

TEST(SceneOverlay, OnlyNumbersWithRoomAreWrittenAmongManySites) {
    Random random(5);
    std::vector<VisibleSite> sites;
    for (int i = 0; i < 1000; ++i) {
        const geom::Vec2 pixel(random.uniform(0, kOverlaySize.width), random.uniform(0, 300));
        sites.push_back({pixel, 1, 500, {{0, 0, 0}, {0, 0, 1}, i + 1}});
    }
    std::set<std::string> roomy;
    for (const VisibleSite& a : sites) {
        double nearest = 1e9;
        for (const VisibleSite& b : sites)
            if (&a != &b)
                nearest = std::min(nearest, (a.pixel - b.pixel).norm());
        if (nearest >= 22)
            roomy.insert(std::to_string(a.mark.number));
    }
    Overlay overlay;
    addSites(overlay, sites, lightTheme(), ShowOptions{}, 1);
    std::set<std::string> written;
    for (const Text& text : textsOf(overlay))
        written.insert(text.words);
    EXPECT_EQ(written, roomy);
    EXPECT_GT(roomy.size(), 10U);
}

TEST(SceneOverlay, LegendTellsTitleUnitAndEndsAndFitsItsCard) {
    Scene scene = sceneFrom(Preset::Back);
    scene.field.values =
        std::make_shared<std::vector<float>>(scene.head->scalp->directions.size(), 1.0F);
    scene.field.scale = {0, 25};
    scene.field.title = "Dexpanthenol in the miniaturised bulb band";
    scene.field.unit = "mg/mL";
    const Overlay overlay = overlayOf(scene, kOverlaySize);
    for (const char* words : {"Dexpanthenol in the miniaturised bulb band", "mg/mL", "0", "25"})
        EXPECT_TRUE(textNamed(overlay, words)) << words;
    const double width = legendSize(scene.field, 1).x();
    EXPECT_GT(width, roomyWidth(scene.field.title, 13) + roomyWidth(scene.field.unit, 12));
    scene.show.field = false;
    EXPECT_FALSE(textNamed(overlayOf(scene, kOverlaySize), "mg/mL"))
        << "no legend without its field";
}

TEST(SceneOverlay, CaptionAndViewNameAreWrittenInsideThePicture) {
    Scene scene = sceneFrom(Preset::Left);
    scene.caption = {"First line", "Model estimate, not a measurement"};
    const Overlay overlay = overlayOf(scene, kOverlaySize);
    ASSERT_TRUE(textNamed(overlay, "First line"));
    EXPECT_LT(textNamed(overlay, "First line")->position.y(),
              textNamed(overlay, "Model estimate, not a measurement")->position.y());
    EXPECT_LT(textNamed(overlay, "Model estimate, not a measurement")->position.y(),
              kOverlaySize.height);
    EXPECT_TRUE(textNamed(overlay, "Patient's left side"));
}

} // namespace
} // namespace meso::view
