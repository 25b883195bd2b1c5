#include "sim/systemic.h"

namespace meso::sim {

std::vector<BalanceShares> balanceShares(const SimResult& result) {
    std::vector<BalanceShares> out;
    const auto share = [&](Mg part) { return result.dose.value() > 0 ? part / result.dose : 0; };
    for (const MassBalance& balance : result.balance) {
        BalanceShares shares{
            balance.time, {}, share(balance.blood), share(balance.lymph), share(balance.leaked)};
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
        double rate_mg_per_h = 0;
        for (std::size_t l = 0; l < balance.layers.size(); ++l)
            rate_mg_per_h +=
                balance.layers[l].value() * result.transports[l].loss().value() * kSecondsPerHour;
        if (load.times.empty() || rate_mg_per_h > load.highestRate_mg_per_h) {
            load.highestRate_mg_per_h = rate_mg_per_h;
            load.highestAt = balance.time;
        }
        load.times.push_back(balance.time);
        load.taken.push_back(balance.blood + balance.lymph);
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
