#include "view/needle_view.h"

#include <gtest/gtest.h>

#include <cmath>

namespace meso::view {
namespace {

NeedleScene sample() {
    NeedleScene scene;
    scene.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(2), 4, 8},
                    {anatomy::LayerKind::Subcutis, "Subcutis", Mm(3), 4, 8}};
    scene.bands = {{"terminal", "Terminal bulbs", Mm(3), Mm(4)}};
    scene.depth = Mm(2.5);
    scene.angle = Degrees(45);
    scene.needle = Mm(4);
    scene.depotHalfWidth = Mm(2);
    scene.depotHalfHeight = Mm(1);
    return scene;
}

/// The closed line of the depot.
Polyline depotIn(const SectionPicture& drawn) {
    for (const Shape& shape : drawn.overlay.shapes)
        if (const auto* line = std::get_if<Polyline>(&shape); line && line->closed)
            return *line;
    ADD_FAILURE() << "no depot";
    return {};
}

TEST(NeedleView, TheDepotLiesAroundTheTipToScale) {
    const SectionPicture drawn = drawNeedle(sample(), {300, 220});
    const Polyline depot = depotIn(drawn);
    geom::Vec2 low(1e9, 1e9), high(-1e9, -1e9);
    for (const geom::Vec2& p : depot.points) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    EXPECT_NEAR((high - low).x(), 4 * drawn.pixelsPerMm, 0.5);
    EXPECT_NEAR((high - low).y(), 2 * drawn.pixelsPerMm, 0.5);
    // The needle's light line ends at its tip, which is the middle of the depot.
    bool found = false;
    for (const Shape& shape : drawn.overlay.shapes)
        if (const auto* line = std::get_if<Polyline>(&shape);
            line && line->points.size() == 2 && (line->points[1] - (low + high) / 2).norm() < 0.5 &&
            std::abs((line->points[1] - line->points[0]).norm() - 4 * drawn.pixelsPerMm) < 0.01)
            found = true;
    EXPECT_TRUE(found) << "a needle of 4 mm";
}

TEST(NeedleView, NamesTheLayersAndHasAScale) {
    std::string words;
    for (const Shape& shape : drawNeedle(sample(), {300, 220}).overlay.shapes)
        if (const auto* text = std::get_if<Text>(&shape))
            words += text->words + "|";
    for (const char* wanted : {"Dermis", "Subcutis", "Terminal bulbs", " mm"})
        EXPECT_NE(words.find(wanted), std::string::npos) << wanted << " in " << words;
}

TEST(NeedleView, WithoutADepotNoneIsDrawn) {
    NeedleScene scene = sample();
    scene.depotHalfWidth = Mm(0);
    for (const Shape& shape : drawNeedle(scene, {64, 64}).overlay.shapes)
        if (const auto* line = std::get_if<Polyline>(&shape)) {
            EXPECT_FALSE(line->closed);
        }
}

} // namespace
} // namespace meso::view
