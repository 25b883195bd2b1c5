#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/screen_reader.h"
#include "support/x_server.h"

namespace meso::test {

/// A place on the screen, pixels from the top left corner.
struct Spot {
    int x = 0;
    int y = 0;
    bool operator==(const Spot&) const = default;
};

/// Where an item lies on the screen, pixels.
struct ItemBox {
    int x = 0, y = 0, width = 0, height = 0; ///< from its top left corner
    bool visible = false;                    ///< its middle is not scrolled away
    [[nodiscard]] Spot middle() const { return {x + width / 2, y + height / 2}; }
    bool operator==(const ItemBox&) const = default;
};

/// How the window is started.
struct WindowStart {
    std::filesystem::path folder; ///< settings, drafts and the item dump lie in it
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment;
    std::filesystem::path startIn{}; ///< empty: `folder`
};

/// A settings.json whose window asks and hints nothing at its start, written into the folder that
/// RealWindow uses in `folder`.
void writeQuietSettings(const std::filesystem::path& folder, bool autoSimulate,
                        const std::string& recent = "[]");

/// The program itself on an XServer, with a hand on its mouse and keys that waits for the lines of
/// --log-events and never for a time.
class RealWindow {
public:
    RealWindow(const XServer& screen, const WindowStart& start);

    [[nodiscard]] Process& process() { return process_; }
    /// Waits until that many lines since the hand's last act begin with `words`, and returns the
    /// last of them. Fails the test, and returns nothing, when they do not come.
    std::string expect(const std::string& words, int times = 1);
    /// The same for one line at any time since its start.
    std::string expectEver(const std::string& words);
    /// The last line that it said since its start that begins with `words`; empty: there is none.
    [[nodiscard]] std::string last(const std::string& words) const;
    /// Waits until the first frame is on the screen.
    void waitUntilShown() { expect("first-frame"); }

    /// The middle of an item, once it is there.
    Spot at(const std::string& item);
    [[nodiscard]] bool has(const std::string& item) const { return items().contains(item); }
    /// The first item on the window now whose name begins and ends so; empty: there is none.
    [[nodiscard]] std::string first(const std::string& beginning, const std::string& end) const;
    /// Waits until an item is no longer there: a list has closed.
    void expectGone(const std::string& item);
    /// Turns the wheel over the item's list or page until the item is in view.
    void reveal(const std::string& item);
    /// What the screen shows where an item is, once that stands still.
    Pixels stillPictureOf(const std::string& item);
    /// Waits until the screen shows something else, or just this, where an item is.
    Pixels expectOtherPicture(const std::string& item, const Pixels& than);
    void expectPicture(const std::string& item, const Pixels& wanted);
    void pointAt(Spot spot);
    /// Clicks the middle of an item, which is scrolled into view where it is not.
    void click(const std::string& item);
    void clickAt(Spot spot);
    /// Clicks a place of the head or the map, and waits until the view has taken it.
    void clickOnView(Spot spot);
    /// Presses, moves in steps that the window sees one by one, and lets go.
    void drag(Spot from, Spot to, int steps = 4);
    /// Taps keys as fast as xdotool does.
    void keys(const std::vector<std::string>& chords);
    void type(const std::string& text);
    /// Presses a key and keeps it down, or lets it go.
    void hold(const std::string& key, bool down);
    /// Opens a number field, types over what it holds and taps Enter.
    void enter(const std::string& field, const std::string& text);
    /// How many single things the hand has done so far: clicks, drags, chords, notches of the wheel
    /// and texts typed, each one.
    [[nodiscard]] int presses() const { return presses_; }
    /// Clicks the close button that a window manager would draw.
    void askToClose();
    /// Puts the window away, as a window manager does, or takes it out again.
    void iconify(bool iconified);

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] std::map<std::string, ItemBox> items() const;
    ItemBox boxOf(const std::string& item);
    Pixels pictureOf(const std::string& item);
    Spot wheelSpotFor(const std::string& item);
    /// Listens until something is so; returns whether it became so in time.
    bool waitUntil(const std::function<bool()>& isSo, std::chrono::milliseconds patience);
    void act(const std::vector<std::string>& words);
    void press();
    void listenAnew();
    bool readOutput(Clock::time_point until);
    std::string disappointed(const std::string& why);
    const XServer& screen_;
    std::filesystem::path dump_;
    Process process_;
    Spot hand_{-1, -1};
    std::vector<std::string> lines_; ///< that the window has said
    std::size_t lastAct_ = 0;        ///< how many there were at the hand's last act
    int presses_ = 0;
    bool failed_ = false;
};

} // namespace meso::test
