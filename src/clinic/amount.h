#pragma once
#include <string>

#include "base/result.h"
#include "base/units.h"

namespace meso::clinic {

/// What the amount of a compound is counted in.
enum class AmountUnit {
    Mg,   ///< mass; its strengths are mg/mL
    Ml,   ///< volume of the preparation; its strengths are mL in 1 mL of mixture (1: undiluted)
    Units ///< units of activity that only its maker defines; its strengths are U/mL
};

/// So much of a compound: a mass, a volume or units of activity.
struct Amount {
    AmountUnit unit = AmountUnit::Mg;
    double value = 0;

    constexpr Amount() = default;
    constexpr Amount(AmountUnit u, double v) : unit(u), value(v) {}
    constexpr Amount(Mg mass) : Amount(AmountUnit::Mg, mass.value()) {}
    constexpr Amount(Ml volume) : Amount(AmountUnit::Ml, volume.value()) {}
    bool operator==(const Amount&) const = default;
};

/// "0.1 mg", "3.00 mL", "50 U".
std::string amountText(const Amount& amount);
/// A strength as its unit of counting demands: "5 mg/mL", "1 mL/mL", "50 U/mL".
std::string strengthText(AmountUnit unit, MgPerMl strength);

/// The highest strength that makes sense: 1000 mg/mL or U/mL, but 1 mL/mL, since a share cannot
/// exceed the whole.
constexpr double maxStrength(AmountUnit unit) {
    return unit == AmountUnit::Ml ? 1 : 1000;
}

/// The other way: a typed strength, its unit may be left out. Fails as text::strength does, and
/// above 1 mL/mL.
Result<MgPerMl> readStrength(AmountUnit unit, const std::string& typed);

} // namespace meso::clinic
