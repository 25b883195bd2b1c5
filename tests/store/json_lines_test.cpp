#include "store/json_lines.h"

#include <gtest/gtest.h>

namespace meso::store {
namespace {

constexpr const char* kText = R"({
  "schema": "a, \"b\": {[",
  "list": [ {"x": 1},
            {"x": [1,
                   -2], "y": "}"},
    {
      "z": null}
  ],
  "last": {"deep": {
     "x": true}}
})";

TEST(JsonLines, AreThoseOfTheValue) {
    EXPECT_EQ(lineOf(kText, "schema"), 2);
    EXPECT_EQ(lineOf(kText, "list"), 3);
    EXPECT_EQ(lineOf(kText, "list[0].x"), 3);
    EXPECT_EQ(lineOf(kText, "list[1].x[0]"), 4);
    EXPECT_EQ(lineOf(kText, "list[1].x[1]"), 5);
    EXPECT_EQ(lineOf(kText, "list[1].y"), 5);
    EXPECT_EQ(lineOf(kText, "list[2]"), 6);
    EXPECT_EQ(lineOf(kText, "list[2].z"), 7);
    EXPECT_EQ(lineOf(kText, "last.deep.x"), 10);
}

TEST(JsonLines, StopAtTheLastPartThatIsThere) {
    EXPECT_EQ(lineOf(kText, "list[2].missing"), 6);
    EXPECT_EQ(lineOf(kText, "list[7].z"), 3);
    EXPECT_EQ(lineOf(kText, "nowhere.at.all"), 1);
    EXPECT_EQ(lineOf(kText, "schema[3]"), 2);
    EXPECT_EQ(lineOf("", "a"), 1);
    EXPECT_EQ(lineOf("[", "[4"), 1);
}

TEST(JsonLines, StandAtTheEndOfAFault) {
    EXPECT_EQ(withLine("f.json: list[1].y must be a number.", "f.json:", kText),
              "f.json: list[1].y must be a number (line 5).");
    EXPECT_EQ(withLine("f.json: has an unknown field \"q\".", "f.json:", kText),
              "f.json: has an unknown field \"q\" (line 1).");
    EXPECT_EQ(withLine("Something else.", "f.json:", kText), "Something else.");
}

} // namespace
} // namespace meso::store
