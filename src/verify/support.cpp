#include "verify/support.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "base/check.h"
#include "base/text.h"
#include "verify/mesh/mesh_depot.h"
#include "verify/mesh/schedule.h"

namespace meso::verify {
namespace {

constexpr double kAxisTolerance = 0.01, kMaxTolerance = 0.02, kL2Tolerance = 0.025;

// Derivative at x of the polynomial through (nodes, values), by Lagrange's formula.
double lagrangeDerivative(const std::vector<double>& nodes, const std::vector<double>& values,
                          double x) {
    double sum = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        double slope = 0;
        for (std::size_t m = 0; m < nodes.size(); ++m) {
            if (m == i)
                continue;
            double term = 1 / (nodes[i] - nodes[m]);
            for (std::size_t k = 0; k < nodes.size(); ++k)
                if (k != i && k != m)
                    term *= (x - nodes[k]) / (nodes[i] - nodes[k]);
            slope += term;
        }
        sum += values[i] * slope;
    }
    return sum;
}

// First and last face of the run of cells that share the layer of the cell at this depth.
std::pair<int, int> facesOfLayerAt(const TissueGrid& grid, double depth_mm) {
    int cell = 0;
    while (cell + 1 < grid.cells() && grid.faces_mm[cell + 1] < depth_mm - 1e-9)
        ++cell;
    int first = cell, last = cell + 1;
    while (first > 0 && grid.layer[first - 1] == grid.layer[cell])
        --first;
    while (last < grid.cells() && grid.layer[last] == grid.layer[cell])
        ++last;
    return {first, last};
}

} // namespace

void FieldComparison::add(double time_s, bool onAxis, double reference, double ours) {
    points_.push_back({time_s, onAxis, reference, ours});
}

double FieldComparison::peakAt(double time_s) const {
    double peak = 0;
    for (const Point& p : points_)
        if (p.time_s == time_s)
            peak = std::max(peak, std::abs(p.reference));
    return peak;
}

VerificationCase FieldComparison::worst(bool axisOnly) const {
    VerificationCase worst;
    worst.error = -1;
    for (const Point& p : points_) {
        const double error = std::abs(p.ours - p.reference) / peakAt(p.time_s);
        if ((!axisOnly || p.onAxis) && !(error <= worst.error))
            worst.error = error, worst.reference = p.reference, worst.ours = p.ours;
    }
    return worst;
}

double FieldComparison::worstL2() const {
    std::set<double> times;
    for (const Point& p : points_)
        times.insert(p.time_s);
    double worstOfAll = 0;
    for (const double time : times) {
        double error = 0, size = 0;
        for (const Point& p : points_)
            if (p.time_s == time) {
                error += (p.ours - p.reference) * (p.ours - p.reference);
                size += p.reference * p.reference;
            }
        worstOfAll = std::max(worstOfAll, std::sqrt(error / size));
    }
    return worstOfAll;
}

FieldComparison FieldComparison::only(const std::function<bool(double time_s)>& keep) const {
    FieldComparison kept;
    for (const Point& p : points_)
        if (keep(p.time_s))
            kept.points_.push_back(p);
    return kept;
}

double FieldComparison::largestError() const {
    return worst(false).error;
}

std::vector<VerificationCase> FieldComparison::cases(const std::string& id,
                                                     const std::string& title,
                                                     const std::string& note) const {
    const VerificationCase axis = worst(true), anywhere = worst(false);
    const double l2 = worstL2();
    return {
        atMost(id, title + ", axis", {axis.reference, axis.ours, axis.error}, kAxisTolerance, note),
        atMost(id, title + ", max", {anywhere.reference, anywhere.ours, anywhere.error},
               kMaxTolerance, note),
        atMost(id, title + ", L2", {0, l2, l2}, kL2Tolerance, note)};
}

VerificationCase atMost(std::string id, std::string title, const Compared& figures,
                        double tolerance, std::string note) {
    return {.id = std::move(id),
            .title = std::move(title),
            .reference = figures.reference,
            .ours = figures.ours,
            .error = figures.error,
            .tolerance = tolerance,
            .pass = figures.error <= tolerance,
            .note = std::move(note)};
}

VerificationCase atLeast(std::string id, std::string title, double rate, double least,
                         std::string note) {
    return {.id = std::move(id),
            .title = std::move(title),
            .reference = 2,
            .ours = rate,
            .error = rate,
            .tolerance = least,
            .pass = rate >= least,
            .note = std::move(note)};
}

VerificationCase stated(VerificationCase found) {
    found.counts = false;
    return found;
}

DiffusionModel modelOn(const PlainSurface& surface, TissueGrid grid,
                       std::vector<sim::LayerTransport> transports) {
    return {lateralOperator(surface.vertices, surface.triangles), std::move(grid),
            std::move(transports)};
}

sim::LayerTransport uniformTransport(double diffusivity_mm2_per_s, double loss_per_s) {
    return {1, Mm2PerSecond(diffusivity_mm2_per_s), PerSecond(loss_per_s), PerSecond(0)};
}

TissueGrid evenGrid(double thickness_mm, int cells, Mm radius) {
    std::vector<double> faces_mm;
    for (int i = 0; i <= cells; ++i)
        faces_mm.push_back(thickness_mm * i / cells);
    return gridFromFaces(std::move(faces_mm), std::vector<int>(cells, 0), radius);
}

TissueGrid standardGrid(int parts) {
    std::vector<double> coarse_mm{0, 0.05, 0.1};
    for (int i = 1; i <= 6; ++i)
        coarse_mm.push_back(0.1 + 1.4 * i / 6);
    while (coarse_mm.size() < 27)
        coarse_mm.push_back(coarse_mm.back() + 0.25);
    std::vector<double> faces_mm{0};
    for (std::size_t c = 0; c + 1 < coarse_mm.size(); ++c)
        for (int i = 1; i <= parts; ++i)
            faces_mm.push_back(coarse_mm[c] + (coarse_mm[c + 1] - coarse_mm[c]) * i / parts);
    const std::vector<int> layer(faces_mm.size() - 1, 0);
    return gridFromFaces(std::move(faces_mm), layer, Mm(0));
}

void march(const DiffusionModel& model, const PlainSurface& surface, const StartField& start,
           const std::vector<double>& times_s, const Visit& visit) {
    Stepper stepper(model);
    std::vector<double> amounts;
    amounts.reserve(surface.vertices.size() * static_cast<std::size_t>(stepper.cells()));
    for (const geom::Vec3& position : surface.vertices)
        for (int c = 0; c < stepper.cells(); ++c)
            amounts.push_back(start(position, c) * model.grid.volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    std::vector<Seconds> times;
    times.reserve(times_s.size());
    for (const double t : times_s)
        times.emplace_back(t);
    std::size_t next = 0;
    if (times_s.front() == 0)
        visit(times_s[next++], stepper);
    for (const StepRun& run : makeSchedule(times)) {
        stepper.advance(run.dt, run.steps);
        if (run.output)
            visit(times_s[next++], stepper);
    }
}

void marchSampled(const DiffusionModel& model, const PlainSurface& surface, const StartField& start,
                  const std::vector<double>& times_s, const Visit& visit) {
    const geom::MeshPtr mesh = surface.mesh();
    std::size_t vertex = 0;
    // march asks vertex by vertex, all cells of one before the next.
    const StartField sampled = [&](const geom::Vec3& position, int cell) {
        double sum = 0;
        for (const CellSample& s :
             cellSamples(model.lateral.mass_mm2[vertex], mesh->normals()[vertex]))
            sum += s.weight * start(position + s.offset, cell);
        if (cell + 1 == model.grid.cells())
            ++vertex;
        return sum;
    };
    march(model, surface, sampled, times_s, visit);
}

clinic::Compound compoundOf(const store::CompoundRow& row) {
    clinic::Compound c;
    c.name = row.name;
    c.molarMass = Dalton(row.molarMass_Da);
    if (row.hasLogP) {
        c.logP = row.logP;
        c.fractionUnbound = row.fractionUnbound;
        // One acid group gives the table's non-ionised fraction again: f = 1 / (1 + 10^(7.4 -
        // pKa)).
        if (row.fractionNonIonised < 1)
            c.pKaAcid = 7.4 + std::log10(row.fractionNonIonised / (1 - row.fractionNonIonised));
    } else {
        c.matrixBinding = row.bindingFactor - 1;
    }
    return c;
}

double normalShare(double from, double to, double mean, double deviation) {
    const double scale = deviation * std::numbers::sqrt2;
    return 0.5 * (std::erf((to - mean) / scale) - std::erf((from - mean) / scale));
}

double atDepth(const Stepper& stepper, const TissueGrid& grid, int vertex, double depth_mm) {
    const auto [firstFace, lastFace] = facesOfLayerAt(grid, depth_mm);
    constexpr int kFaces = 5;
    int first = firstFace;
    // The window of faces whose middle lies nearest to the depth.
    while (first + kFaces <= lastFace &&
           grid.faces_mm[first + kFaces] + grid.faces_mm[first] < 2 * depth_mm + 1e-9)
        ++first;
    std::vector<double> nodes, above;
    double sum = 0;
    for (int f = first; f <= std::min(first + kFaces - 1, lastFace); ++f) {
        nodes.push_back(grid.faces_mm[f]);
        above.push_back(sum);
        if (f < lastFace)
            sum += stepper.concentration(vertex, f) * grid.height_mm(f);
    }
    return lagrangeDerivative(nodes, above, depth_mm);
}

int vertexAt(const PlainSurface& sheet, double x_mm) {
    for (std::size_t v = 0; v < sheet.vertices.size(); ++v)
        if ((sheet.vertices[v] - geom::Vec3(x_mm, 0, 0)).norm() < 1e-6)
            return static_cast<int>(v);
    MESO_CHECK(false, "a verification point is no vertex of its sheet");
    return -1;
}

std::vector<double> distinct(const std::vector<store::TableRow>& rows, std::size_t column) {
    std::vector<double> values;
    for (const store::TableRow& row : rows)
        if (std::find(values.begin(), values.end(), row[column]) == values.end())
            values.push_back(row[column]);
    return values;
}

std::string errorList(const std::vector<std::pair<double, double>>& sizeAndError,
                      const std::string& unit) {
    std::string words = "errors";
    for (const auto& [size, error] : sizeAndError)
        words += " " + text::significant(error) + " at " + text::significant(size) + unit + ",";
    words.pop_back();
    return words;
}

double convergenceRate(const std::vector<std::pair<double, double>>& sizeAndError) {
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (const auto& [size, error] : sizeAndError) {
        const double x = std::log(size), y = std::log(error);
        sx += x, sy += y, sxx += x * x, sxy += x * y;
    }
    const double n = static_cast<double>(sizeAndError.size());
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

} // namespace meso::verify
