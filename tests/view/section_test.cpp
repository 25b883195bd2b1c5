#include "view/section.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "support/round_head.h"
#include "support/tissue_fixture.h"

namespace meso::view {
namespace {

const anatomy::ScalpGrid& grid() {
    static const anatomy::HeadPtr head = test::roundHead();
    return *head->scalp;
}

geom::Vec3 onScalp(double x, double y) {
    return positionOf(*grid().mesh,
                      *anatomy::locate(grid(), grid().centre + geom::Vec3(x, y, 100)));
}

SectionScene sceneAcross(const geom::Vec3& from, const geom::Vec3& to) {
    SectionScene scene;
    scene.path = sectionPath(grid(), from, to).value();
    scene.layers = test::scalpTissue().layers;
    scene.bands = test::scalpTissue().bulbBands;
    return scene;
}

TEST(SectionPath, FollowsTheArcBetweenTwoPoints) {
    const geom::Vec3 a = onScalp(-20, 0), b = onScalp(20, 0);
    const SectionPath path = sectionPath(grid(), a, b).value();
    const double radius = (a - grid().centre).norm();
    const double arc = 2 * radius * std::asin((b - a).norm() / 2 / radius);
    EXPECT_NEAR(path.length().value(), arc, 0.01 * arc);
    EXPECT_GT(path.length().value(), (b - a).norm());
    EXPECT_LT((positionOf(*grid().mesh, path.points.front()) - a).norm(), 0.05);
    EXPECT_LT((positionOf(*grid().mesh, path.points.back()) - b).norm(), 0.05);
    EXPECT_GT(sectionPath(grid(), a, b, Mm(10)).value().length(), path.length() + Mm(18));
}

TEST(SectionPath, RefusesPointsThatAreOne) {
    const auto path = sectionPath(grid(), onScalp(0, 0), onScalp(0, 0));
    ASSERT_FALSE(path.ok());
    EXPECT_NE(path.error().message.find("1 mm"), std::string::npos);
}

TEST(Section, IsToScale) {
    const SectionScene scene = sceneAcross(onScalp(-15, 0), onScalp(15, 0));
    const SectionPicture drawn = drawSection(scene, {900, 320});
    double skin = -1, bone = -1, width = 0;
    for (const Shape& shape : drawn.overlay.shapes)
        if (const auto* line = std::get_if<Polyline>(&shape);
            line && line->points.size() == 2 && line->points[0].y() == line->points[1].y() &&
            line->points[1].x() - line->points[0].x() > 400) {
            const double y = line->points[0].y();
            skin = skin < 0 ? y : std::min(skin, y);
            bone = std::max(bone, y);
            width = line->points[1].x() - line->points[0].x();
        }
    EXPECT_NEAR(bone - skin, 6 * drawn.pixelsPerMm, 1e-6);
    EXPECT_NEAR(width, scene.path.length().value() * drawn.pixelsPerMm, 1e-6);
    EXPECT_LE(width, 900);
}

TEST(Section, FollicleBulbsLieInTheirBands) {
    const SectionScene scene = sceneAcross(onScalp(-15, 0), onScalp(15, 0));
    const SectionPicture drawn = drawSection(scene, {900, 320});
    double skin = 1e9;
    for (const Shape& shape : drawn.overlay.shapes)
        if (const auto* line = std::get_if<Polyline>(&shape))
            skin = std::min(skin, line->points[0].y());
    int terminal = 0, miniaturised = 0;
    for (const Shape& shape : drawn.overlay.shapes)
        if (const auto* bulb = std::get_if<Circle>(&shape)) {
            const double depth = (bulb->centre.y() - skin) / drawn.pixelsPerMm;
            terminal += depth > 3.5 && depth < 4.5 ? 1 : 0;
            miniaturised += depth > 1.5 && depth < 2.5 ? 1 : 0;
        }
    EXPECT_GT(terminal, miniaturised);
    EXPECT_GT(miniaturised, 4);
}

TEST(Section, PaintsTheFieldWhereItIsAndTissueElsewhere) {
    SectionScene scene = sceneAcross(onScalp(-15, 0), onScalp(15, 0));
    scene.scale = {0.001, 1, Scaling::Logarithmic};
    scene.follicleSpacing = Mm(0);
    const int columns = static_cast<int>(scene.path.points.size());
    scene.field = {columns, 60, Mm(0.1),
                   std::vector<float>(static_cast<std::size_t>(columns) * 60)};
    for (int c = 0; c < columns / 2; ++c)
        for (int d = 0; d < 60; ++d)
            scene.field.mgPerMl[static_cast<std::size_t>(c) * 60 + d] = 1;
    const SectionPicture drawn = drawSection(scene, {900, 320});
    SectionScene bare = scene;
    bare.field = {};
    const SectionPicture tissue = drawSection(bare, {900, 320});
    EXPECT_NE(pixelAt(drawn.picture, 300, 160), pixelAt(tissue.picture, 300, 160));
    EXPECT_EQ(pixelAt(drawn.picture, 600, 160), pixelAt(tissue.picture, 600, 160));
}

TEST(Section, NamesTheSitesThatItPasses) {
    plan::Plan plan;
    for (int i = 0; i < 5; ++i) {
        plan::InjectionSite site;
        site.id = i + 1;
        site.onScalp = *anatomy::locate(grid(), grid().centre + geom::Vec3(10.0 - 5 * i, 0, 100));
        site.depth = Mm(1.5);
        plan.sites.push_back(site);
    }
    plan.sites[2].onScalp = *anatomy::locate(grid(), grid().centre + geom::Vec3(0, 9, 100));
    const SectionPath path = sectionPath(grid(), onScalp(-15, 0), onScalp(15, 0)).value();
    const auto near = sitesNear(path, grid(), plan);
    ASSERT_EQ(near.size(), 4U) << "the one beside the cut is left out";
    EXPECT_EQ(near.front().number, 5);
    EXPECT_EQ(near.back().number, 1);
    EXPECT_LT(near.front().along_mm, near.back().along_mm);
}

} // namespace
} // namespace meso::view
