#include "geom/polygon.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

namespace meso::geom {

namespace {

/// Points closer than this are one point.
constexpr double kWeld = 1e-6;
/// How far beside an edge its two sides are looked at: less than welding leaves between two edges.
constexpr double kBeside = 1e-7;

double side(const Vec2& a, const Vec2& b, const Vec2& p) {
    return (b - a).x() * (p - a).y() - (b - a).y() * (p - a).x();
}

bool properlyCross(const Vec2& a, const Vec2& b, const Vec2& c, const Vec2& d) {
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/// Both borders cut where they meet, with each piece of edge once: a planar graph.
class Arrangement {
public:
    Arrangement(const Loops& a, const Loops& b) {
        addEdges(a);
        addEdges(b);
        a_ = cut(a);
        b_ = cut(b);
    }

    [[nodiscard]] Loops borderOf(SetOperation operation) const {
        std::map<int, std::vector<int>> from;
        for (const auto& [low, high] : edges_) {
            const Vec2 along = nodes_[high] - nodes_[low];
            const Vec2 left = Vec2(-along.y(), along.x()) * (kBeside / along.norm());
            const Vec2 middle = (nodes_[low] + nodes_[high]) / 2;
            const bool inLeft = inside(middle + left, operation);
            if (inLeft != inside(middle - left, operation))
                from[inLeft ? low : high].push_back(inLeft ? high : low);
        }
        return chained(std::move(from));
    }

private:
    struct Segment {
        Vec2 from, to;
    };

    void addEdges(const Loops& loops) {
        for (const Polygon& loop : loops)
            for (std::size_t i = 0; i < loop.size(); ++i)
                segments_.push_back({loop[i], loop[(i + 1) % loop.size()]});
    }

    int nodeAt(const Vec2& p) {
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if ((nodes_[i] - p).squaredNorm() < kWeld * kWeld)
                return static_cast<int>(i);
        nodes_.push_back(p);
        return static_cast<int>(nodes_.size()) - 1;
    }

    /// The loops with a point wherever another border meets them. What lies inside is asked of
    /// these, since welding has moved them a little.
    Loops cut(const Loops& loops) {
        Loops out;
        for (const Polygon& loop : loops) {
            Polygon welded;
            for (std::size_t i = 0; i < loop.size(); ++i)
                cut({loop[i], loop[(i + 1) % loop.size()]}, welded);
            out.push_back(std::move(welded));
        }
        return out;
    }

    void cut(const Segment& segment, Polygon& welded) {
        std::vector<double> cuts = {1};
        for (const Segment& other : segments_)
            addCuts(segment, other, cuts);
        std::sort(cuts.begin(), cuts.end());
        int last = nodeAt(segment.from);
        for (const double at : cuts) {
            const int node = nodeAt(segment.from + at * (segment.to - segment.from));
            if (node == last)
                continue;
            edges_.emplace(std::minmax(last, node));
            welded.push_back(nodes_[last]);
            last = node;
        }
    }

    static void addCuts(const Segment& segment, const Segment& other, std::vector<double>& cuts) {
        const Vec2 along = segment.to - segment.from;
        const double squared = std::max(along.squaredNorm(), kWeld * kWeld);
        for (const Vec2& end : {other.from, other.to}) {
            const double at = (end - segment.from).dot(along) / squared;
            if (at > 0 && at < 1 && (segment.from + at * along - end).norm() < kWeld)
                cuts.push_back(at);
        }
        if (!properlyCross(segment.from, segment.to, other.from, other.to))
            return;
        const double fromSide = side(other.from, other.to, segment.from);
        const double toSide = side(other.from, other.to, segment.to);
        cuts.push_back(fromSide / (fromSide - toSide));
    }

    [[nodiscard]] bool inside(const Vec2& p, SetOperation operation) const {
        const bool inA = contains(a_, p);
        switch (operation) {
        case SetOperation::Union:
            return inA || contains(b_, p);
        case SetOperation::Subtract:
            return inA && !contains(b_, p);
        default:
            return inA && contains(b_, p);
        }
    }

    /// At a place where the shape touches itself, turn left as far as may be: then loops touch but
    /// do not run through each other.
    [[nodiscard]] std::size_t nextTurn(int came, int node, const std::vector<int>& onward) const {
        const Vec2 back = nodes_[came] - nodes_[node];
        std::size_t best = 0;
        double least = 3 * std::numbers::pi;
        for (std::size_t i = 0; i < onward.size(); ++i) {
            const Vec2 out = nodes_[onward[i]] - nodes_[node];
            const double cross = out.x() * back.y() - out.y() * back.x();
            double clockwise = std::atan2(cross, out.dot(back));
            if (clockwise <= 0)
                clockwise += 2 * std::numbers::pi;
            if (clockwise < least) {
                least = clockwise;
                best = i;
            }
        }
        return best;
    }

    [[nodiscard]] Loops chained(std::map<int, std::vector<int>> from) const {
        Loops out;
        for (auto& [start, first] : from)
            while (!first.empty()) {
                Polygon loop;
                int came = start;
                int node = first.back();
                first.pop_back();
                loop.push_back(nodes_[start]);
                while (node != start) {
                    loop.push_back(nodes_[node]);
                    std::vector<int>& onward = from[node];
                    if (onward.empty())
                        break;
                    const std::size_t turn = nextTurn(came, node, onward);
                    came = std::exchange(node, onward[turn]);
                    onward.erase(onward.begin() + static_cast<std::ptrdiff_t>(turn));
                }
                out.push_back(std::move(loop));
            }
        return out;
    }

    Loops a_, b_;
    std::vector<Segment> segments_;
    std::vector<Vec2> nodes_;
    std::set<std::pair<int, int>> edges_;
};

/// Without the points that lie on the straight line between their neighbours.
Polygon straightened(const Polygon& polygon) {
    Polygon out;
    const std::size_t n = polygon.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2& before = out.empty() ? polygon[n - 1] : out.back();
        const Vec2& after = polygon[(i + 1) % n];
        const Vec2 along = after - before;
        const double off = std::abs(side(before, after, polygon[i])) / along.norm();
        const bool between = (polygon[i] - before).dot(polygon[i] - after) < 0;
        if (!(along.norm() > kWeld && off < kWeld / 2 && between))
            out.push_back(polygon[i]);
    }
    return out;
}

/// Rectangle that holds all points, and one half of it on either side of a cut.
struct Bounds {
    Vec2 low, high;
};

Bounds boxOf(const Polygon& polygon) {
    Bounds box{polygon.front(), polygon.front()};
    for (const Vec2& p : polygon) {
        box.low = box.low.cwiseMin(p);
        box.high = box.high.cwiseMax(p);
    }
    return box;
}

Polygon cornersOf(const Bounds& box) {
    return {box.low, {box.high.x(), box.low.y()}, box.high, {box.low.x(), box.high.y()}};
}

} // namespace

bool contains(const Polygon& polygon, const Vec2& p) {
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Vec2& a = polygon[i];
        const Vec2& b = polygon[j];
        if ((a.y() > p.y()) != (b.y() > p.y()) &&
            p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

bool contains(const Loops& loops, const Vec2& p) {
    bool inside = false;
    for (const Polygon& loop : loops)
        inside = inside != contains(loop, p);
    return inside;
}

double signedArea(const Polygon& polygon) {
    double doubled = 0;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++)
        doubled += polygon[j].x() * polygon[i].y() - polygon[j].y() * polygon[i].x();
    return doubled / 2;
}

int crossingEdge(const Polygon& polygon) {
    const int n = static_cast<int>(polygon.size());
    for (int i = 0; i < n; ++i)
        for (int j = i + 2; j < n; ++j) {
            if (i == 0 && j == n - 1)
                continue;
            if (properlyCross(polygon[i], polygon[(i + 1) % n], polygon[j], polygon[(j + 1) % n]))
                return i;
        }
    return -1;
}

Loops combine(const Loops& a, const Loops& b, SetOperation operation, double sliverArea) {
    Loops out;
    for (const Polygon& loop : Arrangement(a, b).borderOf(operation)) {
        Polygon clean = straightened(loop);
        if (clean.size() >= 3 && std::abs(signedArea(clean)) >= sliverArea)
            out.push_back(std::move(clean));
    }
    return out;
}

std::vector<Polygon> withoutHoles(const Loops& loops) {
    const auto hole = std::find_if(loops.begin(), loops.end(),
                                   [](const Polygon& loop) { return signedArea(loop) < 0; });
    if (hole == loops.end())
        return loops;
    Polygon all;
    for (const Polygon& loop : loops)
        all.insert(all.end(), loop.begin(), loop.end());
    Bounds below = boxOf(all);
    below.low -= Vec2(1, 1);
    below.high += Vec2(1, 1);
    Bounds above = below;
    const Bounds cut = boxOf(*hole);
    above.low.y() = below.high.y() = (cut.low.y() + cut.high.y()) / 2;
    std::vector<Polygon> out;
    for (const Bounds& half : {below, above})
        for (Polygon& piece :
             withoutHoles(combine(loops, {cornersOf(half)}, SetOperation::Intersect)))
            out.push_back(std::move(piece));
    return out;
}

} // namespace meso::geom
