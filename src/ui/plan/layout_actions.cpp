#include "ui/plan/layout_actions.h"

#include <algorithm>
#include <cmath>

#include "app/edits/layout_edits.h"
#include "store/plan_file.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/area_desk.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

constexpr const char* kLayoutGroup = "Layout";
/// Nothing that a hand could follow.
constexpr Mm kLeastGrowth{0.1};

const app::HeadDesk& headOf(Desk desk) {
    return *desk.session.derived().desk;
}

void take(Desk desk, Result<plan::Plan> next, const std::string& label) {
    tellOutcome(desk.session, desk.session.edit(std::move(next), label), {});
}

void evenOut(Desk desk) {
    take(desk, app::evenOut(desk.session.plan(), headOf(desk), *desk.session.derived().region),
         "Even out the sites");
}

/// How many of the widest gaps are holes.
int holes(Desk desk) {
    const auto& gaps = widestGaps(desk);
    return static_cast<int>(std::count_if(gaps.begin(), gaps.end(), [&](const plan::Gap& gap) {
        return gap.radius >= holeFrom(desk);
    }));
}

void fill(Desk desk, int count) {
    const app::Derived& derived = desk.session.derived();
    take(desk,
         app::fillGaps(desk.session.plan(), headOf(desk), *derived.region, desk.session.library(),
                       count, Mm(0)),
         count == 1 ? "Add a site in a gap" : "Fill " + std::to_string(count) + " gaps");
}

void mirror(Desk desk, anatomy::Side from, const std::string& label) {
    const app::Derived& derived = desk.session.derived();
    take(desk,
         app::mirrorSites(desk.session.plan(), from, headOf(desk), *derived.region,
                          desk.session.library()),
         label);
    desk.state.selection.clear();
}

/// A plan file to offset from, beside that of the plan.
void askForEarlier(Desk desk) {
    std::error_code ignored;
    const auto parent = desk.session.file().parent_path();
    FileQuestion question;
    question.kind = FileQuestion::Kind::OffsetFrom;
    question.folder = parent.empty() ? std::filesystem::current_path(ignored) : parent;
    desk.state.fileQuestion = question;
}

std::string whyNotSaved(Desk desk) {
    if (desk.session.file().empty())
        return "This plan is in no file yet. Save it first: its sites are then those of the "
               "earlier session.";
    return noSitesReason(desk);
}

std::string whyNotCompared(Desk desk) {
    if (!desk.session.other())
        return "Open the plan of the earlier session first: Simulate, Compare.";
    return noSitesReason(desk);
}

std::string whyNoGrowth(Desk desk) {
    if (!wantedArea(desk))
        return "Lock sites and spacing first: the area follows from them then.";
    const auto growth = growthWanted(desk);
    return growth && std::abs(growth->by.value()) < kLeastGrowth.value()
               ? "The area is of that size already."
               : "";
}

Action patternAction(plan::LayoutPattern pattern, const char* id, const char* label) {
    Action action{
        id, label, kIconGrid, "", kLayoutGroup, [pattern, name = std::string(label)](Desk d) {
            tellOutcome(d.session, layOutLocked(d, pattern, name), {});
            d.state.selection.clear();
        }};
    action.isOn = [pattern](Desk d) { return d.session.plan().pattern == pattern; };
    return action;
}

Action followAction(plan::TriangleCorner corner, const char* id, const char* label) {
    Action action{id, label,        kIconLock,
                  "", kLayoutGroup, [corner](Desk d) { letFollow(d, corner); }};
    action.isOn = [corner](Desk d) { return d.state.area.open == corner; };
    return action;
}

void addGapActions(std::vector<Action>& out) {
    out.push_back({"layout.gaps", "Ring the widest gaps", kIconTarget, "", kLayoutGroup,
                   [](Desk desk) { desk.state.area.gaps = !desk.state.area.gaps; }});
    out.back().isOn = [](Desk desk) { return desk.state.area.gaps; };
    out.push_back({"layout.addAtGap", "Add a site in the widest gap", kIconPlus, "", kLayoutGroup,
                   [](Desk desk) { fill(desk, 1); }});
    out.push_back({"layout.fillGaps", "Fill gaps", kIconViewGrid, "", kLayoutGroup,
                   [](Desk desk) { fill(desk, holes(desk)); },
                   [](Desk desk) {
                       const std::string why = noSitesReason(desk);
                       return why.empty() && holes(desk) == 0
                                  ? "No gap is much wider than the pattern's own."
                                  : why;
                   }});
}

} // namespace

std::vector<Action> layoutActions() {
    using plan::LayoutPattern;
    using plan::TriangleCorner;
    std::vector<Action> out{
        patternAction(LayoutPattern::Even, "layout.even", "Lay out evenly, without rows"),
        patternAction(LayoutPattern::HexagonalRows, "layout.hexagonal", "Lay out hexagonal rows"),
        patternAction(LayoutPattern::PartingRows, "layout.parting", "Lay out parting rows"),
        patternAction(LayoutPattern::AlongHairline, "layout.hairline",
                      "Lay out rows along the hairline"),
        followAction(TriangleCorner::Area, "layout.openArea",
                     "Lock sites and spacing: the area follows"),
        followAction(TriangleCorner::Count, "layout.openCount",
                     "Lock area and spacing: the number of sites follows"),
        followAction(TriangleCorner::Spacing, "layout.openSpacing",
                     "Lock area and sites: the spacing follows")};
    out.push_back({"layout.fitArea", "Grow or shrink the area to sites and spacing", kIconFit, "",
                   kLayoutGroup, [](Desk d) { tellOutcome(d.session, growToWanted(d), {}); },
                   whyNoGrowth});
    out.push_back(
        {"layout.evenOut", "Even out", kIconGrid, "", kLayoutGroup, evenOut, noSitesReason});
    addGapActions(out);
    out.push_back({"layout.mirrorLeft", "Mirror left to right", kIconChevronRight, "", kLayoutGroup,
                   [](Desk d) { mirror(d, anatomy::Side::Left, "Mirror left to right"); },
                   noSitesReason});
    out.push_back({"layout.mirrorRight", "Mirror right to left", kIconChevronLeft, "", kLayoutGroup,
                   [](Desk d) { mirror(d, anatomy::Side::Right, "Mirror right to left"); },
                   noSitesReason});
    out.push_back({"layout.offsetSaved", "Offset from the plan as saved", kIconMove, "",
                   kLayoutGroup,
                   [](Desk d) {
                       tellOutcome(d.session, offsetFrom(d, store::loadPlan(d.session.file())), {});
                   },
                   whyNotSaved});
    out.push_back(
        {"layout.offsetOther", "Offset from the compared plan", kIconMove, "", kLayoutGroup,
         [](Desk d) { tellOutcome(d.session, offsetFrom(d, d.session.other()->plan), {}); },
         whyNotCompared});
    out.push_back({"layout.offsetFile", "Offset from a plan file…", kIconMove, "", kLayoutGroup,
                   askForEarlier, noSitesReason});
    return out;
}

} // namespace meso::ui
