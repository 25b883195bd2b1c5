#pragma once
#include <vector>

#include "geom/region.h"

namespace meso::plan {

/// One connected stretch of a level line over a region, from the patient's left to the right.
class RowLine {
public:
    /// A straight piece of the line within one triangle.
    struct Segment {
        geom::SurfacePoint from, to; ///< of one triangle
        geom::Vec3 begin, end;       ///< mm
    };
    /// `middle_mm`: the x from which sites are counted. `piece`: of the region, that it runs in.
    RowLine(std::vector<Segment> segments, double middle_mm, int piece);

    [[nodiscard]] int piece() const { return piece_; }

    [[nodiscard]] double length_mm() const { return arc_.back(); }
    /// Length along the line at which it passes the middle; beyond its ends where it does not.
    [[nodiscard]] double middleArc_mm() const { return middleArc_; }
    /// Point so far along the line, from 0 to length_mm().
    [[nodiscard]] geom::SurfacePoint at(double arc_mm) const;

private:
    std::vector<Segment> segments_;
    std::vector<double> arc_; ///< before each segment, and at the end
    double middleArc_ = 0;
    int piece_ = 0;
};

/// Level lines of a field over a region at levels `step` apart, traced once.
class RowLines {
public:
    RowLines(const geom::Region& region, const std::vector<double>& field, Mm step);

    /// The level next to `level_mm`; empty where no line runs.
    [[nodiscard]] const std::vector<RowLine>& near(double level_mm) const;
    [[nodiscard]] double lowest_mm() const { return lowest_; }
    [[nodiscard]] double highest_mm() const {
        return lowest_ + step_ * static_cast<double>(levels_.size());
    }

private:
    double step_;
    double lowest_ = 0;
    std::vector<std::vector<RowLine>> levels_;
    std::vector<RowLine> none_;
};

} // namespace meso::plan
