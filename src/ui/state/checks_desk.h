#pragma once
#include <string>
#include <vector>

#include "plan/rules/checks.h"
#include "ui/state/actions.h"

/// What buttons and actions of the checks page do to the plan; the frame commits.
namespace meso::ui {

/// How much a rule matters now, the gravest first.
enum class Gravity { Error, OpenWarning, AcceptedWarning, Info, Passed, NotApplicable };
Gravity gravityOf(const plan::RuleResult& rule, const plan::Plan& plan);
/// The rules of one kind, in the order of the checks.
std::vector<plan::RuleResult> rulesOf(Desk desk, Gravity gravity);

/// Opens the lines for reason and name under a warning.
void beginAccepting(Desk desk, const plan::RuleResult& rule);
/// Keeps the typed reason and name with the warning. Fails as plan::acknowledge() does.
Status accept(Desk desk, const plan::RuleResult& rule);
Status takeBack(Desk desk, const plan::RuleResult& rule);

/// Why the plan cannot be approved now; empty: it can.
std::string whyNotApprove(Desk desk);
/// Approves the plan in the typed name, at this moment.
Status approve(Desk desk);
Status withdrawApproval(Desk desk);

} // namespace meso::ui
