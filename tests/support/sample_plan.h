#pragma once
#include "base/random.h"
#include "base/result.h"
#include "plan/plan.h"

namespace meso::test {

/// What a session needs beside places, on and off from seed to seed.
inline void addSessionParts(plan::Plan& plan, Random& random) {
    const auto often = [&] { return random.uniform() < 0.5; };
    plan.area.outlines.back().density = random.uniform(0.25, 4);
    plan.pattern = static_cast<plan::LayoutPattern>(random.below(4));
    plan.vehicle = often() ? "saline" : "";
    plan.syringe = {Ml(random.uniform(0.3, 5)), Ml(random.uniform(0, 0.1))};
    plan.furtherMixtures = {{"Temples", {{"biotin", MgPerMl(random.uniform(1, 10))}}}};
    if (often())
        plan.about.weight_kg = random.uniform(40, 120);
    plan.about.flags = {"diabetes", "paraben"};
    plan.tissue.thicknessByRegion = often();
    plan.tissue.bloodFlowState = often() ? "warming" : "";
    if (often())
        plan.tissue.leakShare = random.uniform(0, 0.9);
    plan.sites[3].locked = true;
    plan.sites[4].needle = plan::Needle{"32G", Mm(random.uniform(1, 13))};
    plan.sites[5].mixture = 1;
    if (often())
        plan.acknowledged = {{"R03", "16 min", "Two helpers are there", "AB"}};
    if (often())
        plan.approval = plan::Approval{"AB", "2026-11-23 14:05", random.next()};
    if (often())
        plan.sessionRecord =
            plan::SessionRecord{"2026-11-23 14:10",
                                "",
                                {{1, plan::Outcome::Done, Ml(random.uniform(0, 0.2)), ""},
                                 {0, plan::Outcome::Extra, Ml(0.05), "beside 7"}}};
    if (often())
        plan.about.height_cm = random.uniform(140, 210);
    plan.area.stageId = often() ? plan.area.presetId : "norwood_6";
}

/// A plan with every field filled from a seed: different seeds, different plans, all valid.
inline plan::Plan randomPlan(std::uint64_t seed) {
    Random random(seed);
    plan::Plan plan;
    plan.about = {"Case " + std::to_string(seed) + " – \"crown\"\n",
                  "female",
                  static_cast<int>(18 + random.below(80)),
                  std::nullopt,
                  {}};
    plan.head.style = random.uniform(-1, 1);
    plan.head.length = Mm(random.uniform(165, 230));
    if (random.uniform() < 0.5)
        plan.head.circumference = Mm(random.uniform(490, 650));
    plan.head.tragusArcKind =
        random.uniform() < 0.5 ? anatomy::TragusArc::ThroughCz : anatomy::TragusArc::InFrontalPlane;
    plan.head.hairUnderTape = Mm(random.uniform(0, 15));
    plan.area.presetId = "norwood_3_vertex";
    anatomy::ScalpOutline outline{"patch", {}};
    for (int i = 0; i < 12; ++i)
        outline.points.push_back({random.uniform(0.2, 0.8), random.uniform(-0.7, 0.7)});
    plan.area.outlines = {outline, outline};
    plan.area.exclusions = {{"naevus", {random.uniform(0.2, 0.8), 0.1}, Mm(4), Mm(10)}};
    plan.formulation = {{"minoxidil", MgPerMl(random.uniform(0.1, 20))},
                        {"dexpanthenol", MgPerMl(50)}};
    plan.needle = {"30G", Mm(4)};
    plan.wantedSites = 40;
    plan.seed = random.next();
    for (int id = 1; id <= 40; ++id) {
        const double a = random.uniform();
        const double b = (1 - a) * random.uniform();
        plan.sites.push_back({id,
                              {random.uniform(0.1, 0.9), random.uniform(-1, 1)},
                              {static_cast<int>(random.below(100000)), {a, b, 1 - a - b}},
                              Ml(random.uniform(0.001, 0.2)),
                              Mm(random.uniform(0.5, 6)),
                              Degrees(random.uniform(15, 90)),
                              false,
                              std::nullopt,
                              0});
    }
    addSessionParts(plan, random);
    return plan;
}

} // namespace meso::test
