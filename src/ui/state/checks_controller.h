#pragma once
#include <string>
#include <vector>

#include "plan/rules/checks.h"
#include "ui/state/actions.h"

/// What buttons and actions of the checks page do to the plan; the frame commits.
namespace meso::ui {

/// How much a rule matters now, the gravest first.
enum class FindingStatus { Error, OpenWarning, AcknowledgedWarning, Info, Passed, NotApplicable };
FindingStatus findingStatusOf(const plan::RuleResult& rule, const plan::Plan& plan);
/// The rules of one kind, in the order of the checks.
std::vector<plan::RuleResult> rulesOf(UiContext context, FindingStatus status);

/// Opens the lines for reason and name under a warning.
void beginAcknowledging(UiContext context, const plan::RuleResult& rule);
/// Keeps the typed reason and name with the warning. Fails as plan::acknowledge() does.
Status acknowledgeFinding(UiContext context, const plan::RuleResult& rule);
Status withdrawAcknowledgement(UiContext context, const plan::RuleResult& rule);

/// Why the plan cannot be approved now; empty: it can.
std::string approveDisabledReason(UiContext context);
/// Approves the plan in the typed name, at this moment.
Status approve(UiContext context);
Status withdrawApproval(UiContext context);

} // namespace meso::ui
