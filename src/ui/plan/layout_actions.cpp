#include "ui/plan/layout_actions.h"

#include <algorithm>
#include <cmath>

#include "app/case/compared_plan.h"
#include "app/case/open_case.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "app/edits/layout_edits.h"
#include "app/library.h"
#include "store/plan_file.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_shapes.h"
#include "ui/state/actions.h"
#include "ui/state/area_controller.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

constexpr const char* kLayoutGroup = "Layout";
/// Nothing that a hand could follow.
constexpr Mm kMinGrowth{0.1};

const app::HeadContext& headOf(UiContext context) {
    return *context.openCase.derived().headContext;
}

void take(UiContext context, Result<plan::Plan> next, const std::string& label) {
    notifyOutcome(context.openCase, context.openCase.edit(std::move(next), label), {});
}

void evenOut(UiContext context) {
    take(context,
         app::evenOut(context.openCase.plan(), headOf(context), *context.openCase.derived().region),
         "Even out the sites");
}

/// How many of the widest gaps are holes.
int holes(UiContext context) {
    const auto& gaps = widestGaps(context);
    return static_cast<int>(std::count_if(gaps.begin(), gaps.end(), [&](const plan::Gap& gap) {
        return gap.radius >= holeFrom(context);
    }));
}

void fill(UiContext context, int count) {
    const app::Derived& derived = context.openCase.derived();
    take(context,
         app::fillGaps(context.openCase.plan(), headOf(context), *derived.region,
                       context.openCase.library(), count, Mm(0)),
         count == 1 ? "Add a site in a gap" : "Fill " + std::to_string(count) + " gaps");
}

void mirror(UiContext context, anatomy::Side from, const std::string& label) {
    const app::Derived& derived = context.openCase.derived();
    take(context,
         app::mirrorSites(context.openCase.plan(), from, headOf(context), *derived.region,
                          context.openCase.library()),
         label);
    context.state.selection.clear();
}

/// A plan file to offset from, beside that of the plan.
void askForEarlier(UiContext context) {
    std::error_code ignored;
    const auto parent = context.openCase.file().parent_path();
    FileQuestion question;
    question.kind = FileQuestion::Kind::OffsetFrom;
    question.folder = parent.empty() ? std::filesystem::current_path(ignored) : parent;
    context.state.fileQuestion = question;
}

std::string notSavedReason(UiContext context) {
    if (context.openCase.file().empty())
        return "This plan is in no file yet. Save it first: its sites are then those of the "
               "earlier session.";
    return noSitesReason(context);
}

std::string offsetDisabledReason(UiContext context) {
    if (!context.openCase.other())
        return "Open the plan of the earlier session first: Simulate, Compare.";
    return noSitesReason(context);
}

std::string growDisabledReason(UiContext context) {
    if (!wantedArea(context))
        return "Lock sites and spacing first: the area follows from them then.";
    const auto growth = growthWanted(context);
    return growth && std::abs(growth->by.value()) < kMinGrowth.value()
               ? "The area is of that size already."
               : "";
}

Action patternAction(plan::LayoutPattern pattern, const char* id, const char* label) {
    Action action{
        id, label, kIconGrid, "", kLayoutGroup, [pattern, name = std::string(label)](UiContext d) {
            notifyOutcome(d.openCase, layOutLocked(d, pattern, name), {});
            d.state.selection.clear();
        }};
    action.isOn = [pattern](UiContext d) { return d.openCase.plan().pattern == pattern; };
    return action;
}

Action followAction(plan::TriangleCorner corner, const char* id, const char* label) {
    Action action{id, label,        kIconLock,
                  "", kLayoutGroup, [corner](UiContext d) { setDependentCorner(d, corner); }};
    action.isOn = [corner](UiContext d) { return d.state.area.open == corner; };
    return action;
}

void addGapActions(std::vector<Action>& out) {
    out.push_back(
        {"layout.gaps", "Ring the widest gaps", kIconTarget, "", kLayoutGroup,
         [](UiContext context) { context.state.area.ringsGaps = !context.state.area.ringsGaps; }});
    out.back().isOn = [](UiContext context) { return context.state.area.ringsGaps; };
    out.push_back({"layout.addAtGap", "Add a site in the widest gap", kIconPlus, "", kLayoutGroup,
                   [](UiContext context) { fill(context, 1); }});
    out.push_back({"layout.fillGaps", "Fill gaps", kIconViewGrid, "", kLayoutGroup,
                   [](UiContext context) { fill(context, holes(context)); },
                   [](UiContext context) {
                       const std::string why = noSitesReason(context);
                       return why.empty() && holes(context) == 0
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
                   kLayoutGroup,
                   [](UiContext d) { notifyOutcome(d.openCase, growToWanted(d), {}); },
                   growDisabledReason});
    out.push_back(
        {"layout.evenOut", "Even out", kIconGrid, "", kLayoutGroup, evenOut, noSitesReason});
    addGapActions(out);
    out.push_back({"layout.mirrorLeft", "Mirror left to right", kIconChevronRight, "", kLayoutGroup,
                   [](UiContext d) { mirror(d, anatomy::Side::Left, "Mirror left to right"); },
                   noSitesReason});
    out.push_back({"layout.mirrorRight", "Mirror right to left", kIconChevronLeft, "", kLayoutGroup,
                   [](UiContext d) { mirror(d, anatomy::Side::Right, "Mirror right to left"); },
                   noSitesReason});
    out.push_back(
        {"layout.offsetSaved", "Offset from the plan as saved", kIconMove, "", kLayoutGroup,
         [](UiContext d) {
             notifyOutcome(d.openCase, offsetFrom(d, store::loadPlan(d.openCase.file())), {});
         },
         notSavedReason});
    out.push_back({"layout.offsetOther", "Offset from the compared plan", kIconMove, "",
                   kLayoutGroup,
                   [](UiContext d) {
                       notifyOutcome(d.openCase, offsetFrom(d, d.openCase.other()->plan), {});
                   },
                   offsetDisabledReason});
    out.push_back({"layout.offsetFile", "Offset from a plan file…", kIconMove, "", kLayoutGroup,
                   askForEarlier, noSitesReason});
    return out;
}

} // namespace meso::ui
