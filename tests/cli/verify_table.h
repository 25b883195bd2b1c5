#pragma once
#include <string>
#include <vector>

/// The table of the verification as text, for the test that holds src/verify/README.md against what
/// the program prints.
namespace meso::test {

/// One line of it, each cell without the blanks around it.
struct VerifyRow {
    std::string id, title, reference, ours, error, tolerance, pass;
    [[nodiscard]] bool counts() const { return pass != "stated"; }
};

/// The lines of a Markdown table in a text, without its head; other lines are passed over.
std::vector<VerifyRow> verifyRows(const std::string& text);
/// What stands between the marks verify:begin and verify:end; empty where they are missing.
std::string betweenMarks(const std::string& paper);

/// What differs, one sentence each; empty: nothing does. Lines must be the same in the same order.
/// Of lines that count, tolerance and pass must be the same text, and figures the same numbers up
/// to 2 %, or to one unit of the second digit where two are printed ("6.9e-05"), since processors
/// round differently. An error, and a figure of ours whose reference is 0, may differ by 1e-5 too:
/// below that it is rounding alone.
std::vector<std::string> differences(const std::vector<VerifyRow>& paper,
                                     const std::vector<VerifyRow>& program);

} // namespace meso::test
