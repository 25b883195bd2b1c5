#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "anatomy/head_model.h"
#include "base/random.h"

/// Real heads for tests: the mannequin as grown by the build, and people to fit it to.
namespace meso::test {

/// The base that grow-head left in the build folder; read once.
inline const anatomy::HeadBase& builtBase() {
    static const anatomy::HeadBase base =
        anatomy::readHeadBase(MESO_BINARY_DIR "/share/mesomap/head/base.mesohead").value();
    return base;
}

enum class Sex { Man, Woman };

/// Hair that the tape of ANSUR II lay over, mm: circumference / (length + breadth) is 3 % more for
/// women than on bald heads, which is 2 pi times this.
inline Mm hairOf(Sex sex) {
    return Mm(sex == Sex::Woman ? 2.7 : 0.0);
}

/// One percentile of ANSUR II (2012), mm: length, breadth, circumference.
struct Percentile {
    const char* name;
    Sex sex;
    double length_mm, breadth_mm, circumference_mm;
};
inline const std::vector<Percentile>& percentiles() {
    static const std::vector<Percentile> all = {
        {"man P5", Sex::Man, 188, 146, 548},      {"man P50", Sex::Man, 200, 154, 574},
        {"man P95", Sex::Man, 211, 163, 601},     {"woman P5", Sex::Woman, 178, 140, 532},
        {"woman P50", Sex::Woman, 190, 147, 560}, {"woman P95", Sex::Woman, 202, 156, 597}};
    return all;
}

inline anatomy::HeadMeasurements measurementsOf(const Percentile& p) {
    anatomy::HeadMeasurements m;
    m.length = Mm(p.length_mm);
    m.breadth = Mm(p.breadth_mm);
    m.circumference = Mm(p.circumference_mm);
    m.hairUnderTape = hairOf(p.sex);
    return m;
}

/// A finished head, ears and face included: what sites are planned on.
struct BuiltPerson {
    std::string name;
    anatomy::HeadPtr head;
};

/// The percentiles of these names as built heads, all of them where none is named; about 0.3 s
/// each.
inline std::vector<BuiltPerson> builtPeople(const std::vector<std::string>& names = {}) {
    std::vector<BuiltPerson> people;
    for (const Percentile& p : percentiles())
        if (names.empty() || std::find(names.begin(), names.end(), p.name) != names.end())
            people.push_back({p.name, anatomy::buildHead(measurementsOf(p), builtBase()).value()});
    return people;
}

/// A person drawn at random: length, breadth and circumference of ANSUR II with its means, spreads
/// and the men's correlations (L-B 0.18, L-C 0.82, B-C 0.55).
inline anatomy::HeadMeasurements randomPerson(Random& random, Sex sex) {
    const bool isMan = sex == Sex::Man;
    const double first = random.normal();
    const double second = random.normal();
    const double third = random.normal();
    // Lower Cholesky factor of the correlations.
    const double b1 = 0.18;
    const double b2 = std::sqrt(1 - b1 * b1);
    const double c1 = 0.82;
    const double c2 = (0.55 - b1 * c1) / b2;
    const double c3 = std::sqrt(1 - c1 * c1 - c2 * c2);
    anatomy::HeadMeasurements m;
    m.length = Mm((isMan ? 199.5 : 189.8) + (isMan ? 7.0 : 7.5) * first);
    m.breadth = Mm((isMan ? 154.3 : 147.8) + (isMan ? 5.5 : 5.2) * (b1 * first + b2 * second));
    m.circumference = Mm((isMan ? 574.4 : 561.1) +
                         (isMan ? 16.1 : 19.4) * (c1 * first + c2 * second + c3 * third));
    m.hairUnderTape = hairOf(sex);
    return m;
}

/// The same person with both arcs as taped over the hair. On bare heads they have the ratios of
/// eight real ones (nasion-inion arc to length 1.74 to 1.89, frontal ear-to-ear arc to breadth 2.20
/// to 2.38), each drawn evenly from its range and by itself: ANSUR II has no arcs, so that nothing
/// is known of how they go with the rest.
inline anatomy::HeadMeasurements randomPersonWithArcs(Random& random, Sex sex) {
    anatomy::HeadMeasurements m = randomPerson(random, sex);
    m.nasionInionArc =
        random.uniform(1.74, 1.89) * *m.length + 0.75 * std::numbers::pi * m.hairUnderTape;
    m.tragusArc = random.uniform(2.20, 2.38) * *m.breadth + std::numbers::pi * m.hairUnderTape;
    m.tragusArcKind = anatomy::TragusArc::InFrontalPlane;
    return m;
}

} // namespace meso::test
