#pragma once
#include <span>
#include <vector>

#include "base/result.h"
#include "sim/exposure.h"
#include "sim/stepper.h"

namespace meso::sim {

/// Integrals over all time of a linear run, without stepping: with dm/dt = L m the integral of m is
/// -L^-1 m(0), and that of t m is -L^-1 of the first. Fields have one entry per vertex of the model
/// and depth cell, cells contiguous.
struct TimeIntegrals {
    std::vector<double> auc;             ///< integral of total concentration, (mg/mL) s
    std::vector<double> meanResidence_s; ///< (integral of t C) / (integral of C); 0 where auc is 0
    Mg blood{0}, lymph{0}; ///< taken in the end: sum of rate x auc x volume; together the dose
    int iterations = 0;    ///< of both solves
};

/// The integrals from a start. amounts: vertices x cells, (mg/mL) mm, as Stepper::setAmounts takes.
/// Two solves of a symmetric positive system (in u = C/K, times area) by conjugate gradients with
/// each column of tissue solved exactly as preconditioner; residual 1e-13, in double. About 20 to
/// 40 sweeps each and 6 doubles per cell: see elliptic_test for figures. Fails when nothing is ever
/// cleared, so that there is no end.
Result<TimeIntegrals> timeIntegrals(const DiffusionModel& model, std::span<const double> amounts);

/// What a mg that is injected at a point is worth to a target: the mean over the target of the band
/// average's time integral, (mg/mL) s per mg, for every vertex and cell where the mg may be laid.
/// One solve with the same operator, transposed; then any injection is a weighted sum, so that
/// planning needs no further run.
struct InjectionWorth {
    std::vector<double> perMg; ///< vertices x cells
    /// Worth of a start with these amounts on the same model.
    [[nodiscard]] double of(const DiffusionModel& model, std::span<const double> amounts) const;
};

/// weights_mm2: target area at each vertex of the model. Fails as timeIntegrals does, and when the
/// target is empty.
Result<InjectionWorth> injectionWorth(const DiffusionModel& model, DepthRange range,
                                      std::span<const double> weights_mm2,
                                      Measure measure = Measure::Total);

/// The operator that a finished run was stepped with; `surface` is that of its input. O(patch log).
DiffusionModel modelOf(const SimResult& result, const geom::TriMesh& surface);

/// Where the compound of a run lay at its first frame, which must be at 0 s, in the units of
/// timeIntegrals; scaled so that it is the dose less what leaked to the last digit. Only for runs
/// whose compound was dissolved when injected.
std::vector<double> startAmounts(const SimResult& result);
/// Where it lies at the last frame: what is still to come, less what is not dissolved yet.
std::vector<double> lastAmounts(const SimResult& result);

/// The volume average over a depth range of a field of total concentration or its integral, for
/// every vertex of the run's surface; 0 where nothing was solved.
std::vector<float> bandField(const SimResult& result, std::span<const double> cellField,
                             DepthRange range, Measure measure = Measure::Total);

/// Puts the integrals of lastAmounts in the place of an exposure's estimated tail: its AUC, share
/// of the tail and mean residence.
void replaceTail(const SimResult& result, const TimeIntegrals& after, Exposure& exposure);

} // namespace meso::sim
