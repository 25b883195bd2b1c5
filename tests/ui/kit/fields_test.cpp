#include "ui/kit/fields.h"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text.h"
#include "plan/edits.h"
#include "support/null_ui.h"
#include "ui/kit/usual_fields.h"

namespace {

using namespace meso;
using namespace meso::ui;
using meso::test::NullUi;

/// A window with one volume field over one value, as an inspector would use it.
struct VolumeWindow {
    std::optional<Ml> value = Ml(0.05);
    std::string disabledReason;
    FieldMemory memory;
    std::vector<Ml> given;
    bool isShown = true;
    NullUi window{[this](Kit& kit) {
        if (!isShown)
            return;
        VolumeField field = volumeField("volume", "Volume", value);
        field.disabledReason = disabledReason;
        if (const auto v = numberField(kit, memory, field)) {
            given.push_back(*v);
            value = *v;
        }
    }};
    test::UiHand& hand = window.hand;

    [[nodiscard]] std::string problem() const {
        const auto found = memory.problems.find("volume");
        return found == memory.problems.end() ? std::string() : found->second;
    }
};

struct Typed {
    const char* text;
    double ml;
};
class GoodVolumes : public ::testing::TestWithParam<Typed> {};

TEST_P(GoodVolumes, AreApplied) {
    VolumeWindow w;
    w.value = Ml(1);
    w.hand.enter("volume", GetParam().text);
    ASSERT_EQ(w.given.size(), 1u);
    EXPECT_NEAR(w.value->value(), GetParam().ml, 1e-12);
    EXPECT_EQ(w.problem(), "");
    EXPECT_EQ(w.memory.open, "");
}
INSTANTIATE_TEST_SUITE_P(Typed, GoodVolumes,
                         ::testing::Values(Typed{"0.05 ml", 0.05}, Typed{"0,07 mL", 0.07},
                                           Typed{"0.06", 0.06}, Typed{"80 µL", 0.08},
                                           Typed{"90 ul", 0.09}, Typed{" 1e-2mL ", 0.01},
                                           Typed{"5", 5}, Typed{"0.0001", 0.0001}));

class BadVolumes : public ::testing::TestWithParam<const char*> {};

TEST_P(BadVolumes, AreRefusedInPlaceWithTheRange) {
    VolumeWindow w;
    w.hand.enter("volume", GetParam());
    EXPECT_TRUE(w.given.empty());
    EXPECT_EQ(w.value->value(), 0.05);
    EXPECT_NE(w.problem().find("0.0001 to 5 mL"), std::string::npos) << w.problem();
    EXPECT_TRUE(canWrite(*w.window.fonts().caption, w.problem())) << w.problem();
    w.hand.enter("volume", "0.07");
    EXPECT_EQ(w.problem(), "") << "a good entry takes the complaint back";
}
INSTANTIATE_TEST_SUITE_P(Typed, BadVolumes,
                         ::testing::Values("abc", "-1", "1e9", "nan", "inf", "-inf", "0", "5.01",
                                           "4 mm", "0.05 0.07", "1e400", "0x10", "mL", "--1",
                                           "1,000.5", "1,000", "1,000 µL"));

TEST(NumberField, OpensWithAllOfItSelected) {
    VolumeWindow w;
    w.hand.click("volume");
    EXPECT_EQ(w.memory.open, "volume");
    EXPECT_EQ(w.memory.typed, "0.05 mL");
    w.hand.type("1");
    EXPECT_EQ(w.memory.typed, "1");
}

TEST(NumberField, LosesNothingOfAFastHand) {
    VolumeWindow w;
    const ImVec2 place = w.hand.centre("volume");
    ImGuiIO& io = ImGui::GetIO();
    feedMouse(io, place);
    feedButton(io, 0, true);
    w.hand.frames(1);
    io.AddInputCharactersUTF8("0");
    feedButton(io, 0, false);
    w.hand.frames(1);
    io.AddInputCharactersUTF8(".3");
    w.hand.frames(1);
    w.hand.tap(ImGuiKey_Enter);
    EXPECT_EQ(w.value, Ml(0.3));
}

TEST(NumberField, EscForgets) {
    VolumeWindow w;
    w.hand.click("volume");
    w.hand.type("3");
    w.hand.tap(ImGuiKey_Escape);
    EXPECT_TRUE(w.given.empty());
    EXPECT_EQ(w.memory.open, "");
    w.hand.frames(10);
    EXPECT_EQ(w.value->value(), 0.05);
}

TEST(NumberField, LeavingItApplies) {
    VolumeWindow w;
    w.hand.click("volume");
    w.hand.type("0.3");
    w.hand.clickAt({240, 600});
    ASSERT_EQ(w.given.size(), 1u);
    EXPECT_EQ(w.given[0], Ml(0.3));
    EXPECT_EQ(w.memory.open, "");
}

TEST(NumberField, UnchangedTextDoesNotRoundTheValue) {
    VolumeWindow w;
    w.value = Ml(0.123456789);
    w.hand.click("volume");
    w.hand.tap(ImGuiKey_Enter);
    EXPECT_TRUE(w.given.empty());
    EXPECT_EQ(w.value->value(), 0.123456789);
}

TEST(NumberField, HoverAndWheelChangeNothing) {
    VolumeWindow w;
    for (const char* id : {"volume", "volume.inc", "volume.dec"}) {
        w.hand.hover(id);
        w.hand.scroll(3);
        w.hand.scroll(-5);
        w.hand.frames(40);
    }
    EXPECT_TRUE(w.given.empty());
    EXPECT_EQ(w.memory.open, "");
}

TEST(NumberField, ButtonsStepAndStopAtTheBounds) {
    VolumeWindow w;
    w.hand.click("volume.inc");
    EXPECT_EQ(w.value->value(), 0.06);
    w.hand.click("volume.dec");
    w.hand.click("volume.dec");
    EXPECT_EQ(w.value->value(), 0.04);
    EXPECT_EQ(w.given.size(), 3u);
    w.value = Ml(4.995);
    w.hand.click("volume.inc");
    EXPECT_EQ(w.value->value(), 5);
    w.hand.frames(1);
    EXPECT_FALSE(w.hand.at("volume.inc").enabled);
    w.hand.click("volume.inc");
    EXPECT_EQ(w.value->value(), 5);
    EXPECT_EQ(w.window.hover(), "Allowed: 0.0001 to 5 mL.");
}

TEST(NumberField, AHeldButtonRepeats) {
    VolumeWindow w;
    w.hand.hover("volume.inc");
    w.hand.press();
    w.hand.frames(60);
    w.hand.release();
    const std::size_t steps = w.given.size();
    EXPECT_GT(steps, 5u);
    EXPECT_NEAR(w.value->value(), 0.05 + 0.01 * static_cast<double>(steps), 1e-12);
    w.hand.frames(30);
    EXPECT_EQ(w.given.size(), steps);
}

TEST(NumberField, DifferingSitesTakeOneTypedValue) {
    VolumeWindow w;
    w.value.reset();
    w.hand.frames(1);
    EXPECT_FALSE(w.hand.at("volume.inc").enabled);
    w.hand.click("volume.inc");
    EXPECT_TRUE(w.given.empty());
    w.hand.click("volume");
    EXPECT_EQ(w.memory.typed, "");
    w.hand.type("0.2 mL");
    w.hand.tap(ImGuiKey_Enter);
    EXPECT_EQ(w.value, Ml(0.2));
}

TEST(NumberField, DisabledItCannotBeOpened) {
    VolumeWindow w;
    w.disabledReason = "Select a site first.";
    w.hand.frames(1);
    w.hand.click("volume");
    w.hand.click("volume.inc");
    EXPECT_TRUE(w.given.empty());
    EXPECT_EQ(w.memory.open, "");
    EXPECT_EQ(w.window.hover(), "Select a site first.");
}

TEST(NumberField, IsForgottenWhenItsPanelGoesAway) {
    VolumeWindow w;
    w.hand.click("volume");
    w.hand.type("0.3");
    w.isShown = false;
    w.hand.frames(5);
    w.isShown = true;
    w.hand.frames(5);
    EXPECT_EQ(w.memory.open, "");
    EXPECT_TRUE(w.given.empty());
}

TEST(NumberField, ShowsARefusalFromFurtherDown) {
    VolumeWindow w;
    refuse(w.memory, "volume", "The plan has no sites.");
    const float before = w.hand.at("volume").max.y;
    w.hand.frames(2);
    EXPECT_EQ(w.hand.at("volume").max.y, before) << "the sentence stands under the field";
    EXPECT_EQ(w.problem(), "The plan has no sites.");
    w.hand.click("volume.inc");
    EXPECT_EQ(w.problem(), "");
}

TEST(UsualFields, WriteSmallValuesInFull) {
    EXPECT_EQ(volumeField("v", "", Ml(0.1)).shown, "0.10 mL");
    EXPECT_EQ(volumeField("v", "", Ml(0.005)).shown, "0.005 mL");
    EXPECT_EQ(volumeField("v", "", Ml(0.0123)).shown, "0.0123 mL");
    EXPECT_EQ(lengthField("l", "", Mm(4), plan::kDepthBounds).shown, "4.0 mm");
    EXPECT_EQ(lengthField("l", "", Mm(1.25), plan::kDepthBounds).shown, "1.25 mm");
    EXPECT_EQ(lengthField("l", "", Mm(4), plan::kDepthBounds).range, "0.05 to 25 mm");
    EXPECT_EQ(angleField("a", "", Degrees(90)).shown, "90°");
    EXPECT_EQ(strengthField("s", "", MgPerMl(5)).shown, "5 mg/mL");
    EXPECT_EQ(countField("c", "", 40, {1, 400}).shown, "40");
    EXPECT_EQ(countField("c", "", 40, {1, 400}).range, "1 to 400");
    EXPECT_EQ(countField("c", "", std::nullopt, {1, 400}).shown, "");
}

TEST(UsualFields, ReadTheirUnits) {
    EXPECT_EQ(lengthField("l", "", Mm(4), plan::kDepthBounds).read("0.4 cm").value(), Mm(4));
    EXPECT_EQ(angleField("a", "", Degrees(90)).read("45 deg").value(), Degrees(45));
    EXPECT_EQ(strengthField("s", "", MgPerMl(5)).read("0.5 %").value(), MgPerMl(5));
    EXPECT_EQ(countField("c", "", 40, {1, 400}).read("60").value(), 60);
    EXPECT_FALSE(countField("c", "", 40, {1, 400}).read("60.5").ok());
}

/// Neither gives another quantity, nor a bare number, nor passes as a field that would.
template <class Field>
using GivenBy = decltype(numberField(std::declval<Kit&>(), std::declval<FieldMemory&>(),
                                     std::declval<const Field&>()));
static_assert(std::is_same_v<GivenBy<NumberField>, std::optional<double>>);
static_assert(std::is_same_v<GivenBy<VolumeField>, std::optional<Ml>>);
static_assert(std::is_same_v<GivenBy<LengthField>, std::optional<Mm>>);
static_assert(std::is_same_v<GivenBy<CountField>, std::optional<int>>);
static_assert(!std::is_convertible_v<VolumeField, NumberField>);
static_assert(!std::is_convertible_v<VolumeField, LengthField>);

TEST(UsualFields, GiveWhatWasTypedWithItsType) {
    FieldMemory memory;
    std::optional<Seconds> time;
    std::optional<int> count;
    NullUi window([&](Kit& kit) {
        TimeField field("time", "Time", Seconds(60));
        field.bounds = {0, 3600};
        field.read = [](const std::string& typed) { return text::time(typed); };
        if (const auto given = numberField(kit, memory, field))
            time = given;
        if (const auto given = numberField(kit, memory, countField("count", "", 40, {1, 400})))
            count = given;
    });
    window.hand.enter("time", "5 min");
    EXPECT_EQ(time, fromMinutes(5));
    window.hand.enter("count", "41.5");
    window.hand.enter("count", "401");
    EXPECT_EQ(count, std::nullopt);
    window.hand.click("count.inc");
    EXPECT_EQ(count, 41);
}

TEST(TextField, GivesTheNewTextOnce) {
    std::string title = "Sample case";
    FieldMemory memory;
    int changes = 0;
    NullUi window([&](Kit& kit) {
        if (const auto text = textField(kit, memory, "title", "Title", title)) {
            title = *text;
            ++changes;
        }
    });
    window.hand.enter("title", "Case 12, crown");
    EXPECT_EQ(title, "Case 12, crown");
    window.hand.click("title");
    window.hand.tap(ImGuiKey_Enter);
    window.hand.click("title");
    window.hand.type("forgotten");
    window.hand.tap(ImGuiKey_Escape);
    EXPECT_EQ(title, "Case 12, crown");
    EXPECT_EQ(changes, 1);
}

} // namespace
