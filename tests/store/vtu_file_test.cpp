#include "store/vtu_file.h"

#include <array>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "geom/mesh.h"
#include "sim/kernel/simulate.h"
#include "support/shapes.h"
#include "support/tissue_fixture.h"
#include "support/vtu_reader.h"

namespace meso::store {
namespace {

/// What a file holds, read back without the writer.
struct Grid {
    std::vector<geom::Vec3> points;
    std::vector<float> depths_mm;
    std::vector<std::array<std::size_t, 6>> wedges;

    explicit Grid(const std::string& file) : depths_mm(test::arrayOf<float>(file, "depth_mm")) {
        const auto xyz = test::arrayOf<double>(file, "Points");
        for (std::size_t i = 0; i + 2 < xyz.size(); i += 3)
            points.emplace_back(xyz[i], xyz[i + 1], xyz[i + 2]);
        const auto corners = test::arrayOf<std::int64_t>(file, "connectivity");
        for (std::size_t i = 0; i + 5 < corners.size(); i += 6) {
            wedges.emplace_back();
            for (std::size_t k = 0; k < 6; ++k)
                wedges.back()[k] = static_cast<std::size_t>(corners[i + k]);
        }
    }
    [[nodiscard]] geom::Vec3 corner(std::size_t wedge, std::size_t k) const {
        return points.at(wedges[wedge][k]);
    }
    [[nodiscard]] geom::Vec3 middle(std::size_t wedge) const {
        geom::Vec3 sum(0, 0, 0);
        for (std::size_t k = 0; k < 6; ++k)
            sum += corner(wedge, k) / 6;
        return sum;
    }
    [[nodiscard]] double depth_mm(std::size_t wedge) const {
        return 0.5 *
               static_cast<double>(depths_mm.at(wedges[wedge][0]) + depths_mm.at(wedges[wedge][3]));
    }
    /// Of the wedge between two plane triangles with straight edges between them. Its Jacobian is a
    /// square in depth and linear along the skin, so these two points give it exactly.
    [[nodiscard]] double volume_mm3(std::size_t wedge) const {
        const auto side = [&](std::size_t from, std::size_t to, double down) {
            return geom::Vec3((1 - down) * (corner(wedge, to) - corner(wedge, from)) +
                              down * (corner(wedge, to + 3) - corner(wedge, from + 3)));
        };
        geom::Vec3 across(0, 0, 0);
        for (std::size_t k = 0; k < 3; ++k)
            across += (corner(wedge, k + 3) - corner(wedge, k)) / 3;
        double sum = 0;
        for (const double down : {0.5 - 0.5 / std::sqrt(3.0), 0.5 + 0.5 / std::sqrt(3.0)})
            sum += 0.25 * side(0, 1, down).cross(side(0, 2, down)).dot(across);
        return std::abs(sum);
    }
};

constexpr double kBall_mm = 90;

/// A place on the ball, beside its pole: the pole is its z axis.
geom::Vec3 onBall(double x, double y) {
    return {x, y, std::sqrt(kBall_mm * kBall_mm - x * x - y * y)};
}

/// One site on the whole ball.
sim::SimInput oneSite() {
    static const geom::MeshPtr kBall = test::latLongSphere(kBall_mm, 188, 120);
    sim::SimInput input;
    input.surface = kBall;
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{onBall(20, 0), Mm(2.5), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(2);
    return input;
}

/// Two compounds from two sites each, for a day: one that is gone in hours, one that stays.
const std::vector<VtuField>& dayOfTwo() {
    static const std::vector<VtuField> kFields = [] {
        std::vector<VtuField> fields;
        for (const clinic::Compound& compound : {test::minoxidil(), test::vegf165()}) {
            sim::SimInput input = oneSite();
            input.compound = compound;
            input.depots.push_back({onBall(26, 3), Mm(1.5), Ml(0.02), MgPerMl(2)});
            input.duration = fromHours(24);
            fields.push_back({compound.id + "_mg_per_mL", sim::simulate(input).value()});
        }
        return fields;
    }();
    return kFields;
}

std::string fileAt(Seconds time) {
    const auto file = vtuText(dayOfTwo(), time);
    EXPECT_TRUE(file.ok()) << file.error().message;
    return file ? *file : std::string();
}

TEST(VtuFile, IsAGridOfWedgesBelowTheSkin) {
    const std::string file = fileAt(fromMinutes(10));
    const Grid grid(file);
    ASSERT_FALSE(grid.wedges.empty());
    EXPECT_EQ(test::attributeOf(file, "type"), "UnstructuredGrid");
    EXPECT_EQ(test::attributeOf(file, "byte_order"), "LittleEndian");
    EXPECT_EQ(test::attributeOf(file, "NumberOfPoints"), std::to_string(grid.points.size()));
    EXPECT_EQ(test::attributeOf(file, "NumberOfCells"), std::to_string(grid.wedges.size()));
    EXPECT_EQ(test::attributeOf(file, "Scalars"), "minoxidil_mg_per_mL") << "data of the cells";
    EXPECT_EQ(grid.depths_mm.size(), grid.points.size());
    EXPECT_EQ(test::arrayOf<std::uint8_t>(file, "types"),
              std::vector<std::uint8_t>(grid.wedges.size(), 13));
    const auto ends = test::arrayOf<std::int64_t>(file, "offsets");
    ASSERT_EQ(ends.size(), grid.wedges.size());
    for (std::size_t w = 0; w < ends.size(); ++w)
        ASSERT_EQ(ends[w], static_cast<std::int64_t>(6 * (w + 1)));
    for (std::size_t p = 0; p < grid.points.size(); ++p) // on a ball, depths are differences
        ASSERT_NEAR(grid.points[p].norm() + static_cast<double>(grid.depths_mm[p]), kBall_mm, 0.05);
    for (std::size_t w = 0; w < grid.wedges.size(); ++w) {
        for (std::size_t k = 0; k < 3; ++k)
            ASSERT_LT(grid.depths_mm[grid.wedges[w][k]], grid.depths_mm[grid.wedges[w][k + 3]]);
        // As VTK wants it: the first triangle looks away from the second.
        const geom::Vec3 a = grid.corner(w, 0);
        const geom::Vec3 out = (grid.corner(w, 1) - a).cross(grid.corner(w, 2) - a);
        ASSERT_LT(out.dot(grid.corner(w, 3) - a), 0);
    }
}

TEST(VtuFile, ConcentrationTimesVolumeIsWhatTheBalanceHasInEveryLayer) {
    for (const Seconds time : {Seconds(0), fromMinutes(2), fromHours(1), fromHours(24)}) {
        const std::string file = fileAt(time);
        const Grid grid(file);
        for (const VtuField& field : dayOfTwo()) {
            SCOPED_TRACE(field.name + " after " + std::to_string(time.value()) + " s");
            const auto values = test::arrayOf<float>(file, field.name);
            ASSERT_EQ(values.size(), grid.wedges.size());
            const std::vector<Mm>& bottoms = field.result->layerBottom;
            std::vector<double> amounts_mg(bottoms.size(), 0);
            for (std::size_t w = 0; w < values.size(); ++w) {
                std::size_t layer = 0;
                while (layer + 1 < bottoms.size() && grid.depth_mm(w) > bottoms[layer].value())
                    ++layer;
                amounts_mg[layer] += 1e-3 * static_cast<double>(values[w]) * grid.volume_mm3(w);
            }
            const auto balance =
                sim::massBalance(*field.result->field, field.result->leaked, {&time, 1});
            const double nothing_mg = 1e-9 * field.result->dose.value();
            for (std::size_t l = 0; l < bottoms.size(); ++l) {
                const double wanted_mg = balance.front().layers[l].value();
                EXPECT_NEAR(amounts_mg[l], wanted_mg, 1e-3 * std::abs(wanted_mg) + nothing_mg)
                    << field.result->layerNames[l];
            }
        }
    }
}

// The scaling to the balance must not hide a field that lies elsewhere.
TEST(VtuFile, ConcentrationsAreThoseOfTheFieldAtTheWedges) {
    for (const Seconds time : {fromMinutes(2), fromHours(1)}) {
        const std::string file = fileAt(time);
        const Grid grid(file);
        for (const VtuField& field : dayOfTwo()) {
            SCOPED_TRACE(field.name);
            const auto values = test::arrayOf<float>(file, field.name);
            ASSERT_EQ(values.size(), grid.wedges.size());
            double amount = 0, differs = 0;
            for (std::size_t w = 0; w < values.size(); w += 7) {
                const geom::Vec3 onSkin = grid.middle(w).normalized() * kBall_mm;
                const double depth_mm = grid.depth_mm(w);
                const float there = field.result->field->below({&onSkin, 1}, {&depth_mm, 1},
                                                               sim::Measure::Total, time)[0];
                amount += std::abs(static_cast<double>(there)) * grid.volume_mm3(w);
                differs += std::abs(static_cast<double>(values[w] - there)) * grid.volume_mm3(w);
            }
            EXPECT_GT(amount, 0);
            EXPECT_LT(differs, 0.1 * amount) << "a mean beside the value in the middle";
        }
    }
}

TEST(VtuFile, RefusesWhatItCannotHold) {
    const auto reason = [](const std::vector<VtuField>& fields) {
        const auto file = vtuText(fields, Seconds(0));
        return file.ok() ? std::string() : file.error().message;
    };
    EXPECT_NE(reason({}).find("no simulated field"), std::string::npos);
    const sim::SimInput input = oneSite();
    const VtuField good{"a", sim::simulate(input).value()};
    EXPECT_EQ(reason({good, good}), "");
    sim::SimInput thick = input;
    thick.tissue.layers[2].thickness = Mm(4);
    EXPECT_NE(reason({good, {"b", sim::simulate(thick).value()}}).find("different tissues"),
              std::string::npos);
    sim::SimInput elsewhere = input;
    elsewhere.surface = test::latLongSphere(kBall_mm, 90, 60);
    EXPECT_NE(reason({good, {"b", sim::simulate(elsewhere).value()}}).find("fields a and b"),
              std::string::npos);
    sim::SimInput coarse = input;
    coarse.surface = geom::TriMesh::make({{0, 0, 5}, {300, 0, 5}, {300, 300, 5}, {0, 300, 5}},
                                         {{0, 1, 2}, {0, 2, 3}})
                         .value();
    coarse.tissue.referenceRadius = Mm(0);
    coarse.depots[0].position = {0, 0, 5};
    const auto alone = sim::simulate(coarse);
    ASSERT_TRUE(alone.ok()) << alone.error().message;
    EXPECT_NE(reason({{"c", *alone}}).find("No whole triangle"), std::string::npos);
}

TEST(VtuFile, NamesNeverBreakTheXml) {
    const auto file = vtuText(std::vector{VtuField{"a<\"&>", dayOfTwo()[0].result}}, Seconds(0));
    ASSERT_TRUE(file.ok());
    EXPECT_NE(file->find("Name=\"a____\""), std::string::npos);
    EXPECT_NE(file->find("Scalars=\"a____\""), std::string::npos);
}

} // namespace
} // namespace meso::store
