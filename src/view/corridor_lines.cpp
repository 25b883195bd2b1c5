#include "view/corridor_lines.h"

#include <cmath>
#include <numbers>

namespace meso::view {

using anatomy::CorridorKind;
using geom::Vec3;

namespace {

constexpr double kStep_mm = 3;
constexpr int kCapSteps = 8; ///< of a half circle

std::optional<SkinPoint> onSkin(const anatomy::ScalpGrid& grid, const Vec3& position) {
    const auto point = anatomy::locate(grid, position);
    if (!point)
        return std::nullopt;
    return SkinPoint{positionOf(*grid.mesh, *point), normalAt(*grid.mesh, *point)};
}

/// Points of a piece about kStep_mm apart, both ends included.
std::vector<Vec3> thinned(const std::vector<Vec3>& piece) {
    std::vector<Vec3> out;
    for (std::size_t i = 0; i < piece.size(); ++i)
        if (out.empty() || i + 1 == piece.size() || (piece[i] - out.back()).norm() >= kStep_mm)
            out.push_back(piece[i]);
    return out;
}

/// Collects a line on the skin; where it leaves the scalp, another begins.
class Pen {
public:
    explicit Pen(const anatomy::ScalpGrid& grid) : grid_(grid) {}
    void to(const Vec3& position) {
        if (const auto point = onSkin(grid_, position))
            line_.push_back(*point);
        else
            lift();
    }
    void lift() {
        if (line_.size() > 1)
            lines_.push_back(line_);
        line_.clear();
    }
    [[nodiscard]] std::vector<SkinLine> lines() && { return std::move(lines_); }

private:
    const anatomy::ScalpGrid& grid_;
    SkinLine line_;
    std::vector<SkinLine> lines_;
};

/// The way along the line at one of its points, in the plane of the skin.
Vec3 alongAt(const std::vector<Vec3>& line, std::size_t i, const Vec3& normal) {
    const Vec3& before = line[i == 0 ? 0 : i - 1];
    const Vec3& after = line[std::min(i + 1, line.size() - 1)];
    Vec3 along = after - before;
    along -= normal * along.dot(normal);
    return along.norm() > 1e-9 ? Vec3(along.normalized()) : Vec3(normal.unitOrthogonal());
}

/// How far to go in the plane of the skin so that the arc below is `along` long.
double reachFor(const Vec3& position, const anatomy::ScalpGrid& grid, double along) {
    const double radius = (position - grid.centre).norm();
    return radius * std::tan(along / radius);
}

/// Once around the line at a distance: along one side, half a circle around its end, and back.
std::vector<SkinLine> borderAround(const std::vector<Vec3>& line, double halfWidth,
                                   const anatomy::ScalpGrid& grid) {
    Pen pen(grid);
    const auto half = [&](bool back) {
        for (std::size_t k = 0; k < line.size(); ++k) {
            const std::size_t i = back ? line.size() - 1 - k : k;
            const Vec3 normal = (line[i] - grid.centre).normalized();
            const Vec3 along = (back ? -1 : 1) * alongAt(line, i, normal);
            const Vec3 aside = normal.cross(along);
            const double reach = reachFor(line[i], grid, halfWidth);
            pen.to(line[i] + reach * aside);
            if (k + 1 < line.size())
                continue;
            for (int c = 1; c < kCapSteps; ++c) {
                const double turn = std::numbers::pi * c / kCapSteps;
                pen.to(line[i] + reach * (std::cos(turn) * aside + std::sin(turn) * along));
            }
        }
    };
    half(false);
    half(true);
    const Vec3 normal = (line.front() - grid.centre).normalized();
    pen.to(line.front() +
           reachFor(line.front(), grid, halfWidth) * normal.cross(alongAt(line, 0, normal)));
    pen.lift();
    return std::move(pen).lines();
}

std::vector<SkinLine> lineItself(const std::vector<Vec3>& line, const anatomy::ScalpGrid& grid) {
    Pen pen(grid);
    for (const Vec3& point : line)
        pen.to(point);
    pen.lift();
    return std::move(pen).lines();
}

/// How a corridor of one kind is drawn.
struct Stroke {
    Colour colour;
    double width, dash; ///< pixels at scale 1
};

Stroke strokeOf(CorridorKind kind, const Theme& theme) {
    switch (kind) {
    case CorridorKind::Artery:
        return {faded(theme.danger, 0.75), 1.5, 9};
    case CorridorKind::Nerve:
        return {faded(theme.nerve, 0.8), 1.5, 4};
    case CorridorKind::Vein:
        return {faded(theme.nerve, 0.8), 1.5, 9};
    case CorridorKind::Landmark:
        break;
    }
    return {faded(theme.marker, 0.25), 1.2, 0};
}

void addLine(Overlay& overlay, const SkinLine& line, const SkinToPixel& toPixel, Polyline pen) {
    const auto finish = [&] {
        if (pen.points.size() > 1)
            overlay.add(pen);
        pen.points.clear();
    };
    for (const SkinPoint& point : line) {
        if (const auto pixel = toPixel(point))
            pen.points.push_back(*pixel);
        else
            finish();
    }
    finish();
}

} // namespace

std::vector<CorridorBand> corridorBands(const anatomy::CorridorMap& map,
                                        const anatomy::ScalpGrid& grid) {
    std::vector<CorridorBand> bands;
    for (std::size_t i = 0; i < map.lines().size(); ++i) {
        const anatomy::CorridorLine& line = map.lines()[i];
        const double halfWidth = map.corridorOf(line).halfWidth.value();
        CorridorBand band{static_cast<int>(i), {}};
        for (const auto& piece : line.pieces) {
            const std::vector<Vec3> points = thinned(piece);
            for (SkinLine& border :
                 halfWidth > 0 ? borderAround(points, halfWidth, grid) : lineItself(points, grid))
                band.borders.push_back(std::move(border));
        }
        bands.push_back(std::move(band));
    }
    return bands;
}

Polyline corridorStroke(CorridorKind kind, std::vector<geom::Vec2> points, const Theme& theme,
                        double scale) {
    const Stroke stroke = strokeOf(kind, theme);
    Polyline pen{std::move(points), stroke.colour, stroke.width * scale};
    pen.dash = stroke.dash * scale;
    return pen;
}

void addCorridors(Overlay& overlay, const anatomy::CorridorMap& map,
                  const std::vector<CorridorBand>& bands, const SkinToPixel& toPixel,
                  const Theme& theme, double scale) {
    for (const CorridorBand& band : bands) {
        const auto& corridor = map.corridorOf(map.lines()[static_cast<std::size_t>(band.line)]);
        const Polyline pen = corridorStroke(corridor.kind, {}, theme, scale);
        for (const SkinLine& border : band.borders)
            addLine(overlay, border, toPixel, pen);
    }
}

} // namespace meso::view
