#include "sim/kernel/simulate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <new>
#include <tuple>
#include <utility>

#include "sim/kernel/input_checks.h"
#include "sim/kernel/site_nodes.h"
#include "sim/model/transport_phases.h"

namespace meso::sim {
namespace {

// The series leaves some 1e-4 of the maximum at this number of wavenumbers per edge width.
constexpr double kWavesPerEdge = 3.25;
// Heads are no more bent than a ball of 45 mm; hollows are shallow.
constexpr double kMaxCurvature_per_mm = 1.0 / 45;

Error cancelled() {
    return Error{"The simulation was cancelled."};
}

bool releasesSlowly(const SimInput& input, const SimDepot& depot) {
    return input.compound.release && depot.strength >= input.compound.release->fromStrength;
}

/// How far from a depot's edge the compound is found in the end, mm: some penetration lengths of
/// the layer in which it comes farthest, or deviations of what diffuses in the time. Thin layers
/// follow their neighbours.
double spreadOf(const SimInput& input, const std::vector<TransportPhase>& phases) {
    constexpr double kThin_mm = 0.5, kLengths = 5, kDeviations = 5;
    double longest = 0;
    for (const TransportPhase& phase : phases)
        for (std::size_t l = 0; l < phase.transports.size(); ++l) {
            if (input.tissue.layers[l].thickness.value() < kThin_mm)
                continue;
            const double diffusivity = phase.transports[l].diffusivity.value();
            const double loss = phase.transports[l].loss().value();
            const double diffusion =
                kDeviations * std::sqrt(2 * diffusivity * input.duration.value());
            const double penetration =
                loss > 0 ? kLengths * std::sqrt(diffusivity / loss) : diffusion;
            longest = std::max(longest, std::min(diffusion, penetration));
        }
    return longest;
}

/// Radii come in even numbers, so that runs share discs.
double discRadius_mm(double needed_mm) {
    constexpr double kLeast_mm = 10, kMost_mm = 80;
    return std::clamp(2 * std::ceil(needed_mm / 2), kLeast_mm, kMost_mm);
}

/// Builds a run's field depot by depot.
class FieldBuilder {
public:
    FieldBuilder(const SimInput& input, const SimJob& job, std::vector<TransportPhase> phases)
        : input_(input), job_(job), store_(job.store ? job.store : std::make_shared<KernelStore>()),
          phases_(std::move(phases)), surface_(store_->surface(input.surface)) {
        for (const LayerTransport& layer : phases_.front().transports)
            capacities_.push_back(layer.capacity);
    }

    Result<SimResultPtr> build() {
        auto result = std::make_shared<SimResult>();
        describe(*result);
        double widest = 0;
        for (const SimDepot& depot : input_.depots) {
            factors_.push_back(factorAt(depot.position));
            result->shapes.push_back(
                depotShape(depot, input_.tissue, capacities_, factors_.back()));
            widest = std::max(widest, result->shapes.back().halfWidth.value());
        }
        const double edge = input_.tissue.depotEdgeWidth.value();
        constexpr double kBeyond_mm = 2;
        disc_ =
            store_->disc(discRadius_mm(widest + 5 * edge + spreadOf(input_, phases_) + kBeyond_mm),
                         kWavesPerEdge / edge);
        std::vector<CompoundField::Depot> depots;
        for (std::size_t i = 0; i < input_.depots.size(); ++i) {
            if (!goesOn(static_cast<double>(i) / static_cast<double>(input_.depots.size())))
                return cancelled();
            if (!liesOnSurface(input_.depots[i]))
                return Error{"Injection site " + std::to_string(shownNumber(input_.depots[i], i)) +
                             ": An injection site lies off the simulated surface; place it on the "
                             "scalp."};
            depots.push_back(fieldDepot(i));
        }
        result->overlaps = overlapsOf(input_.depots, result->shapes);
        result->warnings = depotWarnings(input_.depots, result->overlaps);
        result->field = std::make_shared<const CompoundField>(surface_, std::move(depots), store_);
        result->leaked = result->dose * input_.tissue.leakFraction;
        result->balance = massBalance(*result->field, result->leaked, result->times);
        if (!goesOn(1))
            return cancelled();
        return SimResultPtr(std::move(result));
    }

private:
    [[nodiscard]] bool goesOn(double fraction) const {
        if (job_.progress)
            job_.progress(fraction);
        return !job_.stop.stop_requested();
    }
    void describe(SimResult& result) const {
        result.inputHash = input_.hash(surface_->hash);
        result.transports = phases_.back().transports;
        result.times =
            input_.outputTimes.empty() ? standardOutputTimes(input_.duration) : input_.outputTimes;
        Mm bottom(0);
        for (const anatomy::TissueLayer& layer : input_.tissue.layers) {
            result.layerNames.push_back(layer.name);
            result.layerBottom.push_back(bottom += layer.thickness);
        }
        for (const SimDepot& depot : input_.depots) {
            result.injectedStrength = std::max(result.injectedStrength, depot.strength);
            result.dose += depot.strength * depot.volume;
        }
    }
    [[nodiscard]] bool liesOnSurface(const SimDepot& depot) const {
        constexpr double kNear_mm = 5; // more than an edge of the coarsest surface
        const int nearest = surface_->bins.nearest(depot.position);
        return nearest >= 0 &&
               (surface_->mesh->vertices()[nearest] - depot.position).norm() <= kNear_mm;
    }
    [[nodiscard]] double factorAt(const geom::Vec3& place) const {
        return input_.thicknessFactor.empty()
                   ? 1
                   : static_cast<double>(input_.thicknessFactor[surface_->bins.nearest(place)]);
    }
    [[nodiscard]] TissueColumn columnOf(double factor, double curvature_per_mm) const {
        TissueColumn column{{}, phases_.front().transports, curvature_per_mm};
        for (const anatomy::TissueLayer& layer : input_.tissue.layers)
            column.thickness_mm.push_back(layer.thickness.value() * factor);
        return column;
    }
    CompoundField::Depot fieldDepot(std::size_t index) {
        const SimDepot& depot = input_.depots[index];
        CompoundField::Depot out{depot.position, depot.strength.value(), 0, {}};
        if (input_.tissue.referenceRadius.value() > 0)
            out.curvature_per_mm = store_->curvature(*surface_, depot.position);
        const std::vector<NodeShare> thicknesses = input_.thicknessFactor.empty()
                                                       ? std::vector<NodeShare>{{0, 1}}
                                                       : thicknessNodes(factors_[index]);
        for (const NodeShare& thickness : thicknesses) {
            const double factor = std::pow(kThicknessNode, thickness.node);
            const double height = input_.tissue.totalThickness().value() * factor;
            for (const NodeShare& bend : curvatureNodes(
                     out.curvature_per_mm, std::min(kMaxCurvature_per_mm, kMaxBentDepth / height)))
                out.parts.push_back(
                    {kernelOf(depot, {thickness.node, bend.node}), thickness.weight * bend.weight});
        }
        return out;
    }
    DepotKernelPtr kernelOf(const SimDepot& depot, std::pair<int, int> node) {
        const double factor = std::pow(kThicknessNode, node.first);
        MediumPtr& medium = media_[node];
        if (!medium)
            medium = store_->medium(columnOf(factor, node.second * kCurvatureNode_per_mm), phases_,
                                    disc_);
        // A site's depth lies within its own tissue, which may be a little thicker than a node's.
        SimDepot within = depot;
        within.depth = std::min(within.depth, input_.tissue.totalThickness() * factor * 0.999);
        const bool isSlow = releasesSlowly(input_, depot);
        DepotKernelPtr& kernel =
            kernels_[{node, depot.depth.value(), depot.volume.value(), isSlow}];
        if (!kernel)
            kernel = store_->kernel(medium, depotShape(within, input_.tissue, capacities_, factor),
                                    input_.tissue.depotRoom,
                                    isSlow ? input_.compound.release->rate : PerSecond(0));
        return kernel;
    }
    const SimInput& input_;
    const SimJob& job_;
    KernelStorePtr store_;
    std::vector<TransportPhase> phases_;
    std::shared_ptr<const KnownSurface> surface_;
    std::vector<double> capacities_, factors_;
    DiscPtr disc_;
    std::map<std::pair<int, int>, MediumPtr> media_; // by thickness and curvature node
    std::map<std::tuple<std::pair<int, int>, double, double, bool>, DepotKernelPtr> kernels_;
};

} // namespace

Result<SimResultPtr> simulate(const SimInput& input, const SimJob& job) {
    // Memory is the one thing that a valid input may still lack.
    try {
        if (const Status checked = checkInput(input); !checked)
            return checked.error();
        auto phases = transportPhases(input);
        if (!phases)
            return phases.error();
        return FieldBuilder(input, job, std::move(phases).value()).build();
    } catch (const std::bad_alloc&) {
        return Error{"There is not enough memory for this simulation. Ask for fewer output times, "
                     "or for a smaller area."};
    }
}

} // namespace meso::sim
