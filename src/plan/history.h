#pragma once
#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meso::plan {

/// Undo and redo by snapshots of a whole value. Edits change a draft; commit() turns the draft into
/// the head and keeps what the head was, under the label of the edit. Nothing here knows what the
/// value is. Single-threaded.
template <std::regular T>
class History {
public:
    explicit History(T start) : draft_(start), head_(std::move(start)) {}

    /// What is being edited, shown and worked on.
    [[nodiscard]] const T& draft() const { return draft_; }
    /// The last committed value: what is saved and simulated.
    [[nodiscard]] const T& head() const { return head_; }
    [[nodiscard]] bool hasDraft() const { return !(draft_ == head_); }

    /// Replaces the draft. `label` names the edit in menus ("Move site 12"); the last label before
    /// a commit counts.
    void edit(T next, std::string label) {
        draft_ = std::move(next);
        pending_ = std::move(label);
    }
    /// Throws the draft away.
    void cancel() { draft_ = head_; }
    /// Makes the draft the head. Returns whether there was anything to commit.
    bool commit() {
        if (!hasDraft())
            return false;
        undo_.push_back({std::exchange(head_, draft_), std::exchange(pending_, {})});
        redo_.clear();
        return true;
    }
    /// Goes one commit back or forward; a draft is thrown away. Returns the label of the edit that
    /// was undone or done again; empty: there was none.
    std::optional<std::string> undo() { return step(undo_, redo_); }
    std::optional<std::string> redo() { return step(redo_, undo_); }
    /// Labels of what undo() and redo() would do; nullptr: nothing.
    [[nodiscard]] const std::string* undoLabel() const { return labelOf(undo_); }
    [[nodiscard]] const std::string* redoLabel() const { return labelOf(redo_); }
    /// Labels of all that undo() would take back, and of all that redo() would do; each in the
    /// order in which they would go.
    [[nodiscard]] std::vector<std::string> undoLabels() const { return labelsOf(undo_); }
    [[nodiscard]] std::vector<std::string> redoLabels() const { return labelsOf(redo_); }

private:
    struct Snapshot {
        T value;
        std::string label;
    };
    static const std::string* labelOf(const std::vector<Snapshot>& stack) {
        return stack.empty() ? nullptr : &stack.back().label;
    }
    static std::vector<std::string> labelsOf(const std::vector<Snapshot>& stack) {
        std::vector<std::string> labels;
        for (auto it = stack.rbegin(); it != stack.rend(); ++it)
            labels.push_back(it->label);
        return labels;
    }
    std::optional<std::string> step(std::vector<Snapshot>& from, std::vector<Snapshot>& to) {
        if (from.empty())
            return std::nullopt;
        Snapshot taken = std::move(from.back());
        from.pop_back();
        to.push_back({std::exchange(head_, std::move(taken.value)), taken.label});
        draft_ = head_;
        return std::move(taken.label);
    }
    T draft_;
    T head_;
    std::string pending_;
    std::vector<Snapshot> undo_;
    std::vector<Snapshot> redo_;
};

} // namespace meso::plan
