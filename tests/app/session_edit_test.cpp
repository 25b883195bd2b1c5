#include "app/session.h"

#include <cmath>

#include "support/session_fixture.h"

namespace meso::app {
namespace {

class SessionEditTest : public test::WithASession {
protected:
    void SetUp() override { session_ = open(); }
    [[nodiscard]] const plan::Plan& plan() const { return session_->plan(); }
    std::unique_ptr<Session> session_;
};

TEST_F(SessionEditTest, OpensOnTheSampleWithFortySites) {
    EXPECT_EQ(plan().sites.size(), 40u);
    EXPECT_EQ(session_->derived().positions.size(), 40u);
    EXPECT_EQ(session_->derived().quality.count, 40);
    EXPECT_FALSE(session_->savedAsShown());
    EXPECT_TRUE(session_->notices().empty());
}

} // namespace
} // namespace meso::app
