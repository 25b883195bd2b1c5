#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "verify/mesh/stepper.h"
#include "verify/surfaces.h"
#include "verify/verification.h"

namespace meso::verify {

/// A capacity beside which that of tissue vanishes: such a layer holds its concentration.
inline constexpr double kBoundless = 1e9;

/// Compares a computed field with its reference, time by time.
class FieldComparison {
public:
    void add(double time_s, bool onAxis, double reference, double ours);
    /// Axis, max and L2 cases, each worst over time, against 1 %, 2 % and 2.5 %.
    [[nodiscard]] std::vector<VerificationCase>
    cases(const std::string& id, const std::string& title, const std::string& note) const;
    /// The points of those times for which `keep` holds.
    [[nodiscard]] FieldComparison only(const std::function<bool(double time_s)>& keep) const;
    [[nodiscard]] bool empty() const { return points_.empty(); }
    [[nodiscard]] std::size_t size() const { return points_.size(); }
    /// Worst error relative to the largest reference value of its time.
    [[nodiscard]] double largestError() const;

private:
    struct Point {
        double time_s;
        bool onAxis;
        double reference, ours;
    };
    [[nodiscard]] double peakAt(double time_s) const;
    [[nodiscard]] VerificationCase worst(bool axisOnly) const;
    [[nodiscard]] double worstL2() const;
    std::vector<Point> points_;
};

/// What a case compares.
struct Compared {
    double reference, ours, error;
};

/// A case that passes when the error is at most the tolerance (NaN fails).
VerificationCase atMost(std::string id, std::string title, const Compared& figures,
                        double tolerance, std::string note = {});
/// A case whose error field holds a rate that must reach `least`.
VerificationCase atLeast(std::string id, std::string title, double rate, double least,
                         std::string note = {});

/// The same case, stated and not required.
VerificationCase stated(VerificationCase found);

/// A model on a plain surface: one transport for the whole depth, or one per layer of the grid.
DiffusionModel modelOn(const PlainSurface& surface, TissueGrid grid,
                       std::vector<sim::LayerTransport> transports);
sim::LayerTransport uniformTransport(double diffusivity_mm2_per_s, double loss_per_s);
/// `cells` even cells over `thickness_mm`, one layer, flat unless a radius is given.
TissueGrid evenGrid(double thickness_mm, int cells, Mm radius = Mm(0));
/// The depth faces of the shipped tissue, 26 cells over 6 mm, as one flat layer; each cell cut into
/// `parts`.
TissueGrid standardGrid(int parts = 1);

/// Concentration of the start: mean over a depth cell, at a vertex.
using StartField = std::function<double(const geom::Vec3& position_mm, int cell)>;
/// Called at each wanted time with the state.
using Visit = std::function<void(double time_s, const Stepper& stepper)>;
/// Runs a start field through the reference's own schedule; visits every time (0 too when listed).
void march(const DiffusionModel& model, const PlainSurface& surface, const StartField& start,
           const std::vector<double>& times_s, const Visit& visit);

/// The same, with the field at every vertex averaged over its cell as depots are.
void marchSampled(const DiffusionModel& model, const PlainSurface& surface, const StartField& start,
                  const std::vector<double>& times_s, const Visit& visit);

/// The compound of a table row. The row's matrix binding is its BF - 1; its f_u enters as it is.
clinic::Compound compoundOf(const store::CompoundRow& row);

/// Mean of a normal density (mean, deviation) over [from, to] times its length: its probability.
double normalShare(double from, double to, double mean, double deviation);

/// Concentration at a depth from the cell means of one vertex: derivative of the polynomial through
/// the amounts above up to five faces of the same layer, which keeps each cell's mean.
double atDepth(const Stepper& stepper, const TissueGrid& grid, int vertex, double depth_mm);

/// The vertex at (x, 0, 0) of an unjittered sheet; a bug when there is none.
int vertexAt(const PlainSurface& sheet, double x_mm);

/// The distinct values of column `column` of a table, in order.
std::vector<double> distinct(const std::vector<store::TableRow>& rows, std::size_t column);

/// "errors 0.02 at 2 mm, 0.005 at 1 mm".
std::string errorList(const std::vector<std::pair<double, double>>& sizeAndError,
                      const std::string& unit);

/// Slope of log(error) over log(size), least squares.
double convergenceRate(const std::vector<std::pair<double, double>>& sizeAndError);

} // namespace meso::verify
