#include "geom/march.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace meso::geom {

namespace {

using Field = std::function<double(const Vec3&)>;

constexpr int kCoarsestBlock = 16;
constexpr int kFinestBlock = 4;
constexpr float kUnknown = 1e9F;
constexpr float kFar = 1e3F;

/// Field values at the corners of all cubes; far from the surface only the sign is known.
class Lattice {
public:
    Lattice(const Field& field, const MarchBox& box);
    int nx, ny, nz; ///< cubes
    [[nodiscard]] std::int64_t id(int i, int j, int k) const {
        return (static_cast<std::int64_t>(k) * (ny + 1) + j) * (nx + 1) + i;
    }
    [[nodiscard]] float value(std::int64_t corner) const { return values_[corner]; }
    [[nodiscard]] Vec3 position(int i, int j, int k) const {
        const int column = i - nx / 2;
        return {column * step_, low_.y() + j * step_, low_.z() + k * step_};
    }

private:
    void fillBlock(const Field& field, const std::array<int, 3>& at, int size);
    template <class F>
    void forCorners(const std::array<int, 3>& at, int size, F&& f) {
        for (int k = at[2]; k <= at[2] + size; ++k)
            for (int j = at[1]; j <= at[1] + size; ++j)
                for (int i = at[0]; i <= at[0] + size; ++i)
                    f(values_[id(i, j, k)], i, j, k);
    }
    double step_;
    Vec3 low_;
    std::vector<float> values_;
};

int cubesFor(double length, double step) {
    return static_cast<int>(std::ceil(length / step / kCoarsestBlock)) * kCoarsestBlock;
}

Lattice::Lattice(const Field& field, const MarchBox& box)
    : nx(2 * cubesFor(box.halfWidth, box.step)), ny(cubesFor(box.size.y(), box.step)),
      nz(cubesFor(box.size.z(), box.step)), step_(box.step), low_(box.low) {
    values_.assign(static_cast<std::size_t>(nx + 1) * (ny + 1) * (nz + 1), kUnknown);
    for (int k = 0; k < nz; k += kCoarsestBlock)
        for (int j = 0; j < ny; j += kCoarsestBlock)
            for (int i = nx / 2; i < nx; i += kCoarsestBlock)
                fillBlock(field, {i, j, k}, kCoarsestBlock);
    for (int k = 0; k <= nz; ++k)
        for (int j = 0; j <= ny; ++j)
            for (int i = 0; i < nx / 2; ++i)
                values_[id(i, j, k)] = values_[id(nx - i, j, k)];
}

void Lattice::fillBlock(const Field& field, const std::array<int, 3>& at, int size) {
    constexpr double kInexact = 1.35;
    const double halfDiagonal = size * step_ * 0.87;
    const Vec3 centre = position(at[0], at[1], at[2]) + Vec3::Constant(size * step_ / 2);
    const double d = field(centre);
    if (std::fabs(d) > halfDiagonal * kInexact + 3) {
        forCorners(at, size, [&](float& v, int, int, int) {
            if (v == kUnknown)
                v = d > 0 ? kFar : -kFar;
        });
        return;
    }
    if (size <= kFinestBlock) {
        forCorners(at, size, [&](float& v, int i, int j, int k) {
            if (std::fabs(v) >= kFar)
                v = static_cast<float>(field(position(i, j, k)));
        });
        return;
    }
    const int half = size / 2;
    for (int c = 0; c < 8; ++c)
        fillBlock(field,
                  {at[0] + (c & 1) * half, at[1] + (c >> 1 & 1) * half, at[2] + (c >> 2) * half},
                  half);
}

Vec3 unitCorner(int c) {
    return {static_cast<double>(c & 1), static_cast<double>(c >> 1 & 1),
            static_cast<double>(c >> 2)};
}

/// Walks the cubes and joins the crossings of tetrahedron edges to triangles.
class Marcher {
public:
    Marcher(const Lattice& lattice, RawSurface& out) : lattice_(lattice), out_(out) {}
    void cube(int i, int j, int k);

private:
    void tetrahedron(const std::array<int, 4>& corners);
    void triangle(const std::array<std::pair<int, int>, 3>& edges, const Vec3& outward);
    int crossing(int a, int b);

    const Lattice& lattice_;
    RawSurface& out_;
    std::array<std::int64_t, 8> ids_{};
    std::array<double, 8> values_{};
    Vec3 origin_ = Vec3::Zero();
    Vec3 scale_ = Vec3::Zero();
    std::unordered_map<std::uint64_t, int> known_;
};

void Marcher::cube(int i, int j, int k) {
    int inside = 0;
    for (int c = 0; c < 8; ++c) {
        ids_[c] = lattice_.id(i + (c & 1), j + (c >> 1 & 1), k + (c >> 2));
        values_[c] = lattice_.value(ids_[c]);
        inside += values_[c] < 0;
    }
    if (inside == 0 || inside == 8)
        return;
    origin_ = lattice_.position(i, j, k);
    scale_ = lattice_.position(i + 1, j + 1, k + 1) - origin_;
    static constexpr std::array<std::array<int, 4>, 6> kTetrahedra{
        {{0, 1, 3, 7}, {0, 3, 2, 7}, {0, 2, 6, 7}, {0, 6, 4, 7}, {0, 4, 5, 7}, {0, 5, 1, 7}}};
    for (const auto& corners : kTetrahedra)
        tetrahedron(corners);
}

int Marcher::crossing(int a, int b) {
    const auto low = static_cast<std::uint64_t>(std::min(ids_[a], ids_[b]));
    const auto high = static_cast<std::uint64_t>(std::max(ids_[a], ids_[b]));
    const auto [entry, isNew] =
        known_.try_emplace(low << 32 | high, static_cast<int>(out_.positions.size()));
    if (isNew) {
        const double part = std::clamp(values_[a] / (values_[a] - values_[b]), 0.02, 0.98);
        const Vec3 at = unitCorner(a) + part * (unitCorner(b) - unitCorner(a));
        out_.positions.push_back(origin_ + at.cwiseProduct(scale_));
    }
    return entry->second;
}

/// The turn is judged at the middles of the edges, which no placement can make degenerate.
void Marcher::triangle(const std::array<std::pair<int, int>, 3>& edges, const Vec3& outward) {
    std::array<Vec3, 3> middle;
    Triangle t;
    for (int k = 0; k < 3; ++k) {
        middle[k] = (unitCorner(edges[k].first) + unitCorner(edges[k].second)) / 2;
        t[k] = crossing(edges[k].first, edges[k].second);
    }
    if ((middle[1] - middle[0]).cross(middle[2] - middle[0]).dot(outward) < 0)
        std::swap(t[1], t[2]);
    out_.triangles.push_back(t);
}

void Marcher::tetrahedron(const std::array<int, 4>& corners) {
    std::vector<int> in, out;
    for (const int c : corners)
        (values_[c] < 0 ? in : out).push_back(c);
    if (in.empty() || out.empty())
        return;
    Vec3 outward = Vec3::Zero();
    for (const int c : in)
        outward -= unitCorner(c) / static_cast<double>(in.size());
    for (const int c : out)
        outward += unitCorner(c) / static_cast<double>(out.size());
    if (in.size() == 2) {
        const std::pair p{in[0], out[0]}, q{in[0], out[1]}, r{in[1], out[1]}, s{in[1], out[0]};
        triangle({p, q, r}, outward);
        triangle({p, r, s}, outward);
        return;
    }
    const int tip = in.size() == 1 ? in[0] : out[0];
    const auto& base = in.size() == 1 ? out : in;
    triangle({{{tip, base[0]}, {tip, base[1]}, {tip, base[2]}}}, outward);
}

} // namespace

RawSurface march(const Field& field, const MarchBox& box) {
    const Lattice lattice(field, box);
    RawSurface out;
    Marcher marcher(lattice, out);
    for (int k = 0; k < lattice.nz; ++k)
        for (int j = 0; j < lattice.ny; ++j)
            for (int i = 0; i < lattice.nx; ++i)
                marcher.cube(i, j, k);
    return out;
}

} // namespace meso::geom
