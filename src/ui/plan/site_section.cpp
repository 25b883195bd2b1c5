#include "ui/plan/site_section.h"

#include <algorithm>

#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/formulation_section.h"

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
    const std::string all = std::to_string(panel.session().plan().sites.size());
    if (selection.empty())
        return all;
    if (selection.size() == 1)
        return "No. " + std::to_string(*selection.begin()) + " of " + all;
    return std::to_string(selection.size()) + " of " + all;
}

/// Where one site lies, in words that a tape measure understands.
void drawAddress(Panel& panel, int id) {
    const app::Session& session = panel.session();
    const auto& sites = session.plan().sites;
    const auto it =
        std::find_if(sites.begin(), sites.end(), [id](const auto& site) { return site.id == id; });
    if (it == sites.end())
        return;
    const auto index = static_cast<std::size_t>(it - sites.begin());
    const geom::Vec3& position = session.derived().positions[index];
    const auto& frame = session.derived().desk->frame;
    const anatomy::NearestLabel label = frame.nearestLabel(position);
    row(panel.kit, "Nearest 10-10 point", label.name + ", " + text::of(label.distance, 0));
    row(panel.kit, "Distance to the border",
        text::of(Mm(-session.derived().region->signedDistanceAt(it->onScalp)), 0));
    const auto address = frame.addressOf(position);
    wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                 address ? "By tape: " + sentenceOf(*address) + "."
                         : "This place has no tape-measure address: " + address.error().message);
}

} // namespace

plan::SiteIds idsMeant(const Panel& panel) {
    if (!panel.state().selection.empty())
        return panel.state().selection;
    plan::SiteIds all;
    for (const plan::InjectionSite& site : panel.session().plan().sites)
        all.insert(site.id);
    return all;
}

void drawSiteSection(Panel& panel) {
    const plan::Plan& plan = panel.session().plan();
    const plan::SiteIds ids = idsMeant(panel);
    const std::string name =
        panel.state().selection.empty() ? "all sites" : plan::nameOf(panel.state().selection);
    section(panel.kit, titleOf(panel), remarkOf(panel));
    const std::string why = plan.sites.empty() ? "There are no sites." : "";
    NumberField volume = volumeField("site.volume", "Volume", plan::commonVolume(plan, ids));
    volume.why = why;
    if (const auto value = numberField(panel.kit, panel.fields, volume))
        apply(panel, volume.id, plan::setVolume(plan, ids, Ml(*value)), "Volume of " + name);
    NumberField depth =
        lengthField("site.depth", "Depth", plan::commonDepth(plan, ids), plan::kDepthBounds);
    depth.step = 0.1;
    depth.why = why;
    if (const auto value = numberField(panel.kit, panel.fields, depth))
        apply(panel, depth.id, plan::setDepth(plan, ids, Mm(*value)), "Depth of " + name);
    NumberField angle = angleField("site.angle", "Needle angle", plan::commonAngle(plan, ids));
    angle.why = why;
    if (const auto value = numberField(panel.kit, panel.fields, angle))
        apply(panel, angle.id, plan::setAngle(plan, ids, Degrees(*value)),
              "Needle angle of " + name);
    if (panel.state().selection.size() == 1)
        drawAddress(panel, *panel.state().selection.begin());
    else if (panel.state().selection.empty())
        wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                     "Select sites to change only those.");
}

} // namespace meso::ui
