#pragma once
#include <functional>
#include <optional>
#include <string>
#include <type_traits>

#include "base/result.h"
#include "base/units.h"
#include "ui/kit/fields.h"

namespace meso::ui {

/// A typed number without a quantity of its own; `unit` (" °C", may be empty) may stand behind it.
Result<double> readPlain(const std::string& typed, const std::string& unit);

/// A number field of a quantity, or of a count (int): what is typed and what is given have that
/// type, so that nobody takes the number for one of another unit. Step and bounds are in the unit
/// that names the type. Each part may be changed before the field is drawn.
template <class Q>
class QuantityField : private NumberField {
public:
    /// `known`: the value; empty: the sites differ.
    QuantityField(const std::string& itemId, const std::string& words, std::optional<Q> known) {
        id = itemId;
        label = words;
        if (known)
            value = bareNumber(*known);
    }

    using NumberField::bounds;
    using NumberField::disabledReason;
    using NumberField::id;
    using NumberField::range;
    using NumberField::shown;
    using NumberField::step;
    using NumberField::whenEmpty;
    using NumberField::width;
    std::function<Result<Q>(const std::string&)> read; ///< what is typed, or why it is none

    /// As numberField() of a plain number; the new value has its type.
    friend std::optional<Q> numberField(Kit& kit, FieldMemory& memory, const QuantityField& field) {
        NumberField plain = field;
        plain.read = [&field](const std::string& typed) -> Result<double> {
            const Result<Q> quantity = field.read(typed);
            if (!quantity)
                return quantity.error();
            return bareNumber(*quantity);
        };
        const std::optional<double> given = numberField(kit, memory, plain);
        return given ? std::optional(static_cast<Q>(*given)) : std::nullopt;
    }

private:
    static double bareNumber(Q quantity) {
        if constexpr (std::is_arithmetic_v<Q>)
            return static_cast<double>(quantity);
        else
            return quantity.value();
    }
};
using VolumeField = QuantityField<Ml>;
using LengthField = QuantityField<Mm>;
using AngleField = QuantityField<Degrees>;
using StrengthField = QuantityField<MgPerMl>;
using TimeField = QuantityField<Seconds>;
using CountField = QuantityField<int>;

// The usual fields, with step, bounds, reading and writing set.

VolumeField volumeField(const std::string& id, const std::string& label,
                        std::optional<Ml> value); ///< mL, 0.0001 to 5
LengthField lengthField(const std::string& id, const std::string& label, std::optional<Mm> value,
                        Bounds bounds); ///< mm
AngleField angleField(const std::string& id, const std::string& label,
                      std::optional<Degrees> value); ///< degrees, 1 to 90
StrengthField strengthField(const std::string& id, const std::string& label,
                            std::optional<MgPerMl> value); ///< mg/mL, up to 1000
CountField countField(const std::string& id, const std::string& label, std::optional<int> value,
                      Bounds bounds);

} // namespace meso::ui
