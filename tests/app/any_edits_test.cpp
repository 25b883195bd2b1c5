#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "anatomy/outline_edits.h"
#include "anatomy/outline_growth.h"
#include "app/edits/area_edits.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "app/edits/layout_edits.h"
#include "app/library.h"
#include "base/random.h"
#include "plan/case_edits.h"
#include "plan/layout/layout.h"
#include "plan/rules/approve.h"
#include "plan/session_steps.h"
#include "plan/site_table.h"
#include "store/plan_file.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

using plan::Plan;

/// A user who knows every edit of the program, and types nonsense now and then.
class AnyUser {
public:
    AnyUser(OpenCase& openCase, std::uint64_t seed) : openCase_(openCase), random_(seed) {}

    /// The outcome of one edit at random, which may be a refusal.
    Result<Plan> edit() {
        // While there is a record most edits are refused, and there would always be one.
        if (openCase_.plan().sessionRecord && wants(0.5))
            return delivery(openCase_.plan());
        const auto kinds = {&AnyUser::oneSite,   &AnyUser::values,  &AnyUser::table,
                            &AnyUser::mixtures,  &AnyUser::theCase, &AnyUser::equipment,
                            &AnyUser::area,      &AnyUser::patches, &AnyUser::layout,
                            &AnyUser::judgement, &AnyUser::delivery};
        return (this->**(kinds.begin() + random_.below(kinds.size())))(openCase_.plan());
    }
    bool wants(double share) { return random_.uniform() < share; }

private:
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    [[nodiscard]] const HeadContext& headContext() const {
        return *openCase_.derived().headContext;
    }
    [[nodiscard]] const geom::Region& region() const { return *openCase_.derived().region; }
    [[nodiscard]] const ClinicalLibrary& library() const { return openCase_.library(); }

    /// Mostly within reach of the bounds; at times absurd.
    double number(double low, double high) {
        switch (below(8)) {
        case 0:
            return std::numeric_limits<double>::quiet_NaN();
        case 1:
            return wants(0.5) ? -high : 100 * high;
        default:
            return random_.uniform(low, high);
        }
    }
    plan::SiteIds ids() {
        plan::SiteIds ids;
        for (std::uint64_t i = below(4); i > 0; --i)
            ids.insert(static_cast<int>(below(45)));
        return ids;
    }
    anatomy::ScalpCoordinate coordinate() {
        return {random_.uniform(0.15, 0.85), random_.uniform(-0.6, 0.6)};
    }
    Result<plan::SkinPlace> place(const anatomy::ScalpCoordinate& at) {
        const auto position = headContext().frame.positionAt(at);
        return position ? openCase_.placeAt(*position) : Result<plan::SkinPlace>(position.error());
    }
    plan::Ingredient ingredient() {
        const auto& all = library().compounds.compounds;
        return {wants(0.1) ? "" : all[below(all.size())].id, MgPerMl(number(0.01, 50))};
    }

    Result<Plan> oneSite(const Plan& plan) {
        const auto where = place(coordinate());
        if (!where)
            return where.error();
        switch (below(4)) {
        case 0:
            return plan::addSite(plan, *where, openCase_.siteDefaults());
        case 1:
            return plan::moveSite(plan, static_cast<int>(below(45)), *where);
        case 2:
            return plan::eraseSites(plan, ids());
        default:
            return plan::renumberSites(plan);
        }
    }
    Result<Plan> values(const Plan& plan) {
        switch (below(6)) {
        case 0:
            return plan::setVolume(plan, ids(), Ml(number(0.01, 0.2)));
        case 1:
            return plan::setDepth(plan, ids(), Mm(number(0.5, 6)));
        case 2:
            return plan::setAngle(plan, ids(), Degrees(number(10, 90)));
        case 3:
            return plan::setLocked(plan, ids(), wants(0.5));
        case 4:
            return plan::setSiteNeedle(plan, ids(), plan::Needle{"32G", Mm(number(2, 13))});
        default:
            return plan::setMixture(plan, ids(), static_cast<int>(below(4)) - 1);
        }
    }
    Result<Plan> table(const Plan& plan) {
        static const char* const kTyped[] = {"0.07", "2,5", "", "nan", "1e9", "-3", "abc", "30"};
        const auto column = static_cast<plan::SiteColumn>(below(plan::kSiteColumns));
        const auto skin = [this](const anatomy::ScalpCoordinate& at) { return place(at); };
        const std::string typed = kTyped[below(std::size(kTyped))];
        if (const plan::SiteIds some = ids(); !some.empty())
            return plan::typeIntoCells(plan, some, column, typed, skin);
        return plan::pasteRows(plan, {static_cast<int>(below(45)), column},
                               typed + "\t0.06\n0.05\t" + typed, skin);
    }
    Result<Plan> mixtures(const Plan& plan) {
        const int which = static_cast<int>(below(3));
        switch (below(7)) {
        case 0:
            return plan::addMixture(plan, "Mixture " + std::to_string(below(100)));
        case 1:
            return plan::removeMixture(plan, which);
        case 2:
            return plan::renameMixture(plan, which, wants(0.2) ? std::string(300, 'x') : "Crown");
        case 3:
            return plan::editMixture(plan, which,
                                     [&](Plan p) { return plan::addIngredient(p, ingredient()); });
        case 4:
            return plan::editMixture(plan, which,
                                     [&](Plan p) { return plan::removeIngredient(p, below(3)); });
        case 5:
            return plan::editMixture(
                plan, which, [&](Plan p) { return plan::setCompound(p, below(3), ingredient()); });
        default:
            return plan::editMixture(plan, which, [&](Plan p) {
                return plan::setStrength(p, below(3), MgPerMl(number(0.1, 50)));
            });
        }
    }
    Result<Plan> theCase(const Plan& plan) {
        switch (below(7)) {
        case 0:
            return plan::setTitle(plan, wants(0.2) ? std::string(300, 'x') : "Case");
        case 1:
            return plan::setSex(plan, wants(0.2) ? "other" : "female");
        case 2:
            return plan::setAge(plan, static_cast<int>(below(140)));
        case 3:
            return plan::setWeight(plan, number(40, 120));
        case 4:
            return plan::setHeight(plan, number(120, 210));
        case 5:
            return plan::setFlag(plan, wants(0.5) ? "diabetes" : "paraben", wants(0.5));
        default: {
            plan::TissueChoices tissue = plan.tissue;
            tissue.leakShare = number(0, 0.9);
            return plan::setTissue(plan, tissue);
        }
        }
    }
    Result<Plan> equipment(const Plan& plan) {
        switch (below(3)) {
        case 0:
            return plan::setNeedle(plan, {"30G", Mm(number(2, 13))});
        case 1:
            return plan::setSyringe(plan, {Ml(number(0.3, 5)), Ml(number(0, 0.1))});
        default:
            return plan::setVehicle(plan, wants(0.5) ? "saline" : "");
        }
    }
    std::vector<anatomy::ScalpCoordinate> triangle() {
        const auto centre = coordinate();
        const double size = random_.uniform(-0.01, 0.1);
        return {{centre.s - size, centre.t - size},
                {centre.s - size, centre.t + size},
                {centre.s + size, centre.t}};
    }
    /// One corner dragged to anywhere.
    Result<anatomy::ScalpOutlines> moved(anatomy::ScalpOutlines outlines) {
        auto& outline = outlines[below(outlines.size())];
        auto next = anatomy::withCornerMoved(outline, below(outline.points.size()), coordinate());
        if (!next)
            return next.error();
        outline = std::move(next).value();
        return outlines;
    }
    Result<Plan> area(const Plan& plan) {
        const auto& presets = library().areas.presets;
        const auto& outlines = plan.area.outlines;
        const auto take = [&](const Result<anatomy::ScalpOutlines>& next) {
            return next ? withOutlines(plan, *next, headContext(), library())
                        : Result<Plan>(next.error());
        };
        switch (below(9)) {
        case 0:
            return withPreset(plan, presets[below(presets.size())].id, headContext(), library());
        case 1:
            return withDrawnArea(plan, triangle(), headContext(), library());
        case 2:
            return take(anatomy::madeSymmetric(outlines));
        case 3:
            return take(anatomy::grown(outlines[below(outlines.size())], Mm(number(-4, 4)),
                                       *headContext().head, headContext().frame));
        case 4:
            return take(anatomy::united(outlines, {{"drawn", triangle()}}));
        case 5:
            return take(anatomy::subtracted(outlines, {{"drawn", triangle()}}));
        case 6:
            return take(moved(outlines));
        case 7: {
            auto next = grownTo(plan, Mm2(number(2000, 20000)), headContext(), region(), library());
            return next ? Result<Plan>(std::move(next->plan)) : Result<Plan>(next.error());
        }
        default:
            return plan::setDensity(plan, below(3), number(0.25, 4));
        }
    }
    Result<Plan> patches(const Plan& plan) {
        const plan::ExclusionPatch patch{"naevus", coordinate(), Mm(number(1, 12)),
                                         Mm(number(0, 12))};
        switch (below(4)) {
        case 0:
            return addExclusion(plan, patch, headContext());
        case 1:
            return setExclusion(plan, below(3), patch, headContext());
        case 2:
            return moveExclusion(plan, below(3), coordinate(), headContext());
        default:
            return removeExclusion(plan, below(3));
        }
    }
    Result<Plan> layout(const Plan& plan) {
        switch (below(6)) {
        case 0:
            return evenOut(plan, headContext(), region());
        case 1:
            return fillGaps(plan, headContext(), region(), library(), 1, Mm(3));
        case 2:
            return mirrorSites(plan, anatomy::Side::Left, headContext(), region(), library());
        case 3:
            return reordered(plan, static_cast<plan::InjectionOrder>(below(3)), headContext(),
                             region());
        case 4:
            return offsetByHalfSpacing(plan, plan.sites, headContext(), region(), library());
        default: {
            plan::LayoutRequest request;
            request.count = static_cast<int>(below(45));
            request.pattern = static_cast<plan::LayoutPattern>(below(4));
            return layOutPlan(plan, headContext(), region(), library(), request);
        }
        }
    }
    Result<Plan> judgement(const Plan& plan) {
        const auto& findings = openCase_.derived().findings;
        if (wants(0.3) || findings.empty())
            return plan::approve(plan, findings, "AB", "2026-11-23 14:05");
        return plan::acknowledge(plan, findings[below(findings.size())],
                                 wants(0.2) ? "" : "Two helpers are there", "AB");
    }
    Result<Plan> delivery(const Plan& plan) {
        if (plan.sessionRecord && wants(0.3)) {
            Plan without = plan;
            without.sessionRecord.reset();
            return without;
        }
        if (wants(0.15))
            return plan::beginSession(plan, "2026-11-23 14:05");
        if (wants(0.3))
            return plan::finishSession(plan, "2026-11-23 14:20");
        plan::SessionStep step;
        step.siteId = static_cast<int>(below(45));
        step.outcome = static_cast<plan::Outcome>(below(4));
        step.movedBy = Mm(number(0, 20));
        return plan::recordStep(plan, step);
    }

    OpenCase& openCase_;
    Random random_;
};

/// The plan with an approval of what it says.
Plan approvedAsItIs(Plan plan) {
    plan.approval = plan::Approval{"AB", "2026-11-23 14:05", plan::approvalHash(plan)};
    return plan;
}

/// Whether two plans differ in more than the title and what was said and done about them.
bool differInContent(Plan a, const Plan& b) {
    a.about.title = b.about.title;
    a.acknowledged = b.acknowledged;
    a.approval = b.approval;
    a.sessionRecord = b.sessionRecord;
    return a != b;
}

class AnyEdits : public test::WithOpenCase {
protected:
    static void expectApprovalLapses(const Plan& before, Plan after) {
        const Plan approved = approvedAsItIs(before);
        ASSERT_TRUE(plan::approvalHolds(approved));
        after.approval = approved.approval;
        EXPECT_EQ(plan::approvalHolds(after), !differInContent(before, after));
    }
};

TEST_F(AnyEdits, KeepThePlanValidAndGoBackBitForBit) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const auto openCase = open();
        AnyUser user(*openCase, seed);
        std::vector<Plan> states{openCase->committed()};
        int refused = 0;
        for (int k = 0; k < 120; ++k) {
            const Plan before = openCase->plan();
            if (!openCase->edit(user.edit(), "Edit")) {
                ++refused;
                EXPECT_EQ(openCase->plan(), before) << "a refused edit changed the plan";
                continue;
            }
            const auto readBack = store::readPlan(store::planText(openCase->plan()), "plan.json");
            ASSERT_TRUE(readBack.ok())
                << "seed " << seed << ", edit " << k << ": " << readBack.error().message;
            EXPECT_EQ(*readBack, openCase->plan());
            expectApprovalLapses(before, openCase->plan());
            const Status places = checkPlaces(openCase->plan(), *openCase->derived().headContext);
            EXPECT_TRUE(places.ok()) << places.error().message;
            if (openCase->commit())
                states.push_back(openCase->committed());
        }
        EXPECT_GE(states.size(), 40U) << "the edits are not all refused: " << refused;
        for (std::size_t at = states.size() - 1; at > 0; --at) {
            ASSERT_TRUE(openCase->undo());
            ASSERT_EQ(openCase->committed(), states[at - 1])
                << "seed " << seed << ", back to " << at;
        }
        EXPECT_FALSE(openCase->undo());
        for (std::size_t at = 1; at < states.size(); ++at) {
            ASSERT_TRUE(openCase->redo());
            ASSERT_EQ(openCase->committed(), states[at]) << "seed " << seed << ", forth to " << at;
        }
    }
}

} // namespace
} // namespace meso::app
