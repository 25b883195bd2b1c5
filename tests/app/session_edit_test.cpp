#include "app/edits/area_edits.h"
#include "store/plan_file.h"
#include "support/session_fixture.h"

namespace meso::app {
namespace {

using plan::Plan;

class SessionEditTest : public test::WithASession {
protected:
    void SetUp() override { session_ = open(); }
    [[nodiscard]] const Plan& plan() const { return session_->plan(); }
    /// What the plan looks like with the first site's volume changed.
    [[nodiscard]] Plan withVolume(double volume_ml) const {
        Plan next = plan();
        next.sites.front().volume = Ml(volume_ml);
        return next;
    }
    std::unique_ptr<Session> session_;
};

TEST_F(SessionEditTest, OpensOnTheSampleWithFortySites) {
    EXPECT_EQ(plan().sites.size(), 40u);
    EXPECT_EQ(session_->derived().positions.size(), 40u);
    EXPECT_EQ(session_->derived().quality.count, 40);
    EXPECT_FALSE(session_->savedAsShown());
    EXPECT_FALSE(session_->commit()) << "there is no draft";
    EXPECT_TRUE(session_->notices().empty());
    EXPECT_EQ(session_->undoLabel(), nullptr);
    EXPECT_FALSE(std::filesystem::exists(draftFolder())) << "nothing was edited";
}

TEST_F(SessionEditTest, ARefusedEditLeavesTheDraft) {
    ASSERT_TRUE(session_->edit(withVolume(0.07), "Volume").ok());
    const Plan draft = plan();
    const Ml volume = session_->derived().volume;
    EXPECT_FALSE(session_->edit(Error{"No."}, "Nothing").ok());
    Plan off = draft;
    off.area.outlines.front().points.front().s = 0.01;
    EXPECT_FALSE(session_->edit(off, "Off the scalp").ok());
    off = draft;
    off.sites.front().onScalp.triangle = 9'000'000;
    EXPECT_FALSE(session_->edit(off, "Off the grid").ok());
    EXPECT_FALSE(session_->drawArea({{0.4, 0.1}, {0.5, 0.1}}).ok());
    EXPECT_FALSE(session_->choosePreset("nonsense").ok());
    plan::LayoutRequest tooMany;
    tooMany.count = 100000;
    EXPECT_FALSE(session_->layOut(tooMany, "Many").ok());
    EXPECT_EQ(plan(), draft);
    EXPECT_EQ(session_->derived().volume, volume);
    ASSERT_TRUE(session_->commit());
    EXPECT_EQ(*session_->undoLabel(), "Volume");
}

TEST_F(SessionEditTest, TenStepsBackAndForthAreExact) {
    std::vector<std::string> states{store::planText(plan())};
    for (int i = 0; i < 8; ++i) {
        editOnce(*session_, i);
        states.push_back(store::planText(plan()));
    }
    ASSERT_TRUE(session_->choosePreset("crown_patch").ok());
    ASSERT_TRUE(session_->commit());
    states.push_back(store::planText(plan()));
    ASSERT_TRUE(session_->drawArea({{0.4, -0.3}, {0.4, 0.3}, {0.6, 0.3}, {0.6, -0.3}}).ok());
    ASSERT_TRUE(session_->commit());
    states.push_back(store::planText(plan()));
    EXPECT_EQ(*session_->undoLabel(), "Draw area");
    for (int i = 9; i >= 0; --i) {
        ASSERT_TRUE(session_->undo());
        EXPECT_EQ(store::planText(session_->committed()), states[i]);
        EXPECT_EQ(session_->derived().positions,
                  *sitePositions(plan(), *session_->derived().desk->head));
    }
    EXPECT_FALSE(session_->undo());
    EXPECT_FALSE(std::filesystem::exists(draftFolder() / "untitled.draft"))
        << "there is nothing to recover";
    for (int i = 1; i <= 10; ++i) {
        ASSERT_TRUE(session_->redo());
        EXPECT_EQ(store::planText(session_->committed()), states[i]);
    }
    EXPECT_FALSE(session_->redo());
    EXPECT_EQ(session_->derived().region->area(),
              regionOf(plan(), *session_->derived().desk)->area());
}

TEST_F(SessionEditTest, UndoTakesBackWhatIsSeenAndRedoBringsItBack) {
    const Plan start = plan();
    ASSERT_TRUE(session_->edit(withVolume(0.07), "Volume").ok());
    const Plan seen = plan();
    ASSERT_TRUE(session_->undo());
    EXPECT_EQ(plan(), start);
    ASSERT_TRUE(session_->edit(withVolume(0.09), "Another volume").ok());
    EXPECT_FALSE(session_->redo()) << "a new edit ends what could be done again";
    EXPECT_EQ(session_->committed().sites.front().volume, Ml(0.09));
    ASSERT_TRUE(session_->undo());
    ASSERT_TRUE(session_->edit(seen, "Volume").ok());
    session_->cancelDraft();
    EXPECT_EQ(plan(), start);
    EXPECT_EQ(session_->derived().volume, plan::totalVolume(start));
}

TEST_F(SessionEditTest, LaysOutByCountAndBySpacing) {
    plan::LayoutRequest request;
    request.count = 30;
    ASSERT_TRUE(session_->layOut(request, "Thirty").ok());
    EXPECT_EQ(plan().sites.size(), 30u);
    EXPECT_EQ(session_->derived().quality.count, 30);
    request.count.reset();
    request.spacing = Mm(12);
    ASSERT_TRUE(session_->layOut(request, "Every 12 mm").ok());
    EXPECT_NEAR(session_->derived().quality.spacing.value(), 12, 0.3);
}

TEST_F(SessionEditTest, PlacesOnTheSkinAreOneAndOffItAreRefused) {
    for (const geom::Vec3& position : session_->derived().positions) {
        const auto place = session_->placeAt(position + geom::Vec3(0, 0, 0.4));
        ASSERT_TRUE(place.ok()) << place.error().message;
        Plan next = plan();
        next.sites.front().place = place->coordinate;
        next.sites.front().onScalp = place->onScalp;
        EXPECT_TRUE(checkPlaces(next, *session_->derived().desk).ok());
    }
    EXPECT_FALSE(session_->placeAt({0, 0, 0}).ok());
    EXPECT_FALSE(session_->placeAt({0, 0, 500}).ok());
    EXPECT_FALSE(session_->placeAt({0, 0, std::nan("")}).ok());
    EXPECT_FALSE(session_->placeAt(session_->derived().desk->head->landmarks.nasion).ok());
}

TEST_F(SessionEditTest, NewSitesTakeTheLastOnesValuesElseTheProtocols) {
    Plan next = plan();
    next.sites.back().volume = Ml(0.09);
    next.sites.back().depth = Mm(2.2);
    ASSERT_TRUE(session_->edit(next, "Last").ok());
    EXPECT_EQ(session_->siteDefaults().volume, Ml(0.09));
    EXPECT_EQ(session_->siteDefaults().depth, Mm(2.2));
    next.sites.clear();
    ASSERT_TRUE(session_->edit(next, "None").ok());
    const clinic::Protocol& protocol = session_->library().protocol;
    EXPECT_EQ(session_->siteDefaults().volume, protocol.defaultVolume);
    EXPECT_NEAR(session_->siteDefaults().angle.value(), 22.02, 0.01) << "1.5 mm with 4 mm";
}

TEST_F(SessionEditTest, KeepsTheNewestFiftyNotices) {
    for (int i = 1; i <= 60; ++i)
        session_->tell(Notice::Kind::Done, std::to_string(i));
    ASSERT_EQ(session_->notices().size(), 50u);
    EXPECT_EQ(session_->notices().back().sentence, "60");
    const int serial = session_->notices()[3].serial;
    session_->dismiss(serial);
    EXPECT_EQ(session_->notices().size(), 49u);
    session_->dismiss(serial);
    EXPECT_EQ(session_->notices().size(), 49u);
}

} // namespace
} // namespace meso::app
