#include "view/ticks.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace meso::view {

namespace {

int decimalsFor(double step) {
    return std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 9);
}

double roundStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double k : {1.0, 2.0, 5.0})
        if (rough <= k * power * 1.0001)
            return k * power;
    return 10 * power;
}

/// The nearest number that is easy to say.
double roundValue(double value) {
    if (value == 0)
        return 0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    double best = power;
    for (const double k : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (std::abs(k * power - value) < std::abs(best - value))
            best = k * power;
    return best;
}

} // namespace

std::vector<Tick> ticksEvery(double low, double high, double step) {
    const int decimals = decimalsFor(step);
    std::vector<Tick> ticks;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1)
        ticks.push_back({k * step, text::fixed(k * step, decimals)});
    return ticks;
}

std::vector<Tick> evenTicks(double low, double high, int count) {
    return ticksEvery(low, high, roundStep((high - low) / (count - 1)));
}

namespace {

/// Minus, zero and plus, so that no one must guess the sign.
std::vector<Tick> signedTicks(const ColourScale& scale) {
    std::vector<Tick> ticks{{0, "0"}};
    for (const double place : {0.75, 1.0}) {
        const double value = place < 1 ? roundValue(valueAt(scale, place)) : scale.high;
        ticks.insert(ticks.begin(), {-value, "−" + text::significant(value)});
        ticks.push_back({value, "+" + text::significant(value)});
    }
    return ticks;
}

} // namespace

std::vector<Tick> legendTicks(const ColourScale& scale) {
    if (scale.scaling == Scaling::SignedLogarithmic)
        return signedTicks(scale);
    std::vector<Tick> ticks;
    for (int quarter = 0; quarter <= 4; ++quarter) {
        const bool end = quarter == 0 || quarter == 4;
        const double value = valueAt(scale, quarter / 4.0);
        const double base = scale.scaling == Scaling::Logarithmic ? 0 : scale.low;
        const double shown = end ? value : base + roundValue(value - base);
        ticks.push_back({shown, text::significant(shown)});
    }
    return ticks;
}

} // namespace meso::view
