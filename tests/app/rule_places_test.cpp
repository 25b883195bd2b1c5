// Rules about where a site lies, with values that were worked out another way.
#include <gtest/gtest.h>

#include "support/rule_fixture.h"

namespace meso::app {
namespace {

using clinic::LimitedQuantity;
using clinic::Severity;
using geom::Vec3;
using plan::Plan;
using plan::RuleState;

class RulePlaces : public test::OnTheRules {
protected:
    static std::string stateOf(const Plan& plan, const std::string& id) {
        switch (result(plan, id).state) {
        case RuleState::Passed:
            return "passed";
        case RuleState::Broken:
            return "broken";
        case RuleState::NotApplicable:
            break;
        }
        return "dash";
    }
    /// A plan of one site at (s, t).
    static Plan onlyAt(double s, double t) {
        Plan plan = *sample_;
        plan.sites.resize(1);
        put(plan, 0, at(s, t));
        return plan;
    }
    /// The middle of a corridor's centre line on the patient's left, and a place 25 mm beside it.
    static std::pair<Vec3, Vec3> acrossCorridor(const std::string& id) {
        for (const anatomy::CorridorLine& line : corridors_->lines())
            if (corridors_->corridorOf(line).id == id && line.side == anatomy::Side::Left) {
                const std::vector<Vec3>& piece = line.pieces.at(0);
                const std::size_t middle = piece.size() / 2;
                const Vec3 along = (piece[middle + 1] - piece[middle - 1]).normalized();
                const Vec3 out = (piece[middle] - headContext_->frame.centre()).normalized();
                return {piece[middle], piece[middle] + 25 * along.cross(out)};
            }
        ADD_FAILURE() << "no corridor " << id;
        return {};
    }
    /// Length of the midline between two s, as a chain of short chords.
    static double alongMidline(double from, double to) {
        double length = 0;
        for (int i = 0; i < 200; ++i)
            length +=
                (at(from + (to - from) * (i + 1) / 200, 0) - at(from + (to - from) * i / 200, 0))
                    .norm();
        return length;
    }
    static plan::ExclusionPatch patchAt(const Plan& plan, std::size_t site, double radius,
                                        double margin) {
        return {"naevus", plan.sites[site].place, Mm(radius), Mm(margin)};
    }
    /// A limit that a clinic raised to `least`, at it and just below it, on the way from `low` to
    /// `high`; and with no site at all.
    static void expectOfClinic(Plan plan, const std::string& id, LimitedQuantity quantity,
                               double least, const Vec3& low, const Vec3& high) {
        const std::vector<clinic::Limit> shipped = library_->protocol.limits;
        for (clinic::Limit& limit : library_->protocol.limits)
            if (limit.id == id)
                limit.min = least;
        putWhere(plan, quantity, least, low, high);
        EXPECT_EQ(stateOf(plan, id), "passed");
        putWhere(plan, quantity, least - 0.1, low, high);
        EXPECT_EQ(result(plan, id).sites, std::vector<int>{plan.sites[0].id}) << id;
        EXPECT_EQ(result(plan, id).severity, Severity::Warning);
        plan.sites.clear();
        EXPECT_EQ(stateOf(plan, id), "dash");
        library_->protocol.limits = shipped;
    }
    static Vec3 beside(const Plan& plan, std::size_t site, double mm) {
        const Vec3 here = positionOf(plan, site);
        const Vec3 out = (here - headContext_->frame.centre()).normalized();
        return here + mm * out.cross(Vec3::UnitY()).normalized();
    }
};

TEST_F(RulePlaces, CorridorsAreMeasuredToTheirEdge) {
    const auto [inside, outside] = acrossCorridor("sta_parietal");
    Plan plan = onlyAt(0.5, 0);
    putWhere(plan, LimitedQuantity::CorridorDistanceMm, 0, inside, outside);
    EXPECT_EQ(stateOf(plan, "R11a"), "passed") << "on the edge is not inside";
    put(plan, 0, inside);
    plan::RuleResult found = result(plan, "R11a");
    EXPECT_EQ(found.severity, Severity::Warning);
    EXPECT_EQ(found.sites, std::vector<int>{plan.sites[0].id});
    EXPECT_NE(found.sentence.find("inside a corridor of usual course"), std::string::npos);
    EXPECT_NE(found.sentence.find("by 8.0 mm (site " + std::to_string(plan.sites[0].id) +
                                  ": superficial temporal artery, parietal branch, left)"),
              std::string::npos)
        << found.sentence;
    plan.sites[0].depth = Mm(2.5);
    EXPECT_EQ(stateOf(plan, "R11b"), "passed");
    plan.sites[0].depth = Mm(2.51);
    found = result(plan, "R11b");
    EXPECT_EQ(found.severity, Severity::Error);
    EXPECT_EQ(found.sites, std::vector<int>{plan.sites[0].id});
    EXPECT_NE(found.sentence.find("where a site lies inside a corridor of usual course"),
              std::string::npos)
        << found.sentence;
    EXPECT_EQ(stateOf(onlyAt(0.5, 0), "R11b"), "dash") << "far from every corridor";
    plan.sites.clear();
    EXPECT_EQ(stateOf(plan, "R11a"), "dash");
}

TEST_F(RulePlaces, TheFrontOfTheHairIsJudgedByTwoDepths) {
    const double s = library_->areas.hairline.at(0.05) + 0.005; // some 2 mm behind it
    Plan plan = onlyAt(s, 0.05);
    EXPECT_EQ(stateOf(plan, "R12a"), "passed");
    plan.sites[0].depth = Mm(2.5);
    EXPECT_EQ(stateOf(plan, "R12a"), "passed");
    plan.sites[0].depth = Mm(2.51);
    EXPECT_EQ(result(plan, "R12a").sites, std::vector<int>{plan.sites[0].id});
    EXPECT_EQ(result(plan, "R12a").severity, Severity::Warning);
    EXPECT_EQ(stateOf(plan, "R12b"), "dash") << "nearer than 25 mm to the midline";
    plan = onlyAt(library_->areas.hairline.at(0.6) + 0.005, 0.6);
    ASSERT_GT(std::abs(positionOf(plan, 0).x()), 30);
    plan.sites[0].depth = Mm(3.5);
    EXPECT_EQ(stateOf(plan, "R12b"), "passed");
    plan.sites[0].depth = Mm(3.51);
    EXPECT_EQ(result(plan, "R12b").sites, std::vector<int>{plan.sites[0].id});
    EXPECT_EQ(result(plan, "R12b").severity, Severity::Warning);
    EXPECT_EQ(stateOf(plan, "R12a"), "dash");
    plan = onlyAt(0.6, 0.05);
    plan.sites[0].depth = Mm(4);
    EXPECT_EQ(stateOf(plan, "R12a"), "dash") << "on the vertex";
    EXPECT_EQ(stateOf(plan, "R12b"), "dash");
}

TEST_F(RulePlaces, TheHairlineIsMeasuredAlongTheSkin) {
    const double hairline = library_->areas.hairline.at(0);
    // The tape over the midline, as chords of 0.1 to 0.2 mm; the skin is smooth to within 0.5 mm.
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::BehindHairlineMm, onlyAt(hairline + 0.1, 0)),
                alongMidline(hairline, hairline + 0.1), 0.5);
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::BehindHairlineMm, onlyAt(hairline - 0.05, 0)),
                -alongMidline(hairline - 0.05, hairline), 0.5)
        << "negative on the forehead";
}

TEST_F(RulePlaces, SitesThatAreTooCloseOrTooFarApart) {
    Plan plan = onlyAt(0.6, 0.0);
    plan.sites.push_back(plan.sites[0]);
    plan.sites[1].id = plan.sites[0].id + 1;
    EXPECT_EQ(stateOf(onlyAt(0.6, 0.0), "R15a"), "dash") << "one site has no neighbour";
    EXPECT_EQ(stateOf(onlyAt(0.6, 0.0), "R15b"), "dash");
    EXPECT_EQ(stateOf(onlyAt(0.6, 0.0), "R15c"), "dash");
    const std::vector<int> pair = {plan.sites[0].id, plan.sites[1].id};
    const Vec3 far = beside(plan, 1, 30);
    const auto apart = [&](double mm) {
        putWhere(plan, LimitedQuantity::SpacingMm, mm, positionOf(plan, 1), far);
        EXPECT_NEAR((positionOf(plan, 0) - positionOf(plan, 1)).norm(), mm, 1e-6);
    };
    apart(5);
    EXPECT_EQ(stateOf(plan, "R15a"), "passed");
    apart(4.99);
    EXPECT_EQ(result(plan, "R15a").sites, pair);
    EXPECT_EQ(result(plan, "R15a").severity, Severity::Warning);
    for (plan::InjectionSite& site : plan.sites)
        site.volume = Ml(0.02);
    EXPECT_EQ(stateOf(plan, "R15a"), "dash") << "nappage";
    EXPECT_EQ(stateOf(plan, "R15c"), "passed");
    apart(2);
    EXPECT_EQ(stateOf(plan, "R15c"), "passed");
    apart(1.99);
    EXPECT_EQ(result(plan, "R15c").sites, pair);
    EXPECT_EQ(result(plan, "R15c").severity, Severity::Warning);
    apart(20);
    EXPECT_EQ(stateOf(plan, "R15b"), "passed");
    apart(20.1);
    EXPECT_EQ(result(plan, "R15b").sites, pair);
    EXPECT_EQ(result(plan, "R15b").severity, Severity::Warning);
}

TEST_F(RulePlaces, FindingsAreKeptClearOf) {
    Plan plan = onlyAt(0.6, 0.0);
    for (const char* id : {"R16", "R16a"})
        EXPECT_EQ(stateOf(plan, id), "dash") << id << ": no patch";
    plan.area.exclusions = {patchAt(plan, 0, 4, 5)};
    const Vec3 centre = positionOf(plan, 0);
    EXPECT_EQ(result(plan, "R16").sites, std::vector<int>{plan.sites[0].id});
    EXPECT_EQ(result(plan, "R16").severity, Severity::Warning);
    EXPECT_EQ(stateOf(plan, "R16a"), "dash") << "R16 says it already";
    // An arc of 16 mm on a ball of 85 to 100 mm is 0.02 mm longer than its chord.
    const Vec3 far = beside(plan, 0, 40);
    put(plan, 0, centre + 16.0 / 40 * (far - centre));
    const double chord = (positionOf(plan, 0) - centre).norm();
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::LesionDistanceMm, plan), chord - 4, 0.1);
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::ExclusionMarginMm, plan), chord - 4 - 5, 0.3);
    putWhere(plan, LimitedQuantity::LesionDistanceMm, 10, centre, far);
    EXPECT_EQ(stateOf(plan, "R16a"), "passed");
    EXPECT_EQ(stateOf(plan, "R16"), "passed");
    putWhere(plan, LimitedQuantity::LesionDistanceMm, 9.9, centre, far);
    EXPECT_EQ(result(plan, "R16a").sites, std::vector<int>{plan.sites[0].id});
    EXPECT_EQ(result(plan, "R16a").severity, Severity::Warning);
    EXPECT_EQ(stateOf(plan, "R16"), "passed");
    putWhere(plan, LimitedQuantity::ExclusionMarginMm, 0, centre, far);
    EXPECT_EQ(stateOf(plan, "R16"), "passed");
}

TEST_F(RulePlaces, EarsAreMeasuredStraightToTheNearerOne) {
    const anatomy::Landmarks& marks = headContext_->head->landmarks;
    Plan plan = onlyAt(0.6, -0.2);
    EXPECT_EQ(stateOf(plan, "R17b"), "passed");
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::EarDistanceMm, plan),
                (positionOf(plan, 0) - marks.leftPreauricular).norm(), 1e-6)
        << "negative t is the patient's left";
    // The scalp of this program ends above the ear: no site can break the shipped limit of 10 mm.
    put(plan, 0, marks.rightPreauricular);
    const double low = (positionOf(plan, 0) - marks.rightPreauricular).norm();
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::EarDistanceMm, plan), low, 1e-6);
    EXPECT_GT(low, 10);
    EXPECT_EQ(stateOf(plan, "R17b"), "passed");
    expectOfClinic(plan, "R17b", LimitedQuantity::EarDistanceMm, 50, marks.rightPreauricular,
                   at(0.46, 0.5));
}

TEST_F(RulePlaces, BrowsAreMeasuredStraight) {
    // Points of the rim of the orbit on the head that the corridors are drawn on, which differs
    // from this one by some millimetres.
    const anatomy::Corridor* brow = library_->corridors.find("brow");
    ASSERT_NE(brow, nullptr);
    Plan plan = onlyAt(0.3, 0.1);
    EXPECT_EQ(stateOf(plan, "R17a"), "passed");
    double straight = 1e300;
    for (std::size_t i = 0; i + 1 < brow->points.size(); ++i)
        for (int k = 0; k <= 100; ++k) {
            const Vec3 on = brow->points[i].median +
                            k / 100.0 * (brow->points[i + 1].median - brow->points[i].median);
            straight = std::min(straight, (positionOf(plan, 0) - on).norm());
        }
    EXPECT_NEAR(valueAtFirst(LimitedQuantity::BrowDistanceMm, plan), straight, 3);
    put(plan, 0, brow->points[brow->points.size() / 2].median);
    const double low = valueAtFirst(LimitedQuantity::BrowDistanceMm, plan);
    EXPECT_GE(low, 0);
    EXPECT_EQ(stateOf(plan, "R17a"), low < 10 ? "broken" : "passed") << low;
    expectOfClinic(plan, "R17a", LimitedQuantity::BrowDistanceMm, 50,
                   brow->points[brow->points.size() / 2].median, at(0.4, 0.1));
}

TEST_F(RulePlaces, SitesOutsideTheAreaAreCounted) {
    Plan plan = *sample_;
    EXPECT_EQ(stateOf(plan, "A01"), "passed");
    put(plan, 0, at(0.5, 0.7));
    EXPECT_EQ(result(plan, "A01").sites, std::vector<int>{plan.sites[0].id});
    EXPECT_EQ(result(plan, "A01").severity, Severity::Warning);
    plan.sites.clear();
    EXPECT_EQ(stateOf(plan, "A01"), "dash");
}

} // namespace
} // namespace meso::app
