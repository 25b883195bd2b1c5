#include "clinic/amount.h"

#include "base/text.h"

namespace meso::clinic {

std::string amountText(const Amount& amount) {
    switch (amount.unit) {
    case AmountUnit::Mg:
        return text::of(Mg(amount.value));
    case AmountUnit::Ml:
        return text::of(Ml(amount.value));
    case AmountUnit::Units:
        return text::significant(amount.value) + " U";
    }
    return {};
}

std::string strengthText(AmountUnit unit, MgPerMl strength) {
    switch (unit) {
    case AmountUnit::Mg:
        return text::of(strength);
    case AmountUnit::Ml:
        return text::significant(strength.value()) + " mL/mL";
    case AmountUnit::Units:
        return text::significant(strength.value()) + " U/mL";
    }
    return {};
}

Result<MgPerMl> readStrength(AmountUnit unit, const std::string& typed) {
    if (unit == AmountUnit::Mg)
        return text::strength(typed);
    const std::string suffix = unit == AmountUnit::Ml ? "mL/mL" : "U/mL";
    std::string words = typed;
    if (words.ends_with(suffix))
        words.resize(words.size() - suffix.size());
    while (words.ends_with(' '))
        words.pop_back();
    const auto number = text::number(words);
    if (!number)
        return text::unread(typed, "is not a strength in " + suffix + ".");
    if (unit == AmountUnit::Ml && *number > maxStrength(unit))
        return Error{
            "\"" + text::printable(typed) +
            "\" is too much: 1 mL of a mixture holds at most 1 mL of it, which is 1 mL/mL."};
    return MgPerMl(*number);
}

} // namespace meso::clinic
