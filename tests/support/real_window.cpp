#include "support/real_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/file.h"
#include "support/window_manager.h"

namespace meso::test {

namespace {

namespace fs = std::filesystem;

fs::path configOf(const fs::path& folder) {
    return folder / "config";
}

Command commandFor(const XServer& screen, const WindowStart& start, const fs::path& dump) {
    Command command;
    command.words = {std::string(MESO_BINARY_DIR) + "/bin/mesomap", "--log-events", "--ui-dump",
                     dump.string()};
    command.words.insert(command.words.end(), start.arguments.begin(), start.arguments.end());
    command.environment = {{"DISPLAY", screen.display()},
                           {"MESOMAP_CONFIG", configOf(start.folder).string()},
                           {"MESOMAP_CACHE", std::string(MESO_BINARY_DIR) + "/test-cache"}};
    for (const auto& [name, value] : start.environment)
        command.environment[name] = value;
    command.without = {"WAYLAND_DISPLAY"};
    command.folder = start.startIn.empty() ? start.folder : start.startIn;
    return command;
}

} // namespace

void writeQuietSettings(const fs::path& folder, bool autoSimulate, const std::string& recent) {
    fs::create_directories(configOf(folder));
    const std::string settings =
        R"({"format": "mesomap.settings", "version": 1, "hintsSeen": true, "reduceMotion": true,)"
        R"( "simulateByItself": )" +
        std::string(autoSimulate ? "true" : "false") + R"(, "recent": )" + recent + "}";
    EXPECT_TRUE(writeFile(configOf(folder) / "settings.json", settings).ok());
}

RealWindow::RealWindow(const XServer& screen, const WindowStart& start)
    : screen_(screen), dump_(start.folder / "items"), process_(commandFor(screen, start, dump_)) {}

std::string RealWindow::expect(const std::string& words, int times) {
    // After the first disappointment nothing that follows is worth a wait.
    const auto until = Clock::now() + (failed_ ? std::chrono::seconds(0) : kPatience);
    int found = 0;
    for (std::size_t i = lastAct_;; ++i) {
        while (i == lines_.size())
            if (!readOutput(until))
                return disappointed("The window never said \"" + words + "\".");
        found += lines_[i].starts_with(words) ? 1 : 0;
        if (found == times)
            return lines_[i];
    }
}

std::string RealWindow::expectEver(const std::string& words) {
    if (!waitUntil([&] { return !last(words).empty(); }, kPatience))
        return disappointed("The window never said \"" + words + "\".");
    return last(words);
}

bool RealWindow::readOutput(Clock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    auto line = process_.nextLine(std::max(left, std::chrono::milliseconds(0)));
    if (line)
        lines_.push_back(std::move(*line));
    return line.has_value();
}

std::string RealWindow::last(const std::string& words) const {
    for (auto line = lines_.rbegin(); line != lines_.rend(); ++line)
        if (line->starts_with(words))
            return *line;
    return {};
}

std::string RealWindow::disappointed(const std::string& why) {
    // What follows the first one follows from it.
    if (std::exchange(failed_, true))
        return {};
    const std::string& said = process_.said();
    ADD_FAILURE() << why << " Last it said:\n"
                  << said.substr(said.size() - std::min<std::size_t>(said.size(), 1500));
    return {};
}

void RealWindow::listenAnew() {
    while (readOutput(Clock::now()))
        continue;
    lastAct_ = lines_.size();
}

void RealWindow::act(const std::vector<std::string>& words) {
    listenAnew();
    screen_.hand(words);
}

std::map<std::string, ItemBox> RealWindow::items() const {
    std::map<std::string, ItemBox> items;
    std::ifstream file(dump_);
    for (std::string line; std::getline(file, line);) {
        // The id may hold blanks; six numbers follow it.
        std::size_t end = line.size();
        for (int i = 0; i < 6 && end != std::string::npos && end > 0; ++i)
            end = line.rfind(' ', end - 1);
        ItemBox box;
        bool isEnabled = false;
        if (end != std::string::npos && std::istringstream(line.substr(end)) >> box.x >> box.y >>
                                            box.width >> box.height >> isEnabled >> box.visible)
            items[line.substr(0, end)] = box;
    }
    return items;
}

bool RealWindow::waitUntil(const std::function<bool()>& isSo, std::chrono::milliseconds patience) {
    const auto until = Clock::now() + (failed_ ? std::chrono::milliseconds(0) : patience);
    while (!isSo()) {
        if (Clock::now() >= until)
            return false;
        readOutput(Clock::now() + std::chrono::milliseconds(50));
    }
    return true;
}

ItemBox RealWindow::boxOf(const std::string& item) {
    ItemBox box;
    const auto isThere = [&] {
        const auto found = items();
        const auto place = found.find(item);
        if (place != found.end())
            box = place->second;
        return place != found.end();
    };
    if (!waitUntil(isThere, kPatience))
        disappointed("There is no item \"" + item + "\" on the window.");
    return box;
}

Spot RealWindow::at(const std::string& item) {
    return boxOf(item).middle();
}

std::string RealWindow::first(const std::string& beginning, const std::string& end) const {
    for (const auto& [id, box] : items())
        if (id.starts_with(beginning) && id.ends_with(end))
            return id;
    return {};
}

void RealWindow::expectGone(const std::string& item) {
    if (!waitUntil([&] { return !items().contains(item); }, kPatience))
        disappointed("The item \"" + item + "\" stayed on the window.");
}

/// A visible relative of the item straight above or below it, so that the wheel turns what holds
/// both; where there is none, the same column of the page.
Spot RealWindow::wheelSpotFor(const std::string& item) {
    const Spot wanted = at(item);
    const int top = at("menu").y, bottom = at("status.aid").y;
    Spot best{wanted.x, (top + bottom) / 2};
    std::size_t most = item.find('.') + 1; // of the name in common, at least its first word
    for (const auto& [id, box] : items()) {
        const Spot spot = box.middle();
        const auto common = static_cast<std::size_t>(
            std::mismatch(id.begin(), id.end(), item.begin(), item.end()).first - id.begin());
        const bool isInView = box.visible && top < spot.y && spot.y < bottom;
        if (isInView && common >= most && std::abs(spot.x - wanted.x) <= box.width / 2) {
            most = common;
            best = spot;
        }
    }
    return best;
}

void RealWindow::reveal(const std::string& item) {
    const auto isInView = [&] { return boxOf(item).visible; };
    // A list is not in view in its first frame.
    if (waitUntil(isInView, std::chrono::milliseconds(300)))
        return;
    const Spot over = wheelSpotFor(item);
    pointAt(over);
    const auto until = Clock::now() + kPatience;
    while (!failed_ && !isInView()) {
        if (Clock::now() > until)
            disappointed("The item \"" + item + "\" cannot be scrolled into view.");
        const ItemBox before = boxOf(item);
        act({"click", before.middle().y < over.y ? "4" : "5"});
        ++presses_;
        // A page that has just grown turns no further at first: the notch is tried again.
        waitUntil([&] { return !(boxOf(item) == before); }, std::chrono::seconds(2));
    }
}

Pixels RealWindow::pictureOf(const std::string& item) {
    const ItemBox box = boxOf(item);
    return pixelsOf(screen_.display(), {box.x, box.y, box.width, box.height});
}

Pixels RealWindow::stillPictureOf(const std::string& item) {
    Pixels before, now;
    const auto standsStill = [&] {
        before = std::exchange(now, pictureOf(item));
        return !now.empty() && now == before;
    };
    if (!waitUntil(standsStill, kPatience))
        disappointed("The picture of \"" + item + "\" did not stand still.");
    return now;
}

Pixels RealWindow::expectOtherPicture(const std::string& item, const Pixels& than) {
    if (!waitUntil([&] { return pictureOf(item) != than; }, kPatience))
        disappointed("The picture of \"" + item + "\" has not changed.");
    return stillPictureOf(item);
}

void RealWindow::expectPicture(const std::string& item, const Pixels& wanted) {
    if (!waitUntil([&] { return pictureOf(item) == wanted; }, kPatience))
        disappointed("The picture of \"" + item + "\" is not the one from before.");
}

void RealWindow::pointAt(Spot spot) {
    if (spot == hand_)
        return;
    const std::string x = std::to_string(spot.x), y = std::to_string(spot.y);
    act({"mousemove", x, y});
    expect("pointer " + x + " " + y);
    hand_ = spot;
}

void RealWindow::click(const std::string& item) {
    // A list finds its place in its second frame, and a page that got shorter too. Each step of the
    // pointer is a later frame.
    reveal(item);
    Spot spot;
    do {
        spot = at(item);
        pointAt({spot.x + 1, spot.y});
        pointAt(spot);
    } while (at(item) != spot && !failed_);
    press();
}

/// Until the window has seen it: what comes next in the same frame would be seen first.
void RealWindow::press() {
    act({"click", "1"});
    expect("button down");
    expect("button up");
    ++presses_;
}

void RealWindow::clickAt(Spot spot) {
    pointAt(spot);
    press();
}

void RealWindow::clickOnView(Spot spot) {
    clickAt(spot);
    expect("drag Press");
    expect("drag None");
}

void RealWindow::drag(Spot from, Spot to, int steps) {
    pointAt(from);
    act({"mousedown", "1"});
    expect("drag ");
    for (int i = 1; i <= steps; ++i)
        pointAt({from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps});
    act({"mouseup", "1"});
    ++presses_;
    expect("drag None");
}

void RealWindow::keys(const std::vector<std::string>& chords) {
    // GLFW takes two presses of a key within a millisecond for one.
    std::vector<std::string> words{"key", "--delay", "4"};
    words.insert(words.end(), chords.begin(), chords.end());
    act(words);
    presses_ += static_cast<int>(chords.size());
}

void RealWindow::type(const std::string& text) {
    act({"type", "--delay", "4", text});
    ++presses_;
}

void RealWindow::hold(const std::string& key, bool down) {
    act({down ? "keydown" : "keyup", key});
}

void RealWindow::enter(const std::string& field, const std::string& text) {
    click(field);
    expect("typing");
    type(text);
    keys({"Return"});
    expect("not typing");
}

void RealWindow::askToClose() {
    listenAnew();
    EXPECT_TRUE(test::askToClose(screen_.display()));
}

void RealWindow::iconify(bool iconified) {
    listenAnew();
    EXPECT_TRUE(markIconified(screen_.display(), iconified));
}

} // namespace meso::test
