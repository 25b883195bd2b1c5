#include "verify/mesh/depth_steps.h"

#include <algorithm>
#include <cmath>

#include "verify/mesh/shell_bend.h"

namespace meso::verify {

DepthSteps::DepthSteps(const TissueGrid& grid, const GridClasses& classes,
                       std::span<const sim::LayerTransport> transports)
    : grid_(grid) {
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

void DepthSteps::addClass(const TissueGrid& own) {
    OwnClass made{{Eigen::VectorXd(grid_.cells()), Eigen::ArrayXd(grid_.cells())}, {}};
    for (int c = 0; c < grid_.cells(); ++c) {
        made.scale.volume[c] = own.volumePerArea_mm(c) / grid_.volumePerArea_mm(c);
        made.scale.relief[c] = grid_.metric[c] / own.metric[c];
    }
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

void DepthSteps::placeNodes(const GridClasses& classes) {
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

void DepthSteps::useLosses(std::span<const sim::LayerTransport> transports) {
    nodes_.clear();
    steps_.clear();
    for (const TissueGrid& grid : nodeGrids_)
        nodes_.emplace_back(depthGenerator(grid, transports));
}

void DepthSteps::useStore(PerSecond rate) {
    if (rate == storeRate_)
        return;
    storeRate_ = rate;
    steps_.clear();
}

void DepthSteps::fill(Seconds dt, std::vector<DepthStep>& steps) {
    const int cells = grid_.cells();
    std::vector<Eigen::MatrixXd> moved, fed;
    for (DepthPropagator& node : nodes_) {
        moved.push_back(node.step(dt));
        if (storeRate_.value() > 0)
            fed.push_back(node.fed(dt, storeRate_, cells));
    }
    // A class's matrix on amounts, as it acts on y.
    const auto blend = [&](const OwnClass& own, const std::vector<Eigen::MatrixXd>& nodes,
                           Eigen::MatrixXd& onTissue, Eigen::MatrixXd& toCleared) {
        Eigen::MatrixXd e = own.nodes.front().second * nodes[own.nodes.front().first];
        for (std::size_t n = 1; n < own.nodes.size(); ++n)
            e += own.nodes[n].second * nodes[own.nodes[n].first];
        const Eigen::VectorXd& volume = own.scale.volume;
        onTissue = volume.cwiseInverse().asDiagonal() * e.topLeftCorner(cells, cells) *
                   volume.asDiagonal();
        toCleared = e.block(cells, 0, kClearedRows, cells);
    };
    for (const OwnClass& own : classes_) {
        DepthStep& step = steps.emplace_back();
        blend(own, moved, step.moved, step.toCleared);
        if (fed.empty())
            continue;
        blend(own, fed, step.fed, step.fedToCleared);
        step.storeLeft = std::exp(-storeRate_.value() * dt.value());
    }
}

const std::vector<DepthStep>& DepthSteps::of(Seconds dt) {
    std::vector<DepthStep>& steps = steps_[dt.value()];
    if (steps.empty())
        fill(dt, steps);
    return steps;
}

} // namespace meso::verify
