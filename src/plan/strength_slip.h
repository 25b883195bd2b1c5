#pragma once
#include <optional>
#include <string>

#include "plan/compound.h"

namespace meso::plan {

/// Guards against the slip of a decimal place: the question to ask before `typed` is kept, e.g.
/// "Dutasteride at 5 mg/mL (0.5 %) is 10 times the published 0.5 mg/mL (0.05 %). ... Keep it?".
/// Asked when the strength is at least ten times, or at most a tenth of, every published one, and
/// when it is published but that far from the usual one (dutasteride: 0.05 % where 0.005 % was
/// meant). `session`: the volume that will hold it, for the milligrams. Empty: nothing to ask,
/// which includes compounds without a published strength.
std::optional<std::string> strengthSlip(const Compound& compound, MgPerMl typed, Ml session);

} // namespace meso::plan
