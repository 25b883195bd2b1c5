#include "ui/state/sight.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "geom/geodesic.h"
#include "support/desk_fixture.h"
#include "ui/viewport/scene_cache.h"
#include "ui/viewport/viewport_marks.h"
#include "view/scene.h"

namespace meso::ui {
namespace {

using geom::Vec2;
using geom::Vec3;

constexpr view::PixelSize kSize{900, 700};

class Sights : public test::OnAHead {
protected:
    [[nodiscard]] static const anatomy::ScalpGrid& grid() { return *desk_->head->scalp; }
    geom::SurfaceIndex display_{desk_->head->display};
    view::Ball ball_ = view::headBall(*desk_->head);

    [[nodiscard]] HeadSight sightOf(view::Preset preset) const {
        return {view::cameraFor(preset, ball_), kSize, grid(), display_};
    }
    /// Random spots of the scalp above the ears.
    [[nodiscard]] static SkinSpot anySpot(Random& random) {
        const Vec3 direction(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(0.2, 1));
        return *spotAt(grid(), grid().centre + 100 * direction.normalized());
    }
};

TEST_F(Sights, APixelOfTheHeadAndItsSkinAreInverse) {
    Random random(1);
    int seen = 0;
    for (const view::Preset preset : {view::Preset::Front, view::Preset::Top, view::Preset::Back,
                                      view::Preset::Left, view::Preset::ThreeQuarter}) {
        const HeadSight sight = sightOf(preset);
        for (int i = 0; i < 900; ++i) {
            const Vec2 pixel(random.uniform(0, kSize.width), random.uniform(0, kSize.height));
            const auto skin = sight.skinAt(pixel);
            if (!skin)
                continue;
            const auto spot = spotAt(grid(), *skin);
            ASSERT_TRUE(spot);
            EXPECT_LT((spot->position - *skin).norm(), 1e-6) << "the skin lies on the grid";
            const auto back = sight.pixelOf(*spot);
            ASSERT_TRUE(back);
            EXPECT_LT((*back - pixel).norm(), 1e-3);
            ++seen;
        }
    }
    EXPECT_GT(seen, 200);
}

TEST_F(Sights, TheHeadAndTheMapPickTheSameSkin) {
    Random random(2);
    const HeadSight head = sightOf(view::Preset::Top);
    const MapSight map(view::flatLayoutOf(grid(), kSize, 1), grid());
    int compared = 0;
    for (int i = 0; i < 500; ++i) {
        const SkinSpot spot = anySpot(random);
        const auto onHead = head.pixelOf(spot);
        const auto onMap = map.pixelOf(spot);
        ASSERT_TRUE(onMap);
        const auto fromMap = map.skinAt(*onMap);
        ASSERT_TRUE(fromMap);
        EXPECT_LT((*fromMap - spot.position).norm(), 0.05);
        const auto fromHead = onHead ? head.skinAt(*onHead) : std::nullopt;
        if (!fromHead)
            continue;
        EXPECT_LT((*fromHead - *fromMap).norm(), 0.5);
        ++compared;
    }
    EXPECT_GT(compared, 200);
}

TEST_F(Sights, TheFaceAndTheBackgroundAreNoScalp) {
    const view::Camera camera = view::cameraFor(view::Preset::Front, ball_);
    const HeadSight sight = sightOf(view::Preset::Front);
    EXPECT_FALSE(sight.skinAt({2, 2}));
    const Vec3 mouth = desk_->head->landmarks.nasion + Vec3(0, 0, -70);
    EXPECT_FALSE(sight.skinAt(view::project(camera, kSize, mouth).pixel));
}

TEST_F(Sights, ASpotOnTheFarSideIsNotSeen) {
    const HeadSight sight = sightOf(view::Preset::Front);
    const auto back = spotAt(grid(), grid().centre + Vec3(0, -100, 40));
    ASSERT_TRUE(back);
    EXPECT_FALSE(sight.pixelOf(*back));
}

TEST_F(Sights, AWayStaysOnTheSkinInSmallSteps) {
    Random random(3);
    for (int i = 0; i < 50; ++i) {
        const SkinSpot from = anySpot(random);
        const SkinSpot to = anySpot(random);
        const auto way = wayOver(grid(), from.position, to.position);
        ASSERT_GE(way.size(), 2U);
        EXPECT_LT((way.front().position - from.position).norm(), 1e-6);
        EXPECT_LT((way.back().position - to.position).norm(), 1e-6);
        for (const SkinSpot& spot : way)
            EXPECT_LT(grid().index->closest(spot.position).distance, 1e-6);
    }
}

TEST_F(Sights, AShortWayMeasuresAsItsArcAndALongOneByMarching) {
    SceneCache cache;
    cache.state().head = desk_->head;
    const SkinSpot from = *spotAt(grid(), grid().centre + Vec3(10, 5, 100));
    const SkinSpot near = *spotAt(grid(), grid().centre + Vec3(25, 5, 100));
    EXPECT_NEAR(lengthAlongSkin(cache.state(), from.position, near.position).value(),
                geom::arcBetween(from.position, from.normal, near.position, near.normal).value(),
                1e-9);
    const SkinSpot far = *spotAt(grid(), grid().centre + Vec3(10, 90, 60));
    double alongWay = 0;
    const auto way = wayOver(grid(), from.position, far.position);
    for (std::size_t i = 1; i < way.size(); ++i)
        alongWay += (way[i].position - way[i - 1].position).norm();
    const double marched = lengthAlongSkin(cache.state(), from.position, far.position).value();
    EXPECT_GT(marched, (far.position - from.position).norm() + 1);
    EXPECT_LT(marched, alongWay * 1.005) << "no way over the skin is shorter than the shortest";
    EXPECT_GT(marched, alongWay * 0.97);
    EXPECT_EQ(lengthAlongSkin(cache.state(), from.position, far.position).value(), marched);
}

} // namespace
} // namespace meso::ui
