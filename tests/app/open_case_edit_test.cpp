#include "app/edits/area_edits.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "plan/dose.h"
#include "plan/layout/layout.h"
#include "store/plan_file.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

using plan::Plan;

class OpenCaseEditTest : public test::WithOpenCase {
protected:
    void SetUp() override { openCase_ = open(); }
    [[nodiscard]] const Plan& plan() const { return openCase_->plan(); }
    /// What the plan looks like with the first site's volume changed.
    [[nodiscard]] Plan withVolume(double volume_ml) const {
        Plan next = plan();
        next.sites.front().volume = Ml(volume_ml);
        return next;
    }
    std::unique_ptr<OpenCase> openCase_;
};

TEST_F(OpenCaseEditTest, OpensOnTheSampleWithFortySites) {
    EXPECT_EQ(plan().sites.size(), 40u);
    EXPECT_EQ(openCase_->derived().positions.size(), 40u);
    EXPECT_EQ(openCase_->derived().quality.count, 40);
    EXPECT_FALSE(openCase_->savedAsShown());
    EXPECT_FALSE(openCase_->commit()) << "there is no draft";
    EXPECT_TRUE(openCase_->notices().empty());
    EXPECT_EQ(openCase_->undoLabel(), nullptr);
    EXPECT_FALSE(std::filesystem::exists(draftFolder())) << "nothing was edited";
}

TEST_F(OpenCaseEditTest, ARefusedEditLeavesTheDraft) {
    ASSERT_TRUE(openCase_->edit(withVolume(0.07), "Volume").ok());
    const Plan draft = plan();
    const Ml volume = openCase_->derived().volume;
    EXPECT_FALSE(openCase_->edit(Error{"No."}, "Nothing").ok());
    Plan off = draft;
    off.area.outlines.front().points.front().s = 0.01;
    EXPECT_FALSE(openCase_->edit(off, "Off the scalp").ok());
    off = draft;
    off.sites.front().onScalp.triangle = 9'000'000;
    EXPECT_FALSE(openCase_->edit(off, "Off the grid").ok());
    EXPECT_FALSE(openCase_->drawArea({{0.4, 0.1}, {0.5, 0.1}}).ok());
    EXPECT_FALSE(openCase_->choosePreset("nonsense").ok());
    plan::LayoutRequest tooMany;
    tooMany.count = 100000;
    EXPECT_FALSE(openCase_->layOut(tooMany, "Many").ok());
    EXPECT_EQ(plan(), draft);
    EXPECT_EQ(openCase_->derived().volume, volume);
    ASSERT_TRUE(openCase_->commit());
    EXPECT_EQ(*openCase_->undoLabel(), "Volume");
}

TEST_F(OpenCaseEditTest, TenStepsBackAndForthAreExact) {
    std::vector<std::string> states{store::planText(plan())};
    for (int i = 0; i < 8; ++i) {
        editOnce(*openCase_, i);
        states.push_back(store::planText(plan()));
    }
    ASSERT_TRUE(openCase_->choosePreset("crown_patch").ok());
    ASSERT_TRUE(openCase_->commit());
    states.push_back(store::planText(plan()));
    ASSERT_TRUE(openCase_->drawArea({{0.4, -0.3}, {0.4, 0.3}, {0.6, 0.3}, {0.6, -0.3}}).ok());
    ASSERT_TRUE(openCase_->commit());
    states.push_back(store::planText(plan()));
    EXPECT_EQ(*openCase_->undoLabel(), "Draw area");
    for (int i = 9; i >= 0; --i) {
        ASSERT_TRUE(openCase_->undo());
        EXPECT_EQ(store::planText(openCase_->committed()), states[i]);
        EXPECT_EQ(openCase_->derived().positions,
                  *sitePositions(plan(), *openCase_->derived().headContext->head));
    }
    EXPECT_FALSE(openCase_->undo());
    EXPECT_FALSE(std::filesystem::exists(draftFolder() / "untitled.draft"))
        << "there is nothing to recover";
    for (int i = 1; i <= 10; ++i) {
        ASSERT_TRUE(openCase_->redo());
        EXPECT_EQ(store::planText(openCase_->committed()), states[i]);
    }
    EXPECT_FALSE(openCase_->redo());
    EXPECT_EQ(openCase_->derived().region->area(),
              regionOf(plan(), *openCase_->derived().headContext)->area());
}

TEST_F(OpenCaseEditTest, UndoTakesBackWhatIsSeenAndRedoBringsItBack) {
    const Plan start = plan();
    ASSERT_TRUE(openCase_->edit(withVolume(0.07), "Volume").ok());
    const Plan seen = plan();
    ASSERT_TRUE(openCase_->undo());
    EXPECT_EQ(plan(), start);
    ASSERT_TRUE(openCase_->edit(withVolume(0.09), "Another volume").ok());
    EXPECT_FALSE(openCase_->redo()) << "a new edit ends what could be done again";
    EXPECT_EQ(openCase_->committed().sites.front().volume, Ml(0.09));
    ASSERT_TRUE(openCase_->undo());
    ASSERT_TRUE(openCase_->edit(seen, "Volume").ok());
    openCase_->cancelDraft();
    EXPECT_EQ(plan(), start);
    EXPECT_EQ(openCase_->derived().volume, plan::totalVolume(start));
}

TEST_F(OpenCaseEditTest, LaysOutByCountAndBySpacing) {
    plan::LayoutRequest request;
    request.count = 30;
    ASSERT_TRUE(openCase_->layOut(request, "Thirty").ok());
    EXPECT_EQ(plan().sites.size(), 30u);
    EXPECT_EQ(openCase_->derived().quality.count, 30);
    request.count.reset();
    request.spacing = Mm(12);
    ASSERT_TRUE(openCase_->layOut(request, "Every 12 mm").ok());
    EXPECT_NEAR(openCase_->derived().quality.spacing.value(), 12, 0.3);
}

TEST_F(OpenCaseEditTest, PlacesOnTheSkinAreOneAndOffItAreRefused) {
    for (const geom::Vec3& position : openCase_->derived().positions) {
        const auto place = openCase_->placeAt(position + geom::Vec3(0, 0, 0.4));
        ASSERT_TRUE(place.ok()) << place.error().message;
        Plan next = plan();
        next.sites.front().place = place->coordinate;
        next.sites.front().onScalp = place->onScalp;
        EXPECT_TRUE(checkPlaces(next, *openCase_->derived().headContext).ok());
    }
    EXPECT_FALSE(openCase_->placeAt({0, 0, 0}).ok());
    EXPECT_FALSE(openCase_->placeAt({0, 0, 500}).ok());
    EXPECT_FALSE(openCase_->placeAt({0, 0, std::nan("")}).ok());
    EXPECT_FALSE(openCase_->placeAt(openCase_->derived().headContext->head->landmarks.nasion).ok());
}

TEST_F(OpenCaseEditTest, NewSitesTakeTheLastOnesValuesElseTheProtocols) {
    Plan next = plan();
    next.sites.back().volume = Ml(0.09);
    next.sites.back().depth = Mm(2.2);
    ASSERT_TRUE(openCase_->edit(next, "Last").ok());
    EXPECT_EQ(openCase_->siteDefaults().volume, Ml(0.09));
    EXPECT_EQ(openCase_->siteDefaults().depth, Mm(2.2));
    next.sites.clear();
    ASSERT_TRUE(openCase_->edit(next, "None").ok());
    const clinic::Protocol& protocol = openCase_->library().protocol;
    EXPECT_EQ(openCase_->siteDefaults().volume, protocol.defaultVolume);
    EXPECT_NEAR(openCase_->siteDefaults().angle.value(), 22.02, 0.01) << "1.5 mm with 4 mm";
}

TEST_F(OpenCaseEditTest, KeepsTheNewestFiftyNotices) {
    for (int i = 1; i <= 60; ++i)
        openCase_->notify(Notice::Kind::Done, std::to_string(i));
    ASSERT_EQ(openCase_->notices().size(), 50u);
    EXPECT_EQ(openCase_->notices().back().sentence, "60");
    const int serial = openCase_->notices()[3].serial;
    openCase_->dismiss(serial);
    EXPECT_EQ(openCase_->notices().size(), 49u);
    openCase_->dismiss(serial);
    EXPECT_EQ(openCase_->notices().size(), 49u);
}

} // namespace
} // namespace meso::app
