#include "anatomy/head_request.h"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>

namespace meso::anatomy {
namespace {

HeadMeasurements ordinary() {
    HeadMeasurements m;
    m.length = Mm(195);
    m.breadth = Mm(153);
    m.circumference = Mm(560);
    m.nasionInionArc = Mm(356);
    m.tragusArc = Mm(350);
    return m;
}

/// The same with one field of the ranges' list replaced.
HeadMeasurements with(const std::string& field, double value) {
    HeadMeasurements m = ordinary();
    if (field == "style")
        m.style = value;
    if (field == "length")
        m.length = Mm(value);
    if (field == "breadth")
        m.breadth = Mm(value);
    if (field == "circumference")
        m.circumference = Mm(value);
    if (field == "nasionInionArc")
        m.nasionInionArc = Mm(value);
    if (field == "tragusArc")
        m.tragusArc = Mm(value);
    if (field == "hairUnderTape")
        m.hairUnderTape = Mm(value);
    return m;
}

TEST(HeadRequest, TakesBothEndsOfEveryRangeAndNothingBeyond) {
    ASSERT_EQ(measurementRanges().size(), 7U);
    for (const MeasurementRange& range : measurementRanges()) {
        EXPECT_TRUE(checkMeasurements(with(range.field, range.low)).ok()) << range.field;
        EXPECT_TRUE(checkMeasurements(with(range.field, range.high)).ok()) << range.field;
        for (const double value :
             {range.low - 0.01, range.high + 0.01, -1e300, std::numeric_limits<double>::infinity(),
              std::numeric_limits<double>::quiet_NaN()}) {
            const Status status = checkMeasurements(with(range.field, value));
            ASSERT_FALSE(status.ok()) << range.field << " " << value;
            EXPECT_NE(status.error().message.find(range.field), std::string::npos);
            EXPECT_NE(status.error().message.find(range.name), std::string::npos);
        }
    }
    EXPECT_TRUE(checkMeasurements({}).ok());
}

TEST(HeadRequest, NamesFieldValueAndRange) {
    EXPECT_EQ(checkMeasurements(with("circumference", 480)).error().message,
              "The head circumference (circumference) must be between 490.0 mm and 650.0 mm; it "
              "is 480.0 mm.");
    EXPECT_EQ(checkMeasurements(with("length", std::nan(""))).error().message,
              "The head length (length) must be between 165.0 mm and 230.0 mm; it is no number.");
}

TEST(HeadRequest, TakesTheHairOffTapesOnly) {
    HeadMeasurements m = ordinary();
    m.hairUnderTape = Mm(4);
    const FitTarget target = bareTarget(m);
    const double pi = std::numbers::pi;
    EXPECT_EQ(target.wanted[0]->value(), 195);
    EXPECT_EQ(target.wanted[1]->value(), 153);
    EXPECT_NEAR(target.wanted[2]->value(), 560 - 8 * pi, 1e-12);
    EXPECT_NEAR(target.wanted[3]->value(), 356 - 3 * pi, 1e-12);
    EXPECT_NEAR(target.wanted[4]->value(), 350 - 4 * pi, 1e-12);
    m.tragusArc.reset();
    EXPECT_FALSE(bareTarget(m).wanted[4].has_value());
}

TEST(HeadRequest, ComparesWithTheEarToEarArcThatWasMeant) {
    HeadMeasurements m;
    m.tragusArc = Mm(350);
    const MeasuredHead read{Mm(1), Mm(1), Mm(1), Mm(1), Mm(343), Mm(357), Mm(1)};
    EXPECT_NEAR(errorsOf(read, bareTarget(m))[4], 0.02, 1e-12);
    m.tragusArcKind = TragusArc::InFrontalPlane;
    EXPECT_NEAR(errorsOf(read, bareTarget(m))[4], -0.02, 1e-12);
    EXPECT_EQ(errorsOf(read, bareTarget(m))[0], 0);
}

} // namespace
} // namespace meso::anatomy
