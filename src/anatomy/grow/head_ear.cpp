#include "anatomy/grow/head_ear.h"

#include <numbers>

namespace meso::anatomy::parts {

using namespace sdf;

namespace {

constexpr TubeKnot kHelix[] = {{9, 0, -0.5, 1.6},     {4, 6, 0.6, 2.6},      {3, 16, 1.2, 3.1},
                               {8, 26, 1.6, 3.4},     {17, 31, 1.9, 3.5},    {26, 28, 2.0, 3.4},
                               {31, 19, 2.0, 3.2},    {31.5, 7, 2.0, 3.0},   {29, -6, 1.6, 3.0},
                               {23.5, -17, 1.4, 3.2}, {16.5, -25, 1.0, 3.5}, {9, -29, 0.4, 3.8}};
constexpr TubeKnot kAntihelix[] = {{12, 22, -0.8, 2.4},  {19, 16, 0.2, 3.2},  {22, 6, 1.0, 3.5},
                                   {20.5, -6, 1.2, 3.5}, {15, -14, 0.9, 3.2}, {9, -16.5, 0.6, 2.6}};

/// Axes of the ear: backward in its plane, up along it, outward. It flares 24 degrees from the head
/// and leans back 14.
LocalFrame earFrame() {
    const double flare = 24 * std::numbers::pi / 180;
    const double lean = 14 * std::numbers::pi / 180;
    const Vec3 out(std::cos(flare), std::sin(flare), 0);
    const Vec3 back(std::sin(flare), -std::cos(flare), 0);
    Vec3 up(0, -std::sin(lean), std::cos(lean));
    up = (up - out * up.dot(out)).normalized();
    Vec3 along = up.cross(out);
    if (along.dot(back) < 0)
        along = -along;
    return {{69.5, -4, -1}, along, up, out};
}

bool isFarFromEar(const Vec3& p) {
    return p.x() < 52 || p.z() > 48 || p.z() < -52 || p.y() > 30 || p.y() < -60;
}

} // namespace

Ear::Ear() : frame_(earFrame()), helix_(kHelix, 7), antihelix_(kAntihelix, 7) {}

double Ear::addTo(double distance, const Vec3& p) const {
    if (isFarFromEar(p))
        return distance;
    const Vec3 q = frame_.toLocal(p);
    double ear = ellipsoid(q, {16, 2, -2.6}, {18, 31, 4.6});             // plate
    ear = join(ear, ellipsoid(q, {8.5, -24, -0.6}, {8.5, 9.5, 4.0}), 6); // lobule
    ear = join(ear, helix_.at(q), 4);
    ear = join(ear, antihelix_.at(q), 4);
    ear = carve(ear, ellipsoid(q, {10.5, -3, 4}, {8.5, 11.5, 8.2}), 3);               // concha
    ear = join(ear, ellipsoid(q, {0.5, -4, 1.0}, {4.0, 6, 3.4}), 4);                  // tragus
    return carve(join(distance, ear, 6), ellipsoid(q, {8.5, -4, 0}, {4.5, 6, 5}), 3); // canal
}

} // namespace meso::anatomy::parts
