#pragma once
#include "plan/rules/checks.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// A broken rule with all that can be done about it. Items "finding.<id>" with ".source", which
/// unfolds where the rule comes from, ".show", ".accept", ".takeBack"; while its warning is being
/// accepted ".reason", ".by", ".keep" and ".cancel".
void drawRuleCard(Panel& panel, const plan::RuleResult& rule);
/// A rule that passed, or had nothing to judge, in a few quiet lines; a press unfolds its source.
/// Item "rule.<id>".
void drawQuietRule(Panel& panel, const plan::RuleResult& rule);

/// A line that unfolds what is under it; returns whether it is unfolded now.
bool foldLine(Panel& panel, const std::string& id, const std::string& label, bool& open);
/// Two buttons side by side, or below each other where their words need that. Returns which one was
/// pressed, from 0; -1: none.
int buttonPair(Panel& panel, const Button& first, const Button& second);

} // namespace meso::ui
