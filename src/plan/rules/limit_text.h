#pragma once
#include <optional>
#include <string>

#include "plan/rules/limit_values.h"

/// What a limit of the protocol says about a plan, in sentences that a practitioner reads.
namespace meso::plan {

/// How a quantity reads in a sentence.
struct QuantityText {
    const char* name; ///< as a sentence begins
    const char* unit; ///< with a blank in front; "" for a count
    int decimals;
};
QuantityText textOf(clinic::LimitedQuantity quantity);

/// How a margin that can be used up reads: "2 sites [lie] [inside a corridor of usual course]",
/// "... [lie] less than 3.0 mm [from the edge of a corridor of usual course]".
struct MarginText {
    const char* verbOfOne;
    const char* verbOfMany;
    const char* worst; ///< the site that is farthest below, e.g. "the deepest"
    const char* below; ///< where a site is whose margin is below zero
    const char* from;  ///< what the margin is measured from
};
/// Empty for a quantity that is never below zero, or that only conditions use.
std::optional<MarginText> marginTextOf(clinic::LimitedQuantity quantity);

/// What was found when a limit's values were compared with it.
struct LimitFinding {
    const clinic::Limit& limit;
    std::size_t judged = 0;  ///< values that the limit is about, 1 or more
    std::size_t outside = 0; ///< those that lie beyond it
    LimitValue worst;        ///< the one farthest beyond it, or nearest to it
    std::string about;       ///< what the worst is about, e.g. the name of a corridor; may be empty
};
/// "The volume per site is 0.250 mL at site 4; it should be at most 0.100 mL."
std::string sentenceOf(const LimitFinding& finding, const CheckContext& context);

/// Why valuesOf() gave nothing, as a sentence goes on.
std::string notJudgedReason(clinic::LimitedQuantity quantity, const Plan& plan,
                            const CheckContext& context);

} // namespace meso::plan
