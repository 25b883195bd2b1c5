#include "cli/verify_table.h"

#include <gtest/gtest.h>

namespace meso {
namespace {

using test::VerifyRow;

const VerifyRow kAxis{"V1", "Point source, axis", "1.13", "1.13", "0.00116", "0.01", "yes"};
const VerifyRow kMass{"V8", "Mass over a day", "1", "1", "4.4e-16", "1.0e-12", "yes"};
const VerifyRow kZero{"V14", "Turning the head", "0", "3.7e-05", "3.7e-05", "0.001", "yes"};
const VerifyRow kStated{"A10", "Permeability", "26.5", "–", "–", "0", "stated"};

TEST(VerifyTable, IsReadWithoutItsHead) {
    const auto rows = test::verifyRows("| case | what is compared | reference |\n"
                                       "|------|------|-----|\n"
                                       "| A10  | Per cent: 1 % | 26.5 | –   | –  | 0  | stated |\n"
                                       "136 of 136 figures within their tolerance.\n");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].title, "Per cent: 1 %");
    EXPECT_EQ(rows[0].ours, "–");
    EXPECT_EQ(rows[0].pass, "stated");
    EXPECT_FALSE(rows[0].counts());
    EXPECT_EQ(test::betweenMarks("a <!-- verify:end --> <!-- verify:begin -->"), "");
    EXPECT_NE(test::betweenMarks("<!-- verify:begin -->b<!-- verify:end -->").find('b'),
              std::string::npos);
}

TEST(VerifyTable, OtherRoundingIsNoDifference) {
    const std::vector<VerifyRow> paper{kAxis, kMass, kZero, kStated};
    EXPECT_TRUE(test::differences(paper, paper).empty());
    std::vector<VerifyRow> program = paper;
    program[0].ours = "1.14"; // below 2 %
    program[0].error = "0.00118";
    program[1].error = "9.1e-15"; // rounding
    program[2].ours = "4.1e-05";
    program[3].ours = "12";
    EXPECT_TRUE(test::differences(paper, program).empty());
}

TEST(VerifyTable, EveryOtherDifferenceIsNamed) {
    const std::vector<VerifyRow> paper{kAxis, kMass};
    const auto with = [](auto change) {
        VerifyRow row = kAxis;
        change(row);
        return std::vector<VerifyRow>{row, kMass};
    };
    for (const auto& program :
         {with([](VerifyRow& r) { r.reference = "1.16"; }),
          with([](VerifyRow& r) { r.ours = "2"; }), with([](VerifyRow& r) { r.error = "0.0013"; }),
          with([](VerifyRow& r) { r.tolerance = "0.02"; }),
          with([](VerifyRow& r) { r.pass = "NO"; }), with([](VerifyRow& r) { r.ours = "–"; })})
        EXPECT_EQ(test::differences(paper, program).size(), 1u) << program[0].reference;
    EXPECT_EQ(test::differences(paper, {kAxis}).size(), 1u) << "the program lacks a line";
    EXPECT_EQ(test::differences({kMass}, paper).size(), 1u) << "the paper lacks a line";
    EXPECT_EQ(test::differences(paper, {kMass, kAxis}).size(), 2u) << "the order";
    EXPECT_EQ(test::differences({kAxis, kMass, kMass}, paper).size(), 1u) << "twice";
    EXPECT_EQ(test::differences(paper, with([](VerifyRow& r) { r.title = "Ball"; })).size(), 2u);
}

} // namespace
} // namespace meso
