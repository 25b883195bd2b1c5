#include "ui/state/skin_projection.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "geom/geodesic.h"
#include "support/head_fixture.h"
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
    [[nodiscard]] static const anatomy::ScalpGrid& grid() { return *headContext_->head->scalp; }
    geom::SurfaceIndex display_{headContext_->head->display};
    view::BoundingSphere ball_ = view::headSphere(*headContext_->head);

    [[nodiscard]] HeadProjection sightOf(view::Preset preset) const {
        return {view::cameraFor(preset, ball_), kSize, grid(), display_};
    }
    /// Random spots of the scalp above the ears.
    [[nodiscard]] static SkinPoint anySpot(Random& random) {
        const Vec3 direction(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(0.2, 1));
        return *spotAt(grid(), grid().centre + 100 * direction.normalized());
    }
};

TEST_F(Sights, APixelOfTheHeadAndItsSkinAreInverse) {
    Random random(1);
    int seen = 0;
    for (const view::Preset preset : {view::Preset::Front, view::Preset::Top, view::Preset::Back,
                                      view::Preset::Left, view::Preset::ThreeQuarter}) {
        const HeadProjection projection = sightOf(preset);
        for (int i = 0; i < 900; ++i) {
            const Vec2 pixel(random.uniform(0, kSize.width), random.uniform(0, kSize.height));
            const auto skin = projection.skinAt(pixel);
            if (!skin)
                continue;
            const auto spot = spotAt(grid(), *skin);
            ASSERT_TRUE(spot);
            EXPECT_LT((spot->position - *skin).norm(), 1e-6) << "the skin lies on the grid";
            const auto back = projection.pixelOf(*spot);
            ASSERT_TRUE(back);
            EXPECT_LT((*back - pixel).norm(), 1e-3);
            ++seen;
        }
    }
    EXPECT_GT(seen, 200);
}

TEST_F(Sights, TheHeadAndTheMapPickTheSameSkin) {
    Random random(2);
    const HeadProjection head = sightOf(view::Preset::Top);
    const MapProjection map(view::flatLayoutOf(grid(), kSize, 1), grid());
    int compared = 0;
    for (int i = 0; i < 500; ++i) {
        const SkinPoint spot = anySpot(random);
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
    const HeadProjection projection = sightOf(view::Preset::Front);
    EXPECT_FALSE(projection.skinAt({2, 2}));
    const Vec3 mouth = headContext_->head->landmarks.nasion + Vec3(0, 0, -70);
    EXPECT_FALSE(projection.skinAt(view::project(camera, kSize, mouth).pixel));
}

TEST_F(Sights, ASpotOnTheFarSideIsNotSeen) {
    const HeadProjection projection = sightOf(view::Preset::Front);
    const auto back = spotAt(grid(), grid().centre + Vec3(0, -100, 40));
    ASSERT_TRUE(back);
    EXPECT_FALSE(projection.pixelOf(*back));
}

TEST_F(Sights, AWayStaysOnTheSkinInSmallSteps) {
    Random random(3);
    for (int i = 0; i < 50; ++i) {
        const SkinPoint from = anySpot(random);
        const SkinPoint to = anySpot(random);
        const auto path = pathOver(grid(), from.position, to.position);
        ASSERT_GE(path.size(), 2U);
        EXPECT_LT((path.front().position - from.position).norm(), 1e-6);
        EXPECT_LT((path.back().position - to.position).norm(), 1e-6);
        for (const SkinPoint& spot : path)
            EXPECT_LT(grid().index->closest(spot.position).distance, 1e-6);
    }
}

TEST_F(Sights, AShortWayMeasuresAsItsArcAndALongOneByMarching) {
    SceneCache cache;
    cache.state().head = headContext_->head;
    const SkinPoint from = *spotAt(grid(), grid().centre + Vec3(10, 5, 100));
    const SkinPoint near = *spotAt(grid(), grid().centre + Vec3(25, 5, 100));
    EXPECT_NEAR(lengthAlongSkin(cache.state(), from.position, near.position).value(),
                geom::arcBetween(from.position, from.normal, near.position, near.normal).value(),
                1e-9);
    const SkinPoint far = *spotAt(grid(), grid().centre + Vec3(10, 90, 60));
    double alongWay = 0;
    const auto path = pathOver(grid(), from.position, far.position);
    for (std::size_t i = 1; i < path.size(); ++i)
        alongWay += (path[i].position - path[i - 1].position).norm();
    const double marched = lengthAlongSkin(cache.state(), from.position, far.position).value();
    EXPECT_GT(marched, (far.position - from.position).norm() + 1);
    EXPECT_LT(marched, alongWay * 1.005) << "no way over the skin is shorter than the shortest";
    EXPECT_GT(marched, alongWay * 0.97);
    EXPECT_EQ(lengthAlongSkin(cache.state(), from.position, far.position).value(), marched);
}

} // namespace
} // namespace meso::ui
