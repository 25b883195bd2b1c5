#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>

#include "base/latest_job.h"
#include "bench/eigen_baseline.h"
#include "bench/fast_problem.h"
#include "bench/machine_limits.h"
#include "plan/plan.h"
#include "sim/fast_run.h"
#include "sim/fast_step.h"
#include "sim/site_response.h"
#include "ui/state/ui_state.h"
#include "verify/exact_reference.h"

namespace meso::bench {
namespace {

using Fields = std::vector<std::vector<double>>; // amounts at kMarks

// A day on a whole domain, memory kept between runs.
class WholeDay {
public:
    explicit WholeDay(const CapProblem& problem, int threads = 1,
                      sim::KernelPath path = sim::KernelPath::Best)
        : problem_(problem), plan_(problem.plan()), team_(threads), threads_(threads), path_(path) {
        scratch_.reserve(problem.domain->vertices(), plan_->modesAt(0));
    }
    void start() {
        for (std::size_t i = 0; i < problem_.amounts.size(); ++i)
            scratch_.state.data()[i] = static_cast<float>(problem_.amounts[i]);
    }
    /// Steps through the day; reads the fields at the marks into `fields` unless that is null.
    void go(Fields* fields = nullptr) {
        sim::FastRun fast{*plan_, problem_.domain->rows().view(), problem_.domain->vertices()};
        fast.team = threads_ > 1 ? &team_ : nullptr;
        fast.path = path_;
        fast.wants = [&](int frame) { return markOf(frame) >= 0; };
        fast.take = [&](int frame, const float* modes, int active) {
            if (fields)
                read(frame, modes, active, *fields);
        };
        sim::run(fast, scratch_);
    }
    [[nodiscard]] const sim::FastPlan& plan() const { return *plan_; }

private:
    [[nodiscard]] int markOf(int frame) const {
        for (std::size_t m = 0; m < kMarks.size(); ++m)
            if (std::abs(plan_->frameTimes()[frame] / kMarks[m] - 1) < 1e-9)
                return static_cast<int>(m);
        return -1;
    }
    void read(int frame, const float* modes, int active, Fields& fields) const {
        const std::size_t count = plan_->modesAt(frame), cells = problem_.grid.cells();
        std::vector<double> field(problem_.amounts.size());
        for (int v = 0; v < active; ++v)
            plan_->toCells(frame, {modes + v * count, count},
                           std::span(field).subspan(v * cells, cells));
        fields.push_back(std::move(field));
    }
    const CapProblem& problem_;
    sim::FastPlanPtr plan_;
    sim::BlockTeam team_;
    int threads_;
    sim::KernelPath path_;
    sim::FastScratch scratch_;
};

double worstPercent(const CapProblem& problem, const Fields& fields, const Fields& exact) {
    double worst = 0;
    for (std::size_t m = 0; m < exact.size(); ++m)
        worst = std::max(worst, 100 * relativeError(problem, fields[m], exact[m]));
    return worst;
}

void tellErrors(benchmark::State& state, const CapProblem& problem, const Fields& fields,
                const Fields& exact) {
    const char* const names[] = {"err_2min_%", "err_10min_%", "err_1h_%", "err_6h_%", "err_24h_%"};
    for (std::size_t m = 0; m < exact.size(); ++m)
        state.counters[names[m]] = 100 * relativeError(problem, fields[m], exact[m]);
}

// Best of several days by the time of this thread's processor.
double bestDay(WholeDay& day, int tries) {
    double best = 1e300;
    for (int i = 0; i < tries; ++i) {
        day.start();
        const double start = threadSeconds();
        day.go();
        best = std::min(best, threadSeconds() - start);
    }
    return best;
}

// Arguments: vertices, threads.
void wholeDay(benchmark::State& state) {
    const CapProblem problem(static_cast<int>(state.range(0)));
    WholeDay day(problem, static_cast<int>(state.range(1)));
    for (auto _ : state) {
        state.PauseTiming();
        day.start();
        state.ResumeTiming();
        day.go();
    }
    const auto unknowns = static_cast<double>(problem.amounts.size());
    state.counters["solver_MB"] =
        1e-6 * static_cast<double>(3 * 4 * problem.amounts.size() +
                                   problem.domain->vertices() * sizeof(sim::RowLine));
    state.counters["unknown_steps/s"] =
        benchmark::Counter(unknowns * static_cast<double>(day.plan().steps().size()),
                           benchmark::Counter::kIsIterationInvariantRate);
}

// Arguments: vertices, speed of diffusion in percent. Errors at the five times.
void accuracy(benchmark::State& state) {
    const CapProblem problem(static_cast<int>(state.range(0)),
                             static_cast<double>(state.range(1)) / 100);
    const Fields exact = verify::exactFields(problem.model(), problem.amounts, kMarks);
    WholeDay day(problem);
    Fields fields;
    for (auto _ : state) {
        fields.clear();
        day.start();
        day.go(&fields);
    }
    tellErrors(state, problem, fields, exact);
}

sim::SimDepot siteAt(const Ball& ball) {
    sim::SimDepot depot;
    depot.position = kRadius_mm * ball.direction;
    depot.depth = Mm(2.5);
    depot.volume = Ml(0.05);
    depot.strength = MgPerMl(1);
    return depot;
}

// One moved site: its patch cut, the depot laid, a day stepped with every frame kept.
void oneSite(benchmark::State& state) {
    const CapProblem problem(static_cast<int>(state.range(0)));
    anatomy::TissueProfile tissue;
    tissue.layers = {{anatomy::LayerKind::Dermis, "Tissue", Mm(6), 32, 32}};
    tissue.depotHalfHeight = Mm(kBall_mm);
    tissue.depotEdgeWidth = Mm(0.25);
    sim::SiteResponder responder(problem.domain, problem.plan(), tissue);
    const auto balls = hexagonalBalls(7);
    std::size_t next = 0, vertices = 0;
    double best = 1e300;
    for (auto _ : state) {
        const double start = threadSeconds();
        const auto response = responder.respond(siteAt(balls[next++ % balls.size()]));
        best = std::min(best, threadSeconds() - start);
        vertices = response->vertex.size();
        benchmark::DoNotOptimize(response);
    }
    state.counters["vertices"] = static_cast<double>(vertices);
    state.counters["best_cpu_ms"] = 1e3 * best;
}

// Multiplications and additions, and bytes that pass, in one day.
struct Work {
    double flops = 0, bytes = 0;
};

Work workOf(const CapProblem& problem, const sim::FastPlan& plan) {
    const double vertices = problem.domain->vertices();
    const double neighbours =
        static_cast<double>(problem.domain->lateral().column.size()) / vertices;
    Work work;
    for (const sim::FastStep& step : plan.steps()) {
        const double stages = step.polynomial.stages();
        work.flops += vertices * step.modes * (stages * 2 * (neighbours + 4) + 2 * step.nextModes);
        work.bytes += vertices * stages * (4 * 4 * step.modes + sizeof(sim::RowLine));
    }
    return work;
}

// Argument: vertices. The solver against the machine and against Eigen, one thread each.
void againstLimits(benchmark::State& state) {
    const CapProblem problem(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        const MachineLimits limits = measureLimits();
        WholeDay day(problem), portable(problem, 1, sim::KernelPath::Portable);
        const double seconds = bestDay(day, 15), portableSeconds = bestDay(portable, 5);
        const Work work = workOf(problem, day.plan());
        state.counters["triad_GB/s"] = limits.triad_gb_s;
        state.counters["fma_GFLOP/s"] = limits.fma_gflop_s;
        state.counters["product_GFLOP/s"] = limits.product_gflop_s;
        state.counters["day_cpu_ms"] = 1e3 * seconds;
        state.counters["unknown_steps/s"] = static_cast<double>(problem.amounts.size()) *
                                            static_cast<double>(day.plan().steps().size()) /
                                            seconds;
        state.counters["of_fma_%"] = 100e-9 * work.flops / seconds / limits.fma_gflop_s;
        state.counters["of_triad_%"] = 100e-9 * work.bytes / seconds / limits.triad_gb_s;
        state.counters["portable_ratio"] = portableSeconds / seconds;
        const Fields exact = verify::exactFields(problem.model(), problem.amounts, kMarks);
        Fields fields;
        day.start();
        day.go(&fields);
        state.counters["ours_worst_%"] = worstPercent(problem, fields, exact);
        const EigenRun eigen = runEigen(problem);
        state.counters["eigen_s"] = eigen.seconds;
        state.counters["eigen_steps"] = eigen.steps;
        // The baseline misses 1 % at 24 h; it is compared where it holds it.
        const Fields early(eigen.amounts.begin(), eigen.amounts.end() - 1);
        state.counters["eigen_worst_to_6h_%"] =
            worstPercent(problem, early, {exact.begin(), exact.end() - 1});
        state.counters["eigen_ratio"] = eigen.seconds / seconds;
    }
}

} // namespace

BENCHMARK(wholeDay)
    ->Name("fast/wholeDay")
    ->ArgsProduct({{25000, 70000}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(oneSite)->Name("fast/oneSite")->Arg(25000)->Unit(benchmark::kMillisecond);
BENCHMARK(accuracy)
    ->Name("fast/accuracy")
    ->ArgsProduct({{25000}, {100, 400, 10}})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(againstLimits)
    ->Name("fast/againstLimits")
    ->Arg(25000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

} // namespace meso::bench
