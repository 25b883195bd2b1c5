#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/bounds.h"
#include "base/result.h"
#include "ui/kit/kit.h"

/// Fields for numbers that are typed with their units.
namespace meso::ui {

/// Text in fields while it is being typed, and what was wrong with the last try. Kept by the frame.
struct FieldMemory {
    std::string open;                            ///< id of the field that is typed into; or empty
    std::string typed;                           ///< what it holds now
    std::string before;                          ///< what it held when it was opened
    std::map<std::string, std::string> problems; ///< by field id, until the next good entry
};

/// A number with a unit, between a minus and a plus button: "Volume   [-] 0.05 mL [+]".
struct NumberField {
    std::string id;
    std::string label;
    std::optional<double> value; ///< empty: "—", the sites differ
    std::string shown;           ///< as written, with its unit
    double step = 1;             ///< of the buttons, from `value`; 0: no buttons
    Bounds bounds;               ///< of the buttons and of what is typed
    std::string range;           ///< the bounds in words: "0.001 to 0.5 mL"
    std::function<Result<double>(const std::string&)> read; ///< typed text to the field's own unit
    std::string disabledReason{}; ///< not empty: disabled, for this reason
    float width = 168;
    std::string whenEmpty = "The sites differ."; ///< what it means that there is no value
};
/// Draws the field; a click opens it for typing, Enter or leaving it applies, Esc forgets. What
/// cannot be read or is out of bounds is refused with a sentence under the field, and the old
/// value stays. Returns a new value when one was given. Items `id`, `id`.dec and `id`.inc; and
/// `id`.number over all of it, by which every number field of a page can be found.
std::optional<double> numberField(Kit& kit, FieldMemory& memory, const NumberField& field);

/// A refusal from further down (an edit that did not work) to be shown under the field.
void refuse(FieldMemory& memory, const std::string& id, const std::string& sentence);

/// A line of text, its label on the line above (none: no such line). Opens, applies and forgets as
/// numberField() does. Returns the new text when it was given and differs.
std::optional<std::string> textField(Kit& kit, FieldMemory& memory, const std::string& id,
                                     const std::string& label, const std::string& value);

/// The text line of one cell of a table.
struct CellLine {
    std::string id;
    std::string content;        ///< what it holds when it is opened
    ImVec2 min, max;            ///< of the cell, real pixels
    bool takesKeyboard = false; ///< in this frame: it opens without a click
};
/// Draws the line; FieldMemory::open tells whether it is being typed into. Applies and forgets as
/// textField() does; a refusal is the table's to show. Returns the new text when it was given and
/// differs.
std::optional<std::string> cellLine(Kit& kit, FieldMemory& memory, const CellLine& cell);

} // namespace meso::ui
