#include "geom/mesh_io.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "base/random.h"
#include "support/model_heads.h"

namespace meso::geom {
namespace {

const std::string kHeader = "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\n"
                            "property float y\nproperty float z\nelement face 2\n"
                            "property list uchar int vertex_indices\nend_header\n";
const std::string kTetra = kHeader + "0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 1 2\n3 0 3 1\n";

std::string complaint(const std::string& bytes) {
    const auto mesh = parsePly(bytes, "evil.ply");
    return mesh ? std::string("accepted") : mesh.error().message;
}

void expectRefused(const std::string& bytes, const std::string& because) {
    const std::string message = complaint(bytes);
    EXPECT_NE(message.find(because), std::string::npos) << message;
    EXPECT_NE(message.find("evil.ply"), std::string::npos) << message;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

template <class T>
void put(std::string& out, T value, bool big) {
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(T));
    if (big)
        std::reverse(bytes.begin(), bytes.end());
    out.append(bytes.data(), bytes.size());
}

TEST(MeshIo, ReadsAscii) {
    const auto mesh = parsePly(kTetra, "tetra.ply");
    ASSERT_TRUE(mesh.ok()) << mesh.error().message;
    EXPECT_EQ((*mesh)->vertices().size(), 4u);
    EXPECT_EQ((*mesh)->vertices()[3], Vec3(0, 0, 1));
    EXPECT_EQ((*mesh)->triangles()[1], (Triangle{0, 3, 1}));
}

TEST(MeshIo, ReadsWindowsLineEnds) {
    std::string text;
    for (const char c : kTetra)
        text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_TRUE(parsePly(text, "tetra.ply").ok());
}

/// Properties in another order, of other types, with columns and elements that nobody asked for,
/// in both byte orders.
TEST(MeshIo, ReadsBinaryOfEitherOrderWhateverElseItHolds) {
    for (const bool big : {false, true}) {
        std::string bytes = "ply\nformat binary_" + std::string(big ? "big" : "little") +
                            "_endian 1.0\ncomment from \xC3\xA9 scanner\nelement camera 1\n"
                            "property list ushort double matrix\nelement vertex 4\n"
                            "property uchar red\nproperty double z\nproperty short x\n"
                            "property float y\nelement face 1\nproperty float quality\n"
                            "property list int uint vertex_index\nend_header\n";
        put<std::uint16_t>(bytes, 2, big);
        put<double>(bytes, 7, big);
        put<double>(bytes, 8, big);
        for (int i = 0; i < 4; ++i) {
            put<std::uint8_t>(bytes, 200, big);
            put<double>(bytes, 0.25 * i, big);
            put<std::int16_t>(bytes, static_cast<std::int16_t>(i == 1 || i == 2 ? -300 : 20), big);
            put<float>(bytes, i >= 2 ? 1.5F : 0.0F, big);
        }
        put<float>(bytes, 0.5F, big);
        put<std::int32_t>(bytes, 4, big);
        for (const std::uint32_t corner : {0u, 1u, 2u, 3u})
            put<std::uint32_t>(bytes, corner, big);
        const auto mesh = parsePly(bytes, "scan.ply");
        ASSERT_TRUE(mesh.ok()) << mesh.error().message;
        EXPECT_EQ((*mesh)->vertices()[2], Vec3(-300, 1.5, 0.5));
        ASSERT_EQ((*mesh)->triangles().size(), 2u) << "a square is two triangles";
        EXPECT_EQ((*mesh)->triangles()[1], (Triangle{0, 2, 3}));
    }
}

TEST(MeshIo, RoundTripIsExact) {
    Random random(11);
    std::vector<Vec3> vertices;
    for (int i = 0; i < 100; ++i)
        vertices.emplace_back(random.normal() * 1e3, random.normal() * 1e-9, random.uniform());
    std::vector<Triangle> triangles;
    for (int i = 0; i + 2 < 100; ++i)
        triangles.push_back({i, i + 1, i + 2});
    const auto mesh = *TriMesh::make(vertices, triangles);
    const auto back = parsePly(writePly(*mesh), "own.ply");
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ((*back)->vertices(), mesh->vertices());
    EXPECT_EQ((*back)->triangles(), mesh->triangles());
}

TEST(MeshIo, SavesAndOpensFiles) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "mesh_io";
    std::filesystem::create_directories(folder);
    const auto mesh = test::icosphere(4, 50);
    const auto path = folder / "sphere.ply";
    ASSERT_TRUE(savePly(*mesh, path).ok());
    EXPECT_FALSE(std::filesystem::exists(folder / "sphere.ply.part"));
    const auto back = readPly(path);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ((*back)->triangles(), mesh->triangles());
    const auto missing = readPly(folder / "no.ply");
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message.find("no.ply"), std::string::npos);
    const Status refused = savePly(*mesh, folder / "no folder" / "a.ply");
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("cannot be written"), std::string::npos);
    EXPECT_FALSE(readPly(folder).ok()) << "a folder is no file";
    std::filesystem::remove_all(folder);
}

TEST(MeshIo, DropsTrianglesThatNameACornerTwice) {
    const auto mesh = parsePly(replaced(kTetra, "3 0 3 1", "3 0 3 3"), "t.ply");
    ASSERT_TRUE(mesh.ok());
    EXPECT_EQ((*mesh)->triangles().size(), 1u);
}

TEST(MeshIo, RefusesWrongHeaders) {
    expectRefused("", "end_header");
    expectRefused("solid ascii\n", "\"ply\"");
    expectRefused(kHeader.substr(0, 40), "end_header");
    expectRefused(replaced(kTetra, "ascii", "morse"), "morse");
    expectRefused(replaced(kTetra, "ascii 1.0", "ascii 2.0"), "1.0");
    expectRefused(replaced(kTetra, "format ascii 1.0\n", ""), "format");
    expectRefused(replaced(kTetra, "float y", "complex y"), "line 5");
    expectRefused(replaced(kTetra, "property float z\n", ""), "x, y and z");
    expectRefused(replaced(kTetra, "vertex_indices", "corners"), "vertex_indices");
    expectRefused(replaced(kTetra, "uchar int", "float int"), "not whole");
    expectRefused(replaced(kTetra, "element face 2", "element vertex 2"), "second time");
    expectRefused(replaced(kTetra, "element vertex 4\n", "nonsense\n"), "nonsense");
    expectRefused(replaced(kTetra, "property float x", "property float \xFF\xFE"), "UTF-8");
    expectRefused("ply\n" + std::string(100000, 'a') + "\nend_header\n", "end_header");
    std::string many = "ply\nformat ascii 1.0\n";
    for (int i = 0; i < 40; ++i)
        many += "element e" + std::to_string(i) + " 0\n";
    expectRefused(many + "end_header\n", "32 elements");
}

TEST(MeshIo, RefusesCountsThatTheFileCannotHold) {
    expectRefused(replaced(kTetra, "vertex 4", "vertex -4"), "whole number");
    expectRefused(replaced(kTetra, "vertex 4", "vertex 4.5"), "whole number");
    expectRefused(replaced(kTetra, "vertex 4", "vertex 4000000000"), "more than the file");
    expectRefused(replaced(kTetra, "vertex 4", "vertex 18446744073709551615"), "more than the");
    expectRefused(replaced(kTetra, "vertex 4", "vertex 99999999999999999999999"), "whole number");
    expectRefused(replaced(kTetra, "face 2", "face 3"), "cut short");
    expectRefused(replaced(kTetra, "3 0 1 2", "200000000 0 1 2"), "cut short");
    expectRefused(replaced(kTetra, "3 0 1 2", "-3 0 1 2"), "cut short");
    expectRefused("ply\nformat ascii 1.0\nelement vertex 1000000000\nend_header\n",
                  "no properties");
}

TEST(MeshIo, RefusesWrongBodies) {
    expectRefused(replaced(kTetra, "1 0 0\n", "1 nan 0\n"), "vertex 1 of 4");
    expectRefused(replaced(kTetra, "1 0 0\n", "1 inf 0\n"), "finite");
    expectRefused(replaced(kTetra, "1 0 0\n", "1 zero 0\n"), "vertex 1 of 4");
    expectRefused(replaced(kTetra, "3 0 3 1", "3 0 3 4"), "names the vertex 4");
    expectRefused(replaced(kTetra, "3 0 3 1", "3 0 3 -1"), "names the vertex -1");
    expectRefused(replaced(kTetra, "3 0 3 1", "2 0 3"), "fewer than three");
    expectRefused(replaced(replaced(kTetra, "3 0 1 2", "3 0 0 0"), "3 0 3 1", "3 1 1 1"),
                  "no triangle");
    const std::string facesFirst =
        "ply\nformat ascii 1.0\nelement face 1\nproperty list uchar int vertex_indices\n"
        "element vertex 3\nproperty float x\nproperty float y\nproperty float z\nend_header\n"
        "3 0 1 2\n0 0 0\n1 0 0\n0 1 0\n";
    expectRefused(facesFirst, "before its vertices");
}

TEST(MeshIo, SurvivesEveryTruncationAndRandomDamage) {
    const std::string binary = writePly(*test::icosphere(2, 50));
    for (const std::string& whole : {kTetra.substr(0, kTetra.size() - 2), binary})
        for (std::size_t size = 0; size < whole.size(); ++size)
            EXPECT_FALSE(parsePly(std::string_view(whole).substr(0, size), "cut.ply").ok()) << size;
    Random random(5);
    for (int round = 0; round < 3000; ++round) {
        std::string damaged = round % 2 == 0 ? kTetra : binary;
        for (int k = 0; k < 4; ++k)
            damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
        const auto mesh = parsePly(damaged, "damaged.ply");
        if (!mesh) {
            EXPECT_FALSE(mesh.error().message.empty());
        }
    }
}

} // namespace
} // namespace meso::geom
