#include "view/flat_map.h"

#include <gtest/gtest.h>

#include "plan/edits.h"
#include "support/round_head.h"

namespace meso::view {
namespace {

constexpr PixelSize kMapSize{500, 500};

struct Prepared {
    anatomy::HeadPtr head = test::roundHead(24);
    ScalpChart chart{*head->scalp, 256};
    Scene scene;
    Prepared() {
        scene.head = head;
        scene.scale = 0.5;
    }
    FlatLayout layout() const { return {kMapSize, scene.scale, Mm(90)}; }
};

Colour pixelIn(const FlatMap& map, const geom::Vec2& p) {
    return pixelAt(map.picture, static_cast<int>(p.x()), static_cast<int>(p.y()));
}

TEST(FlatMap, PixelAndPlaceAreInverse) {
    const Prepared p;
    for (double x = 40; x < 460; x += 37)
        for (double y = 40; y < 460; y += 37)
            EXPECT_NEAR((p.layout().pixelOf(p.layout().placeAt({x, y})) - geom::Vec2(x, y)).norm(),
                        0, 1e-9);
}

TEST(FlatMap, TheNoseIsUpAndThePatientsRightIsOnTheRight) {
    const Prepared p;
    const geom::Vec2 front = p.layout().pixelOf(chartFromDirection(geom::Vec3(0, 1, 1)));
    const geom::Vec2 right = p.layout().pixelOf(chartFromDirection(geom::Vec3(1, 0, 1)));
    EXPECT_LT(front.y(), p.layout().centre().y() - 10);
    EXPECT_GT(right.x(), p.layout().centre().x() + 10);
    const FlatMap map = drawFlatMap(p.scene, p.chart, kMapSize);
    for (const Shape& shape : map.overlay.shapes)
        if (const auto* text = std::get_if<Text>(&shape)) {
            if (text->words == "R") {
                EXPECT_GT(text->position.x(), 400);
            }
            if (text->words == "L") {
                EXPECT_LT(text->position.x(), 100);
            }
        }
}

TEST(FlatMap, TheFieldLiesWhereItsVerticesAre) {
    Prepared p;
    auto field = std::make_shared<std::vector<float>>();
    const geom::Vec3 spot = geom::Vec3(0.6, 0.2, 1).normalized();
    for (const geom::Vec3& d : p.head->scalp->directions)
        field->push_back(d.dot(spot) > 0.95 ? 5.0F : 0.0F);
    p.scene.field.values = field;
    p.scene.field.scale.high = 10;
    const FlatMap map = drawFlatMap(p.scene, p.chart, kMapSize);
    const Colour painted = pixelIn(map, p.layout().pixelOf(chartFromDirection(spot)));
    const Colour wanted =
        mixed(p.scene.theme.skin, colourAt(Colormap::Viridis, std::sqrt(0.5)), 0.92);
    EXPECT_NEAR(painted.red, wanted.red, 0.02);
    EXPECT_NEAR(painted.green, wanted.green, 0.02);
    const geom::Vec3 mirrored(-spot.x(), spot.y(), spot.z());
    const Colour bare = pixelIn(map, p.layout().pixelOf(chartFromDirection(mirrored)));
    EXPECT_GT(bare.red, bare.green);
}

TEST(FlatMap, TheOutlineStandsWhereTheDistanceIsZero) {
    Prepared p;
    auto distance = std::make_shared<std::vector<float>>();
    for (const geom::Vec3& d : p.head->scalp->directions)
        distance->push_back(static_cast<float>((std::acos(d.z()) - 0.7) * 90));
    p.scene.regionDistance = distance;
    const FlatMap map = drawFlatMap(p.scene, p.chart, kMapSize);
    for (const double a : {0.3, 1.9, 4.0}) {
        const geom::Vec3 d(std::sin(0.7) * std::cos(a), std::sin(0.7) * std::sin(a), std::cos(0.7));
        const Colour line = pixelIn(map, p.layout().pixelOf(chartFromDirection(d)));
        EXPECT_LT(line.red, 0.5F) << a;
    }
}

TEST(FlatMap, TheScaleBarIsTrueAtTheCentre) {
    const Prepared p;
    const double pole = (test::eggRadius(geom::Vec3(0, 0, 1)));
    const FlatLayout layout(kMapSize, 0.5, Mm(pole));
    const geom::Vec3 near = geom::Vec3(0.02, 0, 1).normalized();
    const double mm = (near * test::eggRadius(near) - geom::Vec3(0, 0, pole)).norm();
    const double pixels = (layout.pixelOf(chartFromDirection(near)) - layout.centre()).norm();
    EXPECT_NEAR(pixels / mm, layout.pixelsPerMm(), 0.01 * layout.pixelsPerMm());
}

TEST(FlatMap, SaysThatLengthsStretch) {
    const Prepared p;
    bool said = false;
    for (const Shape& shape : drawFlatMap(p.scene, p.chart, kMapSize).overlay.shapes)
        if (const auto* text = std::get_if<Text>(&shape))
            said = said || text->words.find("stretch toward the rim") != std::string::npos;
    EXPECT_TRUE(said);
}

} // namespace
} // namespace meso::view
