#include "sim/depth_steps.h"

#include <algorithm>
#include <cmath>

namespace meso::sim {

template <class Real>
DepthSteps<Real>::DepthSteps(const TissueGrid& grid, const GridClasses& classes,
                             std::span<const LayerTransport> transports, int stride)
    : grid_(grid), stride_(stride) {
    if (classes.uniform())
        addClass(grid);
    for (const TissueGrid& own : classes.grids)
        addClass(own);
    if (this->classes() == 1)
        nodeGrids_.push_back(classes.uniform() ? grid : classes.grids.front());
    else
        placeNodes(classes.factor);
    useLosses(transports);
}

template <class Real>
void DepthSteps<Real>::addClass(const TissueGrid& own) {
    ThicknessClass made;
    for (int c = 0; c < grid_.cells(); ++c) {
        made.scale.volume.push_back(own.volumePerArea_mm(c) / grid_.volumePerArea_mm(c));
        made.scale.relief.push_back(static_cast<Real>(grid_.metric[c] / own.metric[c]));
    }
    made.scale.relief.resize(stride_, 1);
    classes_.push_back(std::move(made));
}

template <class Real>
void DepthSteps<Real>::placeNodes(const std::vector<double>& factor) {
    constexpr double kApart = 0.02;
    const double least = factor.front(), span = factor.back() - least;
    const int gaps = std::max(1, static_cast<int>(std::ceil(span / kApart)));
    for (int n = 0; n <= gaps; ++n)
        nodeGrids_.push_back(scaledGrid(grid_, least + span * n / gaps));
    for (int k = 0; k < classes(); ++k) {
        const double place = (factor[k] - least) / span * gaps;
        classes_[k].node = std::clamp(static_cast<int>(place), 0, gaps - 1);
        classes_[k].part = place - classes_[k].node;
    }
}

template <class Real>
void DepthSteps<Real>::useLosses(std::span<const LayerTransport> transports) {
    nodes_.clear();
    steps_.clear();
    for (const TissueGrid& grid : nodeGrids_)
        nodes_.emplace_back(depthGenerator(grid, transports));
}

template <class Real>
void DepthSteps<Real>::useStore(PerSecond rate) {
    if (rate == storeRate_)
        return;
    storeRate_ = rate;
    steps_.clear();
}

template <class Real>
void DepthSteps<Real>::fill(Seconds dt, std::vector<DepthStep<Real>>& steps) {
    const int cells = grid_.cells();
    std::vector<Eigen::MatrixXd> moved, fed;
    for (DepthPropagator& node : nodes_) {
        moved.push_back(node.step(dt));
        if (storeRate_.value() > 0)
            fed.push_back(node.fed(dt, storeRate_, cells));
    }
    // The columns of a class's matrix on amounts, as they act on y.
    const auto blend = [&](const ThicknessClass& own, const std::vector<Eigen::MatrixXd>& nodes,
                           std::vector<Real>& transposed,
                           std::array<std::vector<double>, kClearedRows>& toCleared) {
        Eigen::MatrixXd e = nodes[own.node];
        if (own.part > 0)
            e = (1 - own.part) * e + own.part * nodes[own.node + 1];
        const std::vector<double>& volume = own.scale.volume;
        transposed.assign(static_cast<std::size_t>(cells) * stride_, 0);
        for (int from = 0; from < cells; ++from)
            for (int to = 0; to < cells; ++to)
                transposed[static_cast<std::size_t>(from) * stride_ + to] =
                    static_cast<Real>(e(to, from) * (volume[from] / volume[to]));
        for (int way = 0; way < kClearedRows; ++way)
            for (int from = 0; from < cells; ++from)
                toCleared[way].push_back(e(cells + way, from));
    };
    for (const ThicknessClass& own : classes_) {
        DepthStep<Real>& step = steps.emplace_back();
        blend(own, moved, step.transposed, step.toCleared);
        if (fed.empty())
            continue;
        blend(own, fed, step.fed, step.fedToCleared);
        step.storeLeft = std::exp(-storeRate_.value() * dt.value());
    }
}

template <class Real>
const std::vector<DepthStep<Real>>& DepthSteps<Real>::of(Seconds dt) {
    std::vector<DepthStep<Real>>& steps = steps_[dt.value()];
    if (steps.empty())
        fill(dt, steps);
    return steps;
}

template class DepthSteps<float>;
template class DepthSteps<double>;

} // namespace meso::sim
