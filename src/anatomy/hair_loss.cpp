#include "anatomy/hair_loss.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "base/text.h"
#include "geom/geodesic.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

constexpr int kDiscPoints = 72;
constexpr double kBorderStepMm = 2;

ScalpOutline bandOutline(const BandShape& band, const Hairline& hairline) {
    ScalpOutline out{"front band", {}};
    constexpr int kSteps = 24;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = -band.maxT + 2 * band.maxT * i / kSteps;
        out.points.push_back({hairline.at(t), t});
    }
    for (int i = kSteps; i >= 0; --i)
        out.points.push_back({band.toS, -band.maxT + 2 * band.maxT * i / kSteps});
    return out;
}

ScalpOutline recessOutline(const RecessShape& recess, const Hairline& hairline, double side) {
    ScalpOutline out{side < 0 ? "left recess" : "right recess", {}};
    constexpr int kSteps = 16;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = recess.fromT + (recess.toT - recess.fromT) * i / kSteps;
        out.points.push_back({hairline.at(t), side * t});
    }
    out.points.push_back({recess.apex.s, side * recess.apex.t});
    return out;
}

ScalpOutline ellipseOutline(const EllipseShape& e) {
    ScalpOutline out{"midline ellipse", {}};
    for (int i = 0; i < kDiscPoints; ++i) {
        const double phi = 2 * std::numbers::pi * i / kDiscPoints;
        out.points.push_back({(e.fromS + e.toS) / 2 - (e.toS - e.fromS) / 2 * std::cos(phi),
                              e.maxT * std::sin(phi)});
    }
    return out;
}

/// Skin point `radius` mm from the centre, in the given tangent direction. The step is corrected by
/// the arc that it gave until the arc is right; empty when it never is, past the edge of the skin.
std::optional<Vec3> walk(const geom::SurfaceIndex& skin, const Vec3& centre, const Vec3& normal,
                         const Vec3& direction, double radius) {
    double step = radius;
    double arc = 0;
    geom::ClosestPoint found;
    for (int i = 0; i < 6; ++i) {
        // Sink with the curvature of a head, so that the nearest skin is straight below.
        found = skin.closest(centre + step * direction - step * step / 180 * normal);
        arc = geom::arcBetween(centre, normal, found.position,
                               geom::normalAt(skin.mesh(), found.point))
                  .value();
        step *= radius / std::max(arc, 1e-6);
    }
    if (std::abs(arc - radius) > 0.01 * radius)
        return std::nullopt;
    return found.position;
}

struct Shaper {
    const Hairline& hairline;
    const Head& head;
    const ScalpFrame& frame;

    Result<std::vector<ScalpOutline>> operator()(const DiscShape& disc) const {
        const auto skin = discOnSkin("crown disc", disc.centre, disc.radius, head, frame);
        if (!skin)
            return skin.error();
        ScalpOutline out{skin->name, {}};
        for (const Vec3& p : skin->points) {
            const auto place = frame.coordinateOf(p);
            if (!place)
                return place.error();
            out.points.push_back(*place);
        }
        return std::vector{out};
    }
    Result<std::vector<ScalpOutline>> operator()(const BandShape& band) const {
        return std::vector{bandOutline(band, hairline)};
    }
    Result<std::vector<ScalpOutline>> operator()(const RecessShape& recess) const {
        return std::vector{recessOutline(recess, hairline, -1), recessOutline(recess, hairline, 1)};
    }
    Result<std::vector<ScalpOutline>> operator()(const EllipseShape& ellipse) const {
        return std::vector{ellipseOutline(ellipse)};
    }
};

} // namespace

double Hairline::at(double t) const {
    const double a = std::abs(t);
    if (a < cornerT)
        return middleS + (cornerS - middleS) * (a / cornerT) * (a / cornerT);
    if (a < templeT)
        return cornerS + (templeS - cornerS) * (a - cornerT) / (templeT - cornerT);
    return templeS + (earS - templeS) * (a - templeT) / (1 - templeT);
}

const AreaPreset* AreaLibrary::find(const std::string& id) const {
    const auto found = std::find_if(presets.begin(), presets.end(),
                                    [&](const AreaPreset& p) { return p.id == id; });
    return found == presets.end() ? nullptr : &*found;
}

Result<std::vector<ScalpOutline>> outlinesOf(const AreaPreset& preset, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame) {
    std::vector<ScalpOutline> out;
    for (const AreaShape& shape : preset.shapes) {
        const auto outlines = std::visit(Shaper{hairline, head, frame}, shape);
        if (!outlines)
            return Error{"The area \"" + preset.name +
                         "\" does not fit on this head: " + outlines.error().message};
        out.insert(out.end(), outlines->begin(), outlines->end());
    }
    return out;
}

Result<geom::Outline> onSkin(const ScalpOutline& outline, const ScalpFrame& frame) {
    geom::Outline out{outline.name, {}};
    const std::size_t count = outline.points.size();
    for (std::size_t i = 0; i < count; ++i) {
        const ScalpCoordinate a = outline.points[i];
        const ScalpCoordinate b = outline.points[(i + 1) % count];
        const auto start = frame.positionAt(a);
        const auto end = frame.positionAt(b);
        if (!start || !end)
            return Error{"The outline \"" + text::printable(outline.name) +
                         "\" leaves the scalp: " + (start ? end : start).error().message};
        const int steps =
            std::max(1, static_cast<int>(std::ceil((*end - *start).norm() / kBorderStepMm)));
        for (int k = 0; k < steps; ++k) {
            const double f = static_cast<double>(k) / steps;
            const auto p =
                frame.positionAt(ScalpCoordinate{a.s + (b.s - a.s) * f, a.t + (b.t - a.t) * f});
            if (!p)
                return p.error();
            out.points.push_back(*p);
        }
    }
    return out;
}

Result<geom::Outline> discOnSkin(const std::string& name, ScalpCoordinate centre, Mm radius,
                                 const Head& head, const ScalpFrame& frame) {
    const auto middle = frame.positionAt(centre);
    if (!middle)
        return middle.error();
    const geom::SurfaceIndex& skin = *head.scalp->index;
    const geom::ClosestPoint at = skin.closest(*middle);
    const Vec3 normal = geom::normalAt(skin.mesh(), at.point);
    const Vec3 right = (Vec3::UnitX() - normal * normal.x()).normalized();
    const Vec3 forward = normal.cross(right);
    geom::Outline out{name, {}};
    for (int i = 0; i < kDiscPoints; ++i) {
        const double phi = 2 * std::numbers::pi * i / kDiscPoints;
        const auto point = walk(skin, at.position, normal,
                                std::cos(phi) * right + std::sin(phi) * forward, radius.value());
        if (!point)
            return Error{"The disc \"" + text::printable(name) + "\" of " + text::of(radius) +
                         " reaches past the edge of the scalp."};
        out.points.push_back(*point);
    }
    return out;
}

} // namespace meso::anatomy
