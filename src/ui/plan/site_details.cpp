#include "ui/plan/site_details.h"

#include "app/edits/site_details.h"

#include <algorithm>

#include "anatomy/danger.h"
#include "app/library.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/overlay_painter.h"
#include "ui/panel/panel.h"
#include "ui/plan/site_section.h"
#include "ui/plan/sites_keys.h"
#include "ui/state/ui_state.h"
#include "view/needle_view.h"

namespace meso::ui {

namespace {

constexpr Mm kRounding{0.05};      ///< of an angle that lets the whole needle in
constexpr float kViewHeight = 220; ///< of the needle view, logical pixels

/// One value if all of the sites agree; empty where they differ.
template <class T, class Read>
std::optional<T> common(const plan::Plan& plan, const plan::SiteIds& ids, Read read) {
    std::optional<T> value;
    for (const plan::InjectionSite& site : plan.sites) {
        if (!ids.contains(site.id))
            continue;
        if (value && !(*value == read(site)))
            return std::nullopt;
        value = read(site);
    }
    return value;
}

std::string nameOfSelection(const Panel& panel) {
    return panel.state().selection.empty() ? "all sites" : plan::nameOf(panel.state().selection);
}

void drawSiteNeedle(Panel& panel, const plan::SiteIds& ids) {
    const plan::Plan& plan = panel.openCase().plan();
    const auto needle = common<std::string>(
        plan, ids, [](const auto& site) { return plan::cellText(site, plan::SiteColumn::Needle); });
    const std::string usual = plan.needle.gauge + " " + text::of(plan.needle.length);
    if (const auto typed = textField(panel.kit, panel.fields, "site.needle",
                                     "Needle (\"plan\": " + usual + ")", needle.value_or("—")))
        apply(panel, "site.needle",
              plan::typeIntoCells(plan, ids, plan::SiteColumn::Needle, *typed,
                                  skinOf(panel.openCase())),
              "Needle of " + nameOfSelection(panel));
}

void drawMixture(Panel& panel, const plan::SiteIds& ids) {
    const plan::Plan& plan = panel.openCase().plan();
    const int count = plan::mixtureCount(plan);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int m = 0; m < count; ++m)
        names.push_back(plan::nameOfMixture(plan, m));
    int chosen = common<int>(plan, ids, [](const auto& site) { return site.mixture; }).value_or(-1);
    Choice choice{"site.mixture", "Mixture", names};
    if (names.size() < 2)
        choice.disabledReason = "The plan has one mixture. Add another on the page Mix.";
    if (select(panel.kit, choice, chosen))
        apply(panel, "site.mixture", plan::setMixture(plan, ids, chosen),
              "Mixture of " + nameOfSelection(panel));
}

void drawLock(Panel& panel, const plan::SiteIds& ids) {
    const plan::Plan& plan = panel.openCase().plan();
    bool locked =
        common<bool>(plan, ids, [](const auto& site) { return site.locked; }).value_or(false);
    if (toggle(panel.kit, "site.locked", "Locked", locked))
        apply(panel, "site.locked", plan::setLocked(plan, ids, locked),
              (locked ? "Lock " : "Unlock ") + nameOfSelection(panel));
}

/// The scale cut under one site.
void drawView(Panel& panel, const plan::InjectionSite& site, const app::SiteDetails& details) {
    Kit& kit = panel.kit;
    view::NeedleScene scene;
    scene.layers = details.layers;
    scene.bands = panel.openCase().library().tissue.bulbBands;
    scene.depth = site.depth;
    scene.angle = site.angle;
    scene.needle = details.needle.length;
    scene.depotHalfWidth = details.depot.halfWidth;
    scene.depotHalfHeight = details.depot.halfHeight;
    scene.depotCentre = details.depot.centre;
    scene.theme = kit.theme;
    scene.textScale = static_cast<double>(kit.scale);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const ImVec2 size{std::max(64.F, std::floor(ImGui::GetContentRegionAvail().x)),
                      std::max(64.F, std::floor(kit.px(kViewHeight)))};
    ImGui::Dummy(size);
    tag(kit, "site.needleView", false);
    const view::SectionPicture drawn =
        view::drawNeedle(scene, {static_cast<int>(size.x), static_cast<int>(size.y)});
    paintOverlay(ImGui::GetWindowDrawList(), kit.fonts, drawn.overlay,
                 {start, {start.x + size.x, start.y + size.y}});
}

void drawBelow(Panel& panel, std::size_t index) {
    Kit& kit = panel.kit;
    const app::OpenCase& openCase = panel.openCase();
    const plan::InjectionSite& site = openCase.plan().sites[index];
    const auto details =
        app::siteDetails(openCase.plan(), index, openCase.derived(), openCase.library());
    if (!details) {
        banner(kit, Tone::Warn, details.error().message);
        return;
    }
    const auto& corridor = details->corridor;
    if (corridor) {
        row(kit, corridor->inside() ? "Inside a corridor" : "Nearest corridor",
            text::of(corridor->toEdge()));
        wrappedText(kit, kit.fonts.caption, corridor->inside() ? kit.theme.warn : kit.theme.muted,
                    anatomy::sentenceOf(*corridor) + ". " + anatomy::kCorridorCaption + ".");
    }
    row(kit, "Tip of the needle in", details->tipLayer);
    row(kit, "Inserted", text::of(details->inserted) + " of " + text::of(details->needle.length));
    if (details->inserted > details->needle.length + kRounding)
        wrappedText(kit, kit.fonts.caption, kit.theme.danger,
                    "The needle is too short for this depth at this angle.");
    drawView(panel, site, *details);
    wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                "Cut to scale: assumed layers, needle, and the depot right after the injection.");
}

} // namespace

void drawSiteDetails(Panel& panel) {
    const auto& sites = panel.openCase().plan().sites;
    const plan::SiteIds ids = targetIds(panel);
    if (ids.empty())
        return;
    drawSiteNeedle(panel, ids);
    drawMixture(panel, ids);
    drawLock(panel, ids);
    const auto& selection = panel.state().selection;
    if (selection.size() != 1)
        return;
    if (const auto index = plan::indexOfSite(sites, *selection.begin()))
        drawBelow(panel, *index);
}

} // namespace meso::ui
