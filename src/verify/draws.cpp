#include "verify/draws.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/text.h"
#include "sim/kernel/input_checks.h"
#include "sim/kernel/simulate.h"
#include "sim/model/transport_phases.h"
#include "verify/axisymmetric_reference.h"
#include "verify/support.h"
#include "verify/surfaces.h"

namespace meso::verify {
namespace {

constexpr std::array kDrawTimes_s{120.0, 600.0, 3600.0, 21600.0};
constexpr double kCountedShare = 1e-3, kReachedShare = 0.01, kTargetRadius_mm = 10;
constexpr double kSurfaceReach_mm = 24, kPatchEdge_mm = 1;

// Where a place at an arc length from the site lies, along the same way for all.
geom::Vec3 placeAt(const Draw& draw, double arc_mm) {
    const geom::Vec3& site = draw.input.depots.front().position;
    if (draw.radius_mm <= 0)
        return site + geom::Vec3(arc_mm, 0, 0);
    const geom::Vec3 up = site.normalized();
    const geom::Vec3 along = up.cross(geom::Vec3(0, 1, 0)).normalized();
    const double angle = arc_mm / draw.radius_mm;
    return draw.radius_mm * (std::cos(angle) * up + std::sin(angle) * along);
}

double arcTo(const Draw& draw, const geom::Vec3& place) {
    const double chord = (place - draw.input.depots.front().position).norm();
    return draw.radius_mm > 0 ? 2 * draw.radius_mm * std::asin(chord / (2 * draw.radius_mm))
                              : chord;
}

// Depths inside the layers, none on a border.
std::vector<double> depthsIn(const anatomy::TissueProfile& tissue) {
    constexpr double kApart_mm = 0.4;
    std::vector<double> depths;
    double top = 0;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        const double thickness = layer.thickness.value();
        const int count = static_cast<int>(std::ceil(thickness / kApart_mm));
        for (int i = 0; i < count; ++i)
            depths.push_back(top + thickness * (i + 0.5) / count);
        top += thickness;
    }
    return depths;
}

AxisymmetricCase questionOf(const Draw& draw, const std::vector<sim::TransportPhase>& phases,
                            const sim::DepotShape& shape) {
    constexpr double kMm3PerMl = 1000, kLeastWall_mm = 30, kBeyond_mm = 16;
    const sim::SimInput& input = draw.input;
    AxisymmetricCase question;
    for (std::size_t l = 0; l < input.tissue.layers.size(); ++l) {
        const sim::LayerTransport& layer = phases.front().transports[l];
        question.layers.push_back(
            {input.tissue.layers[l].thickness.value(), layer.capacity, layer.diffusivity.value()});
    }
    double start_s = 0;
    for (const sim::TransportPhase& phase : phases) {
        std::vector<double> loss_per_s;
        for (const sim::LayerTransport& layer : phase.transports)
            loss_per_s.push_back(layer.loss().value());
        question.phases.push_back({start_s, std::move(loss_per_s)});
        start_s = phase.until.value();
    }
    question.radius_mm = draw.radius_mm;
    question.depot = {shape.halfWidth.value(), shape.halfHeight.value(), shape.centre.value(),
                      shape.edge.value()};
    question.dose = shape.delivered.value() * kMm3PerMl;
    const clinic::Compound& compound = input.compound;
    if (compound.release && input.depots.front().strength >= compound.release->fromStrength)
        question.release_per_s = compound.release->rate.value();
    question.wall_mm = std::max(kLeastWall_mm, shape.halfWidth.value() + kBeyond_mm);
    return question;
}

// Where a draw is read.
struct DrawPlaces {
    std::vector<double> radii_mm, depths_mm; // of the points
    std::vector<int> vertices;               // of the surface, by increasing distance
    std::vector<double> distances_mm;        // of the axis, 0, and of the vertices
};

DrawPlaces placesOf(const Draw& draw, const sim::DepotShape& shape) {
    constexpr double kStep_mm = 0.5, kBeyond_mm = 8;
    DrawPlaces places;
    const double reach_mm = shape.halfWidth.value() + kBeyond_mm;
    for (int i = 0; i * kStep_mm < reach_mm; ++i)
        places.radii_mm.push_back(i * kStep_mm);
    places.depths_mm = depthsIn(draw.input.tissue);
    std::vector<std::pair<double, int>> near;
    const std::vector<geom::Vec3>& vertices = draw.input.surface->vertices();
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (const double arc = arcTo(draw, vertices[v]); arc < kSurfaceReach_mm)
            near.emplace_back(arc, static_cast<int>(v));
    std::sort(near.begin(), near.end());
    places.distances_mm.push_back(0);
    for (const auto& [arc, vertex] : near) {
        places.distances_mm.push_back(arc);
        places.vertices.push_back(vertex);
    }
    return places;
}

// The program's band means at the distances: [band][time][distance], and their integrals.
struct BandCurves {
    std::vector<std::vector<std::vector<double>>> means;
    std::vector<std::vector<double>> exposure;
};

// A value per vertex that is read, out of those that the compound reaches.
std::vector<double> atVertices(const DrawPlaces& places, const std::vector<int>& reached,
                               const std::function<double(std::size_t)>& value) {
    std::vector<double> values;
    for (const int vertex : places.vertices) {
        const auto found = std::lower_bound(reached.begin(), reached.end(), vertex);
        const bool isReached = found != reached.end() && *found == vertex;
        values.push_back(isReached ? value(static_cast<std::size_t>(found - reached.begin())) : 0);
    }
    return values;
}

BandCurves bandCurves(const Draw& draw, const sim::CompoundField& field, const DrawPlaces& places) {
    BandCurves curves;
    std::vector<Seconds> times(kDrawTimes_s.begin(), kDrawTimes_s.end());
    for (const anatomy::BulbBand& band : draw.input.tissue.bulbBands) {
        const sim::Reading reading{{band.from, band.to}};
        const sim::Courses courses = field.courses(reading, times);
        auto& means = curves.means.emplace_back();
        for (std::size_t t = 0; t < times.size(); ++t) {
            means.push_back(atVertices(places, courses.vertices, [&](std::size_t i) {
                return static_cast<double>(courses.of(i)[t]);
            }));
            means.back().insert(means.back().begin(), static_cast<double>(courses.onAxis(0)[t]));
        }
        const sim::CourseIntegrals integrals = field.integrals(reading);
        curves.exposure.push_back(atVertices(places, integrals.vertices, [&](std::size_t i) {
            return static_cast<double>(integrals.area[i]);
        }));
    }
    return curves;
}

// Area within the farthest distance at which a curve is at the threshold; exponential between.
double reachedArea_mm2(const std::vector<double>& distances, const std::vector<double>& curve,
                       double radius_mm) {
    std::size_t last = curve.size();
    while (last > 0 && curve[last - 1] < kReachedShare)
        --last;
    if (last == 0)
        return 0;
    double r = distances[last - 1];
    if (last < curve.size() && curve[last] > 0)
        r += (distances[last] - r) * std::log(curve[last - 1] / kReachedShare) /
             std::log(curve[last - 1] / curve[last]);
    return 2 * std::numbers::pi *
           (radius_mm > 0 ? radius_mm * radius_mm * (1 - std::cos(r / radius_mm)) : r * r / 2);
}

// Points of one time that count, and the highest value then.
void addPoints(const Draw& draw, const sim::CompoundField& field, const DrawPlaces& places,
               const AxisymmetricMoment& moment, FieldComparison& comparison) {
    if (*std::max_element(moment.points.begin(), moment.points.end()) < kCountedShare)
        return;
    std::vector<geom::Vec3> positions;
    for (const double r : places.radii_mm)
        positions.push_back(placeAt(draw, r));
    const std::vector<float> ours =
        field.below(positions, places.depths_mm, sim::Measure::Total, Seconds(moment.time_s));
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (moment.points[i] >= kCountedShare)
            comparison.add(moment.time_s, i < places.depths_mm.size(), moment.points[i],
                           static_cast<double>(ours[i]));
}

double highestOf(const std::vector<std::vector<double>>& bands) {
    double highest = 0;
    for (const std::vector<double>& band : bands)
        highest = std::max(highest, *std::max_element(band.begin(), band.end()));
    return highest;
}

// Largest difference where the reference is at least `counted`.
double apartOf(const std::vector<double>& ours, const std::vector<double>& reference,
               double counted) {
    double apart = 0;
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (reference[i] >= counted)
            apart = std::max(apart, std::abs(ours[i] - reference[i]));
    return apart;
}

void compareBands(const Draw& draw, const BandCurves& ours, const DrawPlaces& places,
                  const AxisymmetricResult& reference, DrawErrors& errors) {
    constexpr double kTarget_mm2 = std::numbers::pi * kTargetRadius_mm * kTargetRadius_mm;
    for (std::size_t t = 0; t < kDrawTimes_s.size(); ++t) {
        const auto& bands = reference.moments[t].bands;
        const double highest = highestOf(bands);
        if (highest < kCountedShare)
            continue;
        for (std::size_t b = 0; b < bands.size(); ++b) {
            errors.bands = std::max(errors.bands,
                                    apartOf(ours.means[b][t], bands[b], kCountedShare) / highest);
            const double covered =
                reachedArea_mm2(places.distances_mm, ours.means[b][t], draw.radius_mm) -
                reachedArea_mm2(places.distances_mm, bands[b], draw.radius_mm);
            errors.coverage = std::max(errors.coverage, std::abs(covered) / kTarget_mm2);
        }
    }
    for (std::size_t b = 0; b < ours.exposure.size(); ++b) {
        std::vector<double> exact = reference.exposure[b];
        exact.erase(exact.begin()); // of the axis
        errors.exposure = std::max(errors.exposure, apartOf(ours.exposure[b], exact, 0) /
                                                        highestOf(reference.exposure));
    }
}

} // namespace

std::string Draw::words() const {
    const sim::SimDepot& depot = input.depots.front();
    std::string words = input.compound.name + ", " + text::fixed(depot.volume.value(), 3) +
                        " mL at " + text::of(depot.depth, 2) + ", " +
                        (radius_mm > 0 ? "radius " + text::of(Mm(radius_mm), 0) : "flat") +
                        ", flow x " + text::fixed(input.bloodFlowFactor, 2);
    if (!input.bloodFlowState.empty())
        words += ", " + input.bloodFlowState;
    if (input.tissue.injectionFlow.applies)
        words += ", flushed by the needle";
    if (input.compound.release && depot.strength >= input.compound.release->fromStrength)
        words += ", released at " + text::significant(input.compound.release->rate.value()) + "/s";
    return words;
}

Draw drawInjection(const DrawSource& source, Random& random) {
    const auto oneIn = [&](std::uint64_t many) { return random.below(many) == 0; };
    const auto logEven = [&](double low, double high) {
        return low * std::pow(high / low, random.uniform());
    };
    std::vector<const clinic::Compound*> simulated = source.compounds.offered();
    std::erase_if(simulated, [](const clinic::Compound* compound) {
        return !clinic::notSimulatedReason(*compound).empty();
    });
    Draw draw;
    sim::SimInput& input = draw.input;
    do {
        input = {};
        input.compound = *simulated[random.below(simulated.size())];
        input.tissue = source.tissue;
        for (anatomy::TissueLayer& layer : input.tissue.layers)
            layer.thickness = layer.thickness * random.uniform(0.85, 1.15);
        input.bloodFlowFactor = random.uniform(0.7, 2.6);
        if (oneIn(4) && source.tissue.flowState("hyperaemia"))
            input.bloodFlowState = "hyperaemia";
        input.tissue.injectionFlow.applies = oneIn(4);
        if (oneIn(4))
            input.compound.release = {PerSecond(logEven(1e-5, 1e-3)), MgPerMl(0)};
        draw.radius_mm = oneIn(4) ? 0 : 1 / random.uniform(1.0 / 110, 1.0 / 70);
        const double x = random.uniform(-1, 1), y = random.uniform(-1, 1);
        const double r = draw.radius_mm;
        input.depots = {{{x, y, r > 0 ? std::sqrt(r * r - x * x - y * y) : 0},
                         Mm(random.uniform(0.5, 5)),
                         Ml(logEven(0.002, 0.2)),
                         MgPerMl(1)}};
        const PlainSurface surface = r > 0 ? sphereCap(r, kPatchEdge_mm, kSurfaceReach_mm + 4)
                                           : flatSheet(kPatchEdge_mm, kSurfaceReach_mm + 2);
        input.surface = surface.mesh();
    } while (!sim::checkInput(input));
    return draw;
}

Result<DrawErrors> drawErrors(const Draw& draw) {
    const auto result = sim::simulate(draw.input);
    if (!result)
        return result.error();
    const auto phases = sim::transportPhases(draw.input);
    if (!phases)
        return phases.error();
    const sim::DepotShape& shape = (*result)->shapes.front();
    const sim::CompoundField& field = *(*result)->field;
    const DrawPlaces places = placesOf(draw, shape);
    AxisymmetricReading reading{.times_s = {kDrawTimes_s.begin(), kDrawTimes_s.end()},
                                .radii_mm = places.distances_mm,
                                .exposure = true};
    for (const double r : places.radii_mm)
        for (const double z : places.depths_mm)
            reading.points.push_back({r, z});
    for (const anatomy::BulbBand& band : draw.input.tissue.bulbBands)
        reading.bands.push_back({band.from.value(), band.to.value()});
    const AxisymmetricResult reference =
        referenceAxisymmetric(questionOf(draw, *phases, shape), reading);
    FieldComparison comparison;
    for (const AxisymmetricMoment& moment : reference.moments)
        addPoints(draw, field, places, moment, comparison);
    DrawErrors errors;
    if (!comparison.empty()) {
        const auto cases = comparison.cases("D", "", "");
        errors.axis = cases[0].error, errors.max = cases[1].error, errors.l2 = cases[2].error;
    }
    compareBands(draw, bandCurves(draw, field, places), places, reference, errors);
    return errors;
}

Result<std::vector<DrawRow>> runDraws(const DrawSource& source, int draws, std::uint64_t seed,
                                      const Progress& progress) {
    Random random(seed);
    std::vector<DrawRow> rows;
    for (int d = 0; d < draws; ++d) {
        const Draw draw = drawInjection(source, random);
        const auto errors = drawErrors(draw);
        if (!errors)
            return errors.error();
        rows.push_back({draw.words(), *errors});
        if (progress)
            progress(static_cast<double>(d + 1) / draws);
    }
    return rows;
}

std::vector<VerificationCase> drawCases(const std::vector<DrawRow>& rows) {
    struct DrawLimit {
        const char *id, *what;
        double DrawErrors::*error;
        double tolerance;
    };
    constexpr DrawLimit kLimits[] = {
        {"D", "axis", &DrawErrors::axis, 0.01},
        {"D", "max", &DrawErrors::max, 0.02},
        {"D", "L2", &DrawErrors::l2, 0.025},
        {"D", "band means", &DrawErrors::bands, 0.005},
        {"D", "coverage at 1 %", &DrawErrors::coverage, 0.005},
        {"V13", "area under the curve without end", &DrawErrors::exposure, 0.005}};
    std::vector<VerificationCase> cases;
    for (const DrawLimit& limit : kLimits) {
        const auto worst =
            std::max_element(rows.begin(), rows.end(), [&](const DrawRow& a, const DrawRow& b) {
                return !(a.errors.*limit.error >= b.errors.*limit.error);
            });
        const double error = worst == rows.end() ? std::nan("") : worst->errors.*limit.error;
        cases.push_back(atMost(
            limit.id, "Drawn injections against finite volumes, " + std::string(limit.what),
            {0, error, error}, limit.tolerance,
            "worst of " + std::to_string(rows.size()) + " draws at 2 min, 10 min, 1 h and 6 h: " +
                (worst == rows.end() ? "" : worst->words)));
    }
    return cases;
}

} // namespace meso::verify
