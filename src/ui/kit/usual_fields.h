#pragma once
#include <optional>
#include <string>

#include "base/result.h"
#include "base/units.h"
#include "ui/kit/fields.h"

namespace meso::ui {

/// A typed number without a quantity of its own; `unit` (" °C", may be empty) may stand behind it.
Result<double> readPlain(const std::string& typed, const std::string& unit);
NumberField volumeField(const std::string& id, const std::string& label,
                        std::optional<Ml> value); ///< mL, 0.0001 to 5
NumberField lengthField(const std::string& id, const std::string& label, std::optional<Mm> value,
                        Bounds bounds); ///< mm
NumberField angleField(const std::string& id, const std::string& label,
                       std::optional<Degrees> value); ///< degrees, 1 to 90
NumberField strengthField(const std::string& id, const std::string& label,
                          std::optional<MgPerMl> value); ///< mg/mL, up to 1000
NumberField countField(const std::string& id, const std::string& label, std::optional<int> value,
                       Bounds bounds);

} // namespace meso::ui
