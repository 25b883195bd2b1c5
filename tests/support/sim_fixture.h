#pragma once
#include <cmath>
#include <span>
#include <vector>

#include "base/hash.h"
#include "sim/kernel/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

/// Small runs on a cap of a ball that is as bent as a head.
namespace meso::test {

inline constexpr double kBallRadius_mm = 90;
inline constexpr sim::Reading kTerminalBand{{Mm(3.5), Mm(4.5)}, sim::Measure::Total};
inline constexpr sim::Reading kMiniatureBand{{Mm(1.5), Mm(2.5)}, sim::Measure::Total};

/// A point of the ball over (x, y), mm.
inline geom::Vec3 onBall(double x, double y) {
    return {x, y, std::sqrt(kBallRadius_mm * kBallRadius_mm - x * x - y * y)};
}

/// The cap that the runs of below lie on; made once.
inline const geom::MeshPtr& ballCap() {
    static const geom::MeshPtr mesh = cap(kBallRadius_mm, 1.5, 26).mesh();
    return mesh;
}

/// One depot of minoxidil at the pole for two hours.
inline sim::SimInput oneDepotInput(double depth_mm = 2.5) {
    sim::SimInput input;
    input.surface = ballCap();
    input.compound = minoxidil();
    input.tissue = scalpTissue();
    input.depots = {{onBall(0, 0), Mm(depth_mm), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(2);
    return input;
}

/// All that a run says of concentrations, as bits: courses in both bands, integrals and a map.
inline std::uint64_t fieldBitsOf(const sim::SimResult& result) {
    Hasher h;
    for (const sim::Reading& reading : {kTerminalBand, kMiniatureBand}) {
        const sim::Courses courses = result.field->courses(reading, result.times);
        h.add(std::span<const int>(courses.vertices));
        h.add(std::span<const float>(courses.values));
        h.add(std::span<const float>(courses.onAxes));
        const sim::CourseIntegrals integrals = result.field->integrals(reading);
        h.add(std::span<const float>(integrals.area));
        h.add(std::span<const float>(integrals.moment));
        h.add(std::span<const float>(result.field->at(reading, fromMinutes(20))));
    }
    return h.value();
}

/// All that a run says of amounts, as bits.
inline std::uint64_t balanceBitsOf(const sim::SimResult& result) {
    Hasher h;
    for (const sim::MassBalance& at : result.balance) {
        for (const Mg part : {at.blood, at.lymph, at.store, at.leaked, at.total()})
            h.add(part.value());
        for (const Mg layer : at.layers)
            h.add(layer.value());
    }
    return h.value();
}

/// A run that shares a store with others.
inline Result<sim::SimResultPtr> simulateWith(const sim::KernelStorePtr& store,
                                              const sim::SimInput& input) {
    sim::SimJob job;
    job.store = store;
    return sim::simulate(input, job);
}

} // namespace meso::test
