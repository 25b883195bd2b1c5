#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meso::app {
class OpenCase;
}

/// Everything that the program can do by command, key or click, in one table: menus, buttons,
/// tooltips, shortcuts, the palette and the tests all read it.
namespace meso::ui {

struct UiCaches;
struct UiState;

/// What an action works on.
struct UiContext {
    app::OpenCase& openCase;
    UiState& state;   ///< what is looked at and held
    UiCaches& caches; ///< what was worked out of both
};

/// One thing that can be done.
struct Action {
    std::string id;             ///< "file.save"
    std::string label;          ///< "Save"; sentence case
    const char* icon = nullptr; ///< icons.h
    std::string shortcut;       ///< "Ctrl+S"; empty: none
    std::string group;          ///< title in menus and on the sheet: "File"
    std::function<void(UiContext)> run;
    /// Why it cannot be done now; empty: it can. Absent: it always can.
    std::function<std::string(UiContext)> disabledReason;
    /// Whether it is on, for what can be on or off. Absent: it cannot.
    std::function<bool(UiContext)> isOn;
    std::string alsoShortcut{}; ///< a second key, for habits from other programs
    bool repeats = false;       ///< again and again while the key is held
    /// The label with what it is about now: "Undo move site 12". Absent: the label.
    std::function<std::string(UiContext)> labelNow{};
};

/// The table, in the order of menus and palette.
class ActionTable {
public:
    explicit ActionTable(std::vector<Action> actions);
    [[nodiscard]] const std::vector<Action>& all() const { return actions_; }
    /// The action with this id; a bug when there is none.
    [[nodiscard]] const Action& at(const std::string& id) const;
    [[nodiscard]] const Action* find(const std::string& id) const;
    /// What a shortcut does now: of the actions that share it, the first that can be done; else the
    /// first; nullptr: none has it.
    [[nodiscard]] const Action* withShortcut(const std::string& shortcut, UiContext context) const;

    /// Puts other keys in place of the usual ones: action id to key, empty: none; actions that are
    /// not named have their usual keys. Returns what of it cannot be, a sentence each: ids that no
    /// action has, and keys that none may have.
    std::vector<std::string> rebind(const std::map<std::string, std::string>& bindings);

private:
    /// The keys that an action has unless the user gives it another.
    struct Keys {
        std::string first, second;
    };
    std::vector<Action> actions_;
    std::vector<Keys> usual_; ///< of `actions_`, same order
};

/// Why the action cannot be done now; empty: it can.
std::string disabledReasonOf(const Action& action, UiContext context);
/// Runs it if it is enabled; returns whether it did.
bool perform(const Action& action, UiContext context);
/// The label as it is now.
std::string labelOf(const Action& action, UiContext context);
/// "Save (Ctrl+S)": for tooltips.
std::string tipOf(const Action& action, UiContext context);

/// Order of actions for what was typed: every letter must occur in order; matches at beginnings of
/// words come first. Empty query: all, in table order.
std::vector<const Action*> matching(const ActionTable& table, const std::string& query);

} // namespace meso::ui
