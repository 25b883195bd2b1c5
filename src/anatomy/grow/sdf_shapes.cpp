#include "anatomy/grow/sdf_shapes.h"

#include <limits>

namespace meso::anatomy::sdf {

double ellipsoid(const Vec3& p, const Vec3& centre, const Vec3& radii) {
    const Vec3 q = p - centre;
    const double k0 = q.cwiseQuotient(radii).norm();
    const double k1 = q.cwiseQuotient(radii.cwiseProduct(radii)).norm();
    return k1 > 1e-9 ? k0 * (k0 - 1) / k1 : -radii.minCoeff();
}

double capsule(const Vec3& p, const Vec3& a, const Vec3& b, double ra, double rb) {
    const Vec3 ab = b - a;
    const double t = std::clamp((p - a).dot(ab) / ab.squaredNorm(), 0.0, 1.0);
    return (p - a - t * ab).norm() - mix(ra, rb, t);
}

double superellipse(double u, double v, double a, double b, double n) {
    const double su = std::fabs(u) / a;
    const double sv = std::fabs(v) / b;
    const double gauge = std::pow(std::pow(su, n) + std::pow(sv, n), 1 / n);
    if (gauge < 1e-6)
        return -std::min(a, b);
    const double gu = std::pow(su / gauge, n - 1) / a;
    const double gv = std::pow(sv / gauge, n - 1) / b;
    return (gauge - 1) / std::sqrt(gu * gu + gv * gv);
}

namespace {

double slope(const Knot& a, const Knot& b) {
    return (b.value - a.value) / (b.at - a.at);
}

} // namespace

double interpolate(std::span<const Knot> knots, double at) {
    const std::size_t last = knots.size() - 1;
    if (at <= knots[0].at)
        return knots[0].value;
    if (at >= knots[last].at)
        return knots[last].value;
    std::size_t i = 0;
    while (at > knots[i + 1].at)
        ++i;
    const double h = knots[i + 1].at - knots[i].at;
    const double s = (at - knots[i].at) / h;
    const double m0 = i > 0 ? slope(knots[i - 1], knots[i + 1]) : slope(knots[0], knots[1]);
    const double m1 = i + 2 <= last ? slope(knots[i], knots[i + 2]) : slope(knots[i], knots[i + 1]);
    const double s2 = s * s;
    const double s3 = s2 * s;
    return (2 * s3 - 3 * s2 + 1) * knots[i].value + (s3 - 2 * s2 + s) * h * m0 +
           (-2 * s3 + 3 * s2) * knots[i + 1].value + (s3 - s2) * h * m1;
}

Tube::Tube(std::span<const TubeKnot> knots, double margin, int piecesPerLeg) : margin_(margin) {
    const int count = static_cast<int>(knots.size());
    const auto knot = [&](int i, int k) { return knots[std::clamp(i, 0, count - 1)][k]; };
    for (int i = 0; i + 1 < count; ++i)
        for (int j = 0; j < piecesPerLeg; ++j) {
            const double t = static_cast<double>(j) / piecesPerLeg;
            TubeKnot o;
            for (int k = 0; k < 4; ++k) {
                const double p0 = knot(i - 1, k), p1 = knot(i, k);
                const double p2 = knot(i + 1, k), p3 = knot(i + 2, k);
                o[k] = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t +
                              (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
            }
            beads_.push_back({{o[0], o[1], o[2]}, o[3]});
        }
    beads_.push_back({{knots.back()[0], knots.back()[1], knots.back()[2]}, knots.back()[3]});
    low_ = Vec3::Constant(std::numeric_limits<double>::infinity());
    high_ = -low_;
    for (const Bead& bead : beads_) {
        low_ = low_.cwiseMin(bead.centre - Vec3::Constant(bead.radius));
        high_ = high_.cwiseMax(bead.centre + Vec3::Constant(bead.radius));
    }
}

double Tube::at(const Vec3& p) const {
    const double boxDistance = (low_ - p).cwiseMax(p - high_).cwiseMax(0.0).norm();
    if (boxDistance > margin_)
        return boxDistance;
    double nearest = std::numeric_limits<double>::infinity();
    double radius = 0;
    for (std::size_t i = 0; i + 1 < beads_.size(); ++i) {
        const Vec3 along = beads_[i + 1].centre - beads_[i].centre;
        const Vec3 q = p - beads_[i].centre;
        const double t = std::clamp(q.dot(along) / along.squaredNorm(), 0.0, 1.0);
        const double distance = (q - t * along).squaredNorm();
        if (distance < nearest) {
            nearest = distance;
            radius = mix(beads_[i].radius, beads_[i + 1].radius, t);
        }
    }
    return std::sqrt(nearest) - radius;
}

} // namespace meso::anatomy::sdf
