#include "ui/state/area_desk.h"

#include <algorithm>
#include <cmath>

#include "app/edits/area_edits.h"
#include "app/edits/layout_edits.h"
#include "base/text.h"

namespace meso::ui {

namespace {

constexpr int kMostGaps = 8;
/// The widest meshes of an even pattern are 1/sqrt(3) of a spacing wide, and a little more where
/// rows meet the border.
constexpr double kHole = 0.8;

const app::HeadDesk& headOf(Desk desk) {
    return *desk.session.derived().desk;
}

AreaFigures& figuresOf(Desk desk) {
    AreaFigures& figures = desk.state.area.figures;
    if (figures.desk != &headOf(desk)) {
        figures = {};
        figures.desk = &headOf(desk);
    }
    return figures;
}

bool tell(Desk desk, const Status& outcome) {
    if (!outcome)
        desk.session.tell(app::Notice::Kind::Problem, outcome.error().message);
    return outcome.ok();
}

Mm2 areaOf(Desk desk, const anatomy::ScalpOutline& outline) {
    plan::Plan alone;
    alone.area.outlines = {outline};
    const auto region = app::regionOf(alone, headOf(desk));
    return region ? region->area() : Mm2(0);
}

/// The plan's sites laid out anew in its area, at the spacing that is locked.
Result<plan::Plan> atLockedSpacing(Desk desk, const plan::Plan& plan, Mm spacing) {
    const auto region = app::regionOf(plan, headOf(desk));
    if (!region)
        return region.error();
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.spacing = spacing;
    return app::laidOutAnew(plan, headOf(desk), *region, desk.session.library(), request);
}

/// Where corners and line of the handles lie on the skin.
void takeSpots(AreaFigures& figures, const app::HeadDesk& head) {
    const anatomy::ScalpGrid& grid = *head.head->scalp;
    figures.corners.clear();
    figures.edge.clear();
    for (const anatomy::ScalpCoordinate& corner : figures.handles.points)
        if (const auto position = head.frame.positionAt(corner))
            figures.corners.push_back(spotAt(grid, *position).value_or(SkinSpot{*position}));
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
std::vector<plan::InjectionSite> broughtOver(Desk desk, const plan::Plan& other) {
    std::vector<plan::InjectionSite> out;
    for (plan::InjectionSite site : other.sites) {
        if (!(other.head == desk.session.plan().head)) {
            const auto position = headOf(desk).frame.positionAt(site.place);
            const auto point =
                position ? anatomy::locate(*headOf(desk).head->scalp, *position) : std::nullopt;
            if (!point)
                continue;
            site.onScalp = *point;
        }
        out.push_back(site);
    }
    return out;
}

bool keepsSpacing(Desk desk) {
    return desk.state.area.open == plan::TriangleCorner::Count &&
           !desk.session.plan().sites.empty();
}

} // namespace

bool handlesAreShown(const UiState& state) {
    return state.workspace == Workspace::Plan && state.planPage == PlanPage::Area;
}

std::optional<std::size_t> shownOutline(Desk desk) {
    const auto& chosen = desk.state.area.outline;
    if (!handlesAreShown(desk.state) || !chosen ||
        *chosen >= desk.session.plan().area.outlines.size())
        return std::nullopt;
    return chosen;
}

const anatomy::ScalpOutline* shownHandles(Desk desk) {
    const auto number = shownOutline(desk);
    if (!number)
        return nullptr;
    AreaFigures& figures = figuresOf(desk);
    const anatomy::ScalpOutline& outline = desk.session.plan().area.outlines[*number];
    if (figures.of == outline)
        return &figures.handles;
    figures.of = outline;
    figures.handles = outline;
    if (outline.points.size() > kMostHandles)
        if (auto fewer =
                anatomy::withHandles(outline, kMostHandles, kHandleTolerance, headOf(desk).frame))
            figures.handles = std::move(fewer).value();
    takeSpots(figures, headOf(desk));
    return &figures.handles;
}

std::optional<std::size_t> selectedExclusion(Desk desk) {
    const auto& chosen = desk.state.area.exclusion;
    if (!chosen || *chosen >= desk.session.plan().area.exclusions.size())
        return std::nullopt;
    return chosen;
}

std::vector<std::optional<Mm2>> outlineAreas(Desk desk) {
    AreaFigures& figures = figuresOf(desk);
    const bool hurried = desk.state.drag.kind == Drag::Kind::MoveHandle;
    std::vector<AreaFigures::OutlineArea> kept;
    std::vector<std::optional<Mm2>> out;
    for (const anatomy::ScalpOutline& outline : desk.session.plan().area.outlines) {
        const auto known =
            std::find_if(figures.areas.begin(), figures.areas.end(),
                         [&](const auto& entry) { return entry.outline.points == outline.points; });
        if (known != figures.areas.end()) {
            kept.push_back(*known);
            out.emplace_back(known->area);
        } else if (hurried) {
            out.emplace_back();
        } else {
            kept.push_back({outline, areaOf(desk, outline)});
            out.emplace_back(kept.back().area);
        }
    }
    figures.areas = std::move(kept);
    return out;
}

const std::vector<plan::Gap>& widestGaps(Desk desk) {
    AreaFigures& figures = figuresOf(desk);
    const app::Derived& derived = desk.session.derived();
    std::vector<geom::SurfacePoint> sites;
    for (const plan::InjectionSite& site : desk.session.plan().sites)
        sites.push_back(site.onScalp);
    const Drag::Kind drag = desk.state.drag.kind;
    const bool hurried = drag == Drag::Kind::MoveSites || drag == Drag::Kind::MoveHandle;
    if (!hurried && (figures.gapsOf != derived.region || figures.gapSites != sites)) {
        figures.gaps = app::worstGapsOf(desk.session.plan(), *derived.region, kMostGaps);
        figures.gapsOf = derived.region;
        figures.gapSites = std::move(sites);
    }
    return figures.gaps;
}

Mm holeFrom(Desk desk) {
    const plan::LayoutQuality& quality = desk.session.derived().quality;
    return Mm(kHole * quality.spacing.value());
}

bool editArea(Desk desk, Result<std::vector<anatomy::ScalpOutline>> outlines,
              const std::string& label) {
    if (!outlines)
        return tell(desk, outlines.error());
    const plan::Plan& plan = desk.session.plan();
    if (!keepsSpacing(desk))
        return tell(desk, desk.session.edit(app::withOutlines(plan, *outlines, headOf(desk),
                                                              desk.session.library()),
                                            label));
    plan::Plan next = plan;
    next.area.presetId.clear();
    next.area.outlines = std::move(outlines).value();
    return tell(desk, desk.session.edit(atLockedSpacing(desk, next, spacingNow(desk)), label));
}

std::vector<anatomy::ScalpOutline> withReplaced(Desk desk, std::size_t number,
                                                const std::vector<anatomy::ScalpOutline>& by) {
    std::vector<anatomy::ScalpOutline> out = desk.session.plan().area.outlines;
    const auto place = out.erase(out.begin() + static_cast<std::ptrdiff_t>(number));
    out.insert(place, by.begin(), by.end());
    return out;
}

Status choosePreset(Desk desk, const std::string& id) {
    const Mm spacing = spacingNow(desk);
    const bool keeps = keepsSpacing(desk);
    if (!keeps)
        return desk.session.choosePreset(id);
    const anatomy::AreaPreset* preset = desk.session.library().areas.find(id);
    const auto next =
        app::withPreset(desk.session.plan(), id, headOf(desk), desk.session.library());
    if (!next)
        return next.error();
    return desk.session.edit(atLockedSpacing(desk, *next, spacing),
                             "Area: " + (preset ? preset->name : id));
}

Status layOutLocked(Desk desk, std::optional<plan::LayoutPattern> pattern,
                    const std::string& label) {
    const plan::Plan& plan = desk.session.plan();
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.pattern = pattern;
    if (keepsSpacing(desk))
        request.spacing = spacingNow(desk);
    else
        request.count = plan.sites.empty() ? desk.session.library().protocol.defaultSites
                                           : static_cast<int>(plan.sites.size());
    return desk.session.layOut(request, label);
}

Mm spacingNow(Desk desk) {
    const plan::Plan& plan = desk.session.plan();
    if (plan.wantedSpacing)
        return *plan.wantedSpacing;
    return plan::spacingFor(desk.session.derived().region->area(),
                            std::max(1, static_cast<int>(plan.sites.size())));
}

Status offsetFrom(Desk desk, const Result<plan::Plan>& earlier) {
    if (!earlier)
        return earlier.error();
    if (earlier->sites.empty())
        return Error{"That plan has no sites to keep away from."};
    const Status outcome = desk.session.edit(
        app::offsetByHalfPitch(desk.session.plan(), broughtOver(desk, *earlier), headOf(desk),
                               *desk.session.derived().region, desk.session.library()),
        "Offset by half a pitch");
    if (outcome)
        desk.state.selection.clear();
    return outcome;
}

void letFollow(Desk desk, plan::TriangleCorner corner) {
    desk.state.area.wantedSpacing = spacingNow(desk);
    desk.state.area.open = corner;
}

std::optional<Mm2> wantedArea(Desk desk) {
    const auto count = static_cast<int>(desk.session.plan().sites.size());
    if (desk.state.area.open != plan::TriangleCorner::Area || count == 0)
        return std::nullopt;
    return plan::areaFor(count, desk.state.area.wantedSpacing);
}

std::optional<app::AreaGrowth> growthWanted(Desk desk) {
    const auto wanted = wantedArea(desk);
    if (!wanted || desk.state.drag.kind == Drag::Kind::MoveHandle)
        return std::nullopt;
    AreaFigures& figures = figuresOf(desk);
    const auto& region = desk.session.derived().region;
    if (figures.growthOf != region || figures.growthTo != *wanted) {
        figures.growth = app::growthTo(desk.session.plan(), *wanted, headOf(desk), *region,
                                       desk.session.library().areas.hairline);
        figures.growthOf = region;
        figures.growthTo = *wanted;
    }
    return figures.growth;
}

Status growToWanted(Desk desk) {
    const Mm2 wanted = *wantedArea(desk);
    auto grown = app::grownTo(desk.session.plan(), wanted, headOf(desk),
                              *desk.session.derived().region, desk.session.library());
    if (!grown)
        return grown.error();
    const std::string way = text::of(Mm(std::abs(grown->growth.by.value())));
    const std::string verb = grown->growth.by < Mm(0) ? "Shrink" : "Grow";
    const Status outcome = desk.session.edit(std::move(grown->plan), verb + " the area by " + way);
    if (outcome && grown->growth.missing > Mm2(0))
        desk.session.tell(app::Notice::Kind::Problem,
                          "The area is " + text::cm2(grown->growth.area) + ", " +
                              text::cm2(grown->growth.missing) + " short of " + text::cm2(wanted) +
                              ". An outline grows by at most " + text::of(anatomy::kMostGrowth) +
                              " at a time and stops at the hairline and the edge of the scalp.");
    return outcome;
}

void excludeAt(Desk desk, anatomy::ScalpCoordinate place) {
    const plan::Plan& plan = desk.session.plan();
    const std::size_t number = plan.area.exclusions.size();
    plan::ExclusionPatch patch;
    patch.name = "Spot " + std::to_string(number + 1);
    patch.centre = place;
    if (tell(desk, desk.session.edit(app::addExclusion(plan, patch, headOf(desk)),
                                     "Leave out " + patch.name)))
        desk.state.area.exclusion = number;
}

} // namespace meso::ui
