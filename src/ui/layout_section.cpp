#include "base/text.h"
#include "ui/inspector_sections.h"

namespace meso::ui {

namespace {

void choosePreset(Panel& panel) {
    const auto& presets = panel.session().library().areas.presets;
    const std::string& now = panel.session().plan().area.presetId;
    std::vector<std::string> names;
    int chosen = -1;
    for (const anatomy::AreaPreset& preset : presets) {
        if (preset.id == now)
            chosen = static_cast<int>(names.size());
        names.push_back(preset.name);
    }
    if (!select(panel.kit, {"area.preset", "Area", names}, chosen))
        return;
    const Status outcome =
        panel.session().choosePreset(presets[static_cast<std::size_t>(chosen)].id);
    if (!outcome)
        refuse(panel.fields, "layout.count", outcome.error().message);
    else
        panel.state().selection.clear();
}

void layOut(Panel& panel, const std::string& field, const plan::LayoutRequest& request,
            const std::string& label) {
    const Status outcome = panel.session().layOut(request, label);
    if (!outcome)
        refuse(panel.fields, field, outcome.error().message);
    else
        panel.state().selection.clear();
}

} // namespace

void drawLayoutSection(Panel& panel) {
    const app::Session& session = panel.session();
    const plan::Protocol& protocol = session.library().protocol;
    const plan::LayoutQuality& quality = session.derived().quality;
    const Mm2 area = session.derived().region->area();
    section(panel.kit, "Layout", session.plan().area.presetId.empty() ? "drawn area" : "");
    choosePreset(panel);
    row(panel.kit, "Size of the area", text::cm2(area));
    plan::LayoutRequest request;
    request.seed = session.plan().seed;
    NumberField count = countField("layout.count", "Sites", quality.count,
                                   {1, static_cast<double>(protocol.mostSites)});
    if (const auto value = numberField(panel.kit, panel.fields, count)) {
        request.count = static_cast<int>(*value);
        layOut(panel, count.id, request, "Lay out " + std::to_string(*request.count) + " sites");
    }
    const std::optional<Mm> spacing =
        quality.count > 0 ? std::optional<Mm>(plan::spacingFor(area, quality.count)) : std::nullopt;
    NumberField space =
        lengthField("layout.spacing", "Spacing", spacing, {protocol.smallestSpacing.value(), 200});
    space.step = 0.5;
    if (const auto value = numberField(panel.kit, panel.fields, space)) {
        request.count.reset();
        request.spacing = Mm(*value);
        layOut(panel, space.id, request, "Lay out sites " + text::of(Mm(*value)) + " apart");
    }
    if (quality.count > 0)
        wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                     std::to_string(quality.count) + " sites at 10 mm would cover " +
                         text::cm2(plan::areaFor(quality.count, Mm(10)), 0) + "; this area has " +
                         text::cm2(area, 0) + ".");
    actionButton(panel, "edit.layOut", Emphasis::Plain, -1);
}

} // namespace meso::ui
