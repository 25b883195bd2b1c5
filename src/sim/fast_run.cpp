#include "sim/fast_run.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "sim/fast_step.h"
#include "sim/flush_denormals.h"

namespace meso::sim {
namespace {

constexpr int kRunBlockRows = 64 * kTileRows;

// One run under way. `newer_` holds the last polynomial stage, `older_` the one before.
class Runner {
public:
    Runner(const FastRun& run, FastScratch& scratch)
        : run_(run), state_(scratch.state.data()), newer_(scratch.one.data()),
          older_(scratch.two.data()) {}
    bool steps();

private:
    [[nodiscard]] int activeAt(std::size_t step) const {
        return run_.active.empty() ? run_.vertices : run_.active[step];
    }
    template <class Work>
    void overRows(Work&& work);
    bool stagesBeforeLast(const FastStep& step, const FastKernels& kernels);
    void lastStage(const FastStep& step, const FastKernels& kernels, bool wanted);
    void changeModes(const FastStep& step);
    [[nodiscard]] bool goesOn() const { return !run_.goesOn || run_.goesOn(stepsDone_); }

    const FastRun& run_;
    float *state_, *newer_, *older_;
    alignas(64) float rate_[kModeCounts[4]] = {};
    int active_ = 0, stepsDone_ = 0;
};

template <class Work>
void Runner::overRows(Work&& work) {
    if (!run_.team) {
        work(0, active_);
        return;
    }
    const int blocks = (active_ + kRunBlockRows - 1) / kRunBlockRows;
    run_.team->run(blocks, [&](int block) {
        work(block * kRunBlockRows, std::min(active_, (block + 1) * kRunBlockRows));
    });
}

// Rates of y = 2 x / range - 1 per mode, x = -dt D B, times a factor: y u = rate o B u - u.
void setRates(const FastStep& step, double factor, float* rate) {
    for (int k = 0; k < step.modes; ++k)
        rate[k] = static_cast<float>(-2 * factor / step.polynomial.range *
                                     static_cast<double>(step.extent.data()[k]));
}

// Clenshaw 1955: u_k = c_k x + 2 y u_(k+1) - u_(k+2), from the highest degree s down. The first two
// stages have fewer terms, since u_s = c_s x.
bool Runner::stagesBeforeLast(const FastStep& step, const FastKernels& kernels) {
    const std::vector<float>& c = step.polynomial.coefficients;
    const int s = step.polynomial.stages();
    LateralStage stage;
    stage.rows = run_.rows;
    stage.from = state_;
    stage.rate = rate_;
    stage.b = c[s - 1] - 2 * c[s];
    stage.to = newer_;
    setRates(step, 2 * static_cast<double>(c[s]), rate_);
    const auto go = [&] {
        overRows([&](int first, int last) {
            LateralStage part = stage;
            part.first = first;
            part.last = last;
            kernels.stage(part);
        });
    };
    go();
    setRates(step, 2, rate_);
    stage.b = -2;
    stage.c = -1;
    stage.base = state_;
    for (int k = s - 2; k >= 1; --k) {
        if (!goesOn())
            return false;
        stage.from = newer_;
        stage.to = older_;
        stage.before = k == s - 2 ? nullptr : older_;
        stage.a = k == s - 2 ? c[k] - c[s] : c[k];
        go();
        std::swap(newer_, older_);
    }
    return true;
}

// p x = c_0 x + y u_1 - u_2, and on through the depth. What it would leave in a frame goes over the
// stage before: of that, a row is read only for the same row.
void Runner::lastStage(const FastStep& step, const FastKernels& kernels, bool wanted) {
    const std::vector<float>& c = step.polynomial.coefficients;
    const bool two = step.polynomial.stages() == 2;
    LateralStage stage;
    stage.rows = run_.rows;
    stage.from = newer_;
    stage.rate = rate_;
    stage.base = state_;
    stage.before = two ? nullptr : older_;
    stage.a = two ? c[0] - c[2] : c[0];
    stage.b = -1;
    stage.c = -1;
    setRates(step, 1, rate_);
    const bool through = step.nextModes == step.modes;
    stage.to = through ? state_ : older_;
    overRows([&](int first, int last) {
        LateralStage part = stage;
        part.first = first;
        part.last = last;
        if (through)
            kernels.lastStage(part, step.toNext.data(), wanted ? older_ : nullptr);
        else
            kernels.stage(part);
    });
}

// The last stage left its result in older_. Rows have another length from now on, so what lies
// beyond the active ones has to be cleared.
void Runner::changeModes(const FastStep& step) {
    const DepthProduct product = depthProduct(step.modes, step.nextModes, run_.path);
    overRows(
        [&](int first, int last) { product(older_, step.toNext.data(), state_, first, last); });
    const auto all = static_cast<std::size_t>(run_.vertices) * step.nextModes;
    const auto used = static_cast<std::size_t>(active_) * step.nextModes;
    if (all == used)
        return;
    std::fill(state_ + used, state_ + all, 0.0F);
    std::fill(newer_, newer_ + all, 0.0F);
    std::fill(older_, older_ + all, 0.0F);
}

bool Runner::steps() {
    const std::vector<FastStep>& steps = run_.plan.steps();
    active_ = activeAt(0);
    const int firstModes = run_.plan.modesAt(0);
    const DepthProduct first = depthProduct(firstModes, firstModes, run_.path);
    overRows(
        [&](int from, int to) { first(state_, run_.plan.firstMove().data(), state_, from, to); });
    for (std::size_t i = 0; i < steps.size(); ++i, ++stepsDone_) {
        if (!goesOn())
            return false;
        const FastStep& step = steps[i];
        const int frame = static_cast<int>(i) + 1;
        active_ = activeAt(i);
        const FastKernels kernels = fastKernels(step.modes, run_.path);
        if (!stagesBeforeLast(step, kernels) || !goesOn())
            return false;
        const bool wanted = run_.take && (!run_.wants || run_.wants(frame));
        lastStage(step, kernels, wanted);
        if (wanted)
            run_.take(frame, older_, active_);
        if (step.nextModes != 0 && step.nextModes != step.modes)
            changeModes(step);
    }
    return true;
}

} // namespace

void FastScratch::reserve(int vertices, int modes) {
    const std::size_t size = static_cast<std::size_t>(vertices + kTileRows) * modes;
    for (AlignedBuffer* buffer : {&state, &one, &two})
        buffer->reserve(size);
}

bool run(const FastRun& run, FastScratch& scratch) {
    const std::size_t size = static_cast<std::size_t>(run.vertices) * run.plan.modesAt(0);
    MESO_CHECK(scratch.state.size() >= size && scratch.one.size() >= size &&
                   scratch.two.size() >= size,
               "a run needs room for its state");
    const FlushDenormals flush;
    if (!run.active.empty() && run.active.front() < run.vertices) {
        std::fill(scratch.one.data(), scratch.one.data() + size, 0.0F);
        std::fill(scratch.two.data(), scratch.two.data() + size, 0.0F);
    }
    return Runner(run, scratch).steps();
}

} // namespace meso::sim
