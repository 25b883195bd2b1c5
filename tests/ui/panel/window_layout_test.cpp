#include <gtest/gtest.h>

#include "ui/panel/window_layout.h"

namespace meso::ui {
namespace {

float width(Rect a) {
    return a.max.x - a.min.x;
}
float height(Rect a) {
    return a.max.y - a.min.y;
}

TEST(WindowLayout, CoversTheWindowWithoutGapsOrOverlaps) {
    for (const float scale : {0.85F, 1.0F, 1.3F, 2.0F})
        for (const ImVec2 size : {ImVec2(1100, 680), ImVec2(1440, 900), ImVec2(2560, 1440)})
            for (const auto& [stage, open] :
                 {std::pair{ViewMode::Head, true}, std::pair{ViewMode::HeadAndMap, true},
                  std::pair{ViewMode::Map, true}, std::pair{ViewMode::Head, false}}) {
                const WindowLayout l = layOutWindow(size, scale, {328, stage, open});
                float area = 0;
                for (const Rect a :
                     {l.topBar, l.toolRail, l.inspector, l.timeline, l.statusBar, l.head, l.map}) {
                    EXPECT_GE(width(a), 0);
                    EXPECT_GE(height(a), 0);
                    area += width(a) * height(a);
                }
                EXPECT_NEAR(area, size.x * size.y, 1) << "scale " << scale;
            }
}

TEST(WindowLayout, LeavesTheHeadRoomAtTheSmallestWindow) {
    const WindowLayout l = layOutWindow({1100, 680}, 1, {});
    EXPECT_GE(width(l.head), 600);
    EXPECT_GE(height(l.head), 440);
    const WindowLayout twice = layOutWindow({1100, 680}, 2, {.inspector = false});
    EXPECT_GE(width(twice.head), 900);
    EXPECT_GE(height(twice.head), 380);
    const WindowLayout both = layOutWindow({1100, 680}, 2, {});
    EXPECT_GE(width(both.head), 400) << "beside the inspector";
}

TEST(WindowLayout, GivesTheTimelineRoomForItsTrackAtLargeText) {
    for (const float scale : {1.0F, 1.3F, 1.5F, 1.75F, 2.0F}) {
        const WindowLayout l = layOutWindow({1100, 680}, scale, {});
        EXPECT_GE(width(l.timeline) / scale, 500) << scale;
    }
}

TEST(WindowLayout, KeepsTheInspectorWithinItsBounds) {
    EXPECT_FLOAT_EQ(width(layOutWindow({1440, 900}, 1, {100}).inspector), 280);
    EXPECT_FLOAT_EQ(width(layOutWindow({1440, 900}, 1, {900}).inspector), 440);
    EXPECT_LE(width(layOutWindow({1100, 680}, 2, {440}).inspector), 0.55F * 1100 + 1);
    EXPECT_FLOAT_EQ(width(layOutWindow({1440, 900}, 1, {.inspector = false}).inspector), 0);
}

} // namespace
} // namespace meso::ui
