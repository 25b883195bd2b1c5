#include "plan/layout/row_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "geom/surface.h"

namespace meso::plan {

using geom::SurfacePoint;
using geom::Vec3;

namespace {

using Edge = std::pair<int, int>; ///< two vertices, the lower first

struct RawSegment {
    RowLine::Segment segment;
    Edge begin, end;
    int piece = 0;
};

/// Where the level crosses the side of a triangle opposite to corner k.
struct Crossing {
    SurfacePoint point;
    Edge edge;
};

Crossing crossing(const geom::TriMesh& mesh, const std::vector<double>& field, int triangle, int k,
                  double level) {
    const int i = (k + 1) % 3;
    const int j = (k + 2) % 3;
    const auto& corners = mesh.triangles()[triangle];
    const double share = (level - field[corners[i]]) / (field[corners[j]] - field[corners[i]]);
    Crossing out{{triangle, {0, 0, 0}}, std::minmax(corners[i], corners[j])};
    out.point.weights[i] = 1 - share;
    out.point.weights[j] = share;
    return out;
}

/// The part of the level line within a triangle, which it crosses.
RawSegment segmentIn(const geom::TriMesh& mesh, const std::vector<double>& field, int triangle,
                     double level) {
    std::array<Crossing, 2> ends;
    int found = 0;
    const auto& corners = mesh.triangles()[triangle];
    for (int k = 0; k < 3; ++k)
        if ((field[corners[(k + 1) % 3]] >= level) != (field[corners[(k + 2) % 3]] >= level))
            ends[found++] = crossing(mesh, field, triangle, k, level);
    RawSegment out{{ends[0].point, ends[1].point, positionOf(mesh, ends[0].point),
                    positionOf(mesh, ends[1].point)},
                   ends[0].edge,
                   ends[1].edge};
    return out;
}

RawSegment turned(RawSegment s) {
    std::swap(s.segment.from, s.segment.to);
    std::swap(s.segment.begin, s.segment.end);
    std::swap(s.begin, s.end);
    return s;
}

/// Joins the segments of one level into lines.
class Chains {
public:
    explicit Chains(const std::vector<RawSegment>& segments)
        : segments_(segments), used_(segments.size(), 0) {
        for (int i = 0; i < static_cast<int>(segments.size()); ++i) {
            at_[segments[i].begin].push_back(i);
            at_[segments[i].end].push_back(i);
        }
    }

    [[nodiscard]] std::vector<std::vector<RawSegment>> all() {
        std::vector<std::vector<RawSegment>> out;
        for (int i = 0; i < static_cast<int>(segments_.size()); ++i) {
            if (used_[i])
                continue;
            used_[i] = 1;
            std::vector<RawSegment> backwards = grown({turned(segments_[i])});
            std::reverse(backwards.begin(), backwards.end());
            for (RawSegment& s : backwards)
                s = turned(s);
            out.push_back(grown(std::move(backwards)));
        }
        return out;
    }

private:
    [[nodiscard]] std::vector<RawSegment> grown(std::vector<RawSegment> chain) {
        for (bool more = true; more;) {
            more = false;
            for (const int i : at_.at(chain.back().end)) {
                if (used_[i])
                    continue;
                used_[i] = 1;
                const bool fits = segments_[i].begin == chain.back().end;
                chain.push_back(fits ? segments_[i] : turned(segments_[i]));
                more = true;
                break;
            }
        }
        return chain;
    }

    const std::vector<RawSegment>& segments_;
    std::vector<char> used_;
    std::map<Edge, std::vector<int>> at_;
};

/// Middle of each piece across the head, mm; 0 where it lies on the midline within 3 mm.
std::vector<double> middles(const geom::Region& region) {
    std::vector<double> area(region.pieceCount(), 0);
    std::vector<double> moment(region.pieceCount(), 0);
    for (std::size_t v = 0; v < region.piece().size(); ++v)
        if (const int piece = region.piece()[v]; piece >= 0) {
            area[piece] += region.vertexArea()[v];
            moment[piece] += region.vertexArea()[v] * region.mesh().vertices()[v].x();
        }
    std::vector<double> out;
    for (std::size_t p = 0; p < area.size(); ++p) {
        const double middle = area[p] > 0 ? moment[p] / area[p] : 0;
        out.push_back(std::abs(middle) < 3 ? 0 : middle);
    }
    return out;
}

struct Levels {
    double low = 1e300;
    double high = -1e300;
};

Levels levelsOf(const geom::TriMesh& mesh, const std::vector<double>& field, int triangle) {
    Levels out;
    for (const int v : mesh.triangles()[triangle]) {
        if (!std::isfinite(field[v]))
            return {};
        out.low = std::min(out.low, field[v]);
        out.high = std::max(out.high, field[v]);
    }
    return out;
}

int pieceOf(const geom::Region& region, int triangle) {
    int piece = -1;
    for (const int v : region.mesh().triangles()[triangle])
        piece = std::max(piece, region.piece()[v]);
    return piece;
}

} // namespace

RowLine::RowLine(std::vector<Segment> segments, double middle_mm, int piece)
    : segments_(std::move(segments)), piece_(piece) {
    arc_.push_back(0);
    for (const Segment& s : segments_)
        arc_.push_back(arc_.back() + (s.end - s.begin).norm());
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const double from = segments_[i].begin.x() - middle_mm;
        const double to = segments_[i].end.x() - middle_mm;
        if ((from < 0) == (to < 0))
            continue;
        middleArc_ = arc_[i] + (arc_[i + 1] - arc_[i]) * from / (from - to);
        return;
    }
    const double left = segments_.front().begin.x() - middle_mm;
    const double right = segments_.back().end.x() - middle_mm;
    middleArc_ = std::abs(left) < std::abs(right) ? -left : arc_.back() - right;
}

SurfacePoint RowLine::at(double arc_mm) const {
    const auto above = std::upper_bound(arc_.begin() + 1, arc_.end() - 1, arc_mm);
    const auto i = static_cast<std::size_t>(above - arc_.begin()) - 1;
    const double length = arc_[i + 1] - arc_[i];
    const double share = length > 0 ? std::clamp((arc_mm - arc_[i]) / length, 0.0, 1.0) : 0;
    SurfacePoint out = segments_[i].from;
    for (int k = 0; k < 3; ++k)
        out.weights[k] += share * (segments_[i].to.weights[k] - segments_[i].from.weights[k]);
    return out;
}

RowLines::RowLines(const geom::Region& region, const std::vector<double>& field, Mm step)
    : step_(step.value()) {
    const geom::TriMesh& mesh = region.mesh();
    std::vector<int> triangles;
    Levels whole;
    for (int t = 0; t < static_cast<int>(mesh.triangles().size()); ++t) {
        const Levels levels = levelsOf(mesh, field, t);
        if (pieceOf(region, t) < 0 || levels.low > levels.high)
            continue;
        triangles.push_back(t);
        whole = {std::min(whole.low, levels.low), std::max(whole.high, levels.high)};
    }
    if (triangles.empty())
        return;
    lowest_ = std::floor(whole.low / step_) * step_;
    std::vector<std::vector<RawSegment>> raw(
        static_cast<std::size_t>((whole.high - lowest_) / step_) + 1);
    for (const int t : triangles) {
        const Levels levels = levelsOf(mesh, field, t);
        const int last = static_cast<int>((levels.high - lowest_) / step_);
        for (int i = static_cast<int>(std::ceil((levels.low - lowest_) / step_)); i <= last; ++i) {
            const double level = lowest_ + step_ * i;
            if (level <= levels.low || level > levels.high)
                continue;
            raw[i].push_back(segmentIn(mesh, field, t, level));
            raw[i].back().piece = pieceOf(region, t);
        }
    }
    const std::vector<double> middle = middles(region);
    for (const std::vector<RawSegment>& level : raw) {
        levels_.emplace_back();
        for (std::vector<RawSegment>& chain : Chains(level).all()) {
            if (chain.back().segment.end.x() < chain.front().segment.begin.x()) {
                std::reverse(chain.begin(), chain.end());
                for (RawSegment& s : chain)
                    s = turned(s);
            }
            std::vector<RowLine::Segment> segments;
            segments.reserve(chain.size());
            for (const RawSegment& s : chain)
                segments.push_back(s.segment);
            const int piece = chain.front().piece;
            levels_.back().emplace_back(std::move(segments), middle[piece], piece);
        }
    }
}

const std::vector<RowLine>& RowLines::near(double level_mm) const {
    const double index = std::round((level_mm - lowest_) / step_);
    if (!(index >= 0) || index >= static_cast<double>(levels_.size()))
        return none_;
    return levels_[static_cast<std::size_t>(index)];
}

} // namespace meso::plan
