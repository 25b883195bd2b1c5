#include "ui/plan/area_gaps.h"

#include "base/text.h"
#include "plan/edits.h"
#include "plan/layout/gaps.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/plan/area_sections.h"
#include "ui/state/area_controller.h"
#include "ui/state/outcome.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

void addSiteAt(Panel& panel, const plan::Gap& gap) {
    app::OpenCase& openCase = panel.openCase();
    const auto place = openCase.placeAt(gap.position);
    if (!place) {
        notifyOutcome(openCase, place.error(), {});
        return;
    }
    // The new site is not selected: its numbers would come first and push this list from under the
    // pointer, and one gap is seldom the only one.
    notifyOutcome(openCase,
                  openCase.edit(plan::addSite(openCase.plan(), *place, openCase.siteDefaults()),
                                "Add a site in a gap"),
                  {});
}

} // namespace

void drawGapsSection(Panel& panel) {
    Kit& kit = panel.kit;
    section(kit, "Gaps");
    actionToggle(panel, "layout.gaps");
    if (!panel.state().area.ringsGaps)
        return;
    wrappedText(
        kit, kit.fonts.caption, kit.theme.muted,
        "Distance to the nearest site, by geometry alone. The rings have the same letters.");
    const std::vector<plan::Gap> gaps = widestGaps(panel.context);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const bool isHole = gaps[i].radius >= holeFrom(panel.context);
        if (listLine(kit, "gap." + rankLetter(i),
                     rankLetter(i) + ": Add a site here" +
                         (isHole ? " (wider than the pattern)" : ""),
                     text::of(gaps[i].radius), false))
            addSiteAt(panel, gaps[i]);
    }
    actionButtons(panel, {{"layout.addAtGap", "Add a site in the widest"}});
}

} // namespace meso::ui
