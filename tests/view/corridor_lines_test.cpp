#include "view/corridor_lines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/plan_checks.h"
#include "support/round_head.h"

namespace meso::view {
namespace {

using anatomy::Corridor;
using anatomy::CorridorKind;
using geom::Vec3;

constexpr double kRadius = 90;

/// Corridors on a scalp that is part of a sphere.
class CorridorLines : public ::testing::Test {
protected:
    CorridorLines() {
        auto head = std::make_shared<anatomy::Head>(
            *test::roundHead(60, [](const Vec3&) { return kRadius; }));
        const Vec3 c = head->scalp->centre;
        head->landmarks.nasion = c + Vec3(0, 88.7, -15.4);
        head->landmarks.inion = c + Vec3(0, -88.7, -15.4);
        head->landmarks.rightPreauricular = c + Vec3(88.7, 0, -15.4);
        head->landmarks.leftPreauricular = c + Vec3(-88.7, 0, -15.4);
        head->landmarks.vertex = c + Vec3(0, 0, kRadius);
        head_ = head;
        const auto frame = anatomy::ScalpFrame::make(head_->display, head_->landmarks);
        anatomy::CorridorLibrary library;
        library.corridors = {corridor("line", CorridorKind::Artery, 8, {{0.3, 0.3}, {0.6, 0.5}}),
                             corridor("spot", CorridorKind::Nerve, 12, {{0.7, 0.1}}),
                             corridor("mark", CorridorKind::Landmark, 0, {{0.4, 0.1}, {0.5, 0.1}})};
        map_ = std::make_unique<anatomy::CorridorMap>(
            anatomy::CorridorMap::make(library, *head_, *frame).value());
        bands_ = corridorBands(*map_, *head_->scalp);
    }
    static Corridor corridor(std::string id, CorridorKind kind, double halfWidth,
                             const std::vector<anatomy::ScalpCoordinate>& places) {
        Corridor out;
        out.id = out.name = std::move(id);
        out.kind = kind;
        out.halfWidth = Mm(halfWidth);
        for (const auto& place : places)
            out.points.push_back({Vec3::Zero(), place});
        return out;
    }
    [[nodiscard]] double arcTo(const Vec3& a, const Vec3& b) const {
        const Vec3 u = a - head_->scalp->centre;
        const Vec3 v = b - head_->scalp->centre;
        return kRadius * std::atan2(u.cross(v).norm(), u.dot(v));
    }

    anatomy::HeadPtr head_;
    std::unique_ptr<anatomy::CorridorMap> map_;
    std::vector<CorridorBand> bands_;
};

TEST_F(CorridorLines, BordersRunAtHalfAWidthFromTheCentreLineOnBothSides) {
    ASSERT_EQ(bands_.size(), 6U) << "three corridors, right and left";
    for (const CorridorBand& band : bands_) {
        const anatomy::CorridorLine& line = map_->lines()[static_cast<std::size_t>(band.line)];
        const double half = map_->corridorOf(line).halfWidth.value();
        ASSERT_FALSE(band.borders.empty());
        for (const SkinLine& border : band.borders)
            for (const SkinPoint& point : border) {
                double nearest = 1e9;
                for (const auto& piece : line.pieces)
                    for (const Vec3& centre : piece)
                        nearest = std::min(nearest, arcTo(centre, point.position));
                // Points of the centre line are up to 1 mm apart.
                EXPECT_NEAR(nearest, half, 0.1) << map_->corridorOf(line).name;
                EXPECT_EQ(line.side == anatomy::Side::Right, point.position.x() > 0);
            }
    }
}

TEST_F(CorridorLines, KindsDifferByTheirDashesAndNothingTurnedAwayIsDrawn) {
    Overlay overlay;
    const SkinToPixel rightSideOnly = [](const SkinPoint& p) -> std::optional<geom::Vec2> {
        if (p.position.x() < 0)
            return std::nullopt;
        return geom::Vec2(p.position.x(), p.position.y());
    };
    addCorridors(overlay, *map_, bands_, rightSideOnly, lightTheme(), 1);
    std::set<double> dashes;
    for (const Shape& shape : overlay.shapes) {
        const auto& line = std::get<Polyline>(shape);
        dashes.insert(line.dash);
        EXPECT_GT(line.points.size(), 1U);
    }
    EXPECT_EQ(overlay.shapes.size(), 3U) << "the left ones are turned away";
    EXPECT_EQ(dashes.size(), 3U) << "artery, nerve, landmark";
}

} // namespace
} // namespace meso::view
