#pragma once
#include <gtest/gtest.h>

#include <vector>

#include "anatomy/skin_outline.h"
#include "plan/plan.h"
#include "support/built_head.h"

namespace meso::test {

/// The head of a saved plan, built anew from its measurements, to measure on what the window did.
class HeadOfPlan {
public:
    explicit HeadOfPlan(const plan::Plan& plan)
        : head_(anatomy::buildHead(plan.head, builtBase()).value()),
          frame_(anatomy::ScalpFrame::make(head_->display, head_->landmarks).value()) {}

    /// On the skin, without exclusions.
    [[nodiscard]] Mm2 areaOf(const plan::Plan& plan) const {
        std::vector<geom::Outline> outlines;
        for (const anatomy::ScalpOutline& outline : plan.area.outlines)
            outlines.push_back(anatomy::onSkin(outline, frame_).value());
        const anatomy::ScalpGrid& grid = *head_->scalp;
        return geom::Region::make(grid.mesh, grid.centre, outlines, {}).value().area();
    }
    /// Length of the line around one outline.
    [[nodiscard]] Mm wayAround(const anatomy::ScalpOutline& outline) const {
        const auto points = anatomy::onSkin(outline, frame_).value().points;
        Mm path{0};
        for (std::size_t i = 0; i < points.size(); ++i)
            path += Mm((points[(i + 1) % points.size()] - points[i]).norm());
        return path;
    }
    /// Straight through the head, which is next to nothing more than along the skin when short.
    [[nodiscard]] Mm between(anatomy::ScalpCoordinate a, anatomy::ScalpCoordinate b) const {
        return Mm((frame_.positionAt(a).value() - frame_.positionAt(b).value()).norm());
    }

private:
    anatomy::HeadPtr head_;
    anatomy::ScalpFrame frame_;
};

} // namespace meso::test
