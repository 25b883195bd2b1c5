#include "verify/single_depot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "base/check.h"
#include "base/text.h"
#include "sim/kernel/simulate.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

// The scene of the table: flat layers, no leak, fat takes part, the blood flow of early baldness,
// and depots that fill all of the tissue.
constexpr double kTableFlow_per_s = 2.28e-3;
constexpr double kStrength_mg_per_ml = 1, kVolume_ml = 0.05, kHalfHeight_mm = 1.3,
                 kDepotEdge_mm = 0.4, kThickness_mm = 6;
constexpr double kSpacing_mm = 0.5, kDepotReach_mm = 20, kBandHeight_mm = 1, kThreshold = 0.01;
constexpr std::array kCompounds{"minoxidil", "caffeine"};
constexpr std::array kDepths_mm{1.5, 2.5, 4.0};
constexpr int kRows = 6; // of each compound: two bands at every depth

anatomy::TissueProfile tableTissue() {
    using enum anatomy::LayerKind;
    anatomy::TissueProfile tissue;
    tissue.layers = {{ViableEpidermis, "Viable epidermis", Mm(0.1)},
                     {Dermis, "Dermis", Mm(1.9)},
                     {Subcutis, "Subcutis", Mm(3)},
                     {Galea, "Galea", Mm(1)}};
    tissue.bulbBands = {{"terminal", "Terminal bulbs", Mm(3.5), Mm(4.5)},
                        {"miniaturised", "Miniaturised bulbs", Mm(1.5), Mm(2.5)}};
    tissue.bloodFlow = PerSecond(kTableFlow_per_s);
    tissue.galeaFlowFactor = 0.1;
    tissue.depotRoom = anatomy::DepotRoom::WholeTissue;
    tissue.depotHalfHeight = Mm(kHalfHeight_mm);
    tissue.depotEdgeWidth = Mm(kDepotEdge_mm);
    return tissue;
}

// Every minute to 3 h, then every 5 min to 8 h, when less than 1e-4 of the longest tail is left.
std::vector<Seconds> closeTimes() {
    std::vector<Seconds> times;
    for (int minute = 0; minute <= 480; minute += minute < 180 ? 1 : 5)
        times.push_back(fromMinutes(minute));
    return times;
}

sim::SimResultPtr runDepot(const clinic::Compound& compound, Mm depth, const PlainSurface& sheet) {
    sim::SimInput input;
    input.surface = sheet.mesh();
    input.depots = {{geom::Vec3::Zero(), depth, Ml(kVolume_ml), MgPerMl(kStrength_mg_per_ml)}};
    input.compound = compound;
    input.tissue = tableTissue();
    input.pharmacokinetics.subcutisLipid = true;
    input.outputTimes = closeTimes();
    input.duration = input.outputTimes.back();
    const auto result = sim::simulate(input);
    MESO_CHECK(result.ok(), "a depot of the table can be simulated");
    return *result;
}

// Concentration over time on the axis of the depot.
struct Curve {
    std::vector<double> minutes, values;
};

Curve curveOf(const sim::Courses& courses) {
    Curve curve;
    for (std::size_t t = 0; t < courses.times.size(); ++t) {
        curve.minutes.push_back(courses.times[t].value() / 60);
        curve.values.push_back(static_cast<double>(courses.onAxis(0)[t]));
    }
    return curve;
}

// Highest point, between readings by the parabola through the three at the top.
std::pair<double, double> topOf(const Curve& c) {
    const auto highest = std::max_element(c.values.begin(), c.values.end());
    const auto f = static_cast<std::size_t>(highest - c.values.begin());
    if (f == 0)
        return {c.minutes[0], c.values[0]};
    const double left = c.values[f - 1], middle = c.values[f], right = c.values[f + 1];
    const double shift = 0.5 * (left - right) / (left - 2 * middle + right);
    return {c.minutes[f] + shift * (c.minutes[f + 1] - c.minutes[f]),
            middle - 0.25 * (left - right) * shift};
}

// From the top to half of it; between readings the concentration decays exponentially.
double halfLife_min(const Curve& c, double topAt_min, double top) {
    std::size_t f = 1;
    while (f + 1 < c.values.size() && (c.minutes[f] <= topAt_min || c.values[f] > 0.5 * top))
        ++f;
    const double part =
        std::log(c.values[f - 1] / (0.5 * top)) / std::log(c.values[f - 1] / c.values[f]);
    return c.minutes[f - 1] + part * (c.minutes[f] - c.minutes[f - 1]) - topAt_min;
}

// The place of a vertex among those that the compound reaches.
std::size_t placeOf(const std::vector<int>& vertices, int vertex) {
    return static_cast<std::size_t>(std::lower_bound(vertices.begin(), vertices.end(), vertex) -
                                    vertices.begin());
}

double highestAt(const sim::Courses& courses, int vertex) {
    const std::size_t place = placeOf(courses.vertices, vertex);
    if (place == courses.vertices.size() || courses.vertices[place] != vertex)
        return 0;
    const std::span<const float> course = courses.of(place);
    return static_cast<double>(*std::max_element(course.begin(), course.end()));
}

// Where the highest band average falls to the threshold; exponential between vertices.
double radiusAt_mm(const sim::Courses& courses, const PlainSurface& sheet) {
    double before = highestAt(courses, vertexAt(sheet, 0));
    for (int i = 1; i * kSpacing_mm < kDepotReach_mm; ++i) {
        const double now = highestAt(courses, vertexAt(sheet, i * kSpacing_mm));
        if (now < kThreshold)
            return (i - 1 + std::log(before / kThreshold) / std::log(before / now)) * kSpacing_mm;
        before = now;
    }
    return kDepotReach_mm;
}

store::SingleDepotRow depotFigures(const sim::SimResult& result, const PlainSurface& sheet,
                                   sim::DepthRange band) {
    const sim::Courses courses = result.field->courses({band}, result.times);
    const sim::CourseIntegrals integrals = result.field->integrals({band});
    const Curve curve = curveOf(courses);
    const auto [topAt_min, top] = topOf(curve);
    store::SingleDepotRow row;
    row.peak = top;
    row.halfLife_min = halfLife_min(curve, topAt_min, top);
    row.radiusAtOnePercent_mm = radiusAt_mm(courses, sheet);
    row.auc_h =
        static_cast<double>(integrals.area[placeOf(integrals.vertices, vertexAt(sheet, 0))]) / 3600;
    return row;
}

// The band average on the axis at the start in closed form: a disc of the ellipsoid at height z,
// smoothed along the surface, is 1 - exp(-R(z)^2 / 2w^2) there; across, a normal distribution.
double startInClosedForm(double depth_mm, double bandTop_mm) {
    constexpr int kSlices = 4000;
    const double c = kHalfHeight_mm, variance = kDepotEdge_mm * kDepotEdge_mm;
    const double a2 = 3 * kVolume_ml * 1000 / (4 * std::numbers::pi * c);
    double sum = 0;
    for (int i = 0; i < kSlices; ++i) {
        const double z = c * (2 * (i + 0.5) / kSlices - 1);
        const double disc = 1 - std::exp(-a2 * (1 - z * z / (c * c)) / (2 * variance));
        const double at = depth_mm + z;
        for (const double image : {at, -at, 2 * kThickness_mm - at})
            sum +=
                disc * normalShare(bandTop_mm, bandTop_mm + kBandHeight_mm, image, kDepotEdge_mm);
    }
    return sum * 2 * c / kSlices / kBandHeight_mm;
}

// The worst row for each figure.
class WorstRows {
public:
    void add(std::size_t figure, const store::SingleDepotRow& row, double reference, double ours,
             double error) {
        VerificationCase& worst = worst_[figure];
        if (error <= worst.error || std::isnan(worst.error))
            return;
        worst.reference = reference, worst.ours = ours, worst.error = error;
        worst.note = "depot at " + text::of(Mm(row.depth_mm)) + ", band from " +
                     text::of(Mm(row.bandTop_mm));
    }
    [[nodiscard]] const VerificationCase& at(std::size_t figure) const { return worst_[figure]; }

private:
    std::array<VerificationCase, 5> worst_;
};

struct Allowed {
    const char* figure;
    double tolerance;
    const char* why;
};

// At the start the table itself lies up to 1.6 % above the closed form (band from 1.5 mm, depot at
// 4 mm), and it states +-1 % for the rest.
constexpr std::array<Allowed, 5> kAllowed{
    {{"start, closed form", 0.001, "of the injected strength"},
     {"peak", 0.03, "of which the table's start is up to 1.6 % above the closed form"},
     {"half-life", 0.03, "as for the peak that it starts from, and 1 % of the table"},
     {"radius at 1 %, mm", 0.1, "a tenth of the table's spacing"},
     {"area under the curve", 0.025, "as for the peak"}}};

void compareRow(const store::SingleDepotRow& row, const store::SingleDepotRow& ours, double start,
                WorstRows& worst) {
    const auto relative = [](double a, double b) { return std::abs(a / b - 1); };
    const double exact = startInClosedForm(row.depth_mm, row.bandTop_mm);
    worst.add(0, row, exact, start, std::abs(start - exact) / kStrength_mg_per_ml);
    worst.add(1, row, row.peak, ours.peak, relative(ours.peak, row.peak));
    worst.add(2, row, row.halfLife_min, ours.halfLife_min,
              relative(ours.halfLife_min, row.halfLife_min));
    worst.add(3, row, row.radiusAtOnePercent_mm, ours.radiusAtOnePercent_mm,
              std::abs(ours.radiusAtOnePercent_mm - row.radiusAtOnePercent_mm));
    worst.add(4, row, row.auc_h, ours.auc_h, relative(ours.auc_h, row.auc_h));
}

// The rows of one compound and depth, both bands of which come from one run.
int compareRun(const store::ReferenceTables& tables, const store::CompoundRow& compound,
               double depth_mm, const PlainSurface& sheet, WorstRows& worst) {
    const sim::SimResultPtr result = runDepot(compoundOf(compound), Mm(depth_mm), sheet);
    int compared = 0;
    for (const store::SingleDepotRow& row : tables.singleDepots) {
        if (row.compound != compound.name || row.depth_mm != depth_mm)
            continue;
        const sim::DepthRange band{Mm(row.bandTop_mm), Mm(row.bandTop_mm + kBandHeight_mm)};
        const std::vector<Seconds> atOnce{Seconds(0)};
        const double start =
            static_cast<double>(result->field->courses({band}, atOnce).onAxis(0)[0]);
        compareRow(row, depotFigures(*result, sheet, band), start, worst);
        ++compared;
    }
    return compared;
}

} // namespace

std::vector<VerificationCase> verifySingleDepots(const store::ReferenceTables& tables) {
    const PlainSurface sheet = flatSheet(kSpacing_mm, kDepotReach_mm);
    std::vector<VerificationCase> cases;
    for (const std::string name : kCompounds) {
        const auto compound =
            std::find_if(tables.compounds.begin(), tables.compounds.end(),
                         [&](const store::CompoundRow& row) { return row.name == name; });
        WorstRows worst;
        int rows = 0;
        for (const double depth_mm : kDepths_mm)
            if (compound != tables.compounds.end())
                rows += compareRun(tables, *compound, depth_mm, sheet, worst);
        for (std::size_t f = 0; f < kAllowed.size(); ++f) {
            const VerificationCase& w = worst.at(f);
            cases.push_back(atMost("R", "One depot of " + name + ", " + kAllowed[f].figure,
                                   {w.reference, w.ours, rows == kRows ? w.error : std::nan("")},
                                   kAllowed[f].tolerance,
                                   "worst of " + std::to_string(rows) + " rows: " + w.note +
                                       "; by sim::simulate; tolerance: " + kAllowed[f].why));
        }
    }
    return cases;
}

} // namespace meso::verify
