#include "sim/kernel/depot_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <numbers>

#include <gtest/gtest.h>

#include "sim/kernel/depot_kernel.h"
#include "sim/model/parameter_set.h"
#include "sim/model/transport_phases.h"
#include "store/compound_file.h"
#include "store/data_files.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

const std::filesystem::path kAssets = std::filesystem::path(MESO_SOURCE_DIR) / "assets" / "data";

/// The tissue as shipped: pores, and measured blebs.
const anatomy::TissueProfile& shippedTissue() {
    static const anatomy::TissueProfile tissue = store::readTissue(kAssets / "tissue.json").value();
    return tissue;
}

SimDepot injection(double volume_ml, double depth_mm) {
    return {geom::Vec3::Zero(), Mm(depth_mm), Ml(volume_ml), MgPerMl(1)};
}

/// Integral of a value per layer over the ellipsoid, in thin slices.
double overEllipsoid(const DepotShape& shape, const anatomy::TissueProfile& tissue,
                     const std::vector<double>& perLayer) {
    const double a = shape.halfWidth.value(), c = shape.halfHeight.value();
    constexpr int kSlices = 20000;
    double sum = 0;
    for (int i = 0; i < kSlices; ++i) {
        const double x = -1 + (i + 0.5) * 2 / kSlices, z = shape.centre.value() + c * x;
        std::size_t layer = 0;
        for (double bottom = tissue.layers[0].thickness.value();
             z > bottom && layer + 1 < tissue.layers.size();
             bottom += tissue.layers[layer].thickness.value())
            ++layer;
        sum += perLayer[layer] * std::numbers::pi * a * a * (1 - x * x) * 2 * c / kSlices;
    }
    return sum;
}

std::vector<double> poresOf(const anatomy::TissueProfile& tissue) {
    std::vector<double> out;
    for (const anatomy::TissueLayer& layer : tissue.layers)
        out.push_back(layer.poreFraction * tissue.depotFraction);
    return out;
}

TEST(DepotShape, TheFluidFillsItsRoom) {
    for (const double depthFraction : {0.64, 1.0, 1.8})
        for (const double volume : {0.0005, 0.01, 0.05, 0.1, 0.3})
            for (const double depth : {0.3, 0.8, 1.5, 2.0, 2.5, 4.0, 5.5}) {
                anatomy::TissueProfile tissue = shippedTissue();
                tissue.depotFraction = depthFraction;
                const DepotShape shape = depotShape(injection(volume, depth), tissue);
                const double delivered = volume * (1 - tissue.leakFraction);
                EXPECT_NEAR(shape.delivered.value(), delivered, 1e-15);
                EXPECT_NEAR(overEllipsoid(shape, tissue, poresOf(tissue)) / (1000 * delivered), 1,
                            2e-4)
                    << volume << " mL at " << depth << " mm";
                // It lies between skin and bone.
                EXPECT_GE(shape.centre - shape.halfHeight, Mm(-1e-9));
                EXPECT_LE(shape.centre + shape.halfHeight, tissue.totalThickness() + Mm(1e-9));
                // Upright is only what a bleb holds together.
                if (shape.halfHeight > shape.halfWidth * (1 + 1e-6)) {
                    EXPECT_NEAR(2 * shape.halfWidth.value(), tissue.widestBleb(Ml(volume)).value(),
                                1e-6);
                }
            }
}

TEST(DepotShape, OfWholeTissueIsThatOfTheTable) {
    anatomy::TissueProfile tissue = test::scalpTissue();
    tissue.leakFraction = 0;
    for (const double depth : {1.5, 2.5, 4.0}) {
        const DepotShape shape = depotShape(injection(0.05, depth), tissue);
        EXPECT_NEAR(shape.halfWidth.value(), 3.03, 0.005);
        EXPECT_NEAR(shape.halfHeight.value(), 1.3, 1e-12);
        EXPECT_EQ(shape.centre, Mm(depth));
        EXPECT_EQ(shape.edge, Mm(0.4));
    }
    EXPECT_NEAR(depotShape(injection(0.1, 2.5), tissue).halfWidth.value(), 4.29, 0.005);
    EXPECT_DOUBLE_EQ(depotShape(injection(0.05, 0.6), tissue).halfHeight.value(), 0.6);
    EXPECT_DOUBLE_EQ(depotShape(injection(0.05, 5.5), tissue).halfHeight.value(), 0.5);
    // What a compound binds to changes nothing there.
    const std::vector<double> little(4, 0.01);
    EXPECT_EQ(depotShape(injection(0.05, 2.5), tissue, little),
              depotShape(injection(0.05, 2.5), tissue));
}

TEST(DepotShape, OfALittleIsABall) {
    for (const double depth : {1.0, 3.0, 5.0}) {
        const DepotShape shape = depotShape(injection(0.001, depth), shippedTissue());
        EXPECT_NEAR(shape.halfWidth / shape.halfHeight, 1, 1e-6);
        EXPECT_EQ(shape.centre, Mm(depth));
    }
    anatomy::TissueProfile whole = test::scalpTissue();
    const DepotShape shape = depotShape(injection(0.001, 3), whole);
    EXPECT_NEAR(shape.halfWidth.value(),
                std::cbrt(3 * 0.954 / (4 * std::numbers::pi * whole.depotFraction)), 1e-6);
}

// PMC7243670: 0.03 to 0.04 mL are 4 to 6 mm across; 0.1 mL 6 to 10 mm (CDC PHIL 24234).
TEST(DepotShape, BlebsInTheDermisAreAsWideAsMeasured) {
    for (double depth = 0.5; depth < 1.51; depth += 0.1) {
        const double small =
            2 * depotShape(injection(0.035, depth), shippedTissue()).halfWidth.value();
        EXPECT_GE(small, 4) << depth;
        EXPECT_LE(small, 6) << depth;
        const double large =
            2 * depotShape(injection(0.1, depth), shippedTissue()).halfWidth.value();
        EXPECT_GE(large, 6) << depth;
        EXPECT_LE(large, 10) << depth;
    }
}

TEST(DepotShape, GrowsWithItsVolumeAndWithThickerTissue) {
    for (const double depth : {0.7, 1.5, 2.5, 4.0}) {
        double before = 0;
        for (double volume = 0.0002; volume < 0.3; volume *= 1.1) {
            const DepotShape shape = depotShape(injection(volume, depth), shippedTissue());
            EXPECT_GT(shape.halfWidth.value(), before) << volume << " mL at " << depth << " mm";
            before = shape.halfWidth.value();
        }
    }
    // Twice as thick, twice as deep: eight times the volume has the same shape twice as large.
    anatomy::TissueProfile free = shippedTissue();
    free.blebs.clear();
    anatomy::TissueProfile high = free;
    high.depotHalfHeight = free.depotHalfHeight * 2;
    const DepotShape one = depotShape(injection(0.02, 1.2), free);
    const DepotShape two = depotShape(injection(0.16, 2.4), high, {}, 2);
    EXPECT_NEAR(two.halfWidth / one.halfWidth, 2, 1e-9);
    EXPECT_NEAR(two.halfHeight / one.halfHeight, 2, 1e-9);
}

/// Compound by compound and set by set: capacities and rates of the shipped tissue.
struct Stuff {
    std::string name;
    anatomy::TissueProfile tissue;
    std::vector<LayerTransport> transports;
    std::vector<double> capacities;
};

const std::vector<Stuff>& everyCompound() {
    static const std::vector<Stuff> all = [] {
        std::vector<Stuff> made;
        const auto library = store::readCompounds(kAssets / "compounds.json").value();
        for (const clinic::Compound& compound : library.compounds) {
            if (!clinic::notSimulatedReason(compound).empty())
                continue;
            for (const ParameterSet set :
                 {ParameterSet::Fast, ParameterSet::Given, ParameterSet::Slow}) {
                SimInput input;
                input.compound = compound;
                input.tissue = shippedTissue();
                input = withParameters(input, set);
                const auto phases = transportPhases(input);
                EXPECT_TRUE(phases.ok()) << compound.id << ": " << phases.error().message;
                Stuff stuff{compound.id + " " + std::to_string(static_cast<int>(set)),
                            input.tissue,
                            phases->front().transports,
                            {}};
                for (const LayerTransport& layer : stuff.transports)
                    stuff.capacities.push_back(layer.capacity);
                made.push_back(std::move(stuff));
            }
        }
        return made;
    }();
    return all;
}

TEST(DepotShape, NoCompoundIsUnboundAboveItsInjectedStrength) {
    ASSERT_GT(everyCompound().size(), 60U);
    for (const Stuff& stuff : everyCompound())
        for (const double volume : {0.005, 0.05, 0.1})
            for (const double depth : {0.6, 1.5, 2.5, 4.0, 5.4}) {
                const DepotShape shape =
                    depotShape(injection(volume, depth), stuff.tissue, stuff.capacities);
                const double unbound = 1000 * shape.delivered.value() /
                                       overEllipsoid(shape, stuff.tissue, stuff.capacities);
                EXPECT_LE(unbound, 1 + 2e-4)
                    << stuff.name << ", " << volume << " mL at " << depth << " mm";
            }
}

// In the field the edge is soft and reaches into layers that may hold less: up to 3 % in the
// dermis, 6 % in the galea of compounds that it holds twice as much of as the fat above it.
TEST(DepotShape, NorIsItInTheFieldButForItsEdge) {
    const auto disc = std::make_shared<const Disc>(10, 3.25 / 0.4);
    std::vector<double> depths;
    for (double z = 0.02; z < 6; z += 0.08)
        depths.push_back(z);
    for (const Stuff& stuff : everyCompound()) {
        TissueColumn column{{}, stuff.transports, 1.0 / 90};
        for (const anatomy::TissueLayer& layer : stuff.tissue.layers)
            column.thickness_mm.push_back(layer.thickness.value());
        const auto medium = std::make_shared<const Medium>(
            column, std::vector<TransportPhase>{{fromHours(1), stuff.transports}}, disc);
        const Eigen::MatrixXd readings = medium->basis().values(depths, Measure::Unbound);
        for (const auto& [volume, depth, most] : {std::array{0.02, 0.8, 1.03},
                                                  {0.03, 1.5, 1.03},
                                                  {0.05, 2.5, 1.01},
                                                  {0.05, 4.0, 1.01},
                                                  {0.05, 5.5, 1.06}}) {
            const DepotKernel kernel(
                medium, depotShape(injection(volume, depth), stuff.tissue, stuff.capacities),
                stuff.tissue.depotRoom, PerSecond(0));
            const Eigen::MatrixXd field =
                disc->table().topRows(200) * kernel.transformAt(readings, 0);
            EXPECT_LE(field.maxCoeff(), most)
                << stuff.name << ", " << volume << " mL at " << depth << " mm";
        }
    }
}

TEST(DepotOverlaps, AreNamedInOrderWithASentence) {
    const SimDepot a{{0, 0, 0}, Mm(2), Ml(0.05), MgPerMl(1)};
    SimDepot b = a, c = a;
    b.position = {5, 0, 0};
    c.position = {0, 100, 0};
    b.number = 7;
    const std::vector<SimDepot> depots{a, b, c};
    std::vector<DepotShape> shapes(3);
    for (DepotShape& shape : shapes)
        shape.halfWidth = Mm(2.6);
    const auto found = overlapsOf(depots, shapes);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first, 0);
    EXPECT_EQ(found[0].second, 1);
    EXPECT_EQ(found[0].distance, Mm(5));
    EXPECT_EQ(found[0].reach, Mm(5.2));
    const auto sentences = depotWarnings(depots, found);
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_NE(sentences[0].find("site 1 and site 7"), std::string::npos) << sentences[0];
    shapes[1].halfWidth = Mm(2.4);
    EXPECT_TRUE(overlapsOf(depots, shapes).empty()) << "they touch";
    EXPECT_TRUE(depotWarnings(depots, {}).empty());
}

} // namespace
} // namespace meso::sim
