#include "window/window_fixture.h"

// What is injected, by a real mouse and real keys.
namespace meso {
namespace {

using test::RealWindow;

class MixDay : public test::WithADisplay {
protected:
    /// A new plan with minoxidil and dexpanthenol in its file, the page Mix open.
    std::unique_ptr<RealWindow> openTwoCompounds() {
        test::writeQuietSettings(scratch_.path(), false);
        auto window = open();
        window->keys({"ctrl+n"});
        window->expect("done New plan");
        window->click("plan.page.Mix");
        window->click("ingredient.add");
        window->click("ingredient.add.Dexpanthenol");
        window->expect("undo Add Dexpanthenol");
        saveFirst(*window);
        before_ = saved();
        return window;
    }
    plan::Plan before_;
};

TEST_F(MixDay, AsksAboutAStrengthTenTimesTooLargeAndGoesBack) {
    const auto window = openTwoCompounds();
    ASSERT_EQ(before_.formulation.size(), 2U);
    EXPECT_EQ(before_.formulation[1].compoundId, "dexpanthenol");
    const MgPerMl usual = before_.formulation[1].strength;
    ASSERT_GT(usual, MgPerMl(0));

    window->enter("ingredient.2.strength", std::to_string(10 * usual.value()) + " mg/ml");
    (void)window->at("ingredient.2.question");
    EXPECT_EQ(window->last("undo "), "undo Add Dexpanthenol") << "nothing is taken unasked";
    window->click("ingredient.2.back");
    window->expectGone("ingredient.2.question");
    EXPECT_EQ(window->last("undo "), "undo Add Dexpanthenol");

    window->enter("ingredient.1.strength", "6 mg/ml"); // near the usual one: not asked about
    window->expect("undo Strength of Minoxidil");
    EXPECT_FALSE(window->has("ingredient.1.question"));
    save(*window);
    plan::Plan expected = before_;
    expected.formulation[0].strength = MgPerMl(6);
    EXPECT_EQ(saved(), expected);
}

TEST_F(MixDay, KeepsAStrengthTenTimesTooLargeWhenToldTo) {
    const auto window = openTwoCompounds();
    ASSERT_EQ(before_.formulation.size(), 2U);
    const MgPerMl typed = 10 * before_.formulation[0].strength;
    window->enter("ingredient.1.strength", std::to_string(typed.value()) + " mg/ml");
    (void)window->at("ingredient.1.question");
    EXPECT_EQ(saved(), before_);
    window->click("ingredient.1.keep");
    window->expect("undo Strength of Minoxidil");
    window->expectGone("ingredient.1.question");
    save(*window);
    plan::Plan expected = before_;
    expected.formulation[0].strength = typed;
    EXPECT_EQ(saved(), expected);
    window->keys({"ctrl+z"});
    window->expect("redo Strength of Minoxidil");
    save(*window);
    EXPECT_EQ(saved(), before_);
}

} // namespace
} // namespace meso
