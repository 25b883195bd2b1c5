#include "ui/viewport/site_tip.h"

#include <algorithm>

#include "anatomy/corridors.h"
#include "anatomy/danger.h"
#include "anatomy/scalp_frame.h"
#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "base/text.h"
#include "ui/kit/kit_text.h"
#include "ui/state/ui_state.h"
#include "ui/viewport/scene_cache.h"

namespace meso::ui {

namespace {

constexpr double kTipDelay_s = 0.4;
constexpr double kTipSettles_s = 0.06;

std::string figuresOf(const plan::InjectionSite& site) {
    return "Site " + std::to_string(site.id) + " · " + text::of(site.volume) + " · " +
           text::of(site.depth) + " deep";
}

/// How far the usual course of the nearest vessel or nerve is.
void drawNearestCorridor(Kit& kit, const app::Derived& derived, const geom::SurfacePoint& place) {
    const auto nearest = derived.corridors ? derived.corridors->nearest(place) : std::nullopt;
    if (!nearest)
        return;
    lineOfText(kit, kit.fonts.caption, kit.theme.muted, anatomy::sentenceOf(*nearest));
    lineOfText(kit, kit.fonts.caption, kit.theme.faint, anatomy::kCorridorCaption);
}

void drawTip(Kit& kit, const app::OpenCase& openCase, int id) {
    const std::vector<plan::InjectionSite>& sites = openCase.plan().sites;
    const auto index = plan::indexOfSite(sites, id);
    if (!index)
        return;
    const app::Derived& derived = openCase.derived();
    const auto address = derived.headContext->frame.addressOf(derived.positions[*index]);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kit.px(10, 8));
    ImGui::BeginTooltip();
    lineOfText(kit, kit.fonts.captionMedium, kit.theme.text, figuresOf(sites[*index]));
    if (address)
        lineOfText(kit, kit.fonts.caption, kit.theme.muted, anatomy::sentenceOf(*address));
    drawNearestCorridor(kit, derived, sites[*index].onScalp);
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

} // namespace

void drawSiteTip(Kit& kit, UiContext context, SceneCache::State& cache) {
    const int hovered = context.state.drag.kind == Drag::Kind::None ? cache.hoveredBefore : 0;
    if (hovered != cache.tipSite) {
        cache.tipSite = hovered;
        cache.tipSince_s = ImGui::GetTime();
    }
    if (hovered == 0)
        return;
    const double hoverTime = ImGui::GetTime() - cache.tipSince_s;
    if (hoverTime < kTipDelay_s + kTipSettles_s)
        kit.tipIn = static_cast<float>(std::max(0.0, kTipDelay_s - hoverTime));
    if (hoverTime >= kTipDelay_s)
        drawTip(kit, context.openCase, hovered);
}

} // namespace meso::ui
