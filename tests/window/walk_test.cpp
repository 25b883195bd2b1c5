#include <chrono>
#include <cstdio>

#include "base/text.h"
#include "window/window_fixture.h"

// From an empty plan to a saved session, by hand, in few actions.
namespace meso {
namespace {

using test::RealWindow;
using test::Spot;

constexpr int kMaxActions = 25;

/// A hand that counts. Actions: one click, one chord, one value typed into a field and one scroll
/// to what is out of view are one each. Single presses are counted as they come: a field takes
/// three.
class CountingHand {
public:
    explicit CountingHand(RealWindow& window) : window_(window), pressesBefore_(window.presses()) {}
    void click(const std::string& item) {
        reveal(item);
        window_.click(item);
        note("click " + item);
    }
    void clickAt(Spot spot, const std::string& what) {
        window_.clickAt(spot);
        note("click " + what);
    }
    void key(const std::string& chord) {
        window_.keys({chord});
        note("key " + chord);
    }
    void enter(const std::string& field, const std::string& text) {
        reveal(field);
        window_.enter(field, text);
        note("type " + text + " into " + field);
    }
    void choose(const std::string& field, const std::string& line) {
        click(field);
        click(field + "." + line);
        window_.expectGone(field + "." + line);
    }
    [[nodiscard]] int actions() const { return actions_; }
    [[nodiscard]] int presses() const { return window_.presses() - pressesBefore_; }
    /// Since the first action, which is what the program lets a hand wait, not what a head thinks.
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(Clock::now() - start_).count();
    }

private:
    using Clock = std::chrono::steady_clock;
    void note(const std::string& what) { std::printf("%2d  %s\n", ++actions_, what.c_str()); }
    void reveal(const std::string& item) {
        const int before = window_.presses();
        window_.reveal(item);
        if (window_.presses() > before)
            note("scroll to " + item);
    }
    RealWindow& window_;
    int pressesBefore_;
    int actions_ = 0;
    Clock::time_point start_ = Clock::now();
};

class Walk : public test::WithADisplay {
protected:
    /// The same from every start, once the case is open.
    void planTheSession(RealWindow& window, CountingHand& hand) {
        hand.enter("layout.count", "40");
        hand.click("tool.exclude");
        window.expect("tool Exclude");
        leaveOut(window, hand, "site.20", "Spot 1");
        leaveOut(window, hand, "site.35", "Spot 2");
        hand.key("l");
        window.expect("undo Lay out sites evenly");
        hand.click("plan.page.Mix");
    }
    static void leaveOut(RealWindow& window, CountingHand& hand, const std::string& item,
                         const std::string& spot) {
        hand.clickAt(window.at(item), "the scalp at " + item);
        window.expect("undo Leave out " + spot);
    }
    static void add(RealWindow& window, CountingHand& hand, const std::string& compound) {
        hand.choose("ingredient.add", compound);
        window.expect("undo Add " + compound);
    }
    /// What the file holds is the session that was asked for.
    void expectTheSession() const {
        const plan::Plan plan = saved();
        EXPECT_EQ(plan.area.presetId, "norwood_3_vertex");
        EXPECT_EQ(plan.sites.size(), 40U);
        EXPECT_EQ(plan.area.exclusions.size(), 2U);
        ASSERT_EQ(plan.formulation.size(), 2U);
        EXPECT_EQ(plan.formulation[0].compoundId, "minoxidil");
        EXPECT_EQ(plan.formulation[1].compoundId, "dexpanthenol");
        for (const plan::Ingredient& part : plan.formulation)
            EXPECT_GT(part.strength, MgPerMl(0)) << part.compoundId;
    }
    /// The last that the window said of the checks.
    static void expectNoErrors(RealWindow& window) {
        const std::string checks = window.last("checks ");
        EXPECT_TRUE(checks.starts_with("checks 0 errors")) << checks;
    }
    void expectFew(const CountingHand& hand) {
        const std::string seconds = text::fixed(hand.seconds(), 1);
        std::printf("%d actions of at most %d, %d single presses, %s s\n", hand.actions(),
                    kMaxActions, hand.presses(), seconds.c_str());
        RecordProperty("actions", hand.actions());
        RecordProperty("presses", hand.presses());
        RecordProperty("seconds", seconds);
        EXPECT_LE(hand.actions(), kMaxActions);
    }
};

/// A plan in a file that holds an area drawn by hand, and nothing else.
plan::Plan emptyPlan() {
    plan::Plan plan;
    plan.about.title = "Empty";
    plan.needle = {"30G", Mm(4)};
    plan.area.outlines = {{"drawn area", {{0.4, -0.3}, {0.4, 0.3}, {0.6, 0.3}, {0.6, -0.3}}}};
    return plan;
}

TEST_F(Walk, ANewPlanBecomesASessionInFewActions) {
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    CountingHand hand(*window);
    hand.key("ctrl+n");
    window->expect("done New plan");
    hand.choose("area.group", "Norwood");
    hand.choose("area.preset", "Norwood III vertex");
    planTheSession(*window, hand);
    add(*window, hand, "Dexpanthenol"); // minoxidil is what a new plan begins with
    hand.click("plan.page.Checks");
    hand.key("ctrl+s");
    window->expect("dialog files");
    hand.key("Return");
    window->expect("file " + file().string() + " saved");
    expectTheSession();
    expectNoErrors(*window);
    expectFew(hand);
}

TEST_F(Walk, AnEmptyPlanBecomesASessionInFewActions) {
    test::writeQuietSettings(scratch_.path(), false);
    const Status kept = store::savePlan(emptyPlan(), file());
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    const auto window = open({file().string()});
    CountingHand hand(*window);
    hand.choose("area.group", "Norwood");
    hand.choose("area.preset", "Norwood III vertex");
    window->expect("undo Area: Norwood III vertex");
    planTheSession(*window, hand);
    add(*window, hand, "Minoxidil");
    add(*window, hand, "Dexpanthenol");
    hand.click("plan.page.Checks");
    hand.key("ctrl+s");
    window->expect("done Saved");
    expectTheSession();
    expectNoErrors(*window);
    expectFew(hand);
}

} // namespace
} // namespace meso
