#include "sim/depth_steps.h"

#include <algorithm>
#include <cmath>

#include "sim/shell_bend.h"

namespace meso::sim {

template <class Real>
DepthSteps<Real>::DepthSteps(const TissueGrid& grid, const GridClasses& classes,
                             std::span<const LayerTransport> transports, int stride)
    : grid_(grid), stride_(stride) {
    if (classes.uniform())
        addClass(grid);
    for (const TissueGrid& own : classes.grids)
        addClass(own);
    if (this->classes() == 1) {
        nodeGrids_.push_back(classes.uniform() ? grid : classes.grids.front());
        classes_.front().nodes = {{0, 1}};
    } else {
        placeNodes(classes);
    }
    useLosses(transports);
}

template <class Real>
void DepthSteps<Real>::addClass(const TissueGrid& own) {
    OwnClass made;
    for (int c = 0; c < grid_.cells(); ++c) {
        made.scale.volume.push_back(own.volumePerArea_mm(c) / grid_.volumePerArea_mm(c));
        made.scale.relief.push_back(static_cast<Real>(grid_.metric[c] / own.metric[c]));
    }
    made.scale.relief.resize(stride_, 1);
    classes_.push_back(std::move(made));
}

namespace {

// Nodes at even distances over a range, and where a value lies between them.
class NodeAxis {
public:
    NodeAxis(const std::vector<double>& values, double apart) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        least_ = *low;
        span_ = *high - *low;
        gaps_ = span_ > 0 ? std::max(1, static_cast<int>(std::ceil(span_ / apart))) : 0;
    }
    [[nodiscard]] int nodes() const { return gaps_ + 1; }
    [[nodiscard]] double at(int node) const {
        return gaps_ > 0 ? least_ + span_ * node / gaps_ : least_;
    }
    /// The node before a value, and the part of the way to the next.
    [[nodiscard]] std::pair<int, double> place(double value) const {
        if (gaps_ == 0)
            return {0, 0.0};
        const double place = (value - least_) / span_ * gaps_;
        const int node = std::clamp(static_cast<int>(place), 0, gaps_ - 1);
        return {node, place - node};
    }

private:
    double least_ = 0, span_ = 0;
    int gaps_ = 0;
};

double bendOf(const TissueGrid& grid) {
    return grid.radius_mm > 0 ? 1 / grid.radius_mm : 0;
}

} // namespace

template <class Real>
void DepthSteps<Real>::placeNodes(const GridClasses& classes) {
    constexpr double kFactorsApart = 0.02, kBendsApart_per_mm = 0.004;
    std::vector<double> bends;
    for (const TissueGrid& own : classes.grids)
        bends.push_back(bendOf(own));
    const NodeAxis factorAxis(classes.factor, kFactorsApart);
    const NodeAxis bendAxis(bends, kBendsApart_per_mm);
    std::map<std::pair<int, int>, int> numbers;
    const auto nodeAt = [&](int factor, int bend) {
        const auto [at, isNew] =
            numbers.try_emplace({factor, bend}, static_cast<int>(nodeGrids_.size()));
        if (isNew)
            nodeGrids_.push_back(
                bentGrid(scaledGrid(grid_, factorAxis.at(factor)), bendAxis.at(bend)));
        return at->second;
    };
    for (int k = 0; k < this->classes(); ++k) {
        const auto [factor, thicker] = factorAxis.place(classes.factor[k]);
        const auto [bend, rounder] = bendAxis.place(bends[k]);
        for (const int i : {0, 1})
            for (const int j : {0, 1}) {
                const double weight =
                    (i == 1 ? thicker : 1 - thicker) * (j == 1 ? rounder : 1 - rounder);
                if (weight > 0)
                    classes_[k].nodes.emplace_back(nodeAt(factor + i, bend + j), weight);
            }
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
    const auto blend = [&](const OwnClass& own, const std::vector<Eigen::MatrixXd>& nodes,
                           std::vector<Real>& transposed,
                           std::array<std::vector<double>, kClearedRows>& toCleared) {
        Eigen::MatrixXd e = own.nodes.front().second * nodes[own.nodes.front().first];
        for (std::size_t n = 1; n < own.nodes.size(); ++n)
            e += own.nodes[n].second * nodes[own.nodes[n].first];
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
    for (const OwnClass& own : classes_) {
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
