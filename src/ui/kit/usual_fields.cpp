#include "ui/kit/usual_fields.h"

#include "base/text.h"
#include "plan/edits.h"
#include "ui/kit/fields.h"

namespace meso::ui {

namespace {

/// The value as it is written with at least `fewest` decimals, and as many more (to `most`) as it
/// takes to tell it: a typed 0.005 mL must never read "0.01 mL".
int decimalsFor(double value, int fewest, int most) {
    for (int decimals = fewest; decimals < most; ++decimals)
        if (const auto read = text::number(text::fixed(value, decimals));
            read && std::abs(*read - value) <= 1e-9 + 1e-6 * std::abs(value))
            return decimals;
    return most;
}

std::string asText(Bounds bounds, const std::string& unit) {
    const auto plain = [](double bound) { return text::fixed(bound, decimalsFor(bound, 0, 6)); };
    return plain(bounds.min) + " to " + plain(bounds.max) + unit;
}

} // namespace

Result<double> readPlain(const std::string& typed, const std::string& unit) {
    std::string words = typed;
    const std::string bareUnit = unit.substr(std::min(unit.find_first_not_of(' '), unit.size()));
    if (const auto at = words.rfind(bareUnit);
        !bareUnit.empty() && at != std::string::npos && at + bareUnit.size() == words.size())
        words.resize(at);
    const auto first = words.find_first_not_of(' ');
    if (first == std::string::npos)
        return Error{"Type a number" + (unit.empty() ? "" : ", in" + unit) + "."};
    const auto number = text::number(words.substr(first, words.find_last_not_of(' ') - first + 1));
    if (!number)
        return text::unread(typed, "is not a number" + (unit.empty() ? "" : " in" + unit) + ".");
    return *number;
}

VolumeField volumeField(const std::string& id, const std::string& label, std::optional<Ml> value) {
    VolumeField f(id, label, value);
    if (value)
        f.shown = text::of(*value, decimalsFor(value->value(), 2, 4));
    f.step = 0.01;
    f.bounds = plan::kVolumeBounds;
    f.range = asText(f.bounds, " mL");
    f.read = [](const std::string& typed) { return text::volume(typed); };
    return f;
}

LengthField lengthField(const std::string& id, const std::string& label, std::optional<Mm> value,
                        Bounds bounds) {
    LengthField f(id, label, value);
    if (value)
        f.shown = text::of(*value, decimalsFor(value->value(), 1, 2));
    f.step = 0.5;
    f.bounds = bounds;
    f.range = asText(bounds, " mm");
    f.read = [](const std::string& typed) { return text::length(typed); };
    return f;
}

AngleField angleField(const std::string& id, const std::string& label,
                      std::optional<Degrees> value) {
    AngleField f(id, label, value);
    if (value)
        f.shown = text::of(*value, decimalsFor(value->value(), 0, 1));
    f.step = 5;
    f.bounds = plan::kAngleBounds;
    f.range = asText(f.bounds, "°");
    f.read = [](const std::string& typed) { return text::angle(typed); };
    return f;
}

StrengthField strengthField(const std::string& id, const std::string& label,
                            std::optional<MgPerMl> value) {
    StrengthField f(id, label, value);
    if (value)
        f.shown = text::of(*value);
    f.step = 0.5;
    f.bounds = plan::kStrengthBounds;
    f.range = "more than 0 to " + text::significant(f.bounds.max) + " mg/mL";
    f.read = [](const std::string& typed) { return text::strength(typed); };
    return f;
}

CountField countField(const std::string& id, const std::string& label, std::optional<int> value,
                      Bounds bounds) {
    CountField f(id, label, value);
    if (value)
        f.shown = text::fixed(*value, 0);
    f.step = 1;
    f.bounds = bounds;
    f.range = text::fixed(bounds.min, 0) + " to " + text::fixed(bounds.max, 0);
    f.read = [](const std::string& typed) { return text::count(typed); };
    return f;
}

} // namespace meso::ui
