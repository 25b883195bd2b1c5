#include "anatomy/grow/head_skull.h"

/// The large masses: brain case, face and neck.
namespace meso::anatomy::parts {

using namespace sdf;

double craniumGauge(const Vec3& p) {
    constexpr double kHorizontalExponent = 2.28;
    constexpr double kVerticalExponent = 2.22;
    const double z = p.z() - 42;
    const double height = z > 0 ? 88.5 : 90;
    const double rise = z / height;
    // The vault leans back above, the occiput tucks under below.
    const double y = p.y() + 1 + (z > 0 ? 7 : -6.3) * rise * rise;
    const double depth = y > 0 ? 97 : 96 - 3.5 * square(std::max(rise, 0.0));
    // Widest behind the ear line, narrower at the brow: an egg seen from above.
    const double forward = std::clamp(y / depth, -1.2, 1.2);
    const double taper = forward > 0 ? 0.10 : 0.048;
    const double width = 76 * (1 - 0.085 * forward - taper * forward * forward);
    const double u = std::fabs(p.x()) / width;
    const double v = std::fabs(y) / depth;
    const double w = std::fabs(z) / height;
    const double section = std::pow(u, kHorizontalExponent) + std::pow(v, kHorizontalExponent);
    const double flat = std::pow(section, kVerticalExponent / kHorizontalExponent);
    return std::pow(flat + std::pow(w, kVerticalExponent), 1 / kVerticalExponent);
}

double cranium(const Vec3& p) {
    constexpr double kStep = 0.25;
    // One-sided differences see a different slope on the left than on the right, so both sides are
    // asked as the right one.
    const Vec3 side(std::fabs(p.x()), p.y(), p.z());
    const double g = craniumGauge(side);
    Vec3 rise;
    for (int k = 0; k < 3; ++k)
        rise[k] = craniumGauge(side + kStep * Vec3::Unit(k)) - g;
    return (g - 1) / std::max(rise.norm() / kStep, 0.004);
}

double faceMass(const Vec3& p, double style) {
    static constexpr Knot kProfile[] = {{-112, 80}, {-100, 88}, {-92, 92}, {-85, 93}, {-76, 91},
                                        {-68, 90},  {-58, 91},  {-46, 92}, {-32, 91}, {-15, 89},
                                        {0, 88},    {14, 87},   {28, 87},  {42, 84},  {60, 72}};
    static constexpr Knot kHalfWidth[] = {{-112, 25},  {-100, 32}, {-92, 37},  {-85, 42}, {-76, 46},
                                          {-68, 49.5}, {-58, 54},  {-46, 59},  {-32, 63}, {-15, 65},
                                          {0, 65.5},   {14, 64},   {28, 61.5}, {42, 57},  {60, 50}};
    static constexpr Knot kExponent[] = {{-112, 2.1}, {-100, 2.1}, {-92, 2.1}, {-85, 2.1},
                                         {-76, 2.15}, {-68, 2.2},  {-58, 2.2}, {-46, 2.25},
                                         {-32, 2.35}, {-15, 2.4},  {0, 2.4},   {14, 2.4},
                                         {28, 2.4},   {42, 2.3},   {60, 2.3}};
    constexpr double kMiddle = 5;
    const double z = p.z();
    const double front = interpolate(kProfile, z);
    const double jawWidening = style * (1.2 + 2.6 * smoothStep(-35, -75, z));
    const double width = interpolate(kHalfWidth, z) + jawWidening;
    const double v = p.y() - kMiddle;
    const double depth = v > 0 ? front - kMiddle : 46;
    double d = superellipse(p.x(), v, width, depth, interpolate(kExponent, z));
    const Vec3 belowJaw = Vec3(0, -0.38, -1).normalized(); // border from menton to gonion
    d = meet(d, (p - Vec3(0, 80, -102)).dot(belowJaw), 16);
    return meet(d, z - 56, 30);
}

namespace {

constexpr TubeKnot kNeckMuscle[] = {{50, -26, -34, 9},
                                    {47, -18, -62, 9.5},
                                    {38, -4, -95, 9.5},
                                    {27, 9, -125, 8.5},
                                    {20, 13, -152, 7}};

} // namespace

Neck::Neck() : muscle_(kNeckMuscle, 48, 4) {}

double Neck::at(const Vec3& p, double style) const {
    static constexpr Knot kFront[] = {{-150, 20}, {-135, 22}, {-115, 27}, {-95, 33}, {-75, 38},
                                      {-55, 40},  {-35, 38},  {-15, 30},  {5, 20}};
    static constexpr Knot kBack[] = {{-150, -97}, {-135, -91},  {-115, -84},
                                     {-95, -78},  {-75, -74.5}, {-55, -73.5},
                                     {-35, -75},  {-15, -78},   {5, -80}};
    static constexpr Knot kHalfWidth[] = {{-150, 66},  {-135, 60}, {-115, 56},
                                          {-95, 54.5}, {-75, 55},  {-55, 56},
                                          {-35, 57},   {-15, 56},  {5, 50}};
    const double front = interpolate(kFront, p.z());
    const double back = interpolate(kBack, p.z());
    const double width = interpolate(kHalfWidth, p.z()) + 4 * style;
    const double depth = 0.5 * (front - back) + 2.5 * style;
    const double loft = superellipse(p.x(), p.y() - 0.5 * (front + back), width, depth, 2.1);
    const Vec3 side(std::sqrt(p.x() * p.x() + 1) - 1.5 * style, p.y() - 1.5 * style, p.z());
    return join(meet(loft, p.z(), 30), muscle_.at(side) - 0.6 * style, 16);
}

} // namespace meso::anatomy::parts
