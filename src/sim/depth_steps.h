#pragma once
#include <array>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/depth_operator.h"

namespace meso::sim {

/// What a step across depth does to the columns of one class (GridClasses). Columns are kept as y:
/// the amount per skin area times the cell's volume in the model's grid / that in the class's own.
template <class Real>
struct DepthStep {
    std::vector<Real> transposed;                            ///< cells x stride
    std::array<std::vector<double>, kClearedRows> toCleared; ///< share of the amount in each cell
    /// The same for what a unit that lay undissolved in a cell has become; empty without a store.
    std::vector<Real> fed;
    std::array<std::vector<double>, kClearedRows> fedToCleared;
    double storeLeft = 1; ///< share of the store that is still undissolved
};

/// How the cells of a class compare with the model's grid.
template <class Real>
struct ClassScale {
    std::vector<double> volume; ///< per cell: own volume per area / that of the model's grid
    std::vector<Real> relief;   ///< per cell: metric of the model's grid / own, padded with 1
};

/// Steps across depth for every class of thickness and curvature, each length computed once.
/// Exponentials are computed at a few thicknesses and curvatures and blended linearly for the
/// classes between them: rates go as the inverse square of thickness, so that at 2 % apart the
/// blend errs by 1e-4 of a rate; curvature adds a drift of 2 D / R, of which the blend errs by less
/// at 0.004/mm apart. Blends of exponentials keep what those keep: no negative entry, nothing lost.
template <class Real>
class DepthSteps {
public:
    /// `stride` >= cells: the padded length of a row.
    DepthSteps(const TissueGrid& grid, const GridClasses& classes,
               std::span<const LayerTransport> transports, int stride);

    /// Other losses from now on.
    void useLosses(std::span<const LayerTransport> transports);
    /// Steps feed from a store at this rate from now on; 0: none.
    void useStore(PerSecond rate);
    /// One step per class; valid until losses or store change. Some ms for a new length.
    const std::vector<DepthStep<Real>>& of(Seconds dt);

    [[nodiscard]] int classes() const { return static_cast<int>(classes_.size()); }
    [[nodiscard]] const ClassScale<Real>& scaleOf(int ownClass) const {
        return classes_[ownClass].scale;
    }

private:
    struct OwnClass {
        ClassScale<Real> scale;
        std::vector<std::pair<int, double>> nodes; // with their weights, which add up to 1
    };
    void addClass(const TissueGrid& own);
    void placeNodes(const GridClasses& classes);
    void fill(Seconds dt, std::vector<DepthStep<Real>>& steps);

    TissueGrid grid_;
    int stride_;
    PerSecond storeRate_{0};
    std::vector<OwnClass> classes_;
    std::vector<TissueGrid> nodeGrids_;
    std::vector<DepthPropagator> nodes_;
    std::map<double, std::vector<DepthStep<Real>>> steps_;
};

extern template class DepthSteps<float>;
extern template class DepthSteps<double>;

} // namespace meso::sim
