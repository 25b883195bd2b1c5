#pragma once
#include <string>
#include <vector>

#include "anatomy/head_fit.h"
#include "base/result.h"

namespace meso::anatomy {

/// What may be asked of a head in one field.
struct MeasurementRange {
    std::string field; ///< as in HeadMeasurements, e.g. "nasionInionArc"
    std::string name;  ///< as shown, e.g. "nasion-inion arc"
    double low = 0, high = 0;
    std::string unit; ///< "mm", or empty for the style
};

/// Every field of HeadMeasurements with its range, in its order. The ranges hold all 6068 people of
/// ANSUR II (2012) with 5 to 10 mm to spare. ANSUR II has no arcs over the head, and no open table
/// of them is known: their ranges follow from its lengths and breadths by the ratios of eight real
/// heads (nasion-inion arc 1.74 to 1.89 of the length, ear-to-ear arc 2.20 to 2.38 of the breadth).
std::vector<MeasurementRange> measurementRanges();

/// Fails when a field is not a number or out of its range, naming the field, the value and the
/// range.
Status checkMeasurements(const HeadMeasurements& asked);

/// What the bare skin should measure. A tape over hair of thickness h lies on a parallel curve,
/// which is longer by h times the angle that it turns (Steiner's formula). So the circumference
/// loses 2 pi h and the ear-to-ear arc pi h; the nasion-inion arc 3/4 pi h, because its first
/// quarter turns over the bare forehead. Calliper measures are not corrected: the arms are pressed
/// through the hair to the skin.
FitTarget bareTarget(const HeadMeasurements& asked);

/// The measure's name as shown, e.g. "head length".
std::string nameOf(HeadMeasure measure);
/// What was asked for it, hair included; empty when it was not measured.
std::optional<Mm> askedOf(const HeadMeasurements& asked, HeadMeasure measure);

/// How far a finished head is off what was asked, relative; 0 where nothing was.
std::array<double, kMeasures> errorsOf(const MeasuredHead& reached, const FitTarget& target);

/// A sentence that names the two measurements that fit worst together and their values. Finds them
/// by fitting again without each one in turn: the two whose absence helps most.
Error contradictionIn(const HeadMeasurements& asked, const HeadBase& base);

} // namespace meso::anatomy
