#include "anatomy/head_measure.h"

#include <algorithm>
#include <cmath>

namespace meso::anatomy {

using geom::Vec3;

namespace {

const CutPlane kMidlinePlane{Vec3::Zero(), Vec3::UnitX()};

/// The glabella lies this far over the nasion.
constexpr double kGlabellaFrom_mm = 4;
constexpr double kGlabellaTo_mm = 38;
/// Top of the ear over the tragus as a share of the height from tragus to vertex, with a finger's
/// breadth to spare.
constexpr double kEarShare = 0.276;
/// A tape bends over the top of the ear a little lower than a calliper's arm passes.
constexpr double kTapeOverEar = 0.83;
/// The tape is level with the ears' height here, mm behind the origin.
constexpr double kEarBehind_mm = -15;
/// Step in which the tape is slid up the back of the head, mm.
constexpr double kSlide_mm = 6;
constexpr int kSlides = 6;

/// Greatest value of a smooth function near the best of its samples (golden section search, Kiefer
/// 1953), to a fraction of a millimetre; the measured length is flat there.
template <class Function>
double greatestNear(double low, double high, const Function& value) {
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double atLeft = value(left);
    double atRight = value(right);
    for (int i = 0; i < 4; ++i) {
        if (atLeft > atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - golden * (high - low);
            atLeft = value(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + golden * (high - low);
            atRight = value(right);
        }
    }
    return std::max(atLeft, atRight);
}

} // namespace

HeadTape::HeadTape(SkinView skin, const Landmarks& marks)
    : skin_(skin), marks_(marks), midline_(sectionOf(skin, kMidlinePlane)) {}

Vec3 HeadTape::glabella() const {
    Vec3 foremost = marks_.nasion;
    for (const Vec3& p : midline_)
        if (p.z() > marks_.nasion.z() + kGlabellaFrom_mm &&
            p.z() < marks_.nasion.z() + kGlabellaTo_mm && p.y() > foremost.y())
            foremost = p;
    return foremost;
}

double HeadTape::earClearance() const {
    return kEarShare * tragionToTop().value();
}

Mm HeadTape::length() const {
    const Vec3 front = glabella();
    double farthest_mm = 0;
    for (const Vec3& p : midline_)
        if (p.y() < 0 && p.z() > marks_.inion.z() - 5)
            farthest_mm = std::max(farthest_mm, (p - front).norm());
    return Mm(farthest_mm);
}

Mm HeadTape::breadth() const {
    const double lowest_mm = marks_.rightPreauricular.z() + earClearance();
    double left_mm = 0;
    double right_mm = 0;
    for (const Vec3& p : skin_.vertices) {
        if (p.z() <= lowest_mm)
            continue;
        left_mm = std::min(left_mm, p.x());
        right_mm = std::max(right_mm, p.x());
    }
    return Mm(right_mm - left_mm);
}

double HeadTape::circumferenceAt(double height_mm) const {
    const Vec3 front = glabella();
    const Vec3 overEar(0, kEarBehind_mm, height_mm);
    return closedTapeLength(skin_, {front, Vec3::UnitX().cross(front - overEar)}).value();
}

Mm HeadTape::circumference() const {
    const double lowest_mm = marks_.rightPreauricular.z() + kTapeOverEar * earClearance();
    const auto at = [this](double height_mm) { return circumferenceAt(height_mm); };
    double best_mm = at(lowest_mm);
    int bestStep = 0;
    for (int i = 1; i < kSlides; ++i) { // the length has one peak: past it there is nothing to find
        const double length_mm = at(lowest_mm + i * kSlide_mm);
        if (length_mm <= best_mm)
            break;
        best_mm = length_mm;
        bestStep = i;
    }
    const double from_mm = lowest_mm + std::max(0, bestStep - 1) * kSlide_mm;
    const double to_mm = lowest_mm + (bestStep + 1) * kSlide_mm;
    return Mm(std::max(best_mm, greatestNear(from_mm, to_mm, at)));
}

Mm HeadTape::nasionInionArc() const {
    return tautTape(skin_, marks_.nasion, marks_.inion, marks_.vertex).length;
}

Mm HeadTape::tragusArc(TragusArc kind) const {
    const Vec3& left = marks_.leftPreauricular;
    const Vec3& right = marks_.rightPreauricular;
    if (kind == TragusArc::InFrontalPlane) {
        const Vec3 middle = (left + right) / 2;
        return tautTape(skin_, left, right, middle + Vec3(0, 0, 100)).length;
    }
    TapeLine coronal;
    Vec3 cz = marks_.vertex;
    for (int i = 0; i < 2; ++i) {
        cz = tautTape(skin_, marks_.nasion, marks_.inion, cz).at(0.5);
        coronal = tautTape(skin_, left, right, cz);
        cz = coronal.at(0.5);
    }
    return coronal.length;
}

Mm HeadTape::tragionToTop() const {
    return Mm(marks_.vertex.z() - (marks_.leftPreauricular.z() + marks_.rightPreauricular.z()) / 2);
}

MeasuredHead HeadTape::all() const {
    return {length(),
            breadth(),
            circumference(),
            nasionInionArc(),
            tragusArc(TragusArc::InFrontalPlane),
            tragusArc(TragusArc::ThroughCz),
            tragionToTop()};
}

Vec3 vertexOf(SkinView skin) {
    Vec3 highest(0, 0, -1e9);
    for (const Vec3& p : sectionOf(skin, kMidlinePlane))
        if (p.z() > highest.z())
            highest = p;
    highest.x() = 0;
    return highest;
}

} // namespace meso::anatomy
