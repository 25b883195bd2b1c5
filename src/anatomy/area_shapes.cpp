#include "anatomy/area_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "anatomy/head.h"
#include "anatomy/outline_edits.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/skin_outline.h"
#include "anatomy/ten_ten.h"

namespace meso::anatomy {

namespace {

using Outlines = std::vector<ScalpOutline>;
using Places = std::vector<ScalpCoordinate>;

constexpr int kEllipsePoints = 72;
constexpr double kSideStepMm = 5;

Places mirrored(const Places& places) {
    Places out;
    for (auto place = places.rbegin(); place != places.rend(); ++place)
        out.push_back({place->s, -place->t});
    return out;
}

/// A closed line over the midline from its right half, whose ends may lie on the midline.
Places withLeftHalf(Places right) {
    for (const ScalpCoordinate& place : mirrored(right))
        if (place.t != 0)
            right.push_back(place);
    return right;
}

/// Points of the hairline from one t to another.
Places hairlineBetween(const Hairline& hairline, double from, double to, int steps) {
    Places out;
    for (int i = 0; i <= steps; ++i) {
        const double t = from + (to - from) * i / steps;
        out.push_back({hairline.at(t), t});
    }
    return out;
}

/// s of the back border of a band at |t|.
double backOf(const BandShape& band, double t) {
    const double share = t / band.maxT;
    const double border = band.toS + (band.sideS - band.toS) * share * share;
    const double into = band.roundT > 0 ? (t - (band.maxT - band.roundT)) / band.roundT : 0;
    return border - band.roundS * (into > 0 ? 1 - std::sqrt(std::max(0.0, 1 - into * into)) : 0);
}

Outlines bandOutline(const BandShape& band, const Hairline& hairline) {
    ScalpOutline out{"front band", {}};
    constexpr int kSteps = 24;
    const auto tAt = [&](int i) { return -band.maxT + 2 * band.maxT * i / kSteps; };
    for (int i = 0; i <= kSteps; ++i)
        out.points.push_back({band.fromS.value_or(hairline.at(tAt(i))), tAt(i)});
    // Finer towards the corners, where a rounded border turns quickly.
    for (int i = kSteps; i >= 0; --i) {
        const double t = band.maxT * std::sin(std::numbers::pi * (i - 0.5 * kSteps) / kSteps);
        out.points.push_back({backOf(band, std::abs(t)), t});
    }
    return {out};
}

Outlines recessOutlines(const RecessShape& recess, const Hairline& hairline) {
    Places right = hairlineBetween(hairline, recess.fromT, recess.toT, 16);
    right.push_back(recess.apex);
    return {{"left recess", mirrored(right)}, {"right recess", right}};
}

Outlines ellipseOutline(const EllipseShape& e) {
    ScalpOutline out{"midline ellipse", {}};
    for (int i = 0; i < kEllipsePoints; ++i) {
        const double phi = 2 * std::numbers::pi * i / kEllipsePoints;
        out.points.push_back({(e.fromS + e.toS) / 2 - (e.toS - e.fromS) / 2 * std::cos(phi),
                              e.maxT * std::sin(phi)});
    }
    return {out};
}

Outlines mirroredOutlines(const MirroredShape& shape, const Hairline& hairline) {
    Places right;
    if (shape.hairlineFromT != shape.hairlineToT)
        right = hairlineBetween(hairline, shape.hairlineFromT, shape.hairlineToT, 16);
    right.insert(right.end(), shape.corners.begin(), shape.corners.end());
    if (shape.acrossMidline)
        return {{"area", withLeftHalf(right)}};
    return {{"left area", mirrored(right)}, {"right area", right}};
}

/// t of the place on the right hairline that lies `lateral` off the midline.
Result<double> hairlineAt(Mm lateral, const Hairline& hairline, const ScalpFrame& frame) {
    double low = 0;
    double high = 0.8;
    for (int i = 0; i < 40; ++i) {
        const double t = (low + high) / 2;
        const auto position = frame.positionAt(ScalpCoordinate{hairline.at(t), t});
        if (!position)
            return position.error();
        const auto address = frame.addressOf(*position);
        if (!address)
            return address.error();
        (address->lateral < lateral ? low : high) = t;
    }
    return (low + high) / 2;
}

Result<ScalpCoordinate> placeAt(Mm behindNasion, Mm lateral, const ScalpFrame& frame) {
    const auto position = frame.positionAt(TapeAddress{behindNasion, lateral, Side::Right});
    if (!position)
        return position.error();
    return frame.coordinateOf(*position);
}

/// What lies beside the midline between its front corner on the hairline and a place behind it.
struct SideLine {
    ScalpCoordinate from; ///< the front corner
    Mm frontWidth{0};     ///< from the midline to that corner
    Mm backWidth{0};
    double toS = 0;
};

/// A side from the corner (left out) to the back, and half of the back end up to the midline:
/// straight with a tape, that is with widths measured at a right angle to the midline.
Result<Places> sideOf(const SideLine& side, const ScalpFrame& frame) {
    const auto start = frame.positionAt(side.from);
    const auto address = start ? frame.addressOf(*start) : start.error();
    if (!address)
        return address.error();
    const Mm begin = address->behindNasion;
    const Mm way = frame.tenTen().midline.length * side.toS - begin;
    const int along = std::max(1, static_cast<int>(std::ceil(way / Mm(kSideStepMm))));
    const int across = static_cast<int>(std::ceil(side.backWidth / Mm(kSideStepMm)));
    Places out;
    for (int i = 1; i <= along + across; ++i) {
        const double share = std::min(1.0, i / static_cast<double>(along));
        const double inward = i > along ? (i - along) / static_cast<double>(across) : 0;
        const Mm width = side.frontWidth + (side.backWidth - side.frontWidth) * share;
        const auto place = placeAt(begin + way * share, width * (1 - inward), frame);
        if (!place)
            return place.error();
        out.push_back(*place);
    }
    out.back().t = 0;
    return out;
}

/// A shape with its front on the hairline.
Result<Outlines> taperedOutline(const std::string& name, const StripShape& front, Mm backWidth,
                                const Hairline& hairline, const ScalpFrame& frame) {
    const auto t = hairlineAt(front.halfWidth, hairline, frame);
    if (!t)
        return t.error();
    Places right = hairlineBetween(hairline, 0, *t, 12);
    const auto side = sideOf(SideLine{right.back(), front.halfWidth, backWidth, front.toS}, frame);
    if (!side)
        return side.error();
    right.insert(right.end(), side->begin(), side->end());
    return Outlines{{name, withLeftHalf(std::move(right))}};
}

struct Shaper {
    const Hairline& hairline;
    const Head& head;
    const ScalpFrame& frame;

    Result<Outlines> operator()(const DiscShape& disc) const {
        const auto skin = discOnSkin("crown disc", disc.centre, disc.radius, head, frame);
        if (!skin)
            return skin.error();
        auto outline = inScalpCoordinates(*skin, frame);
        if (!outline)
            return outline.error();
        return Outlines{std::move(outline).value()};
    }
    Result<Outlines> operator()(const BandShape& band) const { return bandOutline(band, hairline); }
    Result<Outlines> operator()(const RecessShape& recess) const {
        return recessOutlines(recess, hairline);
    }
    Result<Outlines> operator()(const EllipseShape& ellipse) const {
        return ellipseOutline(ellipse);
    }
    Result<Outlines> operator()(const StripShape& strip) const {
        return taperedOutline("midline strip", strip, strip.halfWidth, hairline, frame);
    }
    Result<Outlines> operator()(const TriangleShape& triangle) const {
        return taperedOutline("front triangle", {triangle.halfBase, triangle.apexS}, Mm(0),
                              hairline, frame);
    }
    Result<Outlines> operator()(const MirroredShape& shape) const {
        return mirroredOutlines(shape, hairline);
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

Result<std::vector<ScalpOutline>> outlinesOf(const AreaShape& shape, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame) {
    return std::visit(Shaper{hairline, head, frame}, shape);
}

} // namespace meso::anatomy
