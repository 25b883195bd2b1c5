#include "ui/spread/timeline_panel.h"

#include <algorithm>
#include <cmath>

#include "app/spread/simulation.h"
#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

/// The track's place: from left to right, and the line that the handle runs on. Time runs with its
/// square root, as diffusion does: on an even scale everything would happen in the first tenth.
struct Track {
    float left, right, y;
    float curve; ///< height of the curve over it
    double end_s;
    [[nodiscard]] float at(Seconds time) const {
        return left + (right - left) * static_cast<float>(std::sqrt(time.value() / end_s));
    }
    [[nodiscard]] Seconds timeAt(float x) const {
        const double share = std::clamp((x - left) / (right - left), 0.0F, 1.0F);
        return Seconds(share * share * end_s);
    }
};

/// "06:30", hours and minutes.
std::string clock(Seconds time) {
    const long minutes = std::lround(time.value() / 60);
    const auto two = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

void drawButtons(Panel& panel, float middle) {
    Kit& kit = panel.kit;
    const bool playing = panel.state().playing;
    const Action& play = panel.actions.at("spread.play");
    float x = panel.rect.min.x + kit.px(12);
    const auto at = [&](float width) {
        ImGui::SetCursorScreenPos({x, middle - kit.px(width) / 2});
        x += kit.px(width + 4);
    };
    at(36);
    actionIcon(panel, "spread.start", 36);
    at(44);
    if (iconButton(kit, {"spread.play", playing ? kIconPause : kIconPlay,
                         playing ? "Pause  (Space)" : "Play  (Space)", Emphasis::Primary, 44,
                         disabledReasonOf(play, panel.context)}))
        perform(play, panel.context);
    at(36);
    actionIcon(panel, "spread.end", 36);
}

/// No room for two full lines.
bool isLow(const Panel& panel) {
    return panel.rect.max.y - panel.rect.min.y < panel.kit.px(80);
}

/// Time after the injection, with its unit under it.
void drawClock(Panel& panel, float left, float middle) {
    Kit& kit = panel.kit;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::string time = clock(shownTime(panel.openCase(), panel.state()));
    if (isLow(panel)) {
        drawText(list, kit.fonts.title, packed(kit.theme.text),
                 {left, middle - kit.fonts.title->FontSize + kit.px(2)}, time);
        drawText(list, kit.fonts.caption, packed(kit.theme.muted), {left, middle + kit.px(2)},
                 "h:min");
        return;
    }
    drawText(list, kit.fonts.number, packed(kit.theme.text), {left, middle - kit.px(30)}, time);
    drawText(list, kit.fonts.caption, packed(kit.theme.muted), {left, middle + kit.px(4)},
             "h:min after injection");
}

/// Loop and speed, one over the other or side by side. Returns the width that they took.
float drawPace(Panel& panel, float left, float middle) {
    Kit& kit = panel.kit;
    const bool low = isLow(panel);
    ImGui::SetCursorScreenPos({left + kit.px(low ? -6.F : 14.F), middle - kit.px(low ? 17 : 36)});
    actionIcon(panel, "spread.loop", 34);
    ImGui::SetCursorScreenPos({left + kit.px(low ? 30 : 6), middle + kit.px(low ? -16.F : 4.F)});
    const double speed = panel.state().hoursPerSecond;
    const std::string label = text::duration(fromHours(speed)) + "/s";
    if (button(kit, {"spread.speed",
                     label,
                     Emphasis::Plain,
                     {76, 32},
                     nullptr,
                     {},
                     "Simulated time per second of playing: click for faster  (+ and -)"}))
        panel.state().hoursPerSecond = speed >= 8 ? otherSpeed(speed, -10) : otherSpeed(speed, 1);
    return kit.px(low ? 108 : 74);
}

/// The mean concentration over the area, up to the shown time in full colour.
void drawCoverageCurve(Panel& panel, const Track& track) {
    const app::DepthCurve* curve = shownCurve(panel.openCase(), panel.state());
    const double most = curve ? app::highestMean(*curve).value() : 0;
    if (!(most > 0))
        return;
    Kit& kit = panel.kit;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Seconds now = shownTime(panel.openCase(), panel.state());
    const auto place = [&](Seconds time) {
        const double share = valueAt(curve->times, curve->mean, time) / most;
        return ImVec2{track.at(time),
                      track.y - kit.px(6) - track.curve * static_cast<float>(share)};
    };
    constexpr int kParts = 160;
    ImVec2 before = place(Seconds(0));
    for (int i = 1; i <= kParts; ++i) {
        const double share = static_cast<double>(i) / kParts;
        const Seconds time(track.end_s * share * share);
        const ImVec2 here = place(time);
        const bool past = time <= now;
        list->AddQuadFilled(before, here, {here.x, track.y}, {before.x, track.y},
                            packed(kit.theme.accent, past ? 0.18F : 0.07F));
        list->AddLine(before, here, packed(kit.theme.accent, past ? 1.0F : 0.45F), kit.px(1.5F));
        before = here;
    }
}

/// Times that may be written below the track, hours.
constexpr double kTicks_h[] = {0,  1.0 / 12, 0.25, 0.5, 1,  2,   4,   6,   8,   12, 16,
                               24, 36,       48,   72,  96, 120, 168, 240, 480, 720};

void drawTicks(Panel& panel, const Track& track) {
    Kit& kit = panel.kit;
    ImDrawList* list = ImGui::GetWindowDrawList();
    float free = -1e9F; // right end of the last word
    const float last = track.right - kit.px(6);
    for (const double hour : kTicks_h) {
        if (hour * 3600 > track.end_s + 1)
            break;
        const float x = track.at(fromHours(hour));
        const std::string words = hour > 0 ? text::duration(fromHours(hour)) : "0";
        const float half = sizeOf(kit.fonts.caption, words).x / 2;
        if (x - half < free + kit.px(10))
            continue;
        free = x + half;
        list->AddLine({x, track.y + kit.px(8)}, {x, track.y + kit.px(12)}, packed(kit.theme.faint));
        drawText(list, kit.fonts.caption, packed(kit.theme.muted),
                 {std::min(x - half, last + kit.px(26) - 2 * half), track.y + kit.px(13)}, words);
    }
}

/// Where the mean over the area is highest.
void drawPeakMarker(Panel& panel, const Track& track) {
    const app::DepthCurve* curve = shownCurve(panel.openCase(), panel.state());
    if (!curve || !(app::highestMean(*curve).value() > 0))
        return;
    const auto peak = std::max_element(curve->mean.begin(), curve->mean.end());
    const Seconds time = curve->times[static_cast<std::size_t>(peak - curve->mean.begin())];
    Kit& kit = panel.kit;
    const float x = track.at(time);
    const float size = kit.px(5);
    const float top = track.y - track.curve - kit.px(16);
    ImGui::GetWindowDrawList()->AddTriangleFilled({x - size, top}, {x + size, top},
                                                  {x, top + size * 1.4F}, packed(kit.theme.accent));
    ImGui::SetCursorScreenPos({x - kit.px(10), top - kit.px(6)});
    if (ImGui::InvisibleButton("##peak", kit.px(20, 16))) {
        panel.state().playing = false;
        panel.state().time = time;
    }
    tag(kit, "time.peak");
    hint(kit, "Highest mean over the area, " + text::duration(time) + " after the injection");
}

void scrub(Panel& panel, const Track& track) {
    Kit& kit = panel.kit;
    ImGui::SetCursorScreenPos({track.left - kit.px(8), track.y - track.curve});
    ImGui::InvisibleButton("##scrub",
                           {track.right - track.left + kit.px(16), track.curve + kit.px(30)});
    tag(kit, "time.scrub");
    const bool held = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
    const float mouse = ImGui::GetIO().MousePos.x;
    if (held) {
        panel.state().playing = false;
        panel.state().time = track.timeAt(mouse);
    }
    const bool lit = held || ImGui::IsItemHovered();
    if (lit)
        kit.hover = text::duration(Seconds(std::round(track.timeAt(mouse).value() / 60) * 60)) +
                    " after the injection";
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x = track.at(shownTime(panel.openCase(), panel.state()));
    list->AddRectFilled({track.left, track.y - kit.px(2)}, {track.right, track.y + kit.px(2)},
                        packed(kit.theme.track), kit.px(2));
    list->AddRectFilled({track.left, track.y - kit.px(2)}, {x, track.y + kit.px(2)},
                        packed(kit.theme.accent), kit.px(2));
    list->AddLine({x, track.y - track.curve - kit.px(8)}, {x, track.y},
                  packed(kit.theme.accent, 0.5F));
    list->AddCircleFilled({x, track.y}, kit.px(lit ? 9 : 7.5F), packed(kit.theme.surface), 32);
    list->AddCircle({x, track.y}, kit.px(lit ? 9 : 7.5F), packed(kit.theme.accent), 32,
                    kit.px(2.5F));
}

} // namespace

void drawTimeline(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##time",
                    panel.rect.min,
                    panel.rect.max,
                    kit.theme.surface,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar});
    edgeLine(panel.rect.min, {panel.rect.max.x, panel.rect.min.y + 1}, packed(kit.theme.border));
    const float width = (panel.rect.max.x - panel.rect.min.x) / kit.scale;
    const float height = (panel.rect.max.y - panel.rect.min.y) / kit.scale;
    const float middle = (panel.rect.min.y + panel.rect.max.y) / 2;
    drawButtons(panel, middle);
    float left = panel.rect.min.x + kit.px(148);
    if (width >= 420) {
        drawClock(panel, left, middle);
        left += kit.px(isLow(panel) ? 62 : 150);
    }
    if (width >= (isLow(panel) ? 480 : 620))
        left += drawPace(panel, left, middle);
    const Seconds end = shownDuration(panel.openCase());
    const float line = height - (isLow(panel) ? 36.0F : 42.0F);
    const Track track{left + kit.px(16), panel.rect.max.x - kit.px(28),
                      panel.rect.min.y + kit.px(line), kit.px(std::min(34.0F, line - 18)),
                      end.value()};
    if (end > Seconds(0) && track.right > track.left + kit.px(40)) {
        drawCoverageCurve(panel, track);
        drawTicks(panel, track);
        scrub(panel, track);
        drawPeakMarker(panel, track);
    } else if (!(end > Seconds(0))) {
        drawText(ImGui::GetWindowDrawList(), kit.fonts.body, packed(kit.theme.muted),
                 {track.left, middle - kit.px(8)},
                 elided(kit.fonts.body, "Nothing is simulated yet.", track.right - track.left));
    }
    endPane();
}

} // namespace meso::ui
