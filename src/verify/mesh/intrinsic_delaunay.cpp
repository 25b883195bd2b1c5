#include "verify/mesh/intrinsic_delaunay.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::verify {
namespace {

constexpr double kDelaunayTolerance = 1e-10;

struct EdgeUse {
    int low, high, slot; // slot = 3 * triangle + edge
    bool operator<(const EdgeUse& o) const {
        return low != o.low ? low < o.low : high != o.high ? high < o.high : slot < o.slot;
    }
};

void joinNeighbours(IntrinsicTriangulation& t) {
    std::vector<EdgeUse> uses;
    for (int i = 0; i < t.count(); ++i)
        for (int k = 0; k < 3; ++k) {
            const int a = t.corners[i][(k + 1) % 3], b = t.corners[i][(k + 2) % 3];
            uses.push_back({std::min(a, b), std::max(a, b), 3 * i + k});
        }
    std::sort(uses.begin(), uses.end());
    t.across.assign(t.corners.size(), {-1, -1, -1});
    for (std::size_t first = 0; first < uses.size();) {
        std::size_t end = first + 1;
        while (end < uses.size() && uses[end].low == uses[first].low &&
               uses[end].high == uses[first].high)
            ++end;
        if (end - first == 2) {
            const int a = uses[first].slot, b = uses[first + 1].slot;
            t.across[a / 3][a % 3] = b;
            t.across[b / 3][b % 3] = a;
        }
        first = end;
    }
}

bool isDelaunay(const IntrinsicTriangulation& t, int slot) {
    const int other = t.across[slot / 3][slot % 3];
    if (other < 0)
        return true;
    return t.cotangent(slot / 3, slot % 3) + t.cotangent(other / 3, other % 3) >=
           -kDelaunayTolerance;
}

// Length of the other diagonal of the two triangles, unfolded into the plane across their edge.
double otherDiagonal(const IntrinsicTriangulation& t, int slot, int other) {
    const int a = slot / 3, ka = slot % 3, b = other / 3, kb = other % 3;
    const double base = t.lengths_mm[a][ka];
    // Edge from corner ka+1 at the origin to ka+2 on the x axis; b is oriented the other way round.
    const double fromStartA = t.lengths_mm[a][(ka + 2) % 3];
    const double fromEndA = t.lengths_mm[a][(ka + 1) % 3];
    const double fromStartB = t.lengths_mm[b][(kb + 1) % 3];
    const double fromEndB = t.lengths_mm[b][(kb + 2) % 3];
    const double xa = (base * base + fromStartA * fromStartA - fromEndA * fromEndA) / (2 * base);
    const double xb = (base * base + fromStartB * fromStartB - fromEndB * fromEndB) / (2 * base);
    const double ya = 2 * t.area(a) / base, yb = -2 * t.area(b) / base;
    return std::hypot(xa - xb, ya - yb);
}

void link(IntrinsicTriangulation& t, int slot, int other) {
    t.across[slot / 3][slot % 3] = other;
    if (other >= 0)
        t.across[other / 3][other % 3] = slot;
}

// Replaces the edge start-end shared by (top, start, end) and (bottom, end, start) by top-bottom.
void flip(IntrinsicTriangulation& t, int slot) {
    const int other = t.across[slot / 3][slot % 3];
    const int a = slot / 3, ka = slot % 3, b = other / 3, kb = other % 3;
    const double diagonal = otherDiagonal(t, slot, other);
    const int top = t.corners[a][ka], start = t.corners[a][(ka + 1) % 3];
    const int end = t.corners[a][(ka + 2) % 3], bottom = t.corners[b][kb];
    const double endTop = t.lengths_mm[a][(ka + 1) % 3], topStart = t.lengths_mm[a][(ka + 2) % 3];
    const double startBottom = t.lengths_mm[b][(kb + 1) % 3];
    const double bottomEnd = t.lengths_mm[b][(kb + 2) % 3];
    // Two triangles may share more than one edge, so the outer sides may be a and b themselves.
    const auto beyond = [&](int triangle, int edge) {
        const int outer = t.across[triangle][edge % 3];
        if (outer == 3 * a + (ka + 1) % 3)
            return 3 * b + 2;
        if (outer == 3 * a + (ka + 2) % 3)
            return 3 * a + 1;
        if (outer == 3 * b + (kb + 1) % 3)
            return 3 * a + 2;
        return outer == 3 * b + (kb + 2) % 3 ? 3 * b + 1 : outer;
    };
    const int beyondEndTop = beyond(a, ka + 1), beyondTopStart = beyond(a, ka + 2);
    const int beyondStartBottom = beyond(b, kb + 1), beyondBottomEnd = beyond(b, kb + 2);
    // Edge k lies opposite corner k: a = (start, bottom, top), b = (end, top, bottom).
    t.corners[a] = {start, bottom, top};
    t.lengths_mm[a] = {diagonal, topStart, startBottom};
    t.corners[b] = {end, top, bottom};
    t.lengths_mm[b] = {diagonal, bottomEnd, endTop};
    link(t, 3 * a, 3 * b);
    link(t, 3 * a + 1, beyondTopStart);
    link(t, 3 * a + 2, beyondStartBottom);
    link(t, 3 * b + 1, beyondBottomEnd);
    link(t, 3 * b + 2, beyondEndTop);
}

bool isOriented(const IntrinsicTriangulation& t, int slot, int other) {
    return t.corners[slot / 3][(slot % 3 + 1) % 3] == t.corners[other / 3][(other % 3 + 2) % 3];
}

bool isBadAtBorder(const IntrinsicTriangulation& t, int triangle, double smallestArea) {
    bool atBorder = false, negative = false;
    for (int k = 0; k < 3; ++k)
        if (t.across[triangle][k] < 0) {
            atBorder = true;
            negative = negative || t.cotangent(triangle, k) < -kDelaunayTolerance;
        }
    return negative || (atBorder && t.area(triangle) < smallestArea);
}

void keepOnly(IntrinsicTriangulation& t, const std::vector<char>& removed) {
    std::vector<int> place(t.corners.size(), -1);
    int kept = 0;
    for (int i = 0; i < t.count(); ++i)
        if (!removed[i])
            place[i] = kept++;
    for (int i = 0; i < t.count(); ++i) {
        if (place[i] < 0)
            continue;
        for (int& slot : t.across[i])
            slot = slot < 0 || place[slot / 3] < 0 ? -1 : 3 * place[slot / 3] + slot % 3;
        t.corners[place[i]] = t.corners[i];
        t.lengths_mm[place[i]] = t.lengths_mm[i];
        t.across[place[i]] = t.across[i];
    }
    t.corners.resize(kept);
    t.lengths_mm.resize(kept);
    t.across.resize(kept);
}

} // namespace

double IntrinsicTriangulation::area(int triangle) const {
    std::array<double, 3> s = lengths_mm[triangle];
    std::sort(s.begin(), s.end(), std::greater<>());
    const auto [a, b, c] = s;
    const double product = (a + (b + c)) * (c - (a - b)) * (c + (a - b)) * (a + (b - c));
    return 0.25 * std::sqrt(std::max(product, 0.0));
}

double IntrinsicTriangulation::cotangent(int triangle, int corner) const {
    const auto& s = lengths_mm[triangle];
    const double opposite = s[corner], b = s[(corner + 1) % 3], c = s[(corner + 2) % 3];
    constexpr double kFlat_mm2 = 1e-12;
    return (b * b + c * c - opposite * opposite) / (4 * std::max(area(triangle), kFlat_mm2));
}

IntrinsicTriangulation intrinsicFrom(const std::vector<geom::Vec3>& vertices_mm,
                                     std::span<const geom::Triangle> triangles) {
    IntrinsicTriangulation t;
    t.corners.assign(triangles.begin(), triangles.end());
    for (const geom::Triangle& tri : triangles) {
        std::array<double, 3> lengths{};
        for (int k = 0; k < 3; ++k)
            lengths[k] = (vertices_mm[tri[(k + 1) % 3]] - vertices_mm[tri[(k + 2) % 3]]).norm();
        t.lengths_mm.push_back(lengths);
    }
    joinNeighbours(t);
    return t;
}

int makeDelaunay(IntrinsicTriangulation& t) {
    std::vector<int> waiting;
    for (int slot = 3 * t.count() - 1; slot >= 0; --slot)
        waiting.push_back(slot);
    int flips = 0;
    const long limit = 200L * t.count() + 1000; // far above any count seen; ends a rounding loop
    while (!waiting.empty() && flips < limit) {
        const int slot = waiting.back();
        waiting.pop_back();
        const int other = t.across[slot / 3][slot % 3];
        if (isDelaunay(t, slot) || slot / 3 == other / 3 || !isOriented(t, slot, other))
            continue;
        flip(t, slot);
        ++flips;
        for (const int triangle : {slot / 3, other / 3})
            for (int k = 1; k < 3; ++k)
                waiting.push_back(3 * triangle + k);
    }
    return flips;
}

int trimBorder(IntrinsicTriangulation& t) {
    double total = 0;
    for (int i = 0; i < t.count(); ++i)
        total += t.area(i);
    const double smallestArea = 0.1 * total / std::max(1, t.count());
    std::vector<char> removed(t.corners.size(), 0);
    std::vector<int> waiting;
    for (int i = 0; i < t.count(); ++i)
        waiting.push_back(i);
    int count = 0;
    while (!waiting.empty()) {
        const int triangle = waiting.back();
        waiting.pop_back();
        if (removed[triangle] || !isBadAtBorder(t, triangle, smallestArea))
            continue;
        removed[triangle] = 1;
        ++count;
        for (int k = 0; k < 3; ++k)
            if (const int other = t.across[triangle][k]; other >= 0) {
                t.across[other / 3][other % 3] = -1;
                waiting.push_back(other / 3);
            }
    }
    keepOnly(t, removed);
    return count;
}

} // namespace meso::verify
