#include "ui/host/driver.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "base/text.h"
#include "gfx/image.h"
#include "ui/kit/kit_buttons.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

constexpr int kDragSteps = 12;
constexpr int kStillFrames = 3; ///< in a row, until it counts
constexpr int kMaxSettlingFrames = 3600;
constexpr double kHover_s = 0.6; ///< long enough for a tooltip

float number(const std::string& word) {
    return static_cast<float>(text::number(word).value_or(0));
}

ImVec2 within(const Item& item, ImVec2 fraction) {
    return {std::floor(item.min.x + (item.max.x - item.min.x) * fraction.x),
            std::floor(item.min.y + (item.max.y - item.min.y) * fraction.y)};
}

/// Keys that text fields and keyboard navigation hear beside the chord.
std::optional<ImGuiKey> imguiKeyOf(const std::string& chord) {
    constexpr std::array<std::pair<const char*, ImGuiKey>, 19> kKeys = {
        {{"Tab", ImGuiKey_Tab},
         {"Left", ImGuiKey_LeftArrow},
         {"Right", ImGuiKey_RightArrow},
         {"Up", ImGuiKey_UpArrow},
         {"Down", ImGuiKey_DownArrow},
         {"PageUp", ImGuiKey_PageUp},
         {"PageDown", ImGuiKey_PageDown},
         {"Home", ImGuiKey_Home},
         {"End", ImGuiKey_End},
         {"Delete", ImGuiKey_Delete},
         {"Backspace", ImGuiKey_Backspace},
         {"Space", ImGuiKey_Space},
         {"Enter", ImGuiKey_Enter},
         {"Esc", ImGuiKey_Escape},
         {"A", ImGuiKey_A},
         {"C", ImGuiKey_C},
         {"V", ImGuiKey_V},
         {"X", ImGuiKey_X},
         {"Z", ImGuiKey_Z}}};
    const auto plus = chord.rfind('+');
    const std::string last =
        plus == std::string::npos || plus + 1 == chord.size() ? chord : chord.substr(plus + 1);
    for (const auto& [name, key] : kKeys)
        if (last == name)
            return key;
    return std::nullopt;
}

HeldModifiers modifiersOf(const std::string& chord) {
    return {.ctrl = chord.find("Ctrl+") != std::string::npos,
            .shift = chord.find("Shift+") != std::string::npos,
            .alt = chord.find("Alt+") != std::string::npos};
}

} // namespace

bool isSettled(const Frontend& frontend, const app::OpenCase& openCase) {
    return frontend.nextFrameIn() > 0 && !isWorking(openCase);
}

bool Driver::isDone() const {
    return !status_.ok() || quits_ || (next_ == commands_.size() && beats_.empty() && !now_);
}

bool Driver::isSettling() const {
    return !beats_.empty() && beats_.front().settle;
}

void Driver::fail(const ScriptCommand& command, const std::string& why) {
    status_ = Error{"Line " + std::to_string(command.line) + " of the script (" + command.verb +
                    " " + text::printable(command.argumentText) + "): " + why};
    beats_.clear();
}

void Driver::before(Frontend& frontend, const app::OpenCase& openCase, FrameInput& input) {
    now_.reset();
    while (beats_.empty() && !isDone())
        begin(commands_[next_++], frontend);
    if (isSettling())
        settle(frontend, openCase);
    if (beats_.empty()) {
        hold({});
        return;
    }
    InputFrame& front = beats_.front();
    if (front.settle) {
        hold({});
        return;
    }
    apply(front, input);
    now_ = front;
    front.pause_s -= ImGui::GetIO().DeltaTime;
    if (front.pause_s <= 0)
        beats_.pop_front();
}

void Driver::settle(const Frontend& frontend, const app::OpenCase& openCase) {
    stillFrames_ = isSettled(frontend, openCase) ? stillFrames_ + 1 : 0;
    if (stillFrames_ >= kStillFrames) {
        stillFrames_ = settlingFrames_ = 0;
        beats_.pop_front();
    } else if (++settlingFrames_ > kMaxSettlingFrames) {
        fail(commands_[next_ - 1], "something kept moving.");
    }
}

void Driver::hold(const InputFrame& beat) const {
    ImGuiIO& io = ImGui::GetIO();
    feedMouse(io, hand_);
    for (int button = 0; button < 3; ++button)
        feedButton(io, button, pressed_[button]);
    const std::string& chord = beat.key.empty() ? beat.let : beat.key;
    HeldModifiers held = beat.key.empty() ? HeldModifiers{} : modifiersOf(chord);
    held.shift = held.shift || beat.shift;
    feedModifiers(io, held);
    if (const auto key = imguiKeyOf(chord); key && !chord.empty())
        feedKey(io, *key, !beat.key.empty());
}

void Driver::apply(const InputFrame& beat, FrameInput& input) {
    if (beat.place)
        hand_ = *beat.place;
    if (beat.button >= 0)
        pressed_[beat.button] = beat.down;
    hold(beat);
    ImGuiIO& io = ImGui::GetIO();
    if (beat.wheel != 0)
        feedWheel(io, beat.wheel);
    if (!beat.text.empty())
        io.AddInputCharactersUTF8(beat.text.c_str());
    if (!beat.key.empty())
        input.keys.push_back(beat.key);
}

void Driver::after(const std::function<view::Picture()>& read) {
    if (!now_)
        return;
    const std::filesystem::path file = std::exchange(now_, std::nullopt)->shot;
    if (file.empty())
        return;
    if (const Status written = gfx::writePng(file, read()); !written)
        fail(commands_[next_ - 1], written.error().message);
}

void Driver::begin(const ScriptCommand& command, Frontend& frontend) {
    const std::string& verb = command.verb;
    const Words& words = command.words;
    if (verb == "quit")
        quits_ = true;
    else if (verb == "log")
        std::printf("%s\n", command.argumentText.c_str()), std::fflush(stdout);
    else if (verb == "wait")
        beats_.assign(static_cast<std::size_t>(std::max(0.0F, number(words[0]))), InputFrame{});
    else if (verb == "settle")
        beats_.push_back({.settle = true});
    else if (verb == "shot")
        beats_.push_back({.shot = words[0]});
    else if (verb == "type")
        beats_ = {{.text = command.argumentText}, {}};
    else if (verb == "key")
        beats_ = {{.key = words[0]}, {.let = words[0]}, {}};
    else if (verb == "expect")
        expect(command, frontend.items());
    else if (verb == "do") {
        const Action* action = frontend.actions().find(words[0]);
        if (action == nullptr)
            return fail(command, "there is no such action.");
        UiContext context = frontend.context();
        if (const std::string why = disabledReasonOf(*action, context); !why.empty())
            return fail(command, "it cannot be done: " + why);
        perform(*action, context);
        beats_ = {{}, {}};
    } else {
        const std::string id = verb == "drag-at" ? "viewport" : words[0];
        const auto item = frontend.items().find(id);
        if (item == frontend.items().end())
            return fail(command, "there is no item \"" + id + "\" on the window.");
        beginMouse(command, item->second);
    }
}

void Driver::beginMouse(const ScriptCommand& command, const Item& item) {
    const Words& words = command.words;
    const ImVec2 middle = within(item, {0.5F, 0.5F});
    if (command.verb == "click")
        beginClick(middle, words.size() > 1 ? words[1] : "", false);
    else if (command.verb == "shift-click")
        beginClick(middle, "", true);
    else if (command.verb == "hover")
        beats_.push_back(
            {.place = middle, .pause_s = words.size() > 1 ? number(words[1]) : kHover_s});
    else if (command.verb == "wheel")
        beats_ = {{.place = middle}, {.wheel = number(words[1])}, {}};
    else if (command.verb == "drag")
        beginDrag(item,
                  words.size() == 5 ? ImVec2(number(words[3]), number(words[4]))
                                    : ImVec2(0.5F, 0.5F),
                  {number(words[1]), number(words[2])});
    else
        beginDrag(item, {number(words[0]), number(words[1])}, {number(words[2]), number(words[3])});
}

/// The frame after the release shows what came of it, so it belongs to the click.
void Driver::beginClick(ImVec2 place, const std::string& how, bool shift) {
    const int button = how == "right" ? 1 : 0;
    beats_.push_back({.place = place, .shift = shift});
    for (int i = 0; i < (how == "double" ? 2 : 1); ++i) {
        beats_.push_back({.button = button, .down = true, .shift = shift});
        beats_.push_back({.button = button, .down = false, .shift = shift});
    }
    beats_.push_back({});
}

void Driver::beginDrag(const Item& item, ImVec2 fraction, ImVec2 by) {
    const ImVec2 from = within(item, fraction);
    beats_.push_back({.place = from});
    beats_.push_back({.button = 0, .down = true});
    for (int i = 1; i <= kDragSteps; ++i) {
        const float part = static_cast<float>(i) / kDragSteps;
        beats_.push_back({.place = ImVec2(from.x + by.x * part, from.y + by.y * part)});
    }
    beats_.push_back({.button = 0, .down = false});
    beats_.push_back({});
}

void Driver::expect(const ScriptCommand& command, const ItemRegistry& items) {
    const auto item = items.find(command.words[0]);
    const std::string& wanted = command.words[1];
    const bool isThere = item != items.end();
    if (wanted == "present" || wanted == "absent") {
        if (isThere != (wanted == "present"))
            fail(command, isThere ? "it is on the window." : "it is not on the window.");
    } else if (wanted == "enabled" || wanted == "disabled") {
        if (!isThere)
            fail(command, "it is not on the window.");
        else if (item->second.enabled != (wanted == "enabled"))
            fail(command, item->second.enabled ? "it is enabled." : "it is disabled.");
    } else {
        fail(command, "expect present, absent, enabled or disabled.");
    }
}

} // namespace meso::ui
