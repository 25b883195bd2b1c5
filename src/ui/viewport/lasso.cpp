#include "ui/viewport/lasso.h"

#include "ui/viewport/picking.h"

namespace meso::ui {

namespace {

/// Nearer places add nothing to the line, logical pixels.
constexpr double kStep = 2;

bool isDrawnOn(const Canvas& canvas) {
    const Drag& drag = canvas.context.state.drag;
    return drag.kind == Drag::Kind::Lasso && drag.onMap == canvas.isMap;
}

geom::Polygon loopOn(const Canvas& canvas) {
    geom::Polygon loop;
    for (const geom::Vec2& place : canvas.context.state.drag.loop)
        loop.push_back(canvas.onPicture(place));
    return loop;
}

} // namespace

void beginLoop(Drag& drag) {
    drag.site = 0;
    drag.handle = {};
    drag.onEdge = false;
    drag.loop = {drag.start};
}

void drawLoopTo(const Canvas& canvas, const geom::Vec2& place) {
    std::vector<geom::Vec2>& loop = canvas.context.state.drag.loop;
    if ((place - loop.back()).norm() >= kStep * canvas.kit.scale)
        loop.push_back(place);
}

void selectLoop(const Canvas& canvas) {
    plan::SiteIds& selection = canvas.context.state.selection;
    const plan::SiteIds within = sitesWithin(canvas.sites, loopOn(canvas));
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl) {
        for (const int id : within)
            selection.erase(id);
        return;
    }
    if (!io.KeyShift)
        selection.clear();
    selection.insert(within.begin(), within.end());
}

std::string loopHint(const Canvas& canvas) {
    const std::size_t count = sitesWithin(canvas.sites, loopOn(canvas)).size();
    return (count == 1 ? "1 site" : std::to_string(count) + " sites") +
           " in the loop · Shift adds · Ctrl removes · Esc gives up";
}

void addLoop(view::Overlay& overlay, const Canvas& canvas) {
    if (!isDrawnOn(canvas))
        return;
    const double s = canvas.kit.scale;
    const view::Colour accent = canvas.kit.theme.accent;
    const geom::Polygon loop = loopOn(canvas);
    overlay.add(view::Polyline{loop, canvas.kit.theme.markerRing, 4 * s});
    overlay.add(view::Polyline{loop, accent, 2 * s});
    view::Polyline closing{{loop.back(), loop.front()}, accent, 1.5 * s};
    closing.dash = 5 * s;
    overlay.add(closing);
    const plan::SiteIds within = sitesWithin(canvas.sites, loop);
    for (const view::VisibleSite& site : canvas.sites)
        if (within.contains(site.mark.number))
            overlay.add(
                view::Circle{site.pixel, 12.5 * s, view::Colour{0, 0, 0, 0}, accent, 2 * s});
}

} // namespace meso::ui
