#include "store/protocol_text.h"

#include <array>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"

namespace meso::store {

using clinic::Limit;
using clinic::LimitedQuantity;

namespace {

constexpr std::size_t kMaxProtocolBytes = 1 << 20;
constexpr std::size_t kMaxRules = 1000;
constexpr std::size_t kMaxSourceBytes = 2000;
constexpr double kLargest = 1e6;
constexpr std::string_view kFirstLine = "mesomap protocol 1";

enum class Dimension { Length, Volume, Minutes, Days, Count, Word };

/// A unit that is understood and what one of it is in the quantity's own unit, which stands first.
struct Unit {
    Dimension dimension;
    std::string_view name;
    double factor;
};
constexpr std::array kUnits = {
    Unit{Dimension::Length, "mm", 1},    Unit{Dimension::Length, "cm", 10},
    Unit{Dimension::Volume, "mL", 1},    Unit{Dimension::Volume, "ml", 1},
    Unit{Dimension::Volume, "µL", 1e-3}, Unit{Dimension::Volume, "uL", 1e-3},
    Unit{Dimension::Minutes, "min", 1},  Unit{Dimension::Minutes, "s", 1.0 / 60},
    Unit{Dimension::Minutes, "h", 60},   Unit{Dimension::Days, "d", 1},
    Unit{Dimension::Days, "weeks", 7}};

struct Name {
    std::string_view word;
    LimitedQuantity quantity;
    Dimension dimension;
};
constexpr std::array kNames = {
    Name{"duration", LimitedQuantity::DurationMin, Dimension::Minutes},
    Name{"dermis_margin", LimitedQuantity::DepthBelowDermisMarginMm, Dimension::Length},
    Name{"galea_margin", LimitedQuantity::DepthAboveGaleaMm, Dimension::Length},
    Name{"volume_per_site", LimitedQuantity::VolumePerSiteMl, Dimension::Volume},
    Name{"volume_per_session", LimitedQuantity::VolumePerSessionMl, Dimension::Volume},
    Name{"spacing", LimitedQuantity::SpacingMm, Dimension::Length},
    Name{"sites", LimitedQuantity::Sites, Dimension::Count},
    Name{"depth", LimitedQuantity::DepthMm, Dimension::Length},
    Name{"needle_reserve", LimitedQuantity::NeedleReserveMm, Dimension::Length},
    Name{"corridor_distance", LimitedQuantity::CorridorDistanceMm, Dimension::Length},
    Name{"exclusion_margin", LimitedQuantity::ExclusionMarginMm, Dimension::Length},
    Name{"lesion_distance", LimitedQuantity::LesionDistanceMm, Dimension::Length},
    Name{"brow_distance", LimitedQuantity::BrowDistanceMm, Dimension::Length},
    Name{"ear_distance", LimitedQuantity::EarDistanceMm, Dimension::Length},
    Name{"behind_hairline", LimitedQuantity::BehindHairlineMm, Dimension::Length},
    Name{"off_midline", LimitedQuantity::OffMidlineMm, Dimension::Length},
    Name{"interval", LimitedQuantity::IntervalDays, Dimension::Days},
    Name{"course_span", LimitedQuantity::CourseSpanDays, Dimension::Days},
    Name{"area_preset", LimitedQuantity::AreaPreset, Dimension::Word}};

constexpr WordTable<clinic::Severity, 3> kSeverities{{{clinic::Severity::Info, "info"},
                                                      {clinic::Severity::Warning, "warning"},
                                                      {clinic::Severity::Error, "error"}}};
static_assert(hasEveryValue(kSeverities));

const Name& nameOf(LimitedQuantity quantity) {
    for (const Name& name : kNames)
        if (name.quantity == quantity)
            return name;
    MESO_CHECK(false, "every quantity has a name");
    return kNames[0];
}

std::string unitsOf(Dimension dimension) {
    std::string out;
    for (const Unit& unit : kUnits)
        if (unit.dimension == dimension)
            out += (out.empty() ? "" : ", ") + std::string(unit.name);
    return out;
}

std::string_view trimmed(std::string_view s) {
    const auto first = s.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return s.substr(first, s.find_last_not_of(" \t\r") - first + 1);
}

/// Takes words off the front of one line and keeps the first fault.
class LineReader {
public:
    explicit LineReader(std::string_view line) : rest_(trimmed(line)) {}

    /// Up to the next blank; empty at the end of the line.
    std::string_view word() {
        const auto end = rest_.find_first_of(" \t");
        const std::string_view out = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : trimmed(rest_.substr(end));
        return out;
    }
    /// Takes the next word when it is this one.
    bool take(std::string_view expected) {
        LineReader ahead = *this;
        if (ahead.word() != expected)
            return false;
        rest_ = ahead.rest_;
        return true;
    }
    /// What is left.
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool atEnd() const { return rest_.empty(); }

    void fail(const std::string& field, const std::string& what) {
        if (fault_.empty())
            fault_ = field + ": " + what;
    }
    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    std::string_view rest_;
    std::string fault_;
};

std::string quoted(std::string_view word) {
    return word.empty() ? "the end of the line" : "\"" + text::printable(word, 40) + "\"";
}

const Name* quantityFrom(LineReader& line) {
    const std::string_view word = line.word();
    std::string known;
    for (const Name& name : kNames) {
        if (name.word == word)
            return &name;
        known += (known.empty() ? "" : ", ") + std::string(name.word);
    }
    line.fail("quantity", quoted(word) + " is not known. Known are " + known + ".");
    return nullptr;
}

/// A number and its unit, in the quantity's own unit.
double valueFrom(LineReader& line, Dimension dimension) {
    const std::string_view number = line.word();
    const auto value = text::number(number);
    if (!value || *value < -kLargest || *value > kLargest) {
        line.fail("number",
                  text::hasDoubtfulComma(number)
                      ? text::unread(number, "").message
                      : quoted(number) + " is not a number from -1,000,000 to 1,000,000.");
        return 0;
    }
    if (dimension == Dimension::Count)
        return *value;
    const std::string_view word = line.word();
    for (const Unit& unit : kUnits)
        if (unit.dimension == dimension && unit.name == word)
            return *value * unit.factor;
    line.fail("unit", quoted(word) + " stands after " + std::string(number) +
                          "; a unit is needed: " + unitsOf(dimension) + ".");
    return 0;
}

/// Reads "QUANTITY >= NUMBER UNIT" into a bound that has `quantity`, `least` and `most`; `first` is
/// false for a further clause, which must be about the same quantity.
template <class Bound>
void clauseFrom(LineReader& line, Bound& bound, bool first) {
    const Name* name = quantityFrom(line);
    if (!name)
        return;
    if (!first && name->quantity != bound.quantity)
        line.fail("quantity", "one line limits one quantity; write a line of its own for \"" +
                                  std::string(name->word) + "\".");
    bound.quantity = name->quantity;
    if (name->dimension == Dimension::Word) {
        line.fail("operator", "\"area_preset\" is followed by \"not in\" and the ids of presets.");
        return;
    }
    const std::string_view op = line.word();
    if (op != ">=" && op != "<=") {
        line.fail("operator", quoted(op) + " is not understood; write >= or <=.");
        return;
    }
    std::optional<double>& end = op == ">=" ? bound.min : bound.max;
    if (end)
        line.fail("operator", "\"" + std::string(op) + "\" is given twice for one quantity.");
    end = valueFrom(line, name->dimension);
    if (bound.min && bound.max && *bound.min > *bound.max)
        line.fail("number", "the minimum is above the maximum, so that nothing could pass.");
}

void wordsFrom(LineReader& line, Limit& limit) {
    limit.quantity = LimitedQuantity::AreaPreset;
    while (!line.atEnd()) {
        std::string_view word = line.word();
        const bool more = word.ends_with(',');
        if (more)
            word.remove_suffix(1);
        limit.notIn.emplace_back(word);
        if (word.empty() || more == line.atEnd())
            return line.fail("words", "a list reads like \"norwood_5, norwood_6\".");
    }
    if (limit.notIn.empty())
        line.fail("words", "the list after \"not in\" is empty.");
}

/// Reads "compound ID" or "not compound ID". Returns false where the line goes on otherwise.
bool conditionCompound(LineReader& line, clinic::LimitCondition& condition) {
    LineReader ahead = line;
    condition.isNegated = ahead.take("not");
    const bool isCompound = ahead.take("compound");
    if (!isCompound && !condition.isNegated)
        return false;
    line = ahead;
    condition.quantity = LimitedQuantity::HoldsCompound;
    if (!isCompound) {
        line.fail("condition", "\"not\" is followed by \"compound\" and the id of a compound.");
        return true;
    }
    condition.compoundId = line.word();
    if (condition.compoundId.empty() || condition.compoundId == "and")
        line.fail("compound", "the id of a compound is missing after \"compound\".");
    return true;
}

void conditionsFrom(LineReader& line, Limit& limit) {
    do {
        clinic::LimitCondition condition;
        if (conditionCompound(line, condition)) {
            limit.when.push_back(condition);
            continue;
        }
        clauseFrom(line, condition, true);
        bool merged = false;
        for (clinic::LimitCondition& known : limit.when)
            if (known.quantity == condition.quantity) {
                (condition.min ? known.min : known.max) =
                    condition.min ? condition.min : condition.max;
                merged = true;
            }
        if (!merged)
            limit.when.push_back(condition);
    } while (line.fault().empty() && line.take("and"));
}

void ruleFrom(LineReader& line, Limit& limit) {
    limit.id = line.word();
    if (limit.id.empty() || limit.id.size() > 20)
        return line.fail("id", "an id of 1 to 20 characters is needed.");
    const std::string_view severity = line.word();
    const auto known = severity.ends_with(':')
                           ? valueOf(kSeverities, severity.substr(0, severity.size() - 1))
                           : std::nullopt;
    if (!known)
        return line.fail("severity",
                         quoted(severity) + " is not understood; write info:, warning: or error:");
    limit.severity = *known;
    LineReader ahead = line;
    if (ahead.take("area_preset") && ahead.take("not") && ahead.take("in")) {
        line = ahead;
        return wordsFrom(line, limit);
    }
    clauseFrom(line, limit, true);
    while (line.fault().empty() && line.take("and"))
        clauseFrom(line, limit, false);
    if (line.fault().empty() && line.take("when"))
        conditionsFrom(line, limit);
    if (!line.atEnd())
        line.fail("clause", quoted(line.rest()) + " is left over; clauses are joined by \"and\".");
}

/// One rule, or what is wrong with its line.
Result<Limit> limitFrom(std::string_view whole) {
    const auto hash = whole.find('#');
    Limit limit;
    LineReader line(whole.substr(0, hash));
    ruleFrom(line, limit);
    if (hash != std::string_view::npos)
        limit.source = trimmed(whole.substr(hash + 1));
    if (limit.source.empty() || limit.source.size() > kMaxSourceBytes)
        line.fail("source", "say after # where the limit comes from, in at most 2,000 bytes.");
    if (!line.fault().empty())
        return Error{line.fault()};
    return limit;
}

/// The shortest decimals that read back as the same number.
std::string exact(double value) {
    for (int decimals = 0; decimals < 15; ++decimals)
        if (std::string out = text::fixed(value, decimals); text::number(out) == value)
            return out;
    return text::fixed(value, 15);
}

void addClauses(std::string& out, const clinic::LimitCondition& bound) {
    if (bound.quantity == LimitedQuantity::HoldsCompound) {
        out += (bound.isNegated ? "not compound " : "compound ") + bound.compoundId;
        return;
    }
    const Name& name = nameOf(bound.quantity);
    bool first = true;
    for (const bool lower : {true, false}) {
        const std::optional<double>& end = lower ? bound.min : bound.max;
        if (!end)
            continue;
        out += (first ? "" : " and ") + std::string(name.word) + (lower ? " >= " : " <= ") +
               exact(*end);
        for (const Unit& unit : kUnits)
            if (unit.dimension == name.dimension) {
                out += " " + std::string(unit.name);
                break;
            }
        first = false;
    }
}

} // namespace

Result<std::vector<Limit>> limitsFrom(std::string_view bytes, const std::string& name) {
    if (!text::isUtf8(bytes))
        return Error{name + " is not a text in UTF-8."};
    std::vector<Limit> limits;
    std::set<std::string> seen;
    bool begun = false;
    int number = 0;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        const std::string_view line = trimmed(bytes.substr(0, end));
        bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
        ++number;
        const std::string at = name + ", line " + std::to_string(number) + ", ";
        if (line.empty() || line.front() == '#')
            continue;
        if (!begun && line != kFirstLine)
            return Error{at + "first words: the file must begin with \"" + std::string(kFirstLine) +
                         "\"."};
        if (!std::exchange(begun, true))
            continue;
        auto limit = limitFrom(line);
        if (!limit)
            return Error{at + limit.error().message};
        if (!seen.insert(limit->id).second)
            return Error{at + "id: \"" + text::printable(limit->id) + "\" is used twice."};
        limits.push_back(std::move(limit).value());
        if (limits.size() > kMaxRules)
            return Error{at + "id: a protocol holds at most 1,000 rules."};
    }
    if (!begun)
        return Error{name + ", line 1, first words: the file is empty."};
    return limits;
}

Result<std::vector<Limit>> readLimits(const std::filesystem::path& file) {
    const auto bytes = readFile(file, kMaxProtocolBytes);
    if (!bytes)
        return bytes.error();
    return limitsFrom(*bytes, file.string());
}

std::string protocolText(const std::vector<Limit>& limits) {
    std::string out = std::string(kFirstLine) + "\n";
    for (const Limit& limit : limits) {
        out += limit.id + " " + std::string(wordOf(kSeverities, limit.severity)) + ": ";
        if (limit.quantity == LimitedQuantity::AreaPreset) {
            out += "area_preset not in ";
            for (std::size_t i = 0; i < limit.notIn.size(); ++i)
                out += (i > 0 ? ", " : "") + limit.notIn[i];
        } else {
            addClauses(out, {limit.quantity, limit.min, limit.max});
        }
        for (std::size_t i = 0; i < limit.when.size(); ++i) {
            out += i == 0 ? " when " : " and ";
            addClauses(out, limit.when[i]);
        }
        out += "   # " + limit.source + "\n";
    }
    return out;
}

} // namespace meso::store
