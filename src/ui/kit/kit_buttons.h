#pragma once
#include <array>
#include <span>
#include <string>

#include "base/words.h"
#include "ui/kit/kit.h"

namespace meso::ui {

bool iconButton(Kit& kit, const IconButton& button);
bool button(Kit& kit, const Button& button);
/// A switch with its label, over the width of the panel. Returns whether it was turned. `why` not
/// empty: disabled, for this reason.
bool toggle(Kit& kit, const std::string& id, const std::string& label, bool& value,
            const std::string& disabledReason = {});
/// One of a few words, on two lines where more than three need it; `id`.<word> names each. Returns
/// whether the choice changed; `chosen` -1: none. Width: real pixels. `why`: disabled, therefore.
bool segmented(Kit& kit, const std::string& id, std::span<const std::string> choices, int& chosen,
               float width, const std::string& disabledReason = {});
/// segmented() over values and their words. Returns whether the choice changed; a value that the
/// table lacks: none is chosen.
template <class T, std::size_t kCount>
bool segmentedOf(Kit& kit, const std::string& id, const WordTable<T, kCount>& table, T& value,
                 float width) {
    std::array<std::string, kCount> words;
    int chosen = -1;
    for (std::size_t i = 0; i < kCount; ++i) {
        words[i] = table[i].word;
        if (table[i].value == value)
            chosen = static_cast<int>(i);
    }
    if (!segmented(kit, id, words, chosen, width))
        return false;
    value = table[static_cast<std::size_t>(chosen)].value;
    return true;
}

} // namespace meso::ui
