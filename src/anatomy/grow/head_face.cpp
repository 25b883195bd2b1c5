#include "anatomy/grow/head_face.h"

namespace meso::anatomy::parts {

using namespace sdf;

namespace {

constexpr TubeKnot kArch[] = {
    {42, 62, -10, 7}, {51, 48, -8, 6.5}, {57, 30, -6, 5.5}, {58, 10, -4, 4}, {52, -6, -3, 2}};
constexpr TubeKnot kBrow[] = {{0, 88.2, 33, 5.8},  {12, 89, 34, 5.8},   {26, 85.5, 36.5, 5.3},
                              {38, 77, 36.5, 4.4}, {45, 66, 32.5, 3.0}, {46, 52, 27, 1.0}};
constexpr TubeKnot kUpperLip[] = {{0, 94.2, -48.6, 4.2},  {4.5, 95.2, -47.4, 4.4},
                                  {11, 92.8, -48.8, 4.1}, {18, 87.6, -51, 3.1},
                                  {24.5, 80.8, -53.2, 2}, {28, 75, -53.8, 1.2}};
constexpr TubeKnot kLowerLip[] = {{0, 92.8, -59.2, 5.6},  {7, 92.0, -59.0, 5.3},
                                  {14, 88.6, -57.8, 4.2}, {20, 84.4, -55.8, 2.8},
                                  {24.5, 80.8, -54.6, 2}, {28, 75, -54.2, 1.2}};
constexpr TubeKnot kMouth[] = {{0, 100.2, -53.2, 1.1},
                               {5, 100, -52.8, 1.1},
                               {12, 96.6, -53.2, 1.0},
                               {18, 91.3, -53.6, 0.7},
                               {23, 86.8, -54.0, 0.05}};

double nose(double d, const Vec3& p, double style) {
    const double k = 1 + 0.06 * style;
    const Vec3 n(p.x() / k, 88 + (p.y() - 88) / k, -4 + (p.z() + 4) / (1 + 0.03 * style));
    double shape = capsule(n, {0, 86.5, 24}, {0, 102.8, -13}, 4.6, 6.2);        // bridge
    shape = join(shape, ellipsoid(n, {0, 104, -18.2}, {7.8, 11, 7.6}), 10);     // tip
    shape = join(shape, capsule(n, {0, 88, 10}, {0, 90, -17}, 6.0, 11.6), 12);  // flanks
    shape = join(shape, ellipsoid(n, {9.8, 95.4, -22.4}, {5.2, 9.2, 6.6}), 12); // wings
    shape = join(shape, ellipsoid(n, {0, 101.5, -26.8}, {4.0, 8, 4.4}), 6);     // columella
    return carve(join(d, shape, 9), ellipsoid(n, {6.2, 100.5, -31.3}, {2.9, 5.6, 3.8}), 3);
}

/// Closed lids: two caps on the globe that meet at the lash line, and the fold of the upper lid.
double eye(double d, const Vec3& p) {
    const double x = p.x();
    const double z = p.z();
    const double lashLine = 3.0 + 0.021 * square(x - 31);
    const double upper = sphere(p, {31.5, 67.5, 8}, 13.6);
    const double lower = sphere(p, {31.5, 67.5, 7.5}, 12.9);
    d = join(d, mix(lower, upper, smoothStep(-0.7, 0.7, z - lashLine)), 4);
    const double inFront = smoothStep(50, 58, p.y());
    const double lash = smoothStep(17, 21, x) * (1 - smoothStep(42, 46, x)) * inFront;
    d += 0.9 * std::exp(-square((z - lashLine + 0.4) / 1.1)) * lash;
    const double foldLine = 16.5 - 0.017 * square(x - 31);
    const double fold = smoothStep(15, 22, x) * (1 - smoothStep(41, 48, x)) * inFront;
    return d + 0.8 * std::exp(-square((z - foldLine) / 1.4)) * fold;
}

} // namespace

Face::Face()
    : arch_(kArch, 18), brow_(kBrow, 16, 12), upperLip_(kUpperLip, 8), lowerLip_(kLowerLip, 8),
      mouth_(kMouth, 6) {}

double Face::softParts(double d, const Vec3& p, double style) const {
    d = join(d, ellipsoid(p, {39, 50, -17}, {23, 24, 20}), 22); // cheek
    d = join(d, arch_.at(p), 16);
    d = join(d, ellipsoid(p, {41 + 2.5 * style, 14, -50}, {12, 26, 20}), 24); // mandible angle
    d = join(d, brow_.at(p - Vec3(0, 0.5 * style, 0)) - 0.9 * style, 15);
    d = join(d, ellipsoid(p, {0, 75, -51}, {31, 20, 25}), 16); // muzzle
    const Vec3 chin(0, 78 + 0.6 * style, -86 - 1.0 * style);
    d = join(d, ellipsoid(p, chin, {21 + 3.0 * style, 14.5, 12.5}), 20);
    d = carve(d, ellipsoid(p, {33, 93, 8}, {19, 17, 12}), 14);    // eye socket
    return carve(d, ellipsoid(p, {17, 98, 10}, {7, 13, 10}), 10); // beside the nasal root
}

double Face::lips(double d, const Vec3& p, double style) const {
    d = join(d, upperLip_.at(p) + 0.35 * style, 3.0);
    d = join(d, lowerLip_.at(p) + 0.45 * style, 3.5);
    d = carve(d, mouth_.at(p), 3.0);
    return carve(d, capsule(p, {0, 101.5, -35}, {0, 100.8, -44}, 1.8, 2.6), 4.0); // philtrum
}

double Face::addTo(double distance, const Vec3& p, double style) const {
    if (p.y() < -45 || p.z() > 66 || p.z() < -130)
        return distance;
    return lips(eye(nose(softParts(distance, p, style), p, style), p), p, style);
}

} // namespace meso::anatomy::parts
