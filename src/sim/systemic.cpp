#include "sim/systemic.h"

namespace meso::sim {

std::vector<BalanceShares> balanceShares(const SimResult& result) {
    std::vector<BalanceShares> out;
    const auto share = [&](Mg part) { return result.dose.value() > 0 ? part / result.dose : 0; };
    for (const MassBalance& balance : result.balance) {
        BalanceShares shares{.time = balance.time,
                             .layers = {},
                             .store = share(balance.store),
                             .blood = share(balance.blood),
                             .lymph = share(balance.lymph),
                             .leaked = share(balance.leaked)};
        for (const Mg& layer : balance.layers)
            shares.layers.push_back(share(layer));
        out.push_back(std::move(shares));
    }
    return out;
}

SystemicLoad systemicLoad(const SimResult& result, std::optional<Mg> oralDailyDose) {
    constexpr double kSecondsPerHour = 3600;
    SystemicLoad load;
    for (const MassBalance& balance : result.balance) {
        const Mg taken = balance.blood + balance.lymph;
        double rate_mg_per_h = 0;
        if (!load.times.empty())
            rate_mg_per_h = (taken - load.taken.back()).value() /
                            ((balance.time - load.times.back()).value() / kSecondsPerHour);
        if (rate_mg_per_h > load.highestRate_mg_per_h) {
            load.highestRate_mg_per_h = rate_mg_per_h;
            load.highestUntil = balance.time;
        }
        load.times.push_back(balance.time);
        load.taken.push_back(taken);
        load.rate_mg_per_h.push_back(rate_mg_per_h);
        load.byEnd = load.taken.back();
        load.inTheEnd = result.dose - balance.leaked;
    }
    load.oralDailyDose = oralDailyDose;
    if (oralDailyDose && oralDailyDose->value() > 0)
        load.dailyDosesInTheEnd = load.inTheEnd / *oralDailyDose;
    return load;
}

} // namespace meso::sim
