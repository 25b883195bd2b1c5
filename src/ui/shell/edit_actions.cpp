#include "ui/shell/edit_actions.h"

#include <cctype>

#include "plan/edits.h"
#include "ui/kit/icons.h"
#include "ui/shell/file_actions.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/viewport_camera.h"
#include "ui/viewport/nudge.h"
#include "ui/viewport/viewport.h"
#include "ui/viewport/viewport_tools.h"

namespace meso::ui {

namespace {

std::string whyNoSelection(Desk desk) {
    return desk.state.selection.empty() ? "Select a site first." : "";
}

std::string whyNoSites(Desk desk) {
    return desk.session.plan().sites.empty() ? "There are no sites." : "";
}

void undo(Desk desk) {
    desk.session.commit(); // what is seen is what is undone, and named
    const std::string label = *desk.session.undoLabel();
    if (desk.session.undo())
        desk.session.tell(app::Notice::Kind::Done, "Undid: " + label);
}

void redo(Desk desk) {
    const std::string label = *desk.session.redoLabel();
    if (desk.session.redo())
        desk.session.tell(app::Notice::Kind::Done, "Did again: " + label);
}

/// "Undo move site 12": the edit's label within a sentence. Capitals of an abbreviation stay.
std::string withEdit(const std::string& verb, const std::string* label) {
    if (!label || label->empty())
        return verb;
    std::string edit = *label;
    if (edit.size() > 1 && !std::isupper(static_cast<unsigned char>(edit[1])))
        edit[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(edit[0])));
    return verb + " " + edit;
}

void selectAll(Desk desk) {
    for (const plan::InjectionSite& site : desk.session.plan().sites)
        desk.state.selection.insert(site.id);
}

/// Turns the head to the preset that shows the place best, if it is turned away now.
void showPlace(Desk desk, const geom::Vec3& normal) {
    constexpr double kSeen = 0.25; // cosine against the line of sight; below it marks fade
    const auto facing = [&](const view::Camera& camera) {
        return -view::axesOf(camera).forward.dot(normal);
    };
    if (desk.state.stage == Stage::Map || facing(desk.state.camera) >= kSeen)
        return;
    view::Preset best = view::Preset::Top;
    double most = -1;
    for (const view::Preset preset : {view::Preset::Front, view::Preset::Back, view::Preset::Left,
                                      view::Preset::Right, view::Preset::Top})
        if (const double seen = facing(view::cameraFor(preset, view::Ball{})); seen > most) {
            most = seen;
            best = preset;
        }
    flyTo(desk, best);
}

/// Selects the site that follows the selected one in the plan's order, or comes before it.
void stepSelection(Desk desk, int step) {
    const auto& sites = desk.session.plan().sites;
    const int count = static_cast<int>(sites.size());
    int at = step > 0 ? -1 : count;
    for (int i = 0; i < count; ++i)
        if (desk.state.selection.contains(sites[static_cast<std::size_t>(i)].id)) {
            at = i;
            if (step < 0)
                break;
        }
    const auto next = static_cast<std::size_t>((at + step + count) % count);
    desk.state.selection = {sites[next].id};
    desk.state.lastAction = "Selected site " + std::to_string(sites[next].id);
    if (next < desk.session.derived().normals.size())
        showPlace(desk, desk.session.derived().normals[next]);
}

void erase(Desk desk, const plan::SiteIds& ids, const std::string& label) {
    tellOutcome(desk.session, desk.session.edit(plan::eraseSites(desk.session.plan(), ids), label),
                label);
    desk.state.selection.clear();
    desk.state.hoveredSite = 0;
}

void eraseSelected(Desk desk) {
    const plan::SiteIds ids = desk.state.selection;
    erase(desk, ids, "Remove " + plan::nameOf(ids));
}

void eraseAll(Desk desk) {
    plan::SiteIds ids;
    for (const plan::InjectionSite& site : desk.session.plan().sites)
        ids.insert(site.id);
    erase(desk, ids, "Remove all sites");
}

/// The same request as last time, with the next seed: another pattern that is as even.
void layOutAgain(Desk desk) {
    const plan::Plan& plan = desk.session.plan();
    plan::LayoutRequest request;
    request.seed = plan.seed + 1;
    if (plan.wantedSpacing)
        request.spacing = plan.wantedSpacing;
    else
        request.count = plan.wantedSites.value_or(static_cast<int>(plan.sites.size()));
    if (request.count && *request.count == 0)
        request.count = desk.session.library().protocol.defaultSites;
    tellOutcome(desk.session, desk.session.layOut(request, "Lay out sites evenly"), {});
    desk.state.selection.clear();
}

void renumber(Desk desk) {
    tellOutcome(desk.session,
                desk.session.edit(plan::renumberSites(desk.session.plan()), "Renumber sites"), {});
    desk.state.selection.clear();
}

/// What Esc means depends on what is going on: the innermost thing ends first.
void cancel(Desk desk) {
    UiState& state = desk.state;
    if (state.drag.kind != Drag::Kind::None)
        cancelGesture(desk);
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

std::string whyNothingToCancel(Desk desk) {
    const UiState& s = desk.state;
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
            action.run = [right, up](Desk desk) {
                tellOutcome(desk.session, ui::nudge(desk, right, up), {});
            };
            action.why = whyNoSelection;
            action.repeats = true;
            out.push_back(std::move(action));
        }
}

} // namespace

std::vector<Action> editActions() {
    const std::string group = "Edit";
    std::vector<Action> out;
    out.push_back({"edit.undo", "Undo", kIconUndo, "Ctrl+Z", group, undo, [](Desk d) {
                       return d.session.undoLabel() ? "" : "There is nothing to undo.";
                   }});
    out.back().labelNow = [](Desk d) { return withEdit("Undo", d.session.undoLabel()); };
    out.push_back({"edit.redo", "Redo", kIconRedo, "Ctrl+Shift+Z", group, redo, [](Desk d) {
                       return d.session.redoLabel() ? "" : "There is nothing to do again.";
                   }});
    out.back().labelNow = [](Desk d) { return withEdit("Redo", d.session.redoLabel()); };
    out.back().alsoShortcut = "Ctrl+Y";
    out.push_back({"edit.history", "History of edits", kIconRecent, "Ctrl+H", group, [](Desk d) {
                       d.session.commit();
                       d.state.historyOpen = true;
                   }});
    out.push_back({"edit.selectAll", "Select all sites", kIconSelectAll, "Ctrl+A", group, selectAll,
                   whyNoSites});
    out.push_back({"edit.nextSite", "Select the next site", kIconChevronRight, ".", group,
                   [](Desk d) { stepSelection(d, 1); }, whyNoSites});
    out.back().alsoShortcut = "PageDown";
    out.back().repeats = true;
    out.push_back({"edit.previousSite", "Select the site before", kIconChevronLeft, ",", group,
                   [](Desk d) { stepSelection(d, -1); }, whyNoSites});
    out.back().alsoShortcut = "PageUp";
    out.back().repeats = true;
    out.push_back({"edit.cancel", "Cancel", kIconClose, "Esc", group, cancel, whyNothingToCancel});
    out.push_back({"edit.erase", "Remove selected sites", kIconDelete, "Delete", group,
                   eraseSelected, whyNoSelection});
    out.back().alsoShortcut = "Backspace";
    out.push_back({"edit.layOut", "Lay out sites evenly", kIconGrid, "L", group, layOutAgain});
    out.push_back({"edit.renumber", "Renumber sites in their order", kIconRefresh, "", group,
                   renumber, whyNoSites});
    out.push_back({"edit.eraseAll", "Remove all sites", kIconDelete, "Ctrl+Delete", group, eraseAll,
                   whyNoSites});
    out.push_back({"edit.finishArea", "Close the outline", kIconCheck, "Enter", group,
                   [](Desk d) { tellOutcome(d.session, finishArea(d), {}); },
                   [](Desk d) {
                       return d.state.tool == Tool::Area && d.state.corners.size() >= 3
                                  ? ""
                                  : "Click at least three corners with the area tool first.";
                   }});
    addNudges(out);
    return out;
}

} // namespace meso::ui
