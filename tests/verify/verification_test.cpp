#include "verify/verification.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "store/reference_tables.h"

namespace meso::verify {
namespace {

const std::filesystem::path kTables = MESO_SOURCE_DIR "/tests/data/verification";

TEST(Verification, EveryCasePasses) {
    const auto tables = store::readReferenceTables(kTables);
    ASSERT_TRUE(tables.ok());
    double progress = 0;
    const auto cases = runVerification(*tables, [&](double done) { progress = done; });
    EXPECT_DOUBLE_EQ(progress, 1);
    EXPECT_GE(cases.size(), 60U);
    EXPECT_EQ(std::count_if(cases.begin(), cases.end(),
                            [](const VerificationCase& c) { return c.id == "R"; }),
              10)
        << "five figures of single depots for each of two compounds";
    std::set<std::string> ids;
    for (const VerificationCase& c : cases) {
        if (c.counts)
            ids.insert(c.id);
        EXPECT_TRUE(c.pass || !c.counts) << c.id << " " << c.title << ": error " << c.error
                                         << ", tolerance " << c.tolerance << "; " << c.note;
    }
    for (const char* id : {"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11",
                           "V12", "V13", "V14", "V15", "F"})
        EXPECT_EQ(ids.count(id), 1U) << "no figure of " << id;
}

} // namespace
} // namespace meso::verify
