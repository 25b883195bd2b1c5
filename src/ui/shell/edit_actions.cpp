#include "ui/shell/edit_actions.h"

#include "app/case/open_case.h"
#include "app/case/open_case_state.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/edits.h"
#include "plan/layout/layout.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"
#include "ui/state/viewport_camera.h"
#include "ui/viewport/nudge.h"
#include "ui/viewport/viewport_tools.h"

namespace meso::ui {

namespace {

std::string noSelectionReason(UiContext context) {
    return context.state.selection.empty() ? "Select a site first." : "";
}

void undo(UiContext context) {
    context.openCase.commit(); // what is seen is what is undone, and named
    const std::string label = *context.openCase.undoLabel();
    if (context.openCase.undo())
        context.openCase.notify(app::Notice::Kind::Done, "Undid: " + label);
}

void redo(UiContext context) {
    const std::string label = *context.openCase.redoLabel();
    if (context.openCase.redo())
        context.openCase.notify(app::Notice::Kind::Done, "Did again: " + label);
}

/// "Undo move site 12": the edit's label within a sentence.
std::string withEdit(const std::string& verb, const std::string* label) {
    return label && !label->empty() ? verb + " " + text::insideSentence(*label) : verb;
}

void selectAll(UiContext context) {
    for (const plan::InjectionSite& site : context.openCase.plan().sites)
        context.state.selection.insert(site.id);
}

/// Turns the head to the preset that shows the place best, if it is turned away now.
void showPlace(UiContext context, const geom::Vec3& normal) {
    constexpr double kSeen = 0.25; // cosine against the line of sight; below it marks fade
    const auto facing = [&](const view::Camera& camera) {
        return -view::axesOf(camera).forward.dot(normal);
    };
    if (context.state.viewMode == ViewMode::Map || facing(context.state.camera) >= kSeen)
        return;
    view::Preset best = view::Preset::Top;
    double most = -1;
    for (const view::Preset preset : {view::Preset::Front, view::Preset::Back, view::Preset::Left,
                                      view::Preset::Right, view::Preset::Top})
        if (const double seen = facing(view::cameraFor(preset, view::BoundingSphere{}));
            seen > most) {
            most = seen;
            best = preset;
        }
    flyTo(context, best);
}

/// Selects the site that follows the selected one in the plan's order, or comes before it.
void stepSelection(UiContext context, int step) {
    const auto& sites = context.openCase.plan().sites;
    const int count = static_cast<int>(sites.size());
    int at = step > 0 ? -1 : count;
    for (int i = 0; i < count; ++i)
        if (context.state.selection.contains(sites[static_cast<std::size_t>(i)].id)) {
            at = i;
            if (step < 0)
                break;
        }
    const auto next = static_cast<std::size_t>((at + step + count) % count);
    context.state.selection = {sites[next].id};
    context.state.lastAction = "Selected site " + std::to_string(sites[next].id);
    if (next < context.openCase.derived().normals.size())
        showPlace(context, context.openCase.derived().normals[next]);
}

void erase(UiContext context, const plan::SiteIds& ids, const std::string& label) {
    notifyOutcome(context.openCase,
                  context.openCase.edit(plan::eraseSites(context.openCase.plan(), ids), label),
                  label);
    context.state.selection.clear();
    context.state.hoveredSite = 0;
}

void eraseSelected(UiContext context) {
    const plan::SiteIds ids = context.state.selection;
    erase(context, ids, "Remove " + plan::nameOf(ids));
}

void eraseAll(UiContext context) {
    plan::SiteIds ids;
    for (const plan::InjectionSite& site : context.openCase.plan().sites)
        ids.insert(site.id);
    erase(context, ids, "Remove all sites");
}

/// The same request as last time, with the next seed: another pattern that is as even.
void layOutAgain(UiContext context) {
    const plan::Plan& plan = context.openCase.plan();
    plan::LayoutRequest request;
    request.seed = plan.seed + 1;
    if (plan.wantedSpacing)
        request.spacing = plan.wantedSpacing;
    else
        request.count = plan.wantedSites.value_or(static_cast<int>(plan.sites.size()));
    if (request.count && *request.count == 0)
        request.count = context.openCase.library().protocol.defaultSites;
    notifyOutcome(context.openCase, context.openCase.layOut(request, "Lay out sites evenly"), {});
    context.state.selection.clear();
}

void renumber(UiContext context) {
    notifyOutcome(
        context.openCase,
        context.openCase.edit(plan::renumberSites(context.openCase.plan()), "Renumber sites"), {});
    context.state.selection.clear();
}

/// What Esc means depends on what is going on: the innermost thing ends first.
void cancel(UiContext context) {
    UiState& state = context.state;
    if (state.drag.kind != Drag::Kind::None)
        cancelGesture(context);
    else if (!state.corners.empty())
        state.corners.clear();
    else if (!state.measured.empty())
        state.measured.clear();
    else if (state.cut && state.workspace == Workspace::Spread)
        state.cut.reset();
    else if (!state.selection.empty())
        state.selection.clear();
    else
        state.tool = Tool::Select;
}

std::string cancelDisabledReason(UiContext context) {
    const UiState& s = context.state;
    const bool something = s.drag.kind != Drag::Kind::None || !s.corners.empty() ||
                           !s.measured.empty() || !s.selection.empty() || s.tool != Tool::Select ||
                           (s.cut && s.workspace == Workspace::Spread);
    return something ? "" : "Nothing is going on.";
}

struct Nudge {
    const char* id;
    const char* label;
    const char* key;
    double right, up;
};
constexpr Nudge kNudges[] = {
    {"Left", "Move selected sites to the left of the picture", "Left", -1, 0},
    {"Right", "Move selected sites to the right of the picture", "Right", 1, 0},
    {"Up", "Move selected sites up on the picture", "Up", 0, 1},
    {"Down", "Move selected sites down on the picture", "Down", 0, -1}};
struct Stride {
    const char* modifier;
    const char* words;
    double mm;
};
constexpr Stride kStrides[] = {
    {"", " by 1 mm", 1}, {"Shift+", " by 5 mm", 5}, {"Alt+", " by 0.1 mm", 0.1}};

void addNudges(std::vector<Action>& out) {
    for (const Stride& stride : kStrides)
        for (const Nudge& nudge : kNudges) {
            Action action{std::string("edit.nudge") + nudge.id + stride.words,
                          std::string(nudge.label) + stride.words,
                          nullptr,
                          std::string(stride.modifier) + nudge.key,
                          "Edit",
                          nullptr};
            const double right = nudge.right * stride.mm;
            const double up = nudge.up * stride.mm;
            action.run = [right, up](UiContext context) {
                notifyOutcome(context.openCase, ui::nudge(context, right, up), {});
            };
            action.disabledReason = noSelectionReason;
            action.repeats = true;
            out.push_back(std::move(action));
        }
}

} // namespace

std::vector<Action> editActions() {
    const std::string group = "Edit";
    std::vector<Action> out;
    out.push_back({"edit.undo", "Undo", kIconUndo, "Ctrl+Z", group, undo, [](UiContext d) {
                       return d.openCase.undoLabel() ? "" : "There is nothing to undo.";
                   }});
    out.back().labelNow = [](UiContext d) { return withEdit("Undo", d.openCase.undoLabel()); };
    out.push_back({"edit.redo", "Redo", kIconRedo, "Ctrl+Shift+Z", group, redo, [](UiContext d) {
                       return d.openCase.redoLabel() ? "" : "There is nothing to do again.";
                   }});
    out.back().labelNow = [](UiContext d) { return withEdit("Redo", d.openCase.redoLabel()); };
    out.back().alsoShortcut = "Ctrl+Y";
    out.push_back(
        {"edit.history", "History of edits", kIconRecent, "Ctrl+H", group, [](UiContext d) {
             d.openCase.commit();
             d.state.historyOpen = true;
         }});
    out.push_back({"edit.selectAll", "Select all sites", kIconSelectAll, "Ctrl+A", group, selectAll,
                   noSitesReason});
    out.push_back({"edit.nextSite", "Select the next site", kIconChevronRight, ".", group,
                   [](UiContext d) { stepSelection(d, 1); }, noSitesReason});
    out.back().alsoShortcut = "PageDown";
    out.back().repeats = true;
    out.push_back({"edit.previousSite", "Select the site before", kIconChevronLeft, ",", group,
                   [](UiContext d) { stepSelection(d, -1); }, noSitesReason});
    out.back().alsoShortcut = "PageUp";
    out.back().repeats = true;
    out.push_back(
        {"edit.cancel", "Cancel", kIconClose, "Esc", group, cancel, cancelDisabledReason});
    out.push_back({"edit.erase", "Remove selected sites", kIconDelete, "Delete", group,
                   eraseSelected, noSelectionReason});
    out.back().alsoShortcut = "Backspace";
    out.push_back({"edit.layOut", "Lay out sites evenly", kIconGrid, "L", group, layOutAgain});
    out.push_back({"edit.renumber", "Renumber sites in their order", kIconRefresh, "", group,
                   renumber, noSitesReason});
    out.push_back({"edit.eraseAll", "Remove all sites", kIconDelete, "Ctrl+Delete", group, eraseAll,
                   noSitesReason});
    out.push_back({"edit.finishArea", "Close the outline", kIconCheck, "Enter", group,
                   [](UiContext d) { notifyOutcome(d.openCase, finishArea(d), {}); },
                   [](UiContext d) {
                       return d.state.tool == Tool::Area && d.state.corners.size() >= 3
                                  ? ""
                                  : "Click at least three corners with the area tool first.";
                   }});
    addNudges(out);
    return out;
}

} // namespace meso::ui
