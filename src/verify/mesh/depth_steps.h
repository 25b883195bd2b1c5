#pragma once
#include <map>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "verify/mesh/depth_operator.h"

namespace meso::verify {

/// What a step across depth does to the columns of one class (GridClasses). Columns are kept as y:
/// the amount per skin area times the cell's volume in the model's grid / that in the class's own.
struct DepthStep {
    Eigen::MatrixXd moved;     ///< cells x cells, on y
    Eigen::MatrixXd toCleared; ///< kClearedRows x cells: share of the amount in each cell
    /// The same for what a unit that lay undissolved in a cell has become; empty without a store.
    Eigen::MatrixXd fed, fedToCleared;
    double storeLeft = 1; ///< share of the store that is still undissolved
};

/// How the cells of a class compare with the model's grid.
struct ClassScale {
    Eigen::VectorXd volume; ///< per cell: own volume per area / that of the model's grid
    Eigen::ArrayXd relief;  ///< per cell: metric of the model's grid / own
};

/// Steps across depth for every class of thickness and curvature, each length computed once.
/// Exponentials are computed at a few thicknesses and curvatures and blended linearly for the
/// classes between them: rates go as the inverse square of thickness, so that at 2 % apart the
/// blend errs by 1e-4 of a rate; curvature adds a drift of 2 D / R, of which the blend errs by less
/// at 0.004/mm apart. Blends of exponentials keep what those keep: no negative entry, nothing lost.
class DepthSteps {
public:
    DepthSteps(const TissueGrid& grid, const GridClasses& classes,
               std::span<const sim::LayerTransport> transports);

    /// Other losses from now on.
    void useLosses(std::span<const sim::LayerTransport> transports);
    /// Steps feed from a store at this rate from now on; 0: none.
    void useStore(PerSecond rate);
    /// One step per class; valid until losses or store change. Some ms for a new length.
    const std::vector<DepthStep>& of(Seconds dt);

    [[nodiscard]] int classes() const { return static_cast<int>(classes_.size()); }
    [[nodiscard]] const ClassScale& scaleOf(int ownClass) const { return classes_[ownClass].scale; }

private:
    struct OwnClass {
        ClassScale scale;
        std::vector<std::pair<int, double>> nodes; // with their weights, which add up to 1
    };
    void addClass(const TissueGrid& own);
    void placeNodes(const GridClasses& classes);
    void fill(Seconds dt, std::vector<DepthStep>& steps);

    TissueGrid grid_;
    PerSecond storeRate_{0};
    std::vector<OwnClass> classes_;
    std::vector<TissueGrid> nodeGrids_;
    std::vector<DepthPropagator> nodes_;
    std::map<double, std::vector<DepthStep>> steps_;
};

} // namespace meso::verify
