#pragma once
#include <array>
#include <optional>
#include <vector>

#include "geom/vec.h"

namespace meso::anatomy {

/// One parameter of a table: uniform steps inside each stretch, and a corner where stretches meet,
/// so that smoothing never reaches across a place where the parameter changes its speed.
class TableAxis {
public:
    struct Stretch {
        double low = 0, high = 1;
        int steps = 3; ///< at least 3
    };
    /// Weights of up to four nodes and their derivatives by the parameter.
    struct Stencil {
        int first = 0;
        std::array<double, 4> weight{};
        std::array<double, 4> slope{};
    };
    /// Stretches in order, each beginning where the one before ends.
    explicit TableAxis(std::vector<Stretch> stretches);

    [[nodiscard]] const std::vector<double>& nodes() const { return nodes_; }
    [[nodiscard]] double low() const { return nodes_.front(); }
    [[nodiscard]] double high() const { return nodes_.back(); }
    /// Cubic through the nodes (Catmull & Rom 1974; quadratic end rule inside each stretch).
    /// Outside the axis the end piece is continued.
    [[nodiscard]] Stencil stencil(double x) const;

private:
    std::vector<Stretch> stretches_;
    std::vector<int> firstNode_;
    std::vector<double> nodes_;
};

/// A direction with its derivatives by both parameters; not of unit length.
struct DirectionSample {
    geom::Vec3 direction = geom::Vec3::Zero();
    geom::Vec3 byFirst = geom::Vec3::Zero();
    geom::Vec3 bySecond = geom::Vec3::Zero();
};

/// A smooth map from a rectangle of two parameters to directions, and back. Immutable.
class DirectionTable {
public:
    /// `directions`: one per pair of nodes, unit length, the second parameter running fastest.
    DirectionTable(TableAxis first, TableAxis second, std::vector<geom::Vec3> directions);

    [[nodiscard]] const TableAxis& first() const { return first_; }
    [[nodiscard]] const TableAxis& second() const { return second_; }
    [[nodiscard]] DirectionSample at(double a, double b) const;
    /// Parameters of a direction (any length but zero): damped Newton steps (Levenberg 1944)
    /// in the plane across the direction, from the nearest node. May lie up to half a step outside
    /// the rectangle, so that the caller can tell on which side a place is missed. Empty when
    /// nothing is found near.
    [[nodiscard]] std::optional<geom::Vec2> parametersOf(const geom::Vec3& direction) const;
    /// Where to start looking for a direction in a map that passes over it more than once.
    struct Start {
        geom::Vec2 at = geom::Vec2::Zero();
        bool isPeak = false; ///< its row comes closer than both neighbouring rows
    };
    /// For each first parameter the node nearest to a direction (unit length), where that is closer
    /// than `within` radians.
    [[nodiscard]] std::vector<Start> startsNear(const geom::Vec3& direction, double within) const;
    /// The same as parametersOf from a start of the caller's choice.
    [[nodiscard]] std::optional<geom::Vec2> parametersNear(const geom::Vec3& direction,
                                                           const geom::Vec2& start) const;

private:
    /// How far the table at some parameters is off a direction, in the plane across it.
    struct Miss {
        geom::Vec2 residual = geom::Vec2::Zero();
        Eigen::Matrix2d slope = Eigen::Matrix2d::Zero();
    };
    [[nodiscard]] Miss missAt(const geom::Vec2& at, const geom::Vec3& target) const;
    TableAxis first_, second_;
    std::vector<geom::Vec3> directions_;
};

} // namespace meso::anatomy
