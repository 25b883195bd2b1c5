#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/plan_checks.h"
#include "plan/rules/limit_values.h"
#include "support/head_fixture.h"

namespace meso::test {

/// The sample plan under the shipped rules, with places on the median head to move its sites to.
class OnTheRules : public OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        corridors_ = app::corridorsOn(*headContext_, *library_).value();
        sample_ = std::make_unique<plan::Plan>(app::samplePlan(*headContext_, *library_).value());
    }
    static void TearDownTestSuite() {
        region_.reset();
        sample_.reset();
        corridors_.reset();
        OnAHead::TearDownTestSuite();
    }

    /// Worked out once per area.
    static const geom::Region& regionOf(const plan::Plan& plan) {
        if (!region_ || area_ != plan.area) {
            region_ = std::make_unique<geom::Region>(app::regionOf(plan, *headContext_).value());
            area_ = plan.area;
        }
        return *region_;
    }
    static std::vector<plan::RuleResult> judged(const plan::Plan& plan) {
        const auto positions = app::sitePositions(plan, *headContext_->head);
        return app::checkOn(
            plan, {*headContext_, regionOf(plan), positions.value(), corridors_.get()}, *library_);
    }
    static plan::RuleResult result(const plan::Plan& plan, const std::string& id) {
        for (const plan::RuleResult& r : judged(plan))
            if (r.id == id)
                return r;
        ADD_FAILURE() << "no rule " << id;
        return {};
    }
    /// The quantity for the first site.
    static double valueAtFirst(clinic::LimitedQuantity quantity, const plan::Plan& plan) {
        const auto positions = app::sitePositions(plan, *headContext_->head);
        plan::CheckContext context{library_->protocol, library_->compounds, library_->tissue,
                                   regionOf(plan), positions.value()};
        context.corridors = corridors_.get();
        context.head = headContext_->head.get();
        context.hairline = &library_->areas.hairline;
        for (const plan::LimitValue& v : plan::valuesOf(quantity, plan, context))
            if (v.site == plan.sites.front().id)
                return v.value;
        ADD_FAILURE() << "the first site has no such value";
        return 0;
    }

    /// Puts a site onto the scalp where it is nearest to a position, mm.
    static void put(plan::Plan& plan, std::size_t index, const geom::Vec3& near) {
        plan::InjectionSite& site = plan.sites[index];
        site.onScalp = headContext_->head->scalp->index->closest(near).point;
        if (const auto place = headContext_->frame.coordinateOf(positionOf(plan, index)))
            site.place = *place;
    }
    static geom::Vec3 positionOf(const plan::Plan& plan, std::size_t index) {
        return geom::positionOf(*headContext_->head->scalp->mesh, plan.sites[index].onScalp);
    }
    static geom::Vec3 at(double s, double t) {
        return headContext_->frame.positionAt({s, t}).value();
    }
    /// Puts the first site between two positions, where a quantity of it has this value: within a
    /// millionth, at or above it. `low` must be below it and `high` above.
    static void putWhere(plan::Plan& plan, clinic::LimitedQuantity quantity, double value,
                         geom::Vec3 low, geom::Vec3 high) {
        for (int i = 0; i < 60; ++i) {
            const geom::Vec3 middle = (low + high) / 2;
            put(plan, 0, middle);
            (valueAtFirst(quantity, plan) < value ? low : high) = middle;
        }
        put(plan, 0, high);
        ASSERT_NEAR(valueAtFirst(quantity, plan), value, 1e-6);
    }

    inline static app::CorridorMapPtr corridors_;
    inline static std::unique_ptr<geom::Region> region_;
    inline static plan::TreatmentArea area_;
    inline static std::unique_ptr<plan::Plan> sample_;
};

} // namespace meso::test
