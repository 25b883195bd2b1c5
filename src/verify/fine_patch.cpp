#include "verify/fine_patch.h"

#include <algorithm>
#include <map>

#include <Eigen/Dense>

namespace meso::verify {
namespace {

geom::Vec3 middleOf(const Patch& patch, int a, int b) {
    const geom::Vec3 way = patch.positions[b] - patch.positions[a];
    const geom::Vec3& up = patch.normals[a];
    const geom::Vec3& upThere = patch.normals[b];
    return 0.5 * (patch.positions[a] + patch.positions[b]) -
           (way.dot(up) * up - way.dot(upThere) * upThere) / 8;
}

} // namespace

FinePatch halved(const Patch& patch) {
    FinePatch fine{patch.positions, {}};
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
        const auto [at, isNew] =
            middles.try_emplace(std::minmax(a, b), static_cast<int>(fine.vertices.size()));
        if (isNew)
            fine.vertices.push_back(middleOf(patch, a, b));
        return at->second;
    };
    for (const geom::Triangle& t : patch.triangles) {
        const std::array m{middle(t[0], t[1]), middle(t[1], t[2]), middle(t[2], t[0])};
        fine.triangles.push_back({t[0], m[0], m[2]});
        fine.triangles.push_back({t[1], m[1], m[0]});
        fine.triangles.push_back({t[2], m[2], m[1]});
        fine.triangles.push_back({m[0], m[1], m[2]});
    }
    return fine;
}

double borderDistance(const Patch& patch, const geom::Vec3& spot, Mm most) {
    double nearest = most.value();
    for (const int v : borderVertices(patch.triangles))
        nearest = std::min(nearest, (patch.positions[v] - spot).norm());
    return nearest;
}

std::vector<int> borderVertices(std::span<const geom::Triangle> triangles) {
    std::map<std::pair<int, int>, int> uses;
    for (const geom::Triangle& t : triangles)
        for (int k = 0; k < 3; ++k)
            ++uses[std::minmax(t[k], t[(k + 1) % 3])];
    std::vector<int> vertices;
    for (const auto& [edge, count] : uses)
        if (count == 1)
            vertices.push_back(edge.first);
    return vertices;
}

double radiusAround(const Patch& patch, const geom::Vec3& spot, const geom::Vec3& up) {
    constexpr double kBendWithin_mm = 8;
    const geom::Vec3 along = up.unitOrthogonal(), across = up.cross(along);
    Eigen::Matrix<double, 6, 6> normal = Eigen::Matrix<double, 6, 6>::Zero();
    Eigen::Matrix<double, 6, 1> right = Eigen::Matrix<double, 6, 1>::Zero();
    for (const geom::Vec3& p : patch.positions) {
        const geom::Vec3 away = p - spot;
        if (away.norm() > kBendWithin_mm)
            continue;
        const double x = away.dot(along), y = away.dot(across);
        Eigen::Matrix<double, 6, 1> row;
        row << 1, x, y, x * x / 2, x * y, y * y / 2;
        normal += row * row.transpose();
        right += row * away.dot(up);
    }
    const Eigen::Matrix<double, 6, 1> fit = normal.ldlt().solve(right);
    return -2 / (fit[3] + fit[5]);
}

} // namespace meso::verify
