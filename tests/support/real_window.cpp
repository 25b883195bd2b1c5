#include "support/real_window.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

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

void writeQuietSettings(const fs::path& folder, bool simulateByItself, const std::string& recent) {
    fs::create_directories(configOf(folder));
    const std::string settings =
        R"({"format": "mesomap.settings", "version": 1, "hintsSeen": true, "reduceMotion": true,)"
        R"( "simulateByItself": )" +
        std::string(simulateByItself ? "true" : "false") + R"(, "recent": )" + recent + "}";
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
            if (!hear(until))
                return disappointed("The window never said \"" + words + "\".");
        found += lines_[i].starts_with(words) ? 1 : 0;
        if (found == times)
            return lines_[i];
    }
}

bool RealWindow::hear(Clock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    auto line = process_.nextLine(std::max(left, std::chrono::milliseconds(0)));
    if (line)
        lines_.push_back(std::move(*line));
    return line.has_value();
}

std::string RealWindow::disappointed(const std::string& why) {
    failed_ = true;
    const std::string& said = process_.said();
    ADD_FAILURE() << why << " Last it said:\n"
                  << said.substr(said.size() - std::min<std::size_t>(said.size(), 1500));
    return {};
}

void RealWindow::listenAnew() {
    while (hear(Clock::now()))
        continue;
    lastAct_ = lines_.size();
}

void RealWindow::act(const std::vector<std::string>& words) {
    listenAnew();
    screen_.hand(words);
}

std::map<std::string, Spot> RealWindow::items() const {
    std::map<std::string, Spot> items;
    std::ifstream file(dump_);
    for (std::string line; std::getline(file, line);) {
        // The id may hold blanks; five numbers follow it.
        std::size_t end = line.size();
        for (int i = 0; i < 5 && end != std::string::npos && end > 0; ++i)
            end = line.rfind(' ', end - 1);
        int x = 0, y = 0, width = 0, height = 0;
        if (end != std::string::npos &&
            std::istringstream(line.substr(end)) >> x >> y >> width >> height)
            items[line.substr(0, end)] = {x + width / 2, y + height / 2};
    }
    return items;
}

Spot RealWindow::at(const std::string& item) {
    const auto until = Clock::now() + (failed_ ? std::chrono::seconds(0) : kPatience);
    do {
        const auto found = items();
        if (const auto place = found.find(item); place != found.end())
            return place->second;
        hear(Clock::now() + std::chrono::milliseconds(50));
    } while (Clock::now() < until);
    disappointed("There is no item \"" + item + "\" on the window.");
    return {};
}

void RealWindow::expectGone(const std::string& item) {
    const auto until = Clock::now() + (failed_ ? std::chrono::seconds(0) : kPatience);
    while (items().contains(item)) {
        if (Clock::now() >= until) {
            disappointed("The item \"" + item + "\" stayed on the window.");
            return;
        }
        hear(Clock::now() + std::chrono::milliseconds(50));
    }
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
    // A popup finds its place in its second frame, and the pointer's arrival is a later one.
    Spot spot;
    do {
        spot = at(item);
        pointAt(spot);
    } while (at(item) != spot && !failed_);
    act({"click", "1"});
}

void RealWindow::clickAt(Spot spot) {
    pointAt(spot);
    act({"click", "1"});
}

void RealWindow::drag(Spot from, Spot to, int steps) {
    pointAt(from);
    act({"mousedown", "1"});
    expect("drag ");
    for (int i = 1; i <= steps; ++i)
        pointAt({from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps});
    act({"mouseup", "1"});
    expect("drag None");
}

void RealWindow::keys(const std::vector<std::string>& chords) {
    // GLFW takes two presses of a key within a millisecond for one.
    std::vector<std::string> words{"key", "--delay", "4"};
    words.insert(words.end(), chords.begin(), chords.end());
    act(words);
}

void RealWindow::type(const std::string& text) {
    act({"type", "--delay", "4", text});
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
