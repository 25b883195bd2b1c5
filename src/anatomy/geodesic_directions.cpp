#include "anatomy/geodesic_directions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace meso::anatomy {

using geom::Triangle;
using geom::Vec3;

namespace {

struct Icosahedron {
    std::array<Vec3, 12> corners;
    std::array<Triangle, 20> faces{};
};

/// Top, upper ring (its first corner straight ahead), lower ring, bottom.
Icosahedron uprightIcosahedron() {
    Icosahedron solid;
    const double ringHeight = 1 / std::sqrt(5.0);
    const double ringRadius = 2 * ringHeight;
    solid.corners[0] = Vec3(0, 0, 1);
    solid.corners[11] = Vec3(0, 0, -1);
    for (int k = 0; k < 5; ++k) {
        const double upper = std::numbers::pi / 2 + 2 * std::numbers::pi * k / 5;
        const double lower = upper + std::numbers::pi / 5;
        solid.corners[1 + k] =
            Vec3(ringRadius * std::cos(upper), ringRadius * std::sin(upper), ringHeight);
        solid.corners[6 + k] =
            Vec3(ringRadius * std::cos(lower), ringRadius * std::sin(lower), -ringHeight);
        const int next = (k + 1) % 5;
        solid.faces[4 * k] = {0, 1 + k, 1 + next};
        solid.faces[4 * k + 1] = {1 + k, 6 + k, 1 + next};
        solid.faces[4 * k + 2] = {1 + next, 6 + k, 6 + next};
        solid.faces[4 * k + 3] = {11, 6 + next, 6 + k};
    }
    return solid;
}

Vec3 slerp(const Vec3& a, const Vec3& b, double part) {
    const double angle = std::acos(std::clamp(a.dot(b), -1.0, 1.0));
    if (angle < 1e-9)
        return a;
    return (std::sin((1 - part) * angle) * a + std::sin(part * angle) * b) / std::sin(angle);
}

/// Barycentric place on a face in parts of its edges; the sum is the frequency.
using Place = std::array<int, 3>;

/// One of the three orders: along both edges that leave corner k, then across.
Vec3 acrossFrom(const std::array<Vec3, 3>& corner, const Place& at, int k, int frequency) {
    const int second = at[(k + 1) % 3];
    const int third = at[(k + 2) % 3];
    const int away = second + third;
    if (away == 0)
        return corner[k];
    const double part = static_cast<double>(away) / frequency;
    return slerp(slerp(corner[k], corner[(k + 1) % 3], part),
                 slerp(corner[k], corner[(k + 2) % 3], part), static_cast<double>(third) / away);
}

/// Fills the faces one by one; points on edges are shared between the two faces.
class Weaver {
public:
    explicit Weaver(int frequency) : frequency_(frequency) {}

    void addFace(const Icosahedron& solid, const Triangle& face) {
        std::vector<int> number;
        for (int i = 0; i <= frequency_; ++i)
            for (int j = 0; i + j <= frequency_; ++j)
                number.push_back(vertexAt(solid, face, {frequency_ - i - j, i, j}));
        const auto at = [&](int i, int j) {
            return number[i * (frequency_ + 1) - i * (i - 1) / 2 + j];
        };
        for (int i = 0; i < frequency_; ++i)
            for (int j = 0; i + j < frequency_; ++j) {
                mesh.triangles.push_back({at(i, j), at(i + 1, j), at(i, j + 1)});
                if (i + j + 1 < frequency_)
                    mesh.triangles.push_back({at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)});
            }
    }

    DirectionMesh mesh;

private:
    int vertexAt(const Icosahedron& solid, const Triangle& face, const Place& at) {
        const bool isShared = at[0] == 0 || at[1] == 0 || at[2] == 0;
        if (!isShared)
            return append(solid, face, at);
        // A point on an edge is named by its edge's corners, lower first, and its parts of each.
        std::vector<std::pair<int, int>> parts;
        for (int k = 0; k < 3; ++k)
            if (at[k] > 0)
                parts.emplace_back(face[k], at[k]);
        std::sort(parts.begin(), parts.end());
        const auto known = shared_.find(parts);
        if (known != shared_.end())
            return known->second;
        const int vertex = append(solid, face, at);
        shared_.emplace(std::move(parts), vertex);
        return vertex;
    }

    int append(const Icosahedron& solid, const Triangle& face, const Place& at) {
        const std::array<Vec3, 3> corner = {solid.corners[face[0]], solid.corners[face[1]],
                                            solid.corners[face[2]]};
        Vec3 sum = Vec3::Zero();
        for (int k = 0; k < 3; ++k)
            sum += acrossFrom(corner, at, k, frequency_);
        mesh.directions.push_back(sum.normalized());
        return static_cast<int>(mesh.directions.size()) - 1;
    }

    int frequency_;
    std::map<std::vector<std::pair<int, int>>, int> shared_;
};

/// The triangles whose corners all belong to the scalp, and the vertices that these name.
DirectionMesh scalpPart(const DirectionMesh& whole) {
    const auto count = whole.directions.size();
    std::vector<char> isInside(count);
    for (std::size_t i = 0; i < count; ++i)
        isInside[i] = scalpHolds(whole.directions[i]);
    DirectionMesh part;
    std::vector<int> number(count, -1);
    for (Triangle t : whole.triangles) {
        if (!isInside[t[0]] || !isInside[t[1]] || !isInside[t[2]])
            continue;
        for (int& corner : t) {
            if (number[corner] < 0) {
                number[corner] = static_cast<int>(part.directions.size());
                part.directions.push_back(whole.directions[corner]);
            }
            corner = number[corner];
        }
        part.triangles.push_back(t);
    }
    return part;
}

} // namespace

bool scalpHolds(const Vec3& direction) {
    const double radius_mm = 1 / direction.cwiseQuotient(Vec3(76, 97, 89)).norm();
    const Vec3 end = Vec3(0, -1, 40) + radius_mm * direction;
    const double border_mm = 38 + (end.y() > 0 ? 0.22 : 0.50) * end.y();
    const bool isBehindEar = end.y() > -45 && end.y() < 12 && end.z() < 34;
    return end.z() > border_mm && !isBehindEar;
}

DirectionMesh scalpDirections(int frequency) {
    const Icosahedron solid = uprightIcosahedron();
    Weaver weaver(frequency);
    for (const Triangle& face : solid.faces) {
        const bool isLowest = face[0] == 11; // around the neck: no scalp there
        if (!isLowest)
            weaver.addFace(solid, face);
    }
    return scalpPart(weaver.mesh);
}

} // namespace meso::anatomy
