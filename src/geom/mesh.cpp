#include "geom/mesh.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <string>

namespace meso::geom {

namespace {

std::string firstFault(const std::vector<Vec3>& vertices, const std::vector<Triangle>& triangles) {
    if (triangles.empty())
        return "A surface needs at least one triangle; this one has none.";
    for (std::size_t i = 0; i < vertices.size(); ++i)
        if (!vertices[i].allFinite())
            return "Vertex " + std::to_string(i) + " has a coordinate that is not a finite number.";
    const int count = static_cast<int>(vertices.size());
    for (std::size_t t = 0; t < triangles.size(); ++t) {
        const auto [a, b, c] = triangles[t];
        for (const int v : {a, b, c})
            if (v < 0 || v >= count)
                return "Triangle " + std::to_string(t) + " names vertex " + std::to_string(v) +
                       ", but the surface has " + std::to_string(count) + " vertices.";
        if (a == b || b == c || c == a)
            return "Triangle " + std::to_string(t) + " names one vertex twice.";
    }
    return {};
}

double angleBetween(const Vec3& u, const Vec3& v) {
    return std::atan2(u.cross(v).norm(), u.dot(v));
}

std::vector<Vec3> angleWeightedNormals(const std::vector<Vec3>& vertices,
                                       const std::vector<Triangle>& triangles) {
    std::vector<Vec3> normals(vertices.size(), Vec3::Zero());
    for (const Triangle& t : triangles) {
        const Vec3 face = (vertices[t[1]] - vertices[t[0]]).cross(vertices[t[2]] - vertices[t[0]]);
        const double length = face.norm();
        if (length == 0)
            continue;
        for (int k = 0; k < 3; ++k) {
            const Vec3 u = vertices[t[(k + 1) % 3]] - vertices[t[k]];
            const Vec3 v = vertices[t[(k + 2) % 3]] - vertices[t[k]];
            normals[t[k]] += face * (angleBetween(u, v) / length);
        }
    }
    for (Vec3& n : normals) {
        const double length = n.norm();
        n = length > 0 ? Vec3(n / length) : Vec3::UnitZ();
    }
    return normals;
}

struct EdgeUse {
    int forward = 0; ///< triangles that run the edge from its smaller to its larger vertex
    int backward = 0;
};

std::map<std::pair<int, int>, EdgeUse> edgeUses(const TriMesh& mesh) {
    std::map<std::pair<int, int>, EdgeUse> edges;
    for (const Triangle& t : mesh.triangles())
        for (int k = 0; k < 3; ++k) {
            const int a = t[k];
            const int b = t[(k + 1) % 3];
            EdgeUse& use = edges[std::minmax(a, b)];
            (a < b ? use.forward : use.backward) += 1;
        }
    return edges;
}

int rootOf(std::vector<int>& parent, int v) {
    while (parent[v] != v) {
        parent[v] = parent[parent[v]];
        v = parent[v];
    }
    return v;
}

} // namespace

Result<MeshPtr> TriMesh::make(std::vector<Vec3> vertices, std::vector<Triangle> triangles) {
    if (std::string fault = firstFault(vertices, triangles); !fault.empty())
        return Error{std::move(fault)};
    std::shared_ptr<TriMesh> mesh(new TriMesh);
    mesh->normals_ = angleWeightedNormals(vertices, triangles);
    mesh->vertices_ = std::move(vertices);
    mesh->triangles_ = std::move(triangles);
    return MeshPtr(std::move(mesh));
}

Vec3 TriMesh::doubleAreaNormal(int triangle) const {
    const Vec3& a = corner(triangle, 0);
    return (corner(triangle, 1) - a).cross(corner(triangle, 2) - a);
}

Mm2 TriMesh::triangleArea(int triangle) const {
    return Mm2(0.5 * doubleAreaNormal(triangle).norm());
}

Mm2 TriMesh::area() const {
    Mm2 sum;
    for (int t = 0; t < static_cast<int>(triangles_.size()); ++t)
        sum += triangleArea(t);
    return sum;
}

Topology topologyOf(const TriMesh& mesh) {
    Topology out;
    std::vector<int> parent(mesh.vertices().size());
    std::iota(parent.begin(), parent.end(), 0);
    std::vector<char> used(parent.size(), 0);
    const auto edges = edgeUses(mesh);
    for (const auto& [ends, use] : edges) {
        const int total = use.forward + use.backward;
        out.boundaryEdges += total == 1;
        out.nonManifoldEdges += total > 2 || (total == 2 && use.forward != 1);
        parent[rootOf(parent, ends.first)] = rootOf(parent, ends.second);
        used[ends.first] = used[ends.second] = 1;
    }
    int vertices = 0;
    for (int v = 0; v < static_cast<int>(used.size()); ++v) {
        vertices += used[v];
        out.components += used[v] && rootOf(parent, v) == v;
    }
    out.eulerCharacteristic =
        vertices - static_cast<int>(edges.size()) + static_cast<int>(mesh.triangles().size());
    return out;
}

MeshQuality qualityOf(const TriMesh& mesh) {
    MeshQuality out;
    double smallest = std::numbers::pi;
    double largest = 0;
    double sum = 0;
    double sumOfSquares = 0;
    const auto& triangles = mesh.triangles();
    for (int t = 0; t < static_cast<int>(triangles.size()); ++t)
        for (int k = 0; k < 3; ++k) {
            const Vec3 u = mesh.corner(t, (k + 1) % 3) - mesh.corner(t, k);
            const Vec3 v = mesh.corner(t, (k + 2) % 3) - mesh.corner(t, k);
            const double angle = angleBetween(u, v);
            smallest = std::min(smallest, angle);
            largest = std::max(largest, angle);
            sum += u.norm();
            sumOfSquares += u.squaredNorm();
        }
    const double count = 3.0 * static_cast<double>(triangles.size());
    out.edgeMean = sum / count;
    const double variance = std::max(0.0, sumOfSquares / count - out.edgeMean * out.edgeMean);
    out.edgeVariation = std::sqrt(variance) / out.edgeMean;
    out.smallestAngle = smallest * 180 / std::numbers::pi;
    out.largestAngle = largest * 180 / std::numbers::pi;
    return out;
}

} // namespace meso::geom
