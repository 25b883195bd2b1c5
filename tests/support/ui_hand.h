#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>

#include "ui/kit/imgui_compat.h"
#include "ui/kit/kit.h"
#include "ui/kit/kit_buttons.h"

namespace meso::test {

/// A mouse and a keyboard for the current ImGui context: aims at items by their ids, and runs
/// frames between press and release, as a slow hand would.
class UiHand {
public:
    /// `items` of the last frame; `step` runs one frame.
    UiHand(std::function<const ui::ItemRegistry&()> items, std::function<void()> step)
        : items_(std::move(items)), step_(std::move(step)) {}

    void frames(int count) {
        for (int i = 0; i < count; ++i)
            step_();
    }
    [[nodiscard]] bool has(const std::string& id) const { return items_().count(id) > 0; }
    [[nodiscard]] ui::Item at(const std::string& id) const {
        const auto found = items_().find(id);
        EXPECT_TRUE(found != items_().end()) << "no item \"" << id << "\"";
        return found == items_().end() ? ui::Item{} : found->second;
    }
    [[nodiscard]] ImVec2 centre(const std::string& id) const {
        const ui::Item item = at(id);
        return {(item.min.x + item.max.x) / 2, (item.min.y + item.max.y) / 2};
    }

    void moveTo(ImVec2 place) {
        ui::feedMouse(ImGui::GetIO(), place);
        frames(2);
    }
    void hover(const std::string& id) { moveTo(centre(id)); }
    void press(int button = 0) {
        ui::feedButton(ImGui::GetIO(), button, true);
        frames(2);
    }
    void release(int button = 0) {
        ui::feedButton(ImGui::GetIO(), button, false);
        frames(2);
    }
    void clickAt(ImVec2 place, int button = 0) {
        moveTo(place);
        press(button);
        release(button);
    }
    void click(const std::string& id) { clickAt(centre(id)); }
    /// From one place to another with the button down, in `steps` moves.
    void drag(ImVec2 from, ImVec2 to, int steps = 8, int button = 0) {
        moveTo(from);
        press(button);
        for (int i = 1; i <= steps; ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(steps);
            moveTo({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        }
        release(button);
    }
    void scroll(float notches) {
        ui::feedWheel(ImGui::GetIO(), notches);
        frames(2);
    }

    void type(const std::string& text) {
        ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
        frames(2);
    }
    void tap(ImGuiKey key) {
        ui::feedKey(ImGui::GetIO(), key, true);
        frames(2);
        ui::feedKey(ImGui::GetIO(), key, false);
        frames(2);
    }
    /// Opens a field by a click, replaces what it holds and presses Enter.
    void enter(const std::string& field, const std::string& text) {
        click(field);
        frames(2);
        type(text);
        tap(ImGuiKey_Enter);
    }

private:
    std::function<const ui::ItemRegistry&()> items_;
    std::function<void()> step_;
};

/// Whether a tooltip was drawn in the last frame.
inline bool tooltipIsShown() {
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (int i = 0; drawn != nullptr && i < drawn->CmdListsCount; ++i) {
        const ImDrawList* list = drawn->CmdLists[i];
        if (list->VtxBuffer.Size > 0 && list->_OwnerName != nullptr &&
            std::string(list->_OwnerName).starts_with("##Tooltip"))
            return true;
    }
    return false;
}

} // namespace meso::test
