#include "ui/state/actions.h"

#include <algorithm>
#include <cctype>

#include "base/check.h"
#include "base/text.h"
#include "ui/state/rebinding.h"

namespace meso::ui {

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// Whether the query stands in the words as it was typed, from the beginning of a word on.
bool beginsAWord(const std::string& words, const std::string& query) {
    const auto sameLetter = [](char a, char b) { return lower(a) == lower(b); };
    for (std::size_t at = 0; at + query.size() <= words.size(); ++at)
        if ((at == 0 || words[at - 1] == ' ') &&
            std::equal(query.begin(), query.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                       sameLetter))
            return true;
    return false;
}

/// How well the words match what was typed: lower is better; empty: not at all. A word that begins
/// so is best; else letters must occur in order; a letter at the beginning of a word costs nothing,
/// each letter that is jumped over costs one, and a jump into the middle of a word three more.
std::optional<int> mismatch(const std::string& words, const std::string& query) {
    if (beginsAWord(words, query))
        return -1;
    int cost = 0;
    std::size_t at = 0;
    bool adjoins = false;
    for (const char wanted : query) {
        if (wanted == ' ')
            continue;
        const std::size_t from = at;
        while (at < words.size() && lower(words[at]) != lower(wanted))
            ++at;
        if (at == words.size())
            return std::nullopt;
        const bool beginsWord = at == 0 || words[at - 1] == ' ';
        if (!(adjoins && at == from) && !beginsWord)
            cost += 3;
        cost += beginsWord ? 0 : static_cast<int>(at - from);
        ++at;
        adjoins = true;
    }
    return cost;
}

} // namespace

ActionTable::ActionTable(std::vector<Action> actions) : actions_(std::move(actions)) {
    for (const Action& action : actions_)
        usual_.push_back({action.shortcut, action.alsoShortcut});
}

std::vector<std::string> ActionTable::rebind(const std::map<std::string, std::string>& bindings) {
    std::vector<std::string> refused;
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        actions_[i].shortcut = usual_[i].first;
        actions_[i].alsoShortcut = usual_[i].second;
    }
    for (const auto& [id, key] : bindings) {
        const auto action = std::find_if(actions_.begin(), actions_.end(),
                                         [&id = id](const Action& a) { return a.id == id; });
        const std::string why = key.empty() ? "" : unusableKeyReason(key);
        if (action == actions_.end()) {
            refused.push_back("No action is called \"" + text::printable(id) + "\".");
        } else if (!why.empty()) {
            refused.push_back("The key of \"" + action->label + "\" stays: " + why);
        } else {
            action->shortcut = key;
            action->alsoShortcut.clear();
        }
    }
    return refused;
}

const Action* ActionTable::find(const std::string& id) const {
    const auto it = std::find_if(actions_.begin(), actions_.end(),
                                 [&](const Action& action) { return action.id == id; });
    return it == actions_.end() ? nullptr : &*it;
}

const Action& ActionTable::at(const std::string& id) const {
    const Action* action = find(id);
    MESO_CHECK(action != nullptr, "an action was asked for that is not in the table");
    return *action;
}

const Action* ActionTable::withShortcut(const std::string& shortcut, UiContext context) const {
    const Action* first = nullptr;
    for (const Action& action : actions_) {
        if (shortcut.empty() || (action.shortcut != shortcut && action.alsoShortcut != shortcut))
            continue;
        if (disabledReasonOf(action, context).empty())
            return &action;
        if (!first)
            first = &action;
    }
    return first;
}

std::string disabledReasonOf(const Action& action, UiContext context) {
    return action.disabledReason ? action.disabledReason(context) : std::string();
}

bool perform(const Action& action, UiContext context) {
    if (!disabledReasonOf(action, context).empty())
        return false;
    action.run(context);
    return true;
}

std::string labelOf(const Action& action, UiContext context) {
    return action.labelNow ? action.labelNow(context) : action.label;
}

std::string tipOf(const Action& action, UiContext context) {
    const std::string label = labelOf(action, context);
    return action.shortcut.empty() ? label : label + "  (" + action.shortcut + ")";
}

std::vector<const Action*> matching(const ActionTable& table, const std::string& query) {
    std::vector<std::pair<int, const Action*>> found;
    for (const Action& action : table.all())
        if (const auto cost = mismatch(action.label, query))
            found.emplace_back(*cost, &action);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Action*> out;
    out.reserve(found.size());
    for (const auto& entry : found)
        out.push_back(entry.second);
    return out;
}

} // namespace meso::ui
