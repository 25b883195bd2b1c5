#include "ui/plan/session_mode.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/rule_card.h"
#include "ui/plan/session_route.h"
#include "ui/state/session_controller.h"
#include "ui/state/site_focus.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// The number of the next site, to be read from the chair.
void drawBigNumber(Panel& panel, const plan::InjectionSite* site) {
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.captionMedium, kit.theme.muted, "Next site");
    // Digits leave room above themselves and have nothing below the line.
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - kit.px(16));
    lineOfText(kit, kit.fonts.huge, kit.theme.text, site ? std::to_string(site->id) : "—");
    tag(kit, "session.next", false);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - kit.px(20));
}

std::string addressOf(const app::OpenCase& openCase, const plan::InjectionSite& site) {
    const auto& sites = openCase.plan().sites;
    const auto index = static_cast<std::size_t>(&site - sites.data());
    const auto address =
        openCase.derived().headContext->frame.addressOf(openCase.derived().positions[index]);
    return address ? sentenceOf(*address) + "." : std::string();
}

/// Whether the plan's route changes the needle right before this site.
bool isNeedleChanged(const app::OpenCase& openCase, const plan::InjectionSite& site) {
    const auto index = static_cast<int>(&site - openCase.plan().sites.data());
    bool changed = false;
    for (const plan::RouteStep& step : routeOf(openCase).steps) {
        if (step.event == plan::RouteEvent::NeedleChange)
            changed = true;
        if (step.event != plan::RouteEvent::Inject)
            continue;
        if (step.site == index)
            return changed;
        changed = false;
    }
    return false;
}

void drawReminders(Panel& panel, const plan::InjectionSite& site, const plan::SessionState& state) {
    const plan::Plan& plan = panel.openCase().plan();
    if (state.mustFill) {
        banner(panel.kit, Tone::Warn,
               std::string(state.fillings == 0 ? "Fill" : "Refill") + " the syringe: draw up " +
                   text::of(state.nextFilling) + " of " +
                   text::insideSentence(plan::nameOfMixture(plan, state.mixture)) + ".");
        tag(panel.kit, "session.fill", false);
    }
    if (isNeedleChanged(panel.openCase(), site)) {
        banner(panel.kit, Tone::Warn, "Take a fresh needle.");
        tag(panel.kit, "session.needle", false);
    }
}

void drawNext(Panel& panel, const plan::InjectionSite& site) {
    const plan::Plan& plan = panel.openCase().plan();
    const plan::Needle& needle = site.needle.value_or(plan.needle);
    row(panel.kit, "Volume", text::of(site.volume, 3));
    row(panel.kit, "Depth", text::of(site.depth) + " at " + text::of(site.angle));
    row(panel.kit, "Needle", text::printable(needle.gauge, 20) + ", " + text::of(needle.length));
    if (!plan.furtherMixtures.empty())
        row(panel.kit, "Mixture", plan::nameOfMixture(plan, site.mixture));
    caption(panel.kit, addressOf(panel.openCase(), site));
}

void drawRemaining(Panel& panel, const plan::SessionState& state) {
    row(panel.kit, "Left in the syringe", text::of(state.inSyringe));
    row(panel.kit, "Left in the session", text::of(state.toInject));
    row(panel.kit, "Injected so far", text::of(state.injected));
    row(panel.kit, "Dealt with",
        std::to_string(state.dealtWith) + " of " + std::to_string(state.dealtWith + state.open));
}

void drawMoved(Panel& panel) {
    SessionPageState& view = panel.state().sessionView;
    caption(panel.kit, "Click the new place on head or map, or type how far from the planned one.");
    const LengthField far = lengthField("session.moved.by", "Moved by", view.movedBy, {0.1, 200});
    if (const auto by = numberField(panel.kit, panel.fields, far))
        view.movedBy = *by;
    const int pressed = buttonPair(
        panel, {.id = "session.moved.note", .label = "Note it", .emphasis = Emphasis::Primary},
        {.id = "session.moved.cancel", .label = "Cancel"});
    if (pressed == 1)
        view.asks = SessionPageState::Asks::Nothing;
    if (pressed != 0)
        return;
    if (const Status noted = recordMoved(panel.context, view.movedBy, {}); !noted)
        refuse(panel.fields, far.id, noted.error().message);
}

void drawExtra(Panel& panel) {
    SessionPageState& view = panel.state().sessionView;
    caption(panel.kit,
            "Set the volume, then click where it was injected, or note it without a place.");
    const VolumeField volume =
        volumeField("session.extra.volume", "Volume", extraVolume(panel.context));
    if (const auto value = numberField(panel.kit, panel.fields, volume))
        view.extraVolume = *value;
    const int pressed = buttonPair(
        panel, {.id = "session.extra.note", .label = "Note it", .emphasis = Emphasis::Primary},
        {.id = "session.extra.cancel", .label = "Cancel"});
    if (pressed == 1)
        view.asks = SessionPageState::Asks::Nothing;
    if (pressed != 0)
        return;
    if (const Status noted = recordExtra(panel.context, extraVolume(panel.context), {}); !noted)
        refuse(panel.fields, volume.id, noted.error().message);
}

/// The action's button for a pair, with its reason and tooltip.
Button buttonOf(const Panel& panel, const std::string& id, const std::string& label) {
    const Action& action = panel.actions.at(id);
    return {.id = id,
            .label = label,
            .disabledReason = disabledReasonOf(action, panel.context),
            .tip = tipOf(action, panel.context)};
}

void drawPair(Panel& panel, const Button& first, const Button& second) {
    const int pressed = buttonPair(panel, first, second);
    if (pressed >= 0)
        perform(panel.actions.at(pressed == 0 ? first.id : second.id), panel.context);
}

void drawSteering(Panel& panel) {
    actionButton(panel, "session.done", Emphasis::Primary, -1);
    drawPair(panel, buttonOf(panel, "session.skip", "Skipped"),
             buttonOf(panel, "session.moved", "Moved"));
    drawPair(panel, buttonOf(panel, "session.extra", "Extra"),
             buttonOf(panel, "session.back", "One back"));
    const SessionPageState::Asks asks = panel.state().sessionView.asks;
    if (asks == SessionPageState::Asks::Moved)
        drawMoved(panel);
    if (asks == SessionPageState::Asks::Extra)
        drawExtra(panel);
}

std::string wordsFor(const plan::RecordedStep& step) {
    const std::string note = step.note.empty() ? "" : ", " + text::printable(step.note, 400);
    switch (step.outcome) {
    case plan::Outcome::Done:
        return "done, " + text::of(step.volume, 3) + note;
    case plan::Outcome::Skipped:
        return "skipped" + note;
    case plan::Outcome::Moved:
        return text::of(step.volume, 3) + note;
    case plan::Outcome::Extra:
        break;
    }
    return text::of(step.volume, 3) + note;
}

} // namespace

void drawSessionMode(Panel& panel) {
    // A button of this very frame may take the beginning back, and the record with it.
    const std::string begunAt = panel.openCase().plan().sessionRecord->begunAt;
    const plan::SessionState state = plan::stateOf(panel.openCase().plan());
    const plan::InjectionSite* site = nextSiteOf(panel.openCase());
    drawBigNumber(panel, site);
    if (site) {
        drawReminders(panel, *site, state);
        drawNext(panel, *site);
        // Also after an undo, or when a draft was recovered.
        if (panel.state().sessionView.followed != site->id)
            ensureVisible(panel.context, site->id);
        panel.state().sessionView.followed = site->id;
    } else {
        banner(panel.kit, Tone::Ok, "Every planned site has been dealt with.");
    }
    drawSteering(panel);
    divider(panel.kit);
    drawRemaining(panel, state);
    actionToggle(panel, "show.route");
    actionButton(panel, "session.finish", site ? Emphasis::Plain : Emphasis::Primary, -1);
    caption(panel.kit,
            "Begun " + begunAt + ". The plan cannot be edited until the session is finished.");
}

void drawSummarySection(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    section(panel.kit, "Session of " + text::printable(plan.sessionRecord->begunAt, 40));
    banner(panel.kit, Tone::Neutral, plan::sentenceOf(plan::summaryOf(plan)) + ".");
    tag(panel.kit, "session.summary", false);
    row(panel.kit, "Finished", text::printable(plan.sessionRecord->endedAt, 40));
    caption(panel.kit,
            "What the plan says was planned is part of this record. For another session, "
            "copy the plan as a new case rather than editing it.");
    actionButton(panel, "file.copyCase", Emphasis::Plain, -1);
    actionButton(panel, "session.back", Emphasis::Plain, -1);
}

void drawStepsSection(Panel& panel) {
    if (!panel.openCase().plan().sessionRecord)
        return; // taken back in this frame
    const std::vector<plan::RecordedStep> steps = panel.openCase().plan().sessionRecord->steps;
    if (!foldLine(panel, "session.steps", "Steps so far (" + std::to_string(steps.size()) + ")",
                  panel.state().sessionView.steps))
        return;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        caption(panel.kit, (step->siteId > 0 ? "Site " + std::to_string(step->siteId) : "Extra") +
                               ": " + wordsFor(*step));
}

} // namespace meso::ui
