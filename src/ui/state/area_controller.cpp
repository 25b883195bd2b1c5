#include "ui/state/area_controller.h"

#include <algorithm>
#include <cmath>

#include "app/case/open_case.h"
#include "app/edits/area_edits.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "app/edits/layout_edits.h"
#include "app/library.h"
#include "app/notice.h"
#include "base/text.h"
#include "plan/layout/layout.h"
#include "ui/state/skin_projection.h"
#include "ui/state/ui_caches.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

namespace {

constexpr int kMaxGaps = 8;
/// The widest meshes of an even pattern are 1/sqrt(3) of a spacing wide, and a little more where
/// rows meet the border.
constexpr double kHole = 0.8;

const app::HeadContext& headOf(UiContext context) {
    return *context.openCase.derived().headContext;
}

AreaFigures& figuresOf(UiContext context) {
    AreaFigures& figures = context.caches.area;
    if (figures.head != &headOf(context)) {
        figures = {};
        figures.head = &headOf(context);
    }
    return figures;
}

bool notify(UiContext context, const Status& outcome) {
    if (!outcome)
        context.openCase.notify(app::Notice::Kind::Problem, outcome.error().message);
    return outcome.ok();
}

Mm2 areaOf(UiContext context, const anatomy::ScalpOutline& outline) {
    plan::Plan alone;
    alone.area.outlines = {outline};
    const auto region = app::regionOf(alone, headOf(context));
    return region ? region->area() : Mm2(0);
}

/// The plan's sites laid out anew in its area, at the spacing that is locked.
Result<plan::Plan> atLockedSpacing(UiContext context, const plan::Plan& plan, Mm spacing) {
    const auto region = app::regionOf(plan, headOf(context));
    if (!region)
        return region.error();
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.spacing = spacing;
    return app::withNewLayout(plan, headOf(context), *region, context.openCase.library(), request);
}

/// Where corners and line of the handles lie on the skin.
void takeSpots(AreaFigures& figures, const app::HeadContext& head) {
    const anatomy::ScalpGrid& grid = *head.head->scalp;
    figures.corners.clear();
    figures.edge.clear();
    for (const anatomy::ScalpCoordinate& corner : figures.handles.points)
        if (const auto position = head.frame.positionAt(corner))
            figures.corners.push_back(spotAt(grid, *position).value_or(SkinPoint{*position}));
    const auto line = anatomy::onSkin(figures.handles, head.frame);
    if (!line)
        return;
    for (const geom::Vec3& position : line->points)
        if (const auto spot = spotAt(grid, position))
            figures.edge.push_back(*spot);
    if (!figures.edge.empty())
        figures.edge.push_back(figures.edge.front());
}

/// The sites of another plan on the head of this one.
std::vector<plan::InjectionSite> broughtOver(UiContext context, const plan::Plan& other) {
    std::vector<plan::InjectionSite> out;
    for (plan::InjectionSite site : other.sites) {
        if (!(other.head == context.openCase.plan().head)) {
            const auto position = headOf(context).frame.positionAt(site.place);
            const auto point =
                position ? anatomy::locate(*headOf(context).head->scalp, *position) : std::nullopt;
            if (!point)
                continue;
            site.onScalp = *point;
        }
        out.push_back(site);
    }
    return out;
}

bool keepsSpacing(UiContext context) {
    return context.state.area.open == plan::TriangleCorner::Count &&
           !context.openCase.plan().sites.empty();
}

} // namespace

bool handlesAreShown(const UiState& state) {
    return state.workspace == Workspace::Plan && state.planPage == PlanPage::Area;
}

std::optional<std::size_t> shownOutline(UiContext context) {
    const auto& chosen = context.state.area.outline;
    if (!handlesAreShown(context.state) || !chosen ||
        *chosen >= context.openCase.plan().area.outlines.size())
        return std::nullopt;
    return chosen;
}

const anatomy::ScalpOutline* shownHandles(UiContext context) {
    const auto number = shownOutline(context);
    if (!number)
        return nullptr;
    AreaFigures& figures = figuresOf(context);
    const anatomy::ScalpOutline& outline = context.openCase.plan().area.outlines[*number];
    if (figures.of == outline)
        return &figures.handles;
    figures.of = outline;
    figures.handles = outline;
    if (outline.points.size() > kMaxHandles)
        if (auto fewer =
                anatomy::withHandles(outline, kMaxHandles, kHandleTolerance, headOf(context).frame))
            figures.handles = std::move(fewer).value();
    takeSpots(figures, headOf(context));
    return &figures.handles;
}

std::optional<std::size_t> selectedExclusion(UiContext context) {
    const auto& chosen = context.state.area.exclusion;
    if (!chosen || *chosen >= context.openCase.plan().area.exclusions.size())
        return std::nullopt;
    return chosen;
}

std::vector<std::optional<Mm2>> outlineAreas(UiContext context) {
    AreaFigures& figures = figuresOf(context);
    const bool hurried = context.state.drag.kind == Drag::Kind::MoveHandle;
    std::vector<AreaFigures::MeasuredOutline> kept;
    std::vector<std::optional<Mm2>> out;
    for (const anatomy::ScalpOutline& outline : context.openCase.plan().area.outlines) {
        const auto known =
            std::find_if(figures.areas.begin(), figures.areas.end(),
                         [&](const auto& entry) { return entry.outline.points == outline.points; });
        if (known != figures.areas.end()) {
            kept.push_back(*known);
            out.emplace_back(known->area);
        } else if (hurried) {
            out.emplace_back();
        } else {
            kept.push_back({outline, areaOf(context, outline)});
            out.emplace_back(kept.back().area);
        }
    }
    figures.areas = std::move(kept);
    return out;
}

const std::vector<plan::Gap>& widestGaps(UiContext context) {
    AreaFigures& figures = figuresOf(context);
    const app::Derived& derived = context.openCase.derived();
    std::vector<geom::SurfacePoint> sites;
    for (const plan::InjectionSite& site : context.openCase.plan().sites)
        sites.push_back(site.onScalp);
    const Drag::Kind drag = context.state.drag.kind;
    const bool hurried = drag == Drag::Kind::MoveSites || drag == Drag::Kind::MoveHandle;
    if (!hurried && (figures.gapsOf != derived.region || figures.gapSites != sites)) {
        figures.gaps = app::worstGapsOf(context.openCase.plan(), *derived.region, kMaxGaps);
        figures.gapsOf = derived.region;
        figures.gapSites = std::move(sites);
    }
    return figures.gaps;
}

Mm holeFrom(UiContext context) {
    const plan::LayoutQuality& quality = context.openCase.derived().quality;
    return Mm(kHole * quality.spacing.value());
}

bool editArea(UiContext context, Result<std::vector<anatomy::ScalpOutline>> outlines,
              const std::string& label) {
    if (!outlines)
        return notify(context, outlines.error());
    const plan::Plan& plan = context.openCase.plan();
    if (!keepsSpacing(context))
        return notify(context,
                      context.openCase.edit(app::withOutlines(plan, *outlines, headOf(context),
                                                              context.openCase.library()),
                                            label));
    plan::Plan next = plan;
    next.area.presetId.clear();
    next.area.outlines = std::move(outlines).value();
    return notify(
        context, context.openCase.edit(atLockedSpacing(context, next, spacingNow(context)), label));
}

std::vector<anatomy::ScalpOutline> withReplaced(UiContext context, std::size_t number,
                                                const std::vector<anatomy::ScalpOutline>& by) {
    std::vector<anatomy::ScalpOutline> out = context.openCase.plan().area.outlines;
    const auto place = out.erase(out.begin() + static_cast<std::ptrdiff_t>(number));
    out.insert(place, by.begin(), by.end());
    return out;
}

Status choosePreset(UiContext context, const std::string& id) {
    const Mm spacing = spacingNow(context);
    const bool keeps = keepsSpacing(context);
    if (!keeps)
        return context.openCase.choosePreset(id);
    const anatomy::AreaPreset* preset = context.openCase.library().areas.find(id);
    const auto next =
        app::withPreset(context.openCase.plan(), id, headOf(context), context.openCase.library());
    if (!next)
        return next.error();
    return context.openCase.edit(atLockedSpacing(context, *next, spacing),
                                 "Area: " + (preset ? preset->name : id));
}

Status layOutLocked(UiContext context, std::optional<plan::LayoutPattern> pattern,
                    const std::string& label) {
    const plan::Plan& plan = context.openCase.plan();
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.pattern = pattern;
    if (keepsSpacing(context))
        request.spacing = spacingNow(context);
    else
        request.count = plan.sites.empty() ? context.openCase.library().protocol.defaultSites
                                           : static_cast<int>(plan.sites.size());
    return context.openCase.layOut(request, label);
}

Mm spacingNow(UiContext context) {
    const plan::Plan& plan = context.openCase.plan();
    if (plan.wantedSpacing)
        return *plan.wantedSpacing;
    return plan::spacingFor(context.openCase.derived().region->area(),
                            std::max(1, static_cast<int>(plan.sites.size())));
}

Status offsetFrom(UiContext context, const Result<plan::Plan>& earlier) {
    if (!earlier)
        return earlier.error();
    if (earlier->sites.empty())
        return Error{"That plan has no sites to keep away from."};
    Status outcome = context.openCase.edit(
        app::offsetByHalfSpacing(context.openCase.plan(), broughtOver(context, *earlier),
                                 headOf(context), *context.openCase.derived().region,
                                 context.openCase.library()),
        "Offset by half a pitch");
    if (outcome)
        context.state.selection.clear();
    return outcome;
}

void setDependentCorner(UiContext context, plan::TriangleCorner corner) {
    context.state.area.wantedSpacing = spacingNow(context);
    context.state.area.open = corner;
}

std::optional<Mm2> wantedArea(UiContext context) {
    const auto count = static_cast<int>(context.openCase.plan().sites.size());
    if (context.state.area.open != plan::TriangleCorner::Area || count == 0)
        return std::nullopt;
    return plan::areaFor(count, context.state.area.wantedSpacing);
}

std::optional<app::AreaGrowth> growthWanted(UiContext context) {
    const auto wanted = wantedArea(context);
    if (!wanted || context.state.drag.kind == Drag::Kind::MoveHandle)
        return std::nullopt;
    AreaFigures& figures = figuresOf(context);
    const auto& region = context.openCase.derived().region;
    if (figures.growthOf != region || figures.growthTo != *wanted) {
        figures.growth = app::growthTo(context.openCase.plan(), *wanted, headOf(context), *region,
                                       context.openCase.library().areas.hairline);
        figures.growthOf = region;
        figures.growthTo = *wanted;
    }
    return figures.growth;
}

Status growToWanted(UiContext context) {
    const Mm2 wanted = *wantedArea(context);
    auto grown = app::grownTo(context.openCase.plan(), wanted, headOf(context),
                              *context.openCase.derived().region, context.openCase.library());
    if (!grown)
        return grown.error();
    const std::string path = text::of(Mm(std::abs(grown->growth.by.value())));
    const std::string verb = grown->growth.by < Mm(0) ? "Shrink" : "Grow";
    const Status outcome =
        context.openCase.edit(std::move(grown->plan), verb + " the area by " + path);
    if (outcome && grown->growth.missing > Mm2(0))
        context.openCase.notify(
            app::Notice::Kind::Problem,
            "The area is " + text::cm2(grown->growth.area) + ", " +
                text::cm2(grown->growth.missing) + " short of " + text::cm2(wanted) +
                ". An outline grows by at most " + text::of(anatomy::kMaxGrowth) +
                " at a time and stops at the hairline and the edge of the scalp.");
    return outcome;
}

void excludeAt(UiContext context, anatomy::ScalpCoordinate place) {
    const plan::Plan& plan = context.openCase.plan();
    const std::size_t number = plan.area.exclusions.size();
    plan::ExclusionPatch patch;
    patch.name = "Spot " + std::to_string(number + 1);
    patch.centre = place;
    if (notify(context, context.openCase.edit(app::addExclusion(plan, patch, headOf(context)),
                                              "Leave out " + patch.name)))
        context.state.area.exclusion = number;
}

} // namespace meso::ui
