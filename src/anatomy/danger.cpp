#include "anatomy/danger.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <set>

#include "base/text.h"

namespace meso::anatomy {

using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr double kStepMm = 1;
constexpr double kSourceStepMm = 0.5;
constexpr double kNearMm = 30; ///< as far as arcBetween() is good

double sideSign(Side side) {
    return side == Side::Left ? -1 : 1;
}

/// The reference's xyz on another head: each axis scaled between the landmarks that span it.
Vec3 scaled(const Vec3& median, const CorridorReference& from, const Landmarks& to) {
    const double width = to.rightPreauricular.x() - to.leftPreauricular.x();
    const double along = (median.y() - from.inion_y) / (from.nasion_y - from.inion_y);
    const double ears = (to.leftPreauricular.z() + to.rightPreauricular.z()) / 2;
    return {median.x() * width / (2 * from.preauricular_x),
            to.inion.y() + along * (to.nasion.y() - to.inion.y()),
            ears + median.z() * (to.vertex.z() - ears) / from.vertex_z};
}

Result<Vec3> carried(const CorridorPoint& point, Side side, const CorridorReference& reference,
                     const Head& head, const ScalpFrame& frame) {
    const double sign = sideSign(side);
    if (point.place && ScalpFrame::isPrecise(*point.place))
        return frame.positionAt(ScalpCoordinate{point.place->s, sign * point.place->t});
    const Vec3 right = scaled(point.median, reference, head.landmarks);
    return Vec3(sign * right.x(), right.y(), right.z());
}

/// The control points joined straight, `step_mm` apart.
std::vector<Vec3> stepsAlong(const std::vector<Vec3>& controls, double step_mm) {
    std::vector<Vec3> out{controls.front()};
    for (std::size_t i = 1; i < controls.size(); ++i) {
        const Vec3 leg = controls[i] - controls[i - 1];
        const int parts = std::max(1, static_cast<int>(std::ceil(leg.norm() / step_mm)));
        for (int k = 1; k <= parts; ++k)
            out.push_back(controls[i - 1] + leg * (static_cast<double>(k) / parts));
    }
    return out;
}

/// Lays the joined control points onto the scalp, seen from the grid's centre.
void layOnScalp(CorridorLine& line, const ScalpGrid& grid) {
    bool wasOn = false;
    const std::vector<Vec3> steps = stepsAlong(line.controls, kStepMm);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto onScalp = locate(grid, steps[i]);
        if (!onScalp && i > 0)
            line.offScalp += Mm((steps[i] - steps[i - 1]).norm());
        if (onScalp && !wasOn)
            line.pieces.emplace_back();
        if (onScalp)
            line.pieces.back().push_back(geom::positionOf(*grid.mesh, *onScalp));
        wasOn = onScalp.has_value();
    }
}

/// The point of a line that is nearest to `p`, straight; the line has a point.
Vec3 footOn(const std::vector<Vec3>& line, const Vec3& p) {
    Vec3 nearest = line.front();
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec3 leg = line[i] - line[i - 1];
        const double part =
            std::clamp((p - line[i - 1]).dot(leg) / std::max(leg.squaredNorm(), 1e-12), 0.0, 1.0);
        const Vec3 foot = line[i - 1] + part * leg;
        if ((foot - p).squaredNorm() < (nearest - p).squaredNorm())
            nearest = foot;
    }
    return nearest;
}

Vec3 footOnPieces(const CorridorLine& line, const Vec3& p) {
    Vec3 nearest = footOn(line.pieces.front(), p);
    for (const std::vector<Vec3>& piece : line.pieces)
        if (const Vec3 foot = footOn(piece, p);
            (foot - p).squaredNorm() < (nearest - p).squaredNorm())
            nearest = foot;
    return nearest;
}

} // namespace

std::string sentenceOf(const NearestCorridor& nearest) {
    const std::string of = "the corridor of the " + text::insideSentence(nearest.name) +
                           (nearest.side == Side::Left ? ", left" : ", right");
    if (nearest.inside())
        return "Inside " + of + ", " + text::of(nearest.toCentreLine) + " from its centre line";
    return text::of(nearest.toEdge()) + " from " + of;
}

Result<CorridorMap> CorridorMap::make(CorridorLibrary library, const Head& head,
                                      const ScalpFrame& frame) {
    CorridorMap map;
    map.library_ = std::move(library);
    map.index_ = head.scalp->index;
    for (std::size_t c = 0; c < map.library_.corridors.size(); ++c)
        for (const Side side : {Side::Right, Side::Left}) {
            CorridorLine line{static_cast<int>(c), side, {}, {}, Mm(0)};
            for (const CorridorPoint& point : map.library_.corridors[c].points) {
                const auto at = carried(point, side, map.library_.reference, head, frame);
                if (!at)
                    return Error{"The corridor \"" + map.library_.corridors[c].name +
                                 "\" cannot be carried to this head: " + at.error().message};
                line.controls.push_back(*at);
            }
            layOnScalp(line, *head.scalp);
            map.lines_.push_back(std::move(line));
        }
    map.measure(*head.scalp);
    return map;
}

CorridorMap::Wave CorridorMap::waveOf(Mm width, const ScalpGrid& grid,
                                      const geom::FastMarching& marching) const {
    Wave wave;
    std::vector<geom::GeodesicSource> sources;
    auto front = geom::Wavefront::Circular;
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        const Corridor& corridor = corridorOf(lines_[l]);
        if (corridor.kind == CorridorKind::Landmark || corridor.halfWidth != width)
            continue;
        for (const std::vector<Vec3>& piece : lines_[l].pieces) {
            for (const Vec3& p : stepsAlong(piece, kSourceStepMm))
                sources.push_back({grid.index->closest(p).point, 0});
            if (piece.size() > 1)
                front = geom::Wavefront::Straight;
        }
        wave.lineOf.resize(sources.size(), static_cast<int>(l));
    }
    wave.field = marching.from(sources, front);
    return wave;
}

void CorridorMap::measure(const ScalpGrid& grid) {
    std::set<Mm> widths;
    for (const Corridor& corridor : library_.corridors)
        if (corridor.kind != CorridorKind::Landmark)
            widths.insert(corridor.halfWidth);
    const geom::FastMarching marching(grid.mesh);
    std::vector<std::future<Wave>> running; // the waves know nothing of each other
    running.reserve(widths.size());
    for (const Mm width : widths)
        running.push_back(
            std::async(std::launch::async, [&, width] { return waveOf(width, grid, marching); }));
    for (std::future<Wave>& wave : running)
        waves_.push_back(wave.get());
}

std::optional<NearestCorridor> CorridorMap::nearest(const SurfacePoint& onScalp) const {
    std::optional<NearestCorridor> best;
    const geom::Triangle& corners = index_->mesh().triangles()[onScalp.triangle];
    for (const Wave& wave : waves_) {
        const std::vector<double>& field = wave.field.distance_mm;
        Mm distance(std::max(0.0, geom::interpolate(index_->mesh(), onScalp, field)));
        const int closest = *std::min_element(corners.begin(), corners.end(),
                                              [&](int a, int b) { return field[a] < field[b]; });
        const int source = wave.field.nearestSource[closest];
        if (source < 0 || !std::isfinite(distance.value()))
            continue;
        const CorridorLine& line = lines_[wave.lineOf[source]];
        const Corridor& corridor = corridorOf(line);
        if (distance.value() < kNearMm)
            distance = arcTo(line, onScalp);
        if (best && best->toEdge() <= distance - corridor.halfWidth)
            continue;
        best = {corridor.id, corridor.name, corridor.kind, line.side, distance, corridor.halfWidth};
    }
    return best;
}

/// Near a line the field, which is linear in every triangle and cannot come to zero between its
/// corners, is too coarse.
Mm CorridorMap::arcTo(const CorridorLine& line, const SurfacePoint& onScalp) const {
    const Vec3 position = geom::positionOf(index_->mesh(), onScalp);
    const Vec3 foot = footOnPieces(line, position);
    return geom::arcBetween(position, geom::normalAt(index_->mesh(), onScalp), foot,
                            geom::normalAt(index_->mesh(), index_->closest(foot).point));
}

std::optional<Mm> CorridorMap::straightTo(const std::string& id, const Vec3& position) const {
    std::optional<Mm> nearest;
    for (const CorridorLine& line : lines_)
        if (corridorOf(line).id == id)
            nearest = std::min(nearest.value_or(Mm(1e9)),
                               Mm((footOn(line.controls, position) - position).norm()));
    return nearest;
}

std::vector<std::string> CorridorMap::remarks() const {
    std::vector<std::string> out;
    for (const CorridorLine& line : lines_)
        if (line.side == Side::Right && line.offScalp > Mm(0)) {
            const std::string& name = corridorOf(line).name;
            out.push_back(line.pieces.empty()
                              ? name + ": lies on the face or neck, outside the scalp, and is not "
                                       "measured."
                              : name + ": " + text::of(line.offScalp, 0) +
                                    " on the face, ear or neck are left out.");
        }
    return out;
}

} // namespace meso::anatomy
