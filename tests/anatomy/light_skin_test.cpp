#include "anatomy/light_skin.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/shapes.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

std::vector<Vec3> randomPlaces(int count, double reach, std::uint64_t seed) {
    Random random(seed);
    std::vector<Vec3> out;
    for (int i = 0; i < count; ++i)
        out.emplace_back(random.uniform(-reach, reach), random.uniform(-reach, reach),
                         random.uniform(-reach, reach));
    return out;
}

TEST(LightSkinTest, TheNearestPlaceIsTheOneThatTryingAllFinds) {
    const std::vector<Vec3> places = randomPlaces(400, 20, 1);
    const std::vector<Vec3> points = randomPlaces(300, 30, 2); // some far outside
    for (const double cell : {0.7, 3.0, 50.0}) {
        const std::vector<int> found = nearestOf(points, places, cell);
        for (std::size_t i = 0; i < points.size(); ++i) {
            int best = 0;
            for (int k = 1; k < 400; ++k)
                if ((places[k] - points[i]).norm() < (places[best] - points[i]).norm())
                    best = k;
            EXPECT_EQ(found[i], best) << "cell " << cell << ", point " << i;
        }
    }
}

TEST(LightSkinTest, ACoarseSphereIsShadedLikeTheFineOne) {
    const geom::MeshPtr fine = test::latLongSphere(90, 90, 180);
    const geom::MeshPtr coarse = test::latLongSphere(90, 30, 60);
    std::vector<float> occlusion;
    for (const Vec3& v : fine->vertices())
        occlusion.push_back(v.z() > 0 ? 1.0F : 0.25F);
    const auto light = lightSkin(coarse->vertices(), coarse->triangles(), *fine, occlusion);
    ASSERT_TRUE(light.ok()) << light.error().message;
    for (std::size_t i = 0; i < coarse->vertices().size(); ++i) {
        const Vec3& v = light->mesh->vertices()[i];
        EXPECT_GT(light->normals[i].dot(v.normalized()), 0.999);
        if (std::abs(v.z()) > 4) {
            EXPECT_EQ(light->occlusion[i], v.z() > 0 ? 1.0F : 0.25F);
        }
    }
}

} // namespace
} // namespace meso::anatomy
