#include "sim/fast_run.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "bench/fast_problem.h"
#include "plan/plan.h"
#include "sim/sim_result.h"
#include "ui/state/ui_state.h"
#include "verify/exact_reference.h"

namespace meso::sim {
namespace {

using Fields = std::map<int, std::vector<double>>; // amounts at the marks, by their place

struct Options {
    int threads = 1;
    KernelPath path = KernelPath::Best;
};

// Two balls on a cap of some 1,500 vertices.
const bench::CapProblem& problem() {
    static const bench::CapProblem made(1500, 1, 2);
    return made;
}

Fields fieldsOf(const bench::CapProblem& problem, const Options& options = {}) {
    const FastPlanPtr plan = problem.plan();
    const int vertices = problem.domain->vertices(), cells = problem.grid.cells();
    FastScratch scratch;
    scratch.reserve(vertices, plan->modesAt(0));
    for (std::size_t i = 0; i < problem.amounts.size(); ++i)
        scratch.state.data()[i] = static_cast<float>(problem.amounts[i]);
    const auto markOf = [&](int frame) {
        for (std::size_t m = 0; m < bench::kMarks.size(); ++m)
            if (std::abs(plan->frameTimes()[frame] / bench::kMarks[m] - 1) < 1e-9)
                return static_cast<int>(m);
        return -1;
    };
    Fields fields;
    BlockTeam team(options.threads);
    FastRun fast{*plan, problem.domain->rows().view(), vertices};
    fast.path = options.path;
    fast.team = options.threads > 1 ? &team : nullptr;
    fast.wants = [&](int frame) { return markOf(frame) >= 0; };
    fast.take = [&](int frame, const float* modes, int active) {
        const std::size_t count = plan->modesAt(frame);
        std::vector<double>& field = fields[markOf(frame)];
        field.resize(problem.amounts.size());
        for (int v = 0; v < active; ++v)
            plan->toCells(frame, {modes + v * count, count},
                          std::span(field).subspan(static_cast<std::size_t>(v) * cells, cells));
    };
    EXPECT_TRUE(run(fast, scratch));
    return fields;
}

TEST(FastRun, FollowsTheExactSolutionWithinOnePercent) {
    const auto exact = verify::exactFields(problem().model(), problem().amounts, bench::kMarks);
    Fields fields = fieldsOf(problem());
    ASSERT_EQ(fields.size(), bench::kMarks.size());
    for (std::size_t m = 0; m < exact.size(); ++m) {
        EXPECT_LT(bench::relativeError(problem(), fields[m], exact[m]), 0.01)
            << bench::kMarks[m].value() << " s";
        const double highest = *std::max_element(exact[m].begin(), exact[m].end());
        const double lowest = *std::min_element(fields[m].begin(), fields[m].end());
        EXPECT_GE(lowest, -1e-4 * highest) << bench::kMarks[m].value() << " s";
    }
}

TEST(FastRun, HasTheSameBitsForAnyNumberOfThreads) {
    EXPECT_EQ(fieldsOf(problem(), {1}), fieldsOf(problem(), {2}));
    EXPECT_EQ(fieldsOf(problem(), {1}), fieldsOf(problem(), {3}));
}

TEST(FastRun, AgreesBetweenItsPathsToRounding) {
    if (!hasFasterPath())
        GTEST_SKIP() << "this processor has only the portable path";
    Fields best = fieldsOf(problem());
    Fields portable = fieldsOf(problem(), {1, KernelPath::Portable});
    for (auto& [mark, field] : best) {
        // Below the meaningful share of the start (strength 1 x cell height) all is rounding.
        const double highest = std::max(*std::max_element(field.begin(), field.end()),
                                        kMeaningfulShare * problem().grid.height_mm(0));
        double apart = 0;
        for (std::size_t i = 0; i < field.size(); ++i)
            apart = std::max(apart, std::abs(field[i] - portable[mark][i]));
        EXPECT_LE(apart, 1e-6 * highest) << bench::kMarks[mark].value() << " s";
    }
}

} // namespace
} // namespace meso::sim
