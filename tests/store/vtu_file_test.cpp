#include "store/vtu_file.h"

#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "geom/mesh.h"
#include "support/vtu_reader.h"

namespace meso::store {
namespace {

// A square of two triangles, one corner of which was not solved, over two layers of depth cells.
struct Small {
    geom::MeshPtr surface =
        geom::TriMesh::make({{0, 0, 5}, {2, 0, 5}, {2, 2, 5}, {0, 2, 5}}, {{0, 1, 2}, {0, 2, 3}})
            .value();
    std::shared_ptr<sim::SimResult> result = std::make_shared<sim::SimResult>();
    Small() {
        result->grid = sim::gridFromFaces({0, 1, 3, 6}, {0, 0, 0}, Mm(0));
        result->meshVertex = {0, 1, 2};
        result->surfaceVertices = 4;
        sim::SimFrame frame;
        for (int i = 0; i < 9; ++i)
            frame.concentration.push_back(0.1F * static_cast<float>(i));
        result->frames = {frame, frame};
        result->frames[1].concentration[0] = 7;
    }
};

TEST(VtuFile, HoldsPointsWedgesAndValuesToTheLastBit) {
    const Small small;
    const auto file =
        vtuText(std::vector{VtuField{"a_mg_per_mL", small.result, 1}}, *small.surface);
    ASSERT_TRUE(file.ok()) << file.error().message;
    EXPECT_NE(file->find("NumberOfPoints=\"9\" NumberOfCells=\"2\""), std::string::npos);
    EXPECT_EQ(test::arrayOf<float>(*file, "a_mg_per_mL"), small.result->frames[1].concentration);
    EXPECT_EQ(test::arrayOf<float>(*file, "depth_mm"),
              (std::vector<float>{0.5, 2, 4.5, 0.5, 2, 4.5, 0.5, 2, 4.5}));
    const auto points = test::arrayOf<double>(*file, "Points");
    ASSERT_EQ(points.size(), 27U);
    EXPECT_DOUBLE_EQ(points[3 * 4 + 0], 2);
    EXPECT_DOUBLE_EQ(points[3 * 4 + 2], 5 - 2) << "below the skin";
    EXPECT_EQ(test::arrayOf<std::int64_t>(*file, "connectivity"),
              (std::vector<std::int64_t>{0, 3, 6, 1, 4, 7, 1, 4, 7, 2, 5, 8}));
    EXPECT_EQ(test::arrayOf<std::int64_t>(*file, "offsets"), (std::vector<std::int64_t>{6, 12}));
    EXPECT_EQ(test::arrayOf<std::uint8_t>(*file, "types"), (std::vector<std::uint8_t>{13, 13}));
}

TEST(VtuFile, RefusesWhatItCannotHold) {
    const Small small, other;
    other.result->meshVertex = {0, 1, 3};
    const VtuField good{"a", small.result, 0};
    const auto reason = [&](std::vector<VtuField> fields) {
        const auto file = vtuText(fields, *small.surface);
        return file.ok() ? std::string() : file.error().message;
    };
    EXPECT_EQ(reason({good}), "");
    EXPECT_NE(reason({}), "");
    EXPECT_NE(reason({{"a", small.result, 2}}).find("no frame 2"), std::string::npos);
    EXPECT_NE(reason({good, {"b", other.result, 0}}).find("different places"), std::string::npos);
    EXPECT_NE(reason({{"b", other.result, 0}}).find("No whole triangle"), std::string::npos);
}

TEST(VtuFile, NamesNeverBreakTheXml) {
    const Small small;
    const auto file = vtuText(std::vector{VtuField{"a<\"&>", small.result, 0}}, *small.surface);
    ASSERT_TRUE(file.ok());
    EXPECT_NE(file->find("Name=\"a____\""), std::string::npos);
}

} // namespace
} // namespace meso::store
