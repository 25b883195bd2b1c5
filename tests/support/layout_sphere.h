#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "plan/layout/layout.h"
#include "support/shapes.h"

namespace meso::test {

/// A sphere with patches of any shape: the places of layout tests before there is a head.
class LayoutOnASphere : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        mesh_ = new geom::MeshPtr(latLongSphere(kRadius, 280, 480));
        index_ = new geom::SurfaceIndex(*mesh_);
    }
    static void TearDownTestSuite() {
        delete index_;
        delete mesh_;
    }
    static geom::Vec3 at(double latitudeDeg, double longitudeDeg) {
        const double a = latitudeDeg * std::numbers::pi / 180;
        const double b = longitudeDeg * std::numbers::pi / 180;
        return kRadius *
               geom::Vec3(std::cos(a) * std::sin(b), std::sin(a), std::cos(a) * std::cos(b));
    }
    static geom::Outline polygon(const std::vector<std::pair<double, double>>& corners) {
        geom::Outline out{"polygon", {}};
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const auto a = corners[i];
            const auto b = corners[(i + 1) % corners.size()];
            for (int k = 0; k < 30; ++k)
                out.points.push_back(at(a.first + (b.first - a.first) * k / 30,
                                        a.second + (b.second - a.second) * k / 30));
        }
        return out;
    }
    static geom::Outline cap(double latitudeDeg, double radiusDeg) {
        geom::Outline out{"cap", {}};
        const geom::Vec3 axis = at(latitudeDeg, 0).normalized();
        const geom::Vec3 u = geom::Vec3::UnitX();
        const geom::Vec3 w = axis.cross(u);
        const double opening = radiusDeg * std::numbers::pi / 180;
        for (int i = 0; i < 120; ++i) {
            const double phi = 2 * std::numbers::pi * i / 120;
            out.points.push_back(kRadius *
                                 (std::cos(opening) * axis +
                                  std::sin(opening) * (std::cos(phi) * u + std::sin(phi) * w)));
        }
        return out;
    }
    static geom::Region region(std::vector<geom::Outline> areas,
                               std::vector<geom::Disc> exclusions = {}) {
        return *geom::Region::make(*mesh_, geom::Vec3::Zero(), std::move(areas),
                                   std::move(exclusions));
    }
    static plan::LayoutRequest forty(std::uint64_t seed = 1) {
        plan::LayoutRequest request;
        request.count = 40;
        request.seed = seed;
        return request;
    }
    static constexpr double kRadius = 90;
    inline static geom::MeshPtr* mesh_ = nullptr;
    inline static geom::SurfaceIndex* index_ = nullptr;
};

} // namespace meso::test
