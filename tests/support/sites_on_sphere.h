#pragma once
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "plan/rules/checks.h"
#include "support/shapes.h"

namespace meso::test {

/// Five sites of minoxidil in a round area on a sphere, under rules that the suite writes.
class SitesOnSphere : public ::testing::Test {
protected:
    SitesOnSphere() : mesh_(latLongSphere(90, 60, 120)), index_(mesh_), region_(makeRegion()) {
        plan_.formulation = {{"minoxidil", MgPerMl(5)}};
        for (int i = 0; i < 5; ++i)
            addSite(geom::Vec3(10.0 * (i - 2), 0, 90));
    }

    void addSite(const geom::Vec3& where) {
        plan::InjectionSite site;
        site.id = static_cast<int>(plan_.sites.size()) + 1;
        site.onScalp = index_.closest(where).point;
        site.volume = Ml(0.05);
        site.depth = Mm(1.5);
        plan_.sites.push_back(site);
    }

    /// What the sites are judged with; a suite adds what its rules need.
    [[nodiscard]] virtual plan::CheckContext
    context(const std::vector<geom::Vec3>& positions) const {
        return {protocol_, compounds_, tissue_, region_, positions};
    }
    [[nodiscard]] std::vector<plan::RuleResult> all() const {
        std::vector<geom::Vec3> positions;
        for (const plan::InjectionSite& site : plan_.sites)
            positions.push_back(geom::positionOf(*mesh_, site.onScalp));
        return plan::check(plan_, context(positions));
    }
    [[nodiscard]] plan::RuleResult result(const std::string& id) const {
        for (const plan::RuleResult& r : all())
            if (r.id == id)
                return r;
        ADD_FAILURE() << "no rule " << id;
        return {};
    }

    geom::MeshPtr mesh_;
    geom::SurfaceIndex index_;
    geom::Region region_;
    clinic::Protocol protocol_;
    anatomy::TissueProfile tissue_;
    clinic::CompoundLibrary compounds_;
    plan::Plan plan_;

private:
    [[nodiscard]] geom::Region makeRegion() const {
        geom::Outline outline{"cap", {}};
        for (int i = 0; i < 90; ++i) {
            const double phi = 2 * std::numbers::pi * i / 90;
            outline.points.push_back(
                90 * geom::Vec3(0.4 * std::cos(phi), 0.4 * std::sin(phi), 1).normalized());
        }
        return *geom::Region::make(mesh_, geom::Vec3::Zero(), {outline}, {});
    }
};

} // namespace meso::test
