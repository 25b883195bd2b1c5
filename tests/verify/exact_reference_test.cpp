#include "verify/exact_reference.h"

#include <array>
#include <cmath>
#include <numbers>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "support/tissue_fixture.h"
#include "verify/support.h"

namespace meso::verify {
namespace {

// Ten cells, so that the dense twin stays small.
sim::DiffusionModel scalpModel(const PlainSurface& sheet, const clinic::Compound& compound) {
    anatomy::TissueProfile tissue = test::scalpTissue();
    constexpr std::array kCells{1, 3, 5, 1};
    for (std::size_t l = 0; l < tissue.layers.size(); ++l)
        tissue.layers[l].cells = kCells[l];
    return modelOn(sheet, sim::makeTissueGrid(tissue).value(),
                   sim::layerTransports(compound, test::scalpTissue()).value());
}

std::vector<double> bell(const PlainSurface& sheet, const sim::TissueGrid& grid) {
    std::vector<double> amounts;
    for (const geom::Vec3& p : sheet.vertices)
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(grid.volumePerArea_mm(c) *
                              std::exp(-(p - geom::Vec3(1, 0.5, 0)).squaredNorm() / 8 -
                                       std::pow(grid.centre_mm(c) - 2.5, 2)));
    return amounts;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    double largest = 0, peak = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
        peak = std::max(peak, std::abs(b[i]));
    }
    return largest / peak;
}

double totalOf(const std::vector<double>& amounts, const sim::LateralOperator& lateral, int cells) {
    double sum = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        sum += lateral.mass_mm2[i / cells] * amounts[i];
    return sum;
}

// The brute-force twin: the whole operator as one dense matrix, minus what clears.
Eigen::MatrixXd denseGenerator(const sim::DiffusionModel& model) {
    const int cells = model.grid.cells(), vertices = model.lateral.vertices();
    Eigen::MatrixXd whole = Eigen::MatrixXd::Zero(cells * vertices, cells * vertices);
    const Eigen::MatrixXd depth = sim::depthGenerator(model.grid, model.transports);
    for (int v = 0; v < vertices; ++v) {
        whole.block(v * cells, v * cells, cells, cells) += depth.topLeftCorner(cells, cells);
        for (int e = model.lateral.rowStart[v]; e < model.lateral.rowStart[v + 1]; ++e)
            for (int c = 0; c < cells; ++c) {
                const double rate = model.lateral.weight[e] / model.grid.metric[c] *
                                    model.transports[model.grid.layer[c]].diffusivity.value();
                whole(v * cells + c, v * cells + c) -= rate;
                whole(v * cells + c, model.lateral.column[e] * cells + c) += rate;
            }
    }
    return whole;
}

TEST(ExactReference, EqualsTheDenseExponential) {
    const PlainSurface sheet = flatSheet(1, 1, 0.2, 4);
    for (const clinic::Compound& compound : {test::minoxidil(), test::vegf165()}) {
        const sim::DiffusionModel model = scalpModel(sheet, compound);
        const std::vector<double> start = bell(sheet, model.grid);
        const std::vector<Seconds> times{Seconds(0), Seconds(120), fromHours(1), fromHours(24)};
        const auto fields = exactFields(model, start, times);
        const Eigen::Map<const Eigen::VectorXd> from(start.data(), start.size());
        ASSERT_EQ(fields.size(), times.size());
        for (std::size_t t = 0; t < times.size(); ++t) {
            const Eigen::VectorXd dense =
                sim::metzlerExponential(denseGenerator(model), times[t]) * from;
            EXPECT_LT(largestDifference(fields[t], {dense.begin(), dense.end()}), 3e-12)
                << compound.id << " at " << times[t].value();
        }
    }
}

TEST(ExactReference, IsExactInDepthWhereNothingMovesAlongTheSurface) {
    PlainSurface onePoint;
    onePoint.vertices.emplace_back(0, 0, 0);
    sim::DiffusionModel model = scalpModel(flatSheet(1, 1), test::minoxidil());
    model.lateral = {{0, 0}, {}, {}, {1}, 0, {0}};
    const std::vector<double> start = bell(onePoint, model.grid);
    const std::vector<Seconds> times{Seconds(60), fromHours(6)};
    const auto fields = exactFields(model, start, times);
    const int cells = model.grid.cells();
    Eigen::VectorXd from = Eigen::VectorXd::Zero(cells + sim::kClearedRows);
    std::copy(start.begin(), start.end(), from.begin());
    for (std::size_t t = 0; t < times.size(); ++t) {
        const Eigen::VectorXd exact =
            sim::metzlerExponential(sim::depthGenerator(model.grid, model.transports), times[t]) *
            from;
        EXPECT_LT(largestDifference(fields[t], {exact.begin(), exact.begin() + cells}), 1e-12);
    }
}

TEST(ExactReference, LosesMassExactlyAndPassesThroughEveryTime) {
    constexpr double kLoss_per_s = 1e-3;
    const PlainSurface sheet = flatSheet(1, 8, 0.2);
    const sim::DiffusionModel model =
        modelOn(sheet, standardGrid(), {uniformTransport(2e-4, kLoss_per_s)});
    const std::vector<double> start = bell(sheet, model.grid);
    const std::vector<Seconds> both{fromHours(1), fromHours(5)}, late{fromHours(5)};
    const auto fields = exactFields(model, start, both, 1);
    const double dose = totalOf(start, model.lateral, model.grid.cells());
    for (std::size_t t = 0; t < both.size(); ++t) {
        const double left = totalOf(fields[t], model.lateral, model.grid.cells()) / dose;
        EXPECT_NEAR(left / std::exp(-kLoss_per_s * both[t].value()), 1, 3e-12);
    }
    EXPECT_LT(largestDifference(exactFields(model, start, late)[0], fields[1]), 3e-12);
    EXPECT_EQ(exactFields(model, start, both, 2), fields) << "other bits with two threads";
}

// V3: a Gaussian in a slab stays a Gaussian along the surface; the method of images across it.
double slabMean(double time_s, const geom::Vec3& p, const sim::TissueGrid& grid, int cell) {
    constexpr double kDiffusivity = 2e-4, kLoss = 2e-4, kHeight = 6, kDepth = 2.5;
    const double lateral = 4 + 2 * kDiffusivity * time_s;
    const double deviation = std::sqrt(0.36 + 2 * kDiffusivity * time_s);
    double share = 0;
    for (int image = -3; image <= 3; ++image)
        for (const double side : {kDepth, -kDepth})
            share += normalShare(grid.faces_mm[cell], grid.faces_mm[cell + 1],
                                 2 * kHeight * image + side, deviation);
    return std::exp(-kLoss * time_s - p.squaredNorm() / (2 * lateral)) /
           (2 * std::numbers::pi * lateral) * share / grid.height_mm(cell);
}

// Error of space alone, relative to the peak, at 1 h.
double slabError(double edge_mm) {
    const PlainSurface sheet = flatSheet(edge_mm, 12);
    const sim::DiffusionModel model =
        modelOn(sheet, evenGrid(6, static_cast<int>(std::lround(24 / edge_mm))),
                {uniformTransport(2e-4, 2e-4)});
    const auto amounts = [&](double time_s) {
        std::vector<double> m;
        for (const geom::Vec3& p : sheet.vertices)
            for (int c = 0; c < model.grid.cells(); ++c)
                m.push_back(slabMean(time_s, p, model.grid, c) * model.grid.height_mm(c));
        return m;
    };
    const std::vector<Seconds> times{fromHours(1)};
    return largestDifference(exactFields(model, amounts(0), times)[0], amounts(3600));
}

TEST(ExactReference, TendsToTheSolutionOfTheSlabWithOrderTwo) {
    const double coarse = slabError(2), middle = slabError(1.5), fine = slabError(1);
    EXPECT_LT(fine, 0.02);
    EXPECT_NEAR(std::log(coarse / fine) / std::log(2.0), 2, 0.25);
    EXPECT_NEAR(std::log(middle / fine) / std::log(1.5), 2, 0.25);
}

} // namespace
} // namespace meso::verify
