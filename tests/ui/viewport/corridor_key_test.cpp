// The corridors of vessels and nerves in the views: lines, key and name come and go with the
// switch.
#include "ui/viewport/corridor_key.h"

#include <gtest/gtest.h>

#include "anatomy/danger.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {
namespace {

class CorridorKey : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_};

    static int verticesOf(const std::string& pane) {
        int count = 0;
        const ImDrawData* data = ImGui::GetDrawData();
        for (int i = 0; i < data->CmdListsCount; ++i)
            if (data->CmdLists[i]->_OwnerName != nullptr && pane == data->CmdLists[i]->_OwnerName)
                count += data->CmdLists[i]->VtxBuffer.Size;
        return count;
    }
    /// How often the views say what a corridor is.
    static int captions() {
        const std::string all = test::lettersIn({0, 0}, {1440 - 328, 900});
        const std::string caption = test::unspaced(anatomy::kCorridorCaption);
        int count = 0;
        for (auto at = all.find(caption); at != std::string::npos; at = all.find(caption, at + 1))
            ++count;
        return count;
    }
};

TEST_F(CorridorKey, SaysAtFirstStartWhatTheLinesAre) {
    ASSERT_TRUE(window_.state().show.corridors);
    const Item key = window_.hand.at("corridors.key");
    EXPECT_EQ(test::lettersIn(key.min, key.max),
              "ArteryNerveVein" + test::unspaced(anatomy::kCorridorCaption));
}

TEST_F(CorridorKey, ComesAndGoesWithTheLinesOfHeadAndMap) {
    window_.state().viewMode = ViewMode::HeadAndMap;
    window_.hand.frames(4);
    const int head = verticesOf("##viewport");
    const int map = verticesOf("##map");
    ASSERT_TRUE(window_.hand.has("corridors.key"));
    EXPECT_EQ(captions(), 1);
    window_.perform("show.corridors");
    EXPECT_FALSE(window_.hand.has("corridors.key"));
    EXPECT_EQ(captions(), 0);
    EXPECT_LT(verticesOf("##viewport"), head - 200) << "lines of the head";
    EXPECT_LT(verticesOf("##map"), map - 200) << "lines of the map";
    window_.perform("show.corridors");
    EXPECT_EQ(verticesOf("##map"), map);
}

TEST_F(CorridorKey, IsInEveryStageOfAnyUsualWindow) {
    for (const ImVec2 size : {ImVec2(1100, 680), ImVec2(1440, 900)})
        for (const ViewMode stage : {ViewMode::Head, ViewMode::HeadAndMap, ViewMode::Map}) {
            ImGui::GetIO().DisplaySize = size;
            window_.state().viewMode = stage;
            window_.hand.frames(4);
            ASSERT_TRUE(window_.hand.has("corridors.key"))
                << size.x << ", stage " << static_cast<int>(stage);
            const Item key = window_.hand.at("corridors.key");
            for (const char* other : {"view.front", "view.top"})
                if (window_.hand.has(other)) {
                    const Item chip = window_.hand.at(other);
                    EXPECT_TRUE(key.max.x <= chip.min.x || key.min.y >= chip.max.y) << other;
                }
        }
    window_.state().workspace = Workspace::Spread;
    window_.hand.frames(2);
    EXPECT_FALSE(window_.hand.has("corridors.key")) << "the spread shows no corridors";
}

TEST_F(CorridorKey, TheCorridorUnderTheCursorIsNamed) {
    window_.state().viewMode = ViewMode::Map;
    window_.hand.frames(4);
    const Item map = window_.hand.at("map");
    const ImVec2 middle{(map.min.x + map.max.x) / 2, (map.min.y + map.max.y) / 2};
    const auto findOne = [&] {
        for (float x = middle.x - 150; x < middle.x + 150; x += 12) {
            window_.hand.moveTo({x, middle.y - 90});
            if (captions() == 2)
                return true;
        }
        return false;
    };
    ASSERT_TRUE(findOne()) << "no corridor between the temples";
    window_.perform("show.corridors");
    EXPECT_EQ(captions(), 0) << "neither key nor name";
}

} // namespace
} // namespace meso::ui
