#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace meso::text {

namespace {

struct UnitName {
    std::string_view name;
    double factor; ///< to the program's own unit
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Value in the first unit's terms. Empty when the text is not a number with one of the units.
std::optional<double> quantity(std::string_view text, std::span<const UnitName> units) {
    const std::string_view whole = trimmed(text);
    for (const UnitName& unit : units)
        if (whole.ends_with(unit.name)) {
            const auto value = number(whole.substr(0, whole.size() - unit.name.size()));
            return value ? std::optional(*value * unit.factor) : std::nullopt;
        }
    return number(whole);
}

template <class Q>
Result<Q> parsed(std::string_view text, std::span<const UnitName> units, const char* what,
                 const char* example) {
    if (const auto value = quantity(text, units))
        return Q(*value);
    return unread(text, std::string("is not ") + what + ". Write it like " + example + ".");
}

/// Length of the UTF-8 character at the front, or 0 where the bytes are not one.
std::size_t characterLength(std::string_view s) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || s.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xED && byte(1) > 0x9F;
    const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

/// People after whom solutions, scales and illnesses of this field are named.
constexpr std::array<std::string_view, 9> kPeople{
    "Hamilton", "Hartmann", "Leber", "Ludwig", "Norwood", "Olsen", "Ringer", "Sinclair", "Wilson"};

bool isCapital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Whether a word that begins with a capital is written so inside a sentence as well.
bool keepsItsCapital(std::string_view word) {
    const auto isMark = [](char c) { return isCapital(c) || (c >= '0' && c <= '9'); };
    const std::string_view letters = word.substr(0, word.find_first_of("-'"));
    return letters.size() == 1 || std::any_of(word.begin() + 1, word.end(), isMark) ||
           std::find(kPeople.begin(), kPeople.end(), letters) != kPeople.end();
}

std::string withoutTrailingZeros(std::string digits) {
    if (digits.find('.') == std::string::npos)
        return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.')
        digits.pop_back();
    return digits;
}

} // namespace

std::string fixed(double value, int decimals) {
    if (!std::isfinite(value))
        return "–";
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed, decimals);
    std::string out(buffer.data(), error == std::errc() ? end : buffer.data());
    if (out.starts_with('-') && out.find_first_not_of("-0.") == std::string::npos)
        out.erase(0, 1);
    return out;
}

std::string significant(double value) {
    const double size = std::abs(value);
    if (!std::isfinite(value))
        return "–";
    if (size == 0)
        return "0";
    if (size < 0.001 || size >= 99999.5) {
        std::array<char, 64> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::scientific, 1)
                             .ptr;
        return {buffer.data(), end};
    }
    const int decimals = std::max(0, 2 - static_cast<int>(std::floor(std::log10(size))));
    return withoutTrailingZeros(fixed(value, decimals));
}

std::string of(Mm length, int decimals) {
    return fixed(length.value(), decimals) + " mm";
}

std::string of(Ml volume, int decimals) {
    return fixed(volume.value(), decimals) + " mL";
}

std::string of(Mg mass) {
    if (std::abs(mass.value()) < 0.1 && mass.value() != 0)
        return significant(mass.value() * 1000) + " µg";
    return significant(mass.value()) + " mg";
}

std::string of(MgPerMl strength) {
    if (std::abs(strength.value()) < 0.01 && strength.value() != 0)
        return significant(strength.value() * 1000) + " µg/mL";
    return significant(strength.value()) + " mg/mL";
}

std::string of(Degrees angle, int decimals) {
    return fixed(angle.value(), decimals) + "°";
}

std::string cm2(Mm2 area, int decimals) {
    return fixed(toCm2(area), decimals) + " cm²";
}

std::string percent(double fraction, int decimals) {
    return fixed(fraction * 100, decimals) + " %";
}

std::string duration(Seconds time) {
    const double seconds = time.value();
    if (!std::isfinite(seconds))
        return "–";
    if (seconds < 60)
        return significant(seconds) + " s";
    const auto minutes = std::llround(seconds / 60);
    if (minutes < 60) {
        const auto whole = static_cast<long long>(seconds / 60);
        const auto rest = std::llround(seconds - 60.0 * static_cast<double>(whole));
        return rest == 0 || rest == 60
                   ? std::to_string(minutes) + " min"
                   : std::to_string(whole) + " min " + std::to_string(rest) + " s";
    }
    const std::string hours = std::to_string(minutes / 60) + " h";
    return minutes % 60 == 0 ? hours : hours + " " + std::to_string(minutes % 60) + " min";
}

std::string counted(std::size_t count, std::string_view thing) {
    return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

std::string insideSentence(std::string name) {
    const std::string_view whole = name;
    if (!name.empty() && isCapital(name[0]) &&
        !keepsItsCapital(whole.substr(0, whole.find_first_of(" ,;:.(/"))))
        name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

std::optional<double> number(std::string_view text) {
    std::string plain(trimmed(text));
    if (hasDoubtfulComma(plain))
        return std::nullopt;
    if (std::count(plain.begin(), plain.end(), ',') == 1 && plain.find('.') == std::string::npos)
        std::replace(plain.begin(), plain.end(), ',', '.');
    if (plain.starts_with('+'))
        plain.erase(0, 1);
    double value = 0;
    const char* last = plain.data() + plain.size();
    const auto [end, error] = std::from_chars(plain.data(), last, value);
    if (plain.empty() || error != std::errc() || end != last || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool hasDoubtfulComma(std::string_view text) {
    const auto isDigit = [text](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    for (std::size_t comma = text.find(','); comma != std::string_view::npos;
         comma = text.find(',', comma + 1)) {
        std::size_t first = comma;
        while (first > 0 && isDigit(first - 1))
            --first;
        std::size_t end = comma + 1;
        while (isDigit(end))
            ++end;
        const bool mayBeThousands = comma - first >= 1 && comma - first <= 3 && text[first] != '0';
        if (mayBeThousands && end - comma == 4)
            return true;
    }
    return false;
}

Error unread(std::string_view typed, const std::string& isNot) {
    if (!hasDoubtfulComma(typed))
        return Error{"\"" + printable(typed) + "\" " + isNot};
    std::string bare(typed), withPoint(typed);
    std::erase(bare, ',');
    std::replace(withPoint.begin(), withPoint.end(), ',', '.');
    const bool canBeDecimal = std::count(withPoint.begin(), withPoint.end(), '.') == 1;
    return Error{"\"" + printable(typed) +
                 "\" can be read in two ways: its comma may be decimal or set off thousands. Write "
                 "\"" +
                 printable(bare) + "\"" +
                 (canBeDecimal ? " or \"" + printable(withPoint) + "\"." : ".")};
}

Result<Mm> length(std::string_view text) {
    static constexpr std::array<UnitName, 2> kUnits{{{"mm", 1}, {"cm", 10}}};
    return parsed<Mm>(text, kUnits, "a length", "\"10 mm\" or \"1 cm\"");
}

Result<Ml> volume(std::string_view text) {
    // The micro sign and the Greek letter look alike, and keyboards give either.
    static constexpr std::array<UnitName, 8> kUnits{{{"mL", 1},
                                                     {"ml", 1},
                                                     {"µL", 1e-3},
                                                     {"µl", 1e-3},
                                                     {"μL", 1e-3},
                                                     {"μl", 1e-3},
                                                     {"uL", 1e-3},
                                                     {"ul", 1e-3}}};
    return parsed<Ml>(text, kUnits, "a volume", "\"0.05 mL\" or \"50 µL\"");
}

Result<Seconds> time(std::string_view text) {
    static constexpr std::array<UnitName, 4> kUnits{
        {{"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}}};
    return parsed<Seconds>(text, kUnits, "a time", "\"90 s\", \"30 min\", \"6 h\" or \"1 d\"");
}

Result<MgPerMl> strength(std::string_view text) {
    static constexpr std::array<UnitName, 9> kUnits{{{"mg/mL", 1},
                                                     {"mg/ml", 1},
                                                     {"µg/mL", 1e-3},
                                                     {"µg/ml", 1e-3},
                                                     {"μg/mL", 1e-3},
                                                     {"μg/ml", 1e-3},
                                                     {"ug/mL", 1e-3},
                                                     {"ug/ml", 1e-3},
                                                     {"%", 10}}};
    return parsed<MgPerMl>(text, kUnits, "a strength", "\"5 mg/mL\" or \"0.5 %\"");
}

Result<Degrees> angle(std::string_view text) {
    static constexpr std::array<UnitName, 3> kUnits{{{"°", 1}, {"deg", 1}, {"degrees", 1}}};
    return parsed<Degrees>(text, kUnits, "an angle", "\"45°\" or \"45 deg\"");
}

Result<Mm2> area(std::string_view text) {
    static constexpr std::array<UnitName, 4> kUnits{
        {{"cm²", 1}, {"cm2", 1}, {"mm²", 0.01}, {"mm2", 0.01}}};
    const auto cm2 = parsed<Mm2>(text, kUnits, "an area", "\"50 cm²\" or \"5000 mm²\"");
    return cm2 ? Result<Mm2>(fromCm2(cm2->value())) : cm2;
}

Result<int> count(std::string_view text) {
    const auto value = number(text);
    if (value && *value >= 0 && *value <= 1e9 && *value == std::floor(*value))
        return static_cast<int>(*value);
    return unread(text, "is not a count. Write a whole number, like \"40\".");
}

bool isUtf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = characterLength(bytes);
        if (length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string printable(std::string_view bytes, std::size_t limit) {
    std::string out;
    while (!bytes.empty()) {
        const std::size_t length = characterLength(bytes);
        const bool control = length == 1 && (bytes[0] < 0x20 || bytes[0] == 0x7F);
        const std::string_view piece =
            length == 0 || control ? std::string_view("?") : bytes.substr(0, length);
        if (out.size() + piece.size() > limit)
            return out + "…";
        out += piece;
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

} // namespace meso::text
