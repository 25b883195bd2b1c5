#include "anatomy/head_request.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/text.h"

namespace meso::anatomy {

namespace {

std::string shown(double value, const MeasurementRange& range) {
    return range.unit.empty() ? text::fixed(value, 2) : text::of(Mm(value));
}

Status checkField(double value, const MeasurementRange& range) {
    if (value >= range.low && value <= range.high)
        return Done{};
    const std::string is =
        std::isfinite(value) ? "it is " + shown(value, range) : "it is no number";
    return Error{"The " + range.name + " (" + range.field + ") must be between " +
                 shown(range.low, range) + " and " + shown(range.high, range) + "; " + is + "."};
}

std::vector<HeadMeasure> measuresGiven(const HeadMeasurements& asked) {
    std::vector<HeadMeasure> given;
    for (int i = 0; i < kMeasures; ++i)
        if (askedOf(asked, static_cast<HeadMeasure>(i)))
            given.push_back(static_cast<HeadMeasure>(i));
    return given;
}

std::string valueOf(const HeadMeasurements& asked, HeadMeasure measure) {
    return nameOf(measure) + " " + text::of(*askedOf(asked, measure));
}

/// The measures given, first the ones without which the others fit best.
std::vector<HeadMeasure> worstFirst(const HeadMeasurements& asked, const HeadBase& base) {
    const auto skin = base.coarse.blended(asked.style);
    const Landmarks marks = base.blendedLandmarks(asked.style);
    std::array<double, kMeasures> costWithout{};
    std::vector<HeadMeasure> given = measuresGiven(asked);
    for (const HeadMeasure left : given) {
        FitTarget target = bareTarget(asked);
        target.wanted[static_cast<int>(left)].reset();
        costWithout[static_cast<int>(left)] =
            fitWarp(skin, base.coarse.triangles, marks, target).cost;
    }
    std::stable_sort(given.begin(), given.end(), [&](HeadMeasure a, HeadMeasure b) {
        return costWithout[static_cast<int>(a)] < costWithout[static_cast<int>(b)];
    });
    return given;
}

} // namespace

std::vector<MeasurementRange> measurementRanges() {
    return {{"style", "style", -1, 1, ""},
            {"length", "head length", 165, 230, "mm"},
            {"breadth", "head breadth", 125, 185, "mm"},
            {"circumference", "head circumference", 490, 650, "mm"},
            {"nasionInionArc", "nasion-inion arc", 280, 420, "mm"},
            {"tragusArc", "ear-to-ear arc", 280, 420, "mm"},
            {"hairUnderTape", "hair under the tape", 0, 15, "mm"}};
}

Status checkMeasurements(const HeadMeasurements& asked) {
    const std::vector<MeasurementRange> ranges = measurementRanges();
    std::vector<std::optional<double>> values = {asked.style};
    for (int i = 0; i < kMeasures; ++i) {
        const auto measure = askedOf(asked, static_cast<HeadMeasure>(i));
        values.push_back(measure ? std::optional(measure->value()) : std::nullopt);
    }
    values.emplace_back(asked.hairUnderTape.value());
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (!values[i])
            continue;
        Status status = checkField(*values[i], ranges[i]);
        if (!status)
            return status;
    }
    return Done{};
}

FitTarget bareTarget(const HeadMeasurements& asked) {
    // Angle that the hair-covered part of each tape turns, radians; 0 for the calliper.
    constexpr std::array<double, kMeasures> kTurn = {0, 0, 2 * std::numbers::pi,
                                                     0.75 * std::numbers::pi, std::numbers::pi};
    FitTarget target;
    target.tragusArcKind = asked.tragusArcKind;
    for (int i = 0; i < kMeasures; ++i)
        if (const auto measure = askedOf(asked, static_cast<HeadMeasure>(i)))
            target.wanted[i] = *measure - kTurn[i] * asked.hairUnderTape;
    return target;
}

std::string nameOf(HeadMeasure measure) {
    return measurementRanges()[static_cast<int>(measure) + 1].name;
}

std::optional<Mm> askedOf(const HeadMeasurements& asked, HeadMeasure measure) {
    switch (measure) {
    case HeadMeasure::Length:
        return asked.length;
    case HeadMeasure::Breadth:
        return asked.breadth;
    case HeadMeasure::Circumference:
        return asked.circumference;
    case HeadMeasure::NasionInionArc:
        return asked.nasionInionArc;
    case HeadMeasure::TragusArc:
        return asked.tragusArc;
    }
    return std::nullopt;
}

std::array<double, kMeasures> errorsOf(const MeasuredHead& reached, const FitTarget& target) {
    const Mm tragusArc = target.tragusArcKind == TragusArc::ThroughCz ? reached.tragusArcThroughCz
                                                                      : reached.tragusArcFrontal;
    const std::array<Mm, kMeasures> got = {reached.length, reached.breadth, reached.circumference,
                                           reached.nasionInionArc, tragusArc};
    std::array<double, kMeasures> error{};
    for (int i = 0; i < kMeasures; ++i)
        if (target.wanted[i])
            error[i] = got[i] / *target.wanted[i] - 1;
    return error;
}

Error contradictionIn(const HeadMeasurements& asked, const HeadBase& base) {
    const std::vector<HeadMeasure> pair = worstFirst(asked, base);
    const std::string advice =
        " Measure again; a tape over hair reads too long, so give the hair's "
        "thickness, or leave one of them out.";
    if (pair.size() < 2)
        return Error{"No head of this style could be given a " + valueOf(asked, pair.front()) +
                     "." + advice};
    return Error{"The " + valueOf(asked, pair[0]) + " and the " + valueOf(asked, pair[1]) +
                 " do not fit together on one head." + advice};
}

} // namespace meso::anatomy
