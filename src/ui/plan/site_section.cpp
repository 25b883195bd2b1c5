#include "ui/plan/site_section.h"

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "base/text.h"
#include "geom/region.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/state/reasons.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

std::string titleOf(const Panel& panel) {
    const auto& selection = panel.state().selection;
    if (selection.empty())
        return "All sites";
    return selection.size() == 1 ? "Selected site" : "Selected sites";
}

std::string remarkOf(const Panel& panel) {
    const auto& selection = panel.state().selection;
    std::string all = std::to_string(panel.openCase().plan().sites.size());
    if (selection.empty())
        return all;
    if (selection.size() == 1)
        return "No. " + std::to_string(*selection.begin()) + " of " + all;
    return std::to_string(selection.size()) + " of " + all;
}

/// Where one site lies, in words that a tape measure understands.
void drawAddress(Panel& panel, int id) {
    const app::OpenCase& openCase = panel.openCase();
    const auto& sites = openCase.plan().sites;
    const auto index = plan::indexOfSite(sites, id);
    if (!index)
        return;
    const geom::Vec3& position = openCase.derived().positions[*index];
    const auto& frame = openCase.derived().headContext->frame;
    const anatomy::NearestLabel label = frame.nearestLabel(position);
    row(panel.kit, "Nearest 10-10 point", label.name + ", " + text::of(label.distance, 0));
    row(panel.kit, "Distance to the border",
        text::of(Mm(-openCase.derived().region->signedDistanceAt(sites[*index].onScalp)), 0));
    const auto address = frame.addressOf(position);
    wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                address ? "By tape: " + sentenceOf(*address) + "."
                        : "This place has no tape-measure address: " + address.error().message);
}

} // namespace

plan::SiteIds targetIds(const Panel& panel) {
    if (!panel.state().selection.empty())
        return panel.state().selection;
    plan::SiteIds all;
    for (const plan::InjectionSite& site : panel.openCase().plan().sites)
        all.insert(site.id);
    return all;
}

void drawSiteSection(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const plan::SiteIds ids = targetIds(panel);
    const std::string name =
        panel.state().selection.empty() ? "all sites" : plan::nameOf(panel.state().selection);
    section(panel.kit, titleOf(panel), remarkOf(panel));
    const std::string why = noSitesReason(panel.context);
    VolumeField volume = volumeField("site.volume", "Volume", plan::commonVolume(plan, ids));
    volume.disabledReason = why;
    if (const auto value = numberField(panel.kit, panel.fields, volume))
        apply(panel, volume.id, plan::setVolume(plan, ids, *value), "Volume of " + name);
    LengthField depth =
        lengthField("site.depth", "Depth", plan::commonDepth(plan, ids), plan::kDepthBounds);
    depth.step = 0.1;
    depth.disabledReason = why;
    if (const auto value = numberField(panel.kit, panel.fields, depth))
        apply(panel, depth.id, plan::setDepth(plan, ids, *value), "Depth of " + name);
    AngleField angle = angleField("site.angle", "Needle angle", plan::commonAngle(plan, ids));
    angle.disabledReason = why;
    if (const auto value = numberField(panel.kit, panel.fields, angle))
        apply(panel, angle.id, plan::setAngle(plan, ids, *value), "Needle angle of " + name);
    if (panel.state().selection.size() == 1)
        drawAddress(panel, *panel.state().selection.begin());
    else if (panel.state().selection.empty())
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                    "Select sites to change only those.");
}

} // namespace meso::ui
