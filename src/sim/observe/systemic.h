#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/units.h"
#include "sim/kernel/sim_result.h"

namespace meso::sim {

/// Where a share of the injected dose is at one time. The shares add up to 1 within 1e-5.
struct BalanceShares {
    Seconds time{0};
    std::vector<double> layers; ///< in each tissue layer, 0..1 of the dose
    double store = 0;           ///< injected, but not dissolved yet
    double blood = 0, lymph = 0, leaked = 0;
    /// What has reached the body: blood and lymph. Nothing is broken down in this model, so it goes
    /// to 1 - leaked in the end.
    [[nodiscard]] double systemic() const { return blood + lymph; }
};

/// A mass balance as shares of the dose (0 mg: all are 0), at each of its times; that of a run.
std::vector<BalanceShares> balanceShares(std::span<const MassBalance> balance, Mg dose);
std::vector<BalanceShares> balanceShares(const SimResult& result);

/// How a session loads the body with a compound.
struct SystemicLoad {
    std::vector<Seconds> times;
    std::vector<Mg> taken; ///< by blood and lymph up to each time
    /// Mean uptake since the time before; 0 at the first. Exact whatever the blood flow does.
    std::vector<double> rate_mg_per_h;
    double highestRate_mg_per_h = 0;          ///< of all
    Seconds highestUntil{0};                  ///< the time at which its stretch ends
    Mg byEnd{0};                              ///< taken when the run ends
    Mg inTheEnd{0};                           ///< dose less what leaked: taken after any time
    std::optional<Mg> oralDailyDose;          ///< usual, by mouth, to compare with
    std::optional<double> dailyDosesInTheEnd; ///< inTheEnd in usual daily doses
};

/// `oralDailyDose` is that of the compound; empty: no comparison. O(frames x layers).
SystemicLoad systemicLoad(std::span<const MassBalance> balance, Mg dose,
                          std::optional<Mg> oralDailyDose = {});
SystemicLoad systemicLoad(const SimResult& result, std::optional<Mg> oralDailyDose = {});

} // namespace meso::sim
