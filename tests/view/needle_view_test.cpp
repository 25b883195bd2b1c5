#include "view/needle_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meso::view {
namespace {

NeedleScene sample() {
    NeedleScene scene;
    scene.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(2)},
                    {anatomy::LayerKind::Subcutis, "Subcutis", Mm(3)}};
    scene.bands = {{"terminal", "Terminal bulbs", Mm(3), Mm(4)}};
    scene.depth = Mm(2.5);
    scene.angle = Degrees(45);
    scene.needle = Mm(4);
    scene.depotHalfWidth = Mm(2);
    scene.depotHalfHeight = Mm(1);
    scene.depotCentre = scene.depth;
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

TEST(NeedleView, ADepotWithoutRoomAboveLiesBelowTheTip) {
    const auto middleOf = [](const NeedleScene& scene) {
        const SectionPicture drawn = drawNeedle(scene, {300, 220});
        double sum = 0;
        const Polyline depot = depotIn(drawn);
        for (const geom::Vec2& p : depot.points)
            sum += p.y() / static_cast<double>(depot.points.size());
        return sum / drawn.pixelsPerMm;
    };
    NeedleScene lower = sample();
    lower.depotCentre = lower.depth + Mm(0.4);
    EXPECT_NEAR(middleOf(lower) - middleOf(sample()), 0.4, 1e-6);
}

TEST(NeedleView, NamesTheLayersAndHasAScale) {
    std::string words;
    for (const Shape& shape : drawNeedle(sample(), {300, 220}).overlay.shapes)
        if (const auto* text = std::get_if<Text>(&shape))
            words += text->words + "|";
    for (const char* wanted : {"Dermis", "Subcutis", "Terminal bulbs", " mm"})
        EXPECT_NE(words.find(wanted), std::string::npos) << wanted << " in " << words;
}

TEST(NeedleView, NeedleTipAndLayersAreToScaleUnderTheSurfaceLine) {
    for (const double degrees : {90.0, 45.0, 22.0}) {
        NeedleScene scene = sample();
        scene.angle = Degrees(degrees);
        scene.depth = scene.depotCentre = Mm(1.5);
        const SectionPicture drawn = drawNeedle(scene, {300, 220});
        const Polyline depot = depotIn(drawn);
        geom::Vec2 tip(0, 0);
        for (const geom::Vec2& p : depot.points)
            tip += p / static_cast<double>(depot.points.size());
        std::vector<double> levels; // of every line across the whole picture
        bool leans = false;
        for (const Shape& shape : drawn.overlay.shapes) {
            const auto* line = std::get_if<Polyline>(&shape);
            if (!line || line->points.size() != 2)
                continue;
            const geom::Vec2 path = line->points[1] - line->points[0];
            if (std::abs(path.y()) < 1e-6 && path.x() > 150)
                levels.push_back(line->points[0].y());
            if ((line->points[1] - tip).norm() < 0.5)
                leans = leans || std::abs(path.y() / path.norm() -
                                          std::sin(degrees * std::numbers::pi / 180)) < 1e-6;
        }
        EXPECT_TRUE(leans) << degrees;
        ASSERT_FALSE(levels.empty());
        const double skin = *std::min_element(levels.begin(), levels.end());
        EXPECT_NEAR((tip.y() - skin) / drawn.pixelsPerMm, 1.5, 1e-6) << "below the surface line";
        for (const double border : {2.0, 5.0}) // under the dermis, under the subcutis
            EXPECT_TRUE(std::any_of(levels.begin(), levels.end(), [&](double y) {
                return std::abs((y - skin) / drawn.pixelsPerMm - border) < 1e-6;
            })) << border;
    }
}

TEST(NeedleView, NothingIsDrawnOverTheWords) {
    const auto shapes = drawNeedle(sample(), {300, 220}).overlay.shapes;
    bool words = false;
    for (const Shape& shape : shapes) {
        EXPECT_FALSE(words && !std::holds_alternative<Text>(shape));
        words = words || std::holds_alternative<Text>(shape);
    }
    EXPECT_TRUE(words);
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
