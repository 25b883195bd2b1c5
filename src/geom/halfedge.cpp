#include "geom/halfedge.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace meso::geom {

namespace {

std::uint64_t keyOf(int a, int b) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32 |
           static_cast<std::uint32_t>(b);
}

Vec3 normalOf(const Vec3& a, const Vec3& b, const Vec3& c) {
    return (b - a).cross(c - a).normalized();
}

} // namespace

Result<HalfedgeMesh> HalfedgeMesh::make(std::vector<Vec3> positions,
                                        const std::vector<Triangle>& triangles) {
    HalfedgeMesh mesh;
    mesh.positions_ = std::move(positions);
    mesh.corner_.reserve(3 * triangles.size());
    for (const Triangle& t : triangles)
        mesh.corner_.insert(mesh.corner_.end(), t.begin(), t.end());
    if (!mesh.link())
        return Error{"The surface is not closed: an edge does not have exactly two triangles."};
    return mesh;
}

bool HalfedgeMesh::link() {
    std::unordered_map<std::uint64_t, int> byEnds;
    byEnds.reserve(corner_.size() * 2);
    leaving_.assign(positions_.size(), -1);
    isDead_.assign(corner_.size() / 3, 0);
    for (int h = 0; h < halfedgeCount(); ++h) {
        if (!byEnds.emplace(keyOf(from(h), to(h)), h).second)
            return false;
        leaving_[from(h)] = h;
    }
    twin_.assign(corner_.size(), -1);
    for (int h = 0; h < halfedgeCount(); ++h) {
        const auto other = byEnds.find(keyOf(to(h), from(h)));
        if (other == byEnds.end())
            return false;
        twin_[h] = other->second;
    }
    return true;
}

Vec3 HalfedgeMesh::doubleAreaNormal(int triangle) const {
    const Vec3& a = positions_[corner_[3 * triangle]];
    return (positions_[corner_[3 * triangle + 1]] - a)
        .cross(positions_[corner_[3 * triangle + 2]] - a);
}

std::vector<int> HalfedgeMesh::outgoing(int vertex) const {
    std::vector<int> out;
    int h = leaving_[vertex];
    do {
        out.push_back(h);
        h = twin_[previous(h)];
    } while (h != leaving_[vertex]);
    return out;
}

void HalfedgeMesh::split(int h, const Vec3& p) {
    const int g = twin_[h];
    const int a = from(h), b = to(h), c = apex(h), d = apex(g);
    const int beyondBc = twin_[next(h)];
    const int beyondAd = twin_[next(g)];
    const int v = static_cast<int>(positions_.size());
    positions_.push_back(p);
    // The old triangles shrink to (a, v, c) and (b, v, d); (v, b, c) and (v, a, d) are new.
    corner_[next(h)] = v;
    corner_[next(g)] = v;
    const int t3 = halfedgeCount();
    const int t4 = t3 + 3;
    corner_.insert(corner_.end(), {v, b, c, v, a, d});
    twin_.resize(corner_.size(), -1);
    isDead_.insert(isDead_.end(), {0, 0});
    pair(t3 + 1, beyondBc);
    pair(t3 + 2, next(h));
    pair(t4 + 1, beyondAd);
    pair(t4 + 2, next(g));
    pair(h, t4);
    pair(g, t3);
    leaving_.push_back(t3);
    leaving_[a] = h;
    leaving_[b] = g;
    leaving_[c] = previous(h);
    leaving_[d] = previous(g);
}

bool HalfedgeMesh::flip(int h) {
    const int g = twin_[h];
    const int a = from(h), b = to(h), c = apex(h), d = apex(g);
    for (const int q : outgoing(c))
        if (to(q) == d)
            return false;
    const Vec3 mean = (doubleAreaNormal(h / 3) + doubleAreaNormal(g / 3)).normalized();
    const auto& x = positions_;
    if (normalOf(x[a], x[d], x[c]).dot(mean) < 0.5 || normalOf(x[b], x[c], x[d]).dot(mean) < 0.5)
        return false;
    const int bc = twin_[next(h)], ca = twin_[previous(h)];
    const int ad = twin_[next(g)], db = twin_[previous(g)];
    const int t = h / 3 * 3;
    const int s = g / 3 * 3;
    std::copy_n(Triangle{a, d, c}.begin(), 3, corner_.begin() + t);
    std::copy_n(Triangle{b, c, d}.begin(), 3, corner_.begin() + s);
    pair(t, ad);
    pair(t + 1, s + 1);
    pair(t + 2, ca);
    pair(s, bc);
    pair(s + 2, db);
    leaving_[a] = t;
    leaving_[d] = t + 1;
    leaving_[c] = t + 2;
    leaving_[b] = s;
    return true;
}

bool HalfedgeMesh::keepsTopology(int h, const std::vector<int>& aroundA,
                                 const std::vector<int>& aroundB) const {
    int common = 0;
    for (const int p : aroundA)
        for (const int q : aroundB)
            common += to(p) == to(q);
    const std::size_t edges = aroundA.size() + aroundB.size();
    return common == 2 && edges >= 9 && edges <= 14 && outgoing(apex(h)).size() > 3 &&
           outgoing(apex(twin_[h])).size() > 3;
}

bool HalfedgeMesh::keepsShape(int h, const std::vector<int>& around, const Vec3& p,
                              double longest) const {
    const int a = from(h), b = to(h);
    for (const int q : around) {
        if (to(q) != a && to(q) != b && (positions_[to(q)] - p).norm() > longest)
            return false;
        const int t = q / 3;
        if (t == h / 3 || t == twin_[h] / 3)
            continue;
        std::array<Vec3, 3> moved;
        for (int k = 0; k < 3; ++k) {
            const int v = corner_[3 * t + k];
            moved[k] = v == a || v == b ? p : positions_[v];
        }
        if (normalOf(moved[0], moved[1], moved[2]).dot(doubleAreaNormal(t).normalized()) < 0.6)
            return false;
    }
    return true;
}

bool HalfedgeMesh::collapse(int h, const Vec3& p, double longest) {
    const int g = twin_[h];
    const int a = from(h), b = to(h), c = apex(h), d = apex(g);
    if (c == d)
        return false;
    const std::vector<int> aroundA = outgoing(a);
    const std::vector<int> aroundB = outgoing(b);
    if (!keepsTopology(h, aroundA, aroundB) || !keepsShape(h, aroundA, p, longest) ||
        !keepsShape(h, aroundB, p, longest))
        return false;
    const int bc = twin_[next(h)], ca = twin_[previous(h)];
    const int ad = twin_[next(g)], db = twin_[previous(g)];
    for (const int q : aroundA)
        corner_[q] = b;
    isDead_[h / 3] = isDead_[g / 3] = 1;
    pair(bc, ca);
    pair(ad, db);
    positions_[b] = p;
    leaving_[b] = ca;
    leaving_[c] = bc;
    leaving_[d] = ad;
    return true;
}

void HalfedgeMesh::compact() {
    std::vector<int> renumbered(positions_.size(), -1);
    std::vector<Vec3> positions;
    std::vector<int> corner;
    for (int h = 0; h < halfedgeCount(); ++h) {
        if (!isAlive(h))
            continue;
        int& v = renumbered[corner_[h]];
        if (v < 0) {
            v = static_cast<int>(positions.size());
            positions.push_back(positions_[corner_[h]]);
        }
        corner.push_back(v);
    }
    positions_ = std::move(positions);
    corner_ = std::move(corner);
    MESO_CHECK(link(), "edge operations must keep a closed surface closed");
}

std::vector<Triangle> HalfedgeMesh::triangles() const {
    std::vector<Triangle> out;
    for (int t = 0; t < triangleCount(); ++t)
        if (!isDead_[t])
            out.push_back({corner_[3 * t], corner_[3 * t + 1], corner_[3 * t + 2]});
    return out;
}

} // namespace meso::geom
