#include "anatomy/outline_edits.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "anatomy/smooth_vault.h"
#include "base/text.h"
#include "geom/polygon.h"

namespace meso::anatomy {

using geom::Loops;
using geom::Polygon;
using geom::SetOperation;
using geom::Vec2;

namespace {

std::string called(const ScalpOutline& outline) {
    return "The outline \"" + text::printable(outline.name) + "\"";
}

Polygon flat(const ScalpOutline& outline) {
    Polygon out;
    for (const ScalpCoordinate& p : outline.points)
        out.emplace_back(p.s, p.t);
    return out;
}

ScalpOutline outlineOf(const Polygon& polygon, const ScalpOutline& like) {
    ScalpOutline out{like.name, {}, like.density};
    for (const Vec2& p : polygon)
        out.points.push_back({p.x(), p.y()});
    return out;
}

Result<ScalpOutline> checked(ScalpOutline outline) {
    const Status fine = checkOutline(outline);
    if (!fine)
        return fine.error();
    return outline;
}

Error noCorner(const ScalpOutline& outline, std::size_t corner) {
    return Error{called(outline) + " has " + std::to_string(outline.points.size()) +
                 " corners, so there is no corner " + std::to_string(corner + 1) + "."};
}

double distanceTo(const Vec2& a, const Vec2& b, const Vec2& p) {
    const Vec2 along = b - a;
    const double squared = along.squaredNorm();
    const double at = squared > 0 ? std::clamp((p - a).dot(along) / squared, 0.0, 1.0) : 0.0;
    return (a + at * along - p).norm();
}

Status checkAll(const ScalpOutlines& outlines) {
    for (const ScalpOutline& outline : outlines)
        if (Status fine = checkOutline(outline); !fine)
            return fine;
    return Done{};
}

Loops loopsOf(const ScalpOutlines& outlines) {
    Loops out;
    for (const ScalpOutline& outline : outlines)
        out = geom::combine(out, {flat(outline)}, SetOperation::Union);
    return out;
}

/// A point just inside the longest edge.
Vec2 insidePoint(const Polygon& polygon) {
    Vec2 from = polygon.back();
    Vec2 along(0, 0);
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 edge = polygon[(i + 1) % polygon.size()] - polygon[i];
        if (edge.squaredNorm() > along.squaredNorm()) {
            from = polygon[i];
            along = edge;
        }
    }
    const double left = geom::signedArea(polygon) > 0 ? 1 : -1;
    constexpr double kJustInside = 1e-5;
    return from + along / 2 + left * kJustInside * Vec2(-along.y(), along.x()).normalized();
}

const ScalpOutline& firstWithin(const Polygon& piece, const ScalpOutlines& outlines) {
    for (const ScalpOutline& outline : outlines)
        if (geom::contains(piece, insidePoint(flat(outline))))
            return outline;
    return outlines.front();
}

/// Each piece with the name of the first outline that it holds, numbered where a name repeats.
ScalpOutlines named(const Loops& loops, const ScalpOutlines& sources) {
    ScalpOutlines out;
    for (const Polygon& piece : geom::withoutHoles(loops)) {
        ScalpOutline next = outlineOf(piece, firstWithin(piece, sources));
        const std::string name = next.name;
        const auto taken = [&](const ScalpOutline& o) { return o.name == next.name; };
        for (int number = 2; std::any_of(out.begin(), out.end(), taken); ++number)
            next.name = name + " " + std::to_string(number);
        out.push_back(std::move(next));
    }
    return out;
}

double sizeOf(const Loops& loops) {
    double size = 0;
    for (const Polygon& loop : loops)
        size += geom::signedArea(loop);
    return size;
}

/// Every area by itself, so that each keeps its name and density.
Result<ScalpOutlines> eachWith(const ScalpOutlines& areas, const ScalpOutlines& others,
                               SetOperation operation, const std::string& whenEmpty) {
    for (const ScalpOutlines* outlines : {&areas, &others})
        if (const Status fine = checkAll(*outlines); !fine)
            return fine.error();
    const Loops cover = loopsOf(others);
    ScalpOutlines out;
    for (const ScalpOutline& area : areas) {
        const Loops whole = {flat(area)};
        const Loops left = geom::combine(whole, cover, operation);
        constexpr double kUntouched = 1e-9;
        if (std::abs(sizeOf(left) - std::abs(sizeOf(whole))) < kUntouched) {
            out.push_back(area);
            continue;
        }
        for (ScalpOutline& piece : named(left, {area}))
            out.push_back(std::move(piece));
    }
    if (out.empty())
        return Error{whenEmpty};
    return out;
}

/// Reads the side in a name from the other side.
std::string mirroredName(const std::string& name) {
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"left", "right"},
                                   {"right", "left"},
                                   {"Left", "Right"},
                                   {"Right", "Left"}})
        if (const std::size_t at = name.find(from); at != std::string::npos)
            return name.substr(0, at) + to + name.substr(at + from.size());
    return name;
}

/// Corners by how far the line would move without them, until both limits are met.
class Thinning {
public:
    /// `places` and the millimetres that one unit of s and of t is worth at each of them.
    Thinning(Polygon places, std::vector<Vec2> worth)
        : places_(std::move(places)), worth_(std::move(worth)) {
        for (std::size_t i = 0; i < places_.size(); ++i)
            kept_.push_back(i);
    }

    void thin(std::size_t most, double tolerance_mm) {
        while (kept_.size() > 3) {
            const auto [corner, moves] = leastNeeded();
            if (kept_.size() <= most && moves > tolerance_mm)
                return;
            kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(corner));
        }
    }

    [[nodiscard]] Polygon line() const {
        Polygon out;
        for (const std::size_t i : kept_)
            out.push_back(places_[i]);
        return out;
    }

private:
    struct Need {
        std::size_t corner = 0;
        double moves_mm = std::numeric_limits<double>::infinity();
    };

    [[nodiscard]] Need leastNeeded() const {
        Need least;
        for (std::size_t k = 0; k < kept_.size(); ++k) {
            const double moves = movesWithout(k, least.moves_mm);
            if (moves < least.moves_mm)
                least = {k, moves};
        }
        return least;
    }

    /// How far the line between the corner's neighbours lies from all places that were between
    /// them; gives up past `enough`.
    [[nodiscard]] double movesWithout(std::size_t k, double enough) const {
        const std::size_t n = kept_.size();
        const std::size_t from = kept_[(k + n - 1) % n];
        const std::size_t to = kept_[(k + 1) % n];
        double most = 0;
        for (std::size_t i = (from + 1) % places_.size(); i != to && most < enough;
             i = (i + 1) % places_.size()) {
            const Vec2& mm = worth_[i];
            most = std::max(most,
                            distanceTo(places_[from].cwiseProduct(mm), places_[to].cwiseProduct(mm),
                                       places_[i].cwiseProduct(mm)));
        }
        return most;
    }

    Polygon places_;
    std::vector<Vec2> worth_;
    std::vector<std::size_t> kept_;
};

/// Millimetres on the skin per unit of s and of t.
Result<Vec2> worthAt(ScalpCoordinate place, const ScalpFrame& frame) {
    constexpr double kStep = 0.005;
    const double s = std::clamp(place.s, 0.10 + kStep, 0.90 - kStep);
    const double t = std::clamp(place.t, -1 + kStep, 1 - kStep);
    const auto front = frame.positionAt(ScalpCoordinate{s - kStep, t});
    const auto back = frame.positionAt(ScalpCoordinate{s + kStep, t});
    const auto left = frame.positionAt(ScalpCoordinate{s, t - kStep});
    const auto right = frame.positionAt(ScalpCoordinate{s, t + kStep});
    for (const auto* position : {&front, &back, &left, &right})
        if (!*position)
            return position->error();
    return Vec2((*back - *front).norm() / (2 * kStep), (*right - *left).norm() / (2 * kStep));
}

} // namespace

Status checkOutline(const ScalpOutline& outline) {
    if (outline.points.size() < 3)
        return Error{called(outline) + " has fewer than three corners, so it encloses nothing."};
    if (outline.points.size() > kMaxOutlineCorners)
        return Error{called(outline) + " has more than " + std::to_string(kMaxOutlineCorners) +
                     " corners."};
    for (const ScalpCoordinate& p : outline.points)
        if (!(p.s >= 0.10 && p.s <= 0.90 && std::abs(p.t) <= 1))
            return Error{called(outline) + " leaves the scalp at s = " + text::fixed(p.s, 2) +
                         ", t = " + text::fixed(p.t, 2) +
                         ". Corners need s from 0.10 to 0.90 and t from -1 to 1."};
    const int edge = geom::crossingEdge(flat(outline));
    if (edge >= 0)
        return Error{called(outline) + " would cross itself near its corner " +
                     std::to_string(edge + 1) + "."};
    return Done{};
}

Result<ScalpOutline> withCornerMoved(ScalpOutline outline, std::size_t corner, ScalpCoordinate to) {
    if (corner >= outline.points.size())
        return noCorner(outline, corner);
    outline.points[corner] = to;
    return checked(std::move(outline));
}

Result<ScalpOutline> withCornerAdded(ScalpOutline outline, ScalpCoordinate place) {
    const Polygon line = flat(outline);
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < line.size(); ++i) {
        // 0.1 of s is about as long as 0.2 of t.
        const Vec2 scale(2, 1);
        const double distance =
            distanceTo(line[i].cwiseProduct(scale), line[(i + 1) % line.size()].cwiseProduct(scale),
                       Vec2(place.s, place.t).cwiseProduct(scale));
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    if (!line.empty())
        outline.points.insert(outline.points.begin() + static_cast<std::ptrdiff_t>(nearest) + 1,
                              place);
    return checked(std::move(outline));
}

Result<ScalpOutline> withoutCorner(ScalpOutline outline, std::size_t corner) {
    if (corner >= outline.points.size())
        return noCorner(outline, corner);
    if (outline.points.size() <= 3)
        return Error{called(outline) + " needs at least three corners. Delete the whole area "
                                       "instead."};
    outline.points.erase(outline.points.begin() + static_cast<std::ptrdiff_t>(corner));
    return checked(std::move(outline));
}

Result<ScalpOutline> withHandles(const ScalpOutline& outline, std::size_t most, Mm tolerance,
                                 const ScalpFrame& frame) {
    std::vector<Vec2> worth;
    for (const ScalpCoordinate& place : outline.points) {
        const auto mm = worthAt(place, frame);
        if (!mm)
            return mm.error();
        worth.push_back(*mm);
    }
    Thinning thinning(flat(outline), std::move(worth));
    thinning.thin(std::max<std::size_t>(most, 3), tolerance.value());
    return checked(outlineOf(thinning.line(), outline));
}

ScalpOutline mirrored(const ScalpOutline& outline) {
    ScalpOutline out{mirroredName(outline.name), {}, outline.density};
    for (auto place = outline.points.rbegin(); place != outline.points.rend(); ++place)
        out.points.push_back({place->s, -place->t});
    return out;
}

Result<ScalpOutlines> united(const ScalpOutlines& areas, const ScalpOutlines& others) {
    ScalpOutlines all = areas;
    all.insert(all.end(), others.begin(), others.end());
    if (const Status fine = checkAll(all); !fine)
        return fine.error();
    if (all.empty())
        return Error{"There is no area to put together. Draw one or choose a preset."};
    return named(loopsOf(all), all);
}

Result<ScalpOutlines> subtracted(const ScalpOutlines& areas, const ScalpOutlines& others) {
    return eachWith(areas, others, SetOperation::Subtract,
                    "Nothing would be left of the area: what is taken away covers all of it.");
}

Result<ScalpOutlines> intersected(const ScalpOutlines& areas, const ScalpOutlines& others) {
    return eachWith(areas, others, SetOperation::Intersect,
                    "The areas have nothing in common, so nothing would be left.");
}

Result<ScalpOutlines> madeSymmetric(const ScalpOutlines& areas) {
    ScalpOutlines images;
    for (const ScalpOutline& area : areas)
        images.push_back(mirrored(area));
    return united(areas, images);
}

ScalpOutline hairBearingScalp(const Hairline& hairline) {
    ScalpOutline out{"hair-bearing scalp", {}};
    constexpr int kSteps = 50;
    for (int i = -kSteps; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        out.points.push_back({hairline.at(t), t});
    }
    out.points.push_back({0.9, 1});
    out.points.push_back({0.9, -1});
    return out;
}

} // namespace meso::anatomy
