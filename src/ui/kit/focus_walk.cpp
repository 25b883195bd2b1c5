#include "ui/kit/focus_walk.h"

#include <algorithm>
#include <iterator>

#include <imgui.h>

namespace meso::ui {

namespace {

/// Surfaces for the mouse: a key press on them would mean nothing.
bool isForTheMouseAlone(const std::string& id) {
    return id == "viewport" || id == "map" || id == "time.scrub" || id == "spread.coverageCurve";
}

/// ImGui takes the request in one frame and shows it in the next.
constexpr int kFramesToShow = 3;

} // namespace

void FocusWalk::begin(const std::vector<std::string>& keys) {
    pending_ = std::max(0, pending_ - 1);
    wanted_.clear();
    for (const std::string& key : keys) {
        if (key == "Tab")
            turn(1);
        if (key == "Shift+Tab")
            turn(-1);
    }
    stops_.clear();
    focused_.clear();
    depth_ = 0;
}

std::vector<std::string> FocusWalk::reachable() const {
    int deepest = 0;
    for (const Stop& stop : stops_)
        deepest = std::max(deepest, stop.depth);
    std::vector<std::string> ids;
    for (const Stop& stop : stops_)
        if (stop.depth == deepest)
            ids.push_back(stop.id);
    return ids;
}

void FocusWalk::turn(int steps) {
    const std::vector<std::string> ids = reachable();
    if (ids.empty())
        return;
    const auto count = std::ssize(ids);
    const auto now = std::find(ids.begin(), ids.end(), wanted_.empty() ? focused_ : wanted_);
    std::ptrdiff_t next = steps > 0 ? 0 : count - 1;
    if (now != ids.end())
        next = (now - ids.begin() + steps + count) % count;
    wanted_ = ids[static_cast<std::size_t>(next)];
    pending_ = kFramesToShow;
}

void FocusWalk::visit(const std::string& id, bool enabled) {
    if (!enabled || isForTheMouseAlone(id))
        return;
    stops_.push_back({id, depth_});
    if (ImGui::IsItemFocused())
        focused_ = id;
    if (id != wanted_)
        return;
    ImGui::SetKeyboardFocusHere(-1);
    wanted_.clear();
}

bool FocusWalk::wantsKeys() const {
    return pending_ > 0 || ImGui::GetIO().NavVisible;
}

} // namespace meso::ui
