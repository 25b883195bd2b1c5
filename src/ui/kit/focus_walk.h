#pragma once
#include <string>
#include <vector>

namespace meso::ui {

/// Tab and Shift+Tab through every control of the window, in the order in which they are drawn; of
/// an open dialog or list only through its own. (ImGui 1.86's own Tab stops at text lines alone.)
class FocusWalk {
public:
    /// At the beginning of a frame, with the keys that were pressed since the last one.
    void begin(const std::vector<std::string>& keys);
    /// Right after ImGui's item: notes it as a stop, and gives it the focus when it is its turn.
    void visit(const std::string& id, bool enabled);
    /// What is drawn between enter() and leave() lies over the rest: a dialog, a menu, a list.
    void enter() { ++depth_; }
    void leave() { --depth_; }

    /// Id of the item that has the focus; empty: none of the stops.
    [[nodiscard]] const std::string& focused() const { return focused_; }
    /// Keys must reach ImGui's navigation in the coming frame: the ring is shown, or about to be.
    [[nodiscard]] bool wantsKeys() const;

private:
    struct Stop {
        std::string id;
        int depth = 0;
    };
    [[nodiscard]] std::vector<std::string> reachable() const; ///< of the last frame
    void turn(int steps);

    std::vector<Stop> stops_; ///< of this frame, after the end of it of the last
    std::string focused_;     ///< empty: none
    std::string wanted_;      ///< gets the focus when it is drawn; empty: none
    int depth_ = 0;
    int pending_ = 0; ///< frames until ImGui shows what was asked for
};

/// What is drawn while it lives lies over the rest: Tab stays in it.
class ModalFocusScope {
public:
    explicit ModalFocusScope(FocusWalk* walk) : walk_(walk) {
        if (walk_)
            walk_->enter();
    }
    ~ModalFocusScope() {
        if (walk_)
            walk_->leave();
    }
    ModalFocusScope(const ModalFocusScope&) = delete;
    ModalFocusScope& operator=(const ModalFocusScope&) = delete;

private:
    FocusWalk* walk_;
};

} // namespace meso::ui
