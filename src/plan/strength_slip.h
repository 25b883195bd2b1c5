#pragma once
#include <optional>
#include <string>

#include "clinic/compound.h"

namespace meso::plan {

/// Guards against the slip of a decimal place: the question to ask before `typed` is kept, e.g.
/// "Minoxidil at 50 mg/mL (5 %) is 10 times the usual 5 mg/mL (0.5 %). ... Keep it?". Asked
/// - at ten times or more, or a tenth or less, of every published strength, or of the usual one;
/// - at a published strength other than the usual one, when another that is published lies that
///   far away (dutasteride: 0.05 % where 0.005 % was meant).
/// Where nothing is published, the usual strength alone is compared with. `session`: the volume
/// that will hold it, for the milligrams. Empty: nothing to ask, which includes compounds of which
/// no strength is known at all; check() warns of those.
std::optional<std::string> strengthSlip(const clinic::Compound& compound, MgPerMl typed,
                                        Ml session);

} // namespace meso::plan
