#pragma once
#include <string>

#include "app/planning.h"

/// What is taken over when one plan is made from another. Pure functions.
namespace meso::app {

/// The plan as a case of its own: without record, approval and accepted warnings, which were about
/// the other one. The patient's facts stay, since rules judge by them; the title ends in " (copy)".
plan::Plan asNewCase(plan::Plan plan);

/// Area, pattern, sites, mixtures and needle without the case: no patient, no measured head, no
/// exclusions (which are findings of one skin), no record. Sites keep their scalp coordinates and
/// come to lie on `plain`, the head without measurements. `title`: cut to what a plan holds. Fails
/// when a place has no counterpart there.
Result<plan::Plan> asTemplate(plan::Plan plan, const HeadContext& plain, const std::string& title);

} // namespace meso::app
