#include "sim/observe/systemic.h"

namespace meso::sim {

std::vector<BalanceShares> balanceShares(const SimResult& result) {
    return balanceShares(result.balance, result.dose);
}

std::vector<BalanceShares> balanceShares(std::span<const MassBalance> balances, Mg dose) {
    std::vector<BalanceShares> out;
    const auto share = [&](Mg part) { return dose.value() > 0 ? part / dose : 0; };
    for (const MassBalance& balance : balances) {
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
    return systemicLoad(result.balance, result.dose, oralDailyDose);
}

SystemicLoad systemicLoad(std::span<const MassBalance> balances, Mg dose,
                          std::optional<Mg> oralDailyDose) {
    constexpr double kSecondsPerHour = 3600;
    SystemicLoad load;
    for (const MassBalance& balance : balances) {
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
        load.inTheEnd = dose - balance.leaked;
    }
    load.oralDailyDose = oralDailyDose;
    if (oralDailyDose && oralDailyDose->value() > 0)
        load.dailyDosesInTheEnd = load.inTheEnd / *oralDailyDose;
    return load;
}

} // namespace meso::sim
