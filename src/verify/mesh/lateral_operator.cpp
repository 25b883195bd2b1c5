#include "verify/mesh/lateral_operator.h"

#include <algorithm>

#include "verify/mesh/intrinsic_delaunay.h"

namespace meso::verify {
namespace {

struct Entry {
    int row, column;
    double stiffness;
};

std::vector<Entry> stiffnessEntries(const IntrinsicTriangulation& t) {
    std::vector<Entry> entries;
    entries.reserve(6 * t.corners.size());
    for (int i = 0; i < t.count(); ++i)
        for (int k = 0; k < 3; ++k) {
            const int a = t.corners[i][(k + 1) % 3], b = t.corners[i][(k + 2) % 3];
            if (a == b)
                continue; // an edge that closes on itself carries no flux
            const double half = 0.5 * t.cotangent(i, k);
            entries.push_back({a, b, half});
            entries.push_back({b, a, half});
        }
    const auto before = [](const Entry& x, const Entry& y) {
        return x.row != y.row ? x.row < y.row : x.column < y.column;
    };
    std::stable_sort(entries.begin(), entries.end(), before);
    return entries;
}

// Adds up equal (row, column) entries; rounding may leave a weight of -1e-17, which is zero.
void compress(const std::vector<Entry>& entries, LateralOperator& op) {
    constexpr double kRounding = 1e-9;
    std::size_t e = 0;
    for (int row = 0; row < op.vertices(); ++row) {
        op.rowStart.push_back(static_cast<int>(op.column.size()));
        double rowSum = 0;
        while (e < entries.size() && entries[e].row == row) {
            const int column = entries[e].column;
            double stiffness = 0;
            for (; e < entries.size() && entries[e].row == row && entries[e].column == column; ++e)
                stiffness += entries[e].stiffness;
            if (stiffness > -kRounding && stiffness <= kRounding)
                continue;
            op.column.push_back(column);
            op.weight.push_back(stiffness / op.mass_mm2[row]);
            rowSum += op.weight.back();
        }
        op.largestRowSum = std::max(op.largestRowSum, rowSum);
        op.rowSum.push_back(rowSum);
    }
    op.rowStart.push_back(static_cast<int>(op.column.size()));
}

} // namespace

LateralOperator lateralOperator(const std::vector<geom::Vec3>& vertices_mm,
                                std::span<const geom::Triangle> triangles) {
    IntrinsicTriangulation t = intrinsicFrom(vertices_mm, triangles);
    makeDelaunay(t);
    trimBorder(t);
    LateralOperator op;
    op.mass_mm2.assign(vertices_mm.size(), 0);
    for (int i = 0; i < t.count(); ++i)
        for (const int corner : t.corners[i])
            op.mass_mm2[corner] += t.area(i) / 3;
    compress(stiffnessEntries(t), op);
    return op;
}

} // namespace meso::verify
