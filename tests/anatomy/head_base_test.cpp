#include "anatomy/head_base.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "anatomy/grow/head_field.h"
#include "base/file.h"
#include "support/scratch.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

const std::filesystem::path kBuilt = MESO_BINARY_DIR "/share/mesomap/head/base.mesohead";

class HeadBaseTest : public ::testing::Test {
protected:
    const HeadBase base = readHeadBase(kBuilt).value();
};

TEST_F(HeadBaseTest, IsOneClosedSkinInEveryStyle) {
    for (const double style : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const auto skin =
            geom::TriMesh::make(base.display.blended(style), base.display.triangles).value();
        const geom::Topology topology = topologyOf(*skin);
        EXPECT_EQ(topology.boundaryEdges, 0);
        EXPECT_EQ(topology.nonManifoldEdges, 0);
        EXPECT_EQ(topology.components, 1);
        EXPECT_EQ(topology.eulerCharacteristic, 2);
    }
    EXPECT_GT(base.display.positions[1].size(), 55'000U);
    EXPECT_LT(base.display.positions[1].size(), 70'000U);
}

TEST_F(HeadBaseTest, ScalpEdgesAreAboutTwoMillimetres) {
    const auto& x = base.display.positions[1];
    double sum = 0;
    int count = 0;
    for (const geom::Triangle& t : base.display.triangles)
        for (int k = 0; k < 3; ++k) {
            const Vec3 &a = x[t[k]], &b = x[t[(k + 1) % 3]];
            if (std::min(a.z(), b.z()) < 70)
                continue;
            sum += (a - b).norm();
            ++count;
        }
    EXPECT_NEAR(sum / count, 2.0, 0.1);
}

TEST_F(HeadBaseTest, EveryStyleLiesOnItsField) {
    for (int s = 0; s < 3; ++s) {
        const HeadField field(s - 1);
        const auto& x = base.display.positions[s];
        std::size_t off = 0;
        for (std::size_t i = 0; i < x.size(); i += 7)
            off += std::fabs(field.at(x[i])) > 0.05;
        EXPECT_LT(off, x.size() / 7 / 200) << "style " << s - 1;
    }
}

TEST_F(HeadBaseTest, LeftIsNegativeAndBothSidesAreAlike) {
    for (const Landmarks& l : base.landmarks) {
        EXPECT_LT(l.leftPreauricular.x(), -60);
        EXPECT_NEAR(l.leftPreauricular.x(), -l.rightPreauricular.x(), 0.01);
        EXPECT_GT(l.nasion.y(), 0);
        EXPECT_LT(l.inion.y(), 0);
    }
    Vec3 low = Vec3::Constant(1e9), high = -low;
    for (const Vec3& p : base.display.positions[1]) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    EXPECT_NEAR(low.x(), -high.x(), 0.2);
}

TEST_F(HeadBaseTest, TheEarCanalIsDarkAndTheCrownIsOpen) {
    const auto& x = base.display.positions[1];
    float crown = 0, darkest = 1;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (x[i].z() > 125)
            crown = std::max(crown, base.occlusion[i]);
        if (std::fabs(x[i].x()) > 65 && std::fabs(x[i].z()) < 15)
            darkest = std::min(darkest, base.occlusion[i]);
    }
    EXPECT_GT(crown, 0.9F);
    EXPECT_LT(darkest, 0.5F);
}

TEST_F(HeadBaseTest, ContentHashIsTheStoredOne) {
    EXPECT_EQ(contentHash(base), base.hash);
}

TEST_F(HeadBaseTest, SaysWhichFileIsDamagedAndHow) {
    const std::string whole = readFile(kBuilt, 64U << 20).value();
    const test::Scratch folder;
    const auto file = folder / "bad.mesohead";
    const auto messageFor = [&](const std::string& bytes) {
        EXPECT_TRUE(writeFile(file, bytes).ok());
        const auto read = readHeadBase(file);
        return read.ok() ? std::string() : read.error().message;
    };
    std::string flipped = whole;
    flipped[whole.size() / 2] ^= 1;
    std::string huge = whole;
    for (int i = 12; i < 28; ++i)
        huge[i] = '\xFF';
    std::string newer = whole;
    newer[8] = 99;
    EXPECT_NE(messageFor(flipped).find("checksum"), std::string::npos);
    EXPECT_NE(messageFor(huge).find("sizes"), std::string::npos);
    EXPECT_NE(messageFor(newer).find("version 99"), std::string::npos);
    EXPECT_NE(messageFor(whole.substr(0, whole.size() - 5)).find("cut off"), std::string::npos);
    EXPECT_NE(messageFor("").find("bad.mesohead"), std::string::npos);
    EXPECT_NE(messageFor("not a head at all, but long enough to have a header").find("not a head"),
              std::string::npos);
    EXPECT_FALSE(readHeadBase(folder / "absent.mesohead").ok());
}

} // namespace
} // namespace meso::anatomy
