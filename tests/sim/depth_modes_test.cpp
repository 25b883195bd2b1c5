#include "sim/depth_modes.h"

#include <gtest/gtest.h>

#include "sim/depth_operator.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

struct Column {
    TissueGrid grid = makeTissueGrid(test::scalpTissue()).value();
    std::vector<LayerTransport> transports =
        layerTransports(test::minoxidil(), test::scalpTissue()).value();
    DepthSpectrum spectrum = depthSpectrum(grid, transports);
};

TEST(DepthModes, GiveTheExponentialOfTheGenerator) {
    const Column column;
    const int cells = column.grid.cells();
    const auto generator = depthGenerator(column.grid, column.transports);
    for (const double t : {1.0, 60.0, 3600.0, 86400.0}) {
        const Eigen::MatrixXd wanted =
            metzlerExponential(generator, Seconds(t)).topLeftCorner(cells, cells);
        const Eigen::MatrixXd found =
            cellBasis(column.spectrum, 32).exponential(Seconds(t)).topLeftCorner(cells, cells);
        EXPECT_LE((found - wanted).cwiseAbs().maxCoeff(), 1e-12) << t;
    }
}

TEST(DepthModes, ProjectOntoTheShapesAndBack) {
    const Column column;
    const ShapeFinder finder(column.spectrum, 30, Seconds(60), Seconds(86400));
    const Seconds from(3600), to(86400);
    const DepthBasis basis = shapeBasis(column.spectrum, finder.shapes(8, from, to));
    EXPECT_EQ(basis.modes(), 8);
    EXPECT_LE((basis.fromCells * basis.toCells - Eigen::MatrixXd::Identity(8, 8)).norm(), 1e-12);
    EXPECT_GT(basis.diffusivity.minCoeff(), 0);
    EXPECT_LE(basis.diffusivity.maxCoeff(), column.spectrum.diffusivity.maxCoeff() * (1 + 1e-12));
}

TEST(DepthModes, MissLessWithMoreShapesAndLaterOn) {
    const Column column;
    const ShapeFinder finder(column.spectrum, 30, Seconds(60), Seconds(86400));
    const Seconds end(86400);
    const auto missed = [&](int count, Seconds from) {
        return finder.missed(finder.shapes(count, from, end), from, end);
    };
    EXPECT_LT(missed(16, Seconds(600)), missed(8, Seconds(600)));
    EXPECT_LT(missed(8, Seconds(3600)), missed(8, Seconds(600)));
    EXPECT_LT(missed(column.grid.cells(), Seconds(60)), 1e-6);
}

} // namespace
} // namespace meso::sim
