#include "plan/amount.h"

#include "base/text.h"

namespace meso::plan {

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

} // namespace meso::plan
