#include "plan/strength_slip.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/text.h"
#include "plan/mixing.h"

namespace meso::plan {

namespace {

// The classic slip is a factor of ten; the margin is for the rounding of decimals alone.
constexpr double kSlip = 10 * (1 - 1e-9);

bool isFarFrom(MgPerMl typed, MgPerMl known) {
    const double ratio = typed / known;
    return ratio >= kSlip || ratio * kSlip <= 1;
}

MgPerMl nearest(const std::vector<MgPerMl>& strengths, MgPerMl typed) {
    return *std::min_element(strengths.begin(), strengths.end(), [&](MgPerMl a, MgPerMl b) {
        return std::abs(std::log(a / typed)) < std::abs(std::log(b / typed));
    });
}

// What a strength may have been mistaken for, and how the question calls it.
struct Doubt {
    MgPerMl known;
    std::string whose;
    std::string remark;
};

std::optional<Doubt> doubtAbout(const clinic::Compound& compound, MgPerMl typed) {
    if (!compound.publishedStrengths.empty())
        if (const MgPerMl published = nearest(compound.publishedStrengths, typed);
            isFarFrom(typed, published))
            return Doubt{published, "the published ", ""};
    const MgPerMl usual = compound.usualStrength;
    if (usual.value() > 0 && isFarFrom(typed, usual))
        return Doubt{usual, "the usual ", ""};
    if (std::abs(typed / usual - 1) < 1e-6)
        return std::nullopt;
    // Both ends of a wide range are published, but only one of them was meant.
    std::vector<MgPerMl> far;
    std::copy_if(compound.publishedStrengths.begin(), compound.publishedStrengths.end(),
                 std::back_inserter(far), [&](MgPerMl s) { return isFarFrom(typed, s); });
    if (far.empty())
        return std::nullopt;
    return Doubt{nearest(far, typed), "", ", which is published too"};
}

std::string shown(const clinic::Compound& compound, MgPerMl strength) {
    return compound.countedIn == clinic::AmountUnit::Mg
               ? mgAndPercentText(strength)
               : clinic::strengthText(compound.countedIn, strength);
}

std::string factorText(MgPerMl typed, MgPerMl known) {
    const double ratio = typed / known;
    return ratio > 1 ? text::significant(ratio) + " times "
                     : "one part in " + text::significant(1 / ratio) + " of ";
}

std::string inSession(const clinic::Compound& compound, MgPerMl strength, Ml session) {
    return clinic::amountText({compound.countedIn, (strength * session).value()});
}

} // namespace

std::optional<std::string> strengthSlip(const clinic::Compound& compound, MgPerMl typed,
                                        Ml session) {
    if (!(typed.value() > 0))
        return std::nullopt;
    const std::optional<Doubt> doubt = doubtAbout(compound, typed);
    if (!doubt)
        return std::nullopt;
    std::string question = compound.name + " at " + shown(compound, typed) + " is " +
                           factorText(typed, doubt->known) + doubt->whose +
                           shown(compound, doubt->known) + doubt->remark + ".";
    if (session.value() > 0)
        question += " The session of " + text::of(session) + " would hold " +
                    inSession(compound, typed, session) + " instead of " +
                    inSession(compound, doubt->known, session) + ".";
    return question + " Keep it?";
}

} // namespace meso::plan
