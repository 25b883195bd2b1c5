#pragma once
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "anatomy/head.h"
#include "geom/mesh_io.h"

/// Real heads that tests may look at: scans that are too large to be kept with the program.
namespace meso::test {

/// Where the scans are: MESOMAP_SCANS, or a folder beside the checkout.
inline std::filesystem::path scanFolder() {
    if (const char* folder = std::getenv("MESOMAP_SCANS"); folder != nullptr && *folder != '\0')
        return folder;
    return MESO_SOURCE_DIR "/../shared/scans";
}

/// A scan; empty where there is none. A scan that is there must be readable.
inline geom::MeshPtr scan(const std::string& file) {
    const std::filesystem::path path = scanFolder() / file;
    if (!std::filesystem::exists(path))
        return nullptr;
    auto mesh = geom::readPly(path);
    EXPECT_TRUE(mesh.ok()) << path << ": " << (mesh.ok() ? "" : mesh.error().message);
    return mesh ? *mesh : nullptr;
}

/// The published 10-10 positions on the Colin27 head, mm: every `"name": [x, y, z]` of the file.
inline std::map<std::string, geom::Vec3> colinPositions() {
    std::ifstream file(scanFolder() / "colin27_1010.json");
    std::stringstream all;
    all << file.rdbuf();
    const std::string text = all.str();
    std::map<std::string, geom::Vec3> out;
    for (std::size_t open = text.find('['); open != std::string::npos;
         open = text.find('[', open + 1)) {
        const std::size_t nameEnd = text.rfind('"', open);
        const std::size_t nameBegin = text.rfind('"', nameEnd - 1) + 1;
        std::istringstream numbers(text.substr(open + 1));
        char comma = 0;
        geom::Vec3 p;
        if (numbers >> p.x() >> comma >> p.y() >> comma >> p.z())
            out[text.substr(nameBegin, nameEnd - nameBegin)] = p;
    }
    return out;
}

inline anatomy::Landmarks colinLandmarks() {
    const auto known = colinPositions();
    return {.nasion = known.at("Nz"),
            .inion = known.at("Iz"),
            .leftPreauricular = known.at("LPA"),
            .rightPreauricular = known.at("RPA"),
            .vertex = {0, -23.4, 149.3}};
}

/// A clean scan with the landmarks and tape measures of scans.json, mm.
struct KnownScan {
    std::string file;
    anatomy::Landmarks landmarks;
    double nasionInionArc_mm = 0;
    double frontalTragusArc_mm = 0;
};

inline std::vector<KnownScan> knownScans() {
    return {{"clean_mh_male.ply",
             {.nasion = {0, 94.321904, 18.334321},
              .inion = {0, -98.920562, 6.806101},
              .leftPreauricular = {-70.709784, 0, 0},
              .rightPreauricular = {70.709784, 0, 0},
              .vertex = {0, -24.999743, 128.099933}},
             361.1,
             341.7},
            {"clean_mh_african.ply",
             {.nasion = {0, 92.518915, 17.983855},
              .inion = {0, -106.897108, 13.847169},
              .leftPreauricular = {-74.012125, 0, 0},
              .rightPreauricular = {74.012125, 0, 0},
              .vertex = {0, -28.181653, 131.731913}},
             357.6,
             343.7}};
}

/// A real head with its landmarks.
struct RealHead {
    std::string name;
    geom::MeshPtr mesh;
    anatomy::Landmarks landmarks;
};

/// Every scan that is here. One printed line says when some are not, so that nobody takes a test
/// that has seen fewer heads for one that has seen them all.
inline std::vector<RealHead> realHeads() {
    std::vector<RealHead> heads;
    std::string missing;
    const auto add = [&](const std::string& file, const auto& landmarks) {
        if (const auto mesh = scan(file))
            heads.push_back({file, mesh, landmarks()});
        else
            missing += " " + file;
    };
    for (const KnownScan& known : knownScans())
        add(known.file, [&] { return known.landmarks; });
    add("clean_colin27_bem.ply", colinLandmarks);
    if (!missing.empty())
        std::printf("Not tested on scans (MESOMAP_SCANS names their folder), not found in %s:%s\n",
                    scanFolder().c_str(), missing.c_str());
    return heads;
}

} // namespace meso::test
