#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/words.h"
#include "plan/plan.h"

/// The commands of mesomap-cli. Each is: parse, call the function that a button of the window calls
/// too, print. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the plan has blocking findings.
namespace meso::cli {

/// Runs the whole command line and returns the exit code. Catches what libraries throw.
int runCommandLine(int argc, char** argv);

// What can be typed behind each command, with its defaults, and the command's work. Lengths, times
// and strengths are words here, since they carry their units ("10 mm", "0.5 %").

struct SampleOptions {
    std::string out = "out";
    std::string theme = "light";
};

struct NewOptions {
    std::string out = "plan.json";
    std::string area = "norwood_3_vertex";
    std::string title;
    std::string sex = "unstated";
    int age = 0; ///< years; 0: not stated
    std::vector<std::string> compounds;
    std::vector<std::string> exclusions; ///< "naevus=0.45,0.1,4 mm,10 mm"
    std::optional<double> style;         ///< unset: +-0.5 by the sex, 0 where it is unstated
    std::string length, breadth, circumference, nasionInion, tragus, hair; ///< empty: not measured
    bool tragusInFrontalPlane = false;
    bool force = false; ///< replace a file that exists
};

/// How layouts are called on the command line.
inline constexpr WordTable<plan::LayoutPattern, 4> kPatternWords{
    {{plan::LayoutPattern::Even, "even"},
     {plan::LayoutPattern::HexagonalRows, "hexagonal"},
     {plan::LayoutPattern::PartingRows, "parting"},
     {plan::LayoutPattern::AlongHairline, "hairline"}}};
static_assert(hasEveryValue(kPatternWords));

struct LayoutOptions {
    std::string plan;
    std::string out; ///< empty: changes the plan
    int sites = 0;   ///< 0: the protocol's default, unless a spacing is given
    std::string spacing;
    std::string pattern; ///< a word of kPatternWords; empty: the plan's
    std::uint64_t seed = 1;
    bool asJson = false;
};

struct CheckOptions {
    std::string plan;
    bool asJson = false;
};

struct SimulateOptions {
    std::string plan;
    std::string out; ///< empty: no file
    std::string duration = "24 h";
    std::vector<std::string> compounds; ///< empty: all
    std::string csv;                    ///< folder for every curve; empty: none
    std::string vtu;                    ///< file for the field; empty: none
    std::string at = "30 min";          ///< of the field
    std::string compare;                ///< a second plan; empty: none
    bool asJson = false;
};

struct SweepOptions {
    std::string plan;
    std::string grid;               ///< JSON file: parameter -> list of values
    std::string out = "runs.jsonl"; ///< one line per run, added to
    std::size_t index = 0;          ///< of `count` shares of the work, from 0
    std::size_t count = 1;
};

struct OptimiseOptions {
    std::string plan;
    std::string out;         ///< empty: changes the plan
    std::string compound;    ///< empty: the plan's first
    std::string band;        ///< empty: the tissue's first
    double threshold = 0.01; ///< share of the injected strength
    std::string atLeast = "0 s";
    double share = 0.95; ///< of the area
    bool fewest = false;
    std::string totalVolume; ///< empty: no limit but that of each site
    std::string duration = "24 h";
    std::uint64_t seed = 1;
    bool asJson = false;
};

struct RenderOptions {
    std::string plan;
    std::string out = "scalp.png";
    std::string viewName = "three-quarter";
    std::string theme = "light";
    std::string size = "1440x900";
    std::string compound; ///< empty: no concentration is painted
    std::string band = "miniaturised";
    std::string at = "30 min";
    bool corridors = false; ///< usual courses of vessels and nerves
    bool bare = false;
};

struct VerifyOptions {
    bool asJson = false;
    bool notes = false;
    int draws = 0; ///< injections drawn at random, and nothing else; 0: every case
    std::uint64_t seed = 1;
};

struct InfoOptions {
    std::string plan; ///< empty: about the program
    bool asJson = false;
};

} // namespace meso::cli
