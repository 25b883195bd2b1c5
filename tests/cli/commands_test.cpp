#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/verify_table.h"
#include "store/plan_file.h"
#include "support/command.h"

namespace meso {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A scratch folder with a laid-out plan in it.
class Commands : public ::testing::Test {
protected:
    std::string file(const std::string& name) const { return (scratch_ / name).string(); }
    std::string plan() const { return file("plan.json"); }

    void makePlan(const std::string& more = "--compound minoxidil --compound dexpanthenol") {
        const auto made = run_("new --out " + plan() + " " + more);
        ASSERT_EQ(made.code, 0) << made.error;
        const auto laid = run_("layout " + plan());
        ASSERT_EQ(laid.code, 0) << laid.error;
    }
    /// Changes the plan file as JSON.
    void edit(const std::function<void(json&)>& change) {
        json root = json::parse(*readFile(plan(), 1 << 20));
        change(root);
        ASSERT_TRUE(writeFile(plan(), root.dump()).ok());
    }

    test::CommandLine run_;
    test::Scratch scratch_;
};

TEST_F(Commands, HelpIsThereForEveryCommand) {
    EXPECT_EQ(run_("--help").code, 0);
    for (const char* name :
         {"sample", "new", "layout", "check", "simulate", "render", "verify", "info"}) {
        const auto help = run_(std::string(name) + " --help");
        EXPECT_EQ(help.code, 0) << name;
        EXPECT_NE(help.out.find("Usage"), std::string::npos) << name;
    }
}

TEST_F(Commands, WrongUsageIsTwo) {
    for (const char* wrong :
         {"", "fly", "layout", "layout a --sites forty", "render x --theme red", "new --age 12",
          "layout a --sites 3 --spacing 4", "layout a --seed -1"})
        EXPECT_EQ(run_(wrong).code, 2) << wrong;
}

TEST_F(Commands, APlanWithARecordIsNotLaidOutAnew) {
    makePlan();
    for (const char* ended : {"", "2026-11-23 14:20"}) {
        edit([&](json& j) {
            j["delivery"] = {
                {"begun", "2026-11-23 14:05"},
                {"ended", ended},
                {"steps",
                 json::array(
                     {{{"site", 1}, {"outcome", "done"}, {"volume_ml", 0.05}, {"note", ""}}})}};
        });
        const std::string before = *readFile(plan(), 1 << 20);
        for (const std::string command : {"layout --sites 30 ", "optimise "})
            for (const std::string& out : {std::string(), " --out " + file("other.json")}) {
                const auto refused = run_(command + plan() + out);
                EXPECT_EQ(refused.code, 1) << command << out;
                EXPECT_NE(refused.error.find(*ended ? "is over" : "under way"), std::string::npos)
                    << refused.error;
            }
        EXPECT_EQ(*readFile(plan(), 1 << 20), before);
        EXPECT_FALSE(fs::exists(file("other.json")));
    }
}

TEST_F(Commands, AShareOfAMixtureIsAtMostTheWhole) {
    for (const char* wrong : {"prp=5 mL/mL", "prp=1000", "hyaluronan_complex=1.5 mL/mL"}) {
        const auto refused = run_("new --out " + plan() + " --compound '" + wrong + "'");
        EXPECT_NE(refused.code, 0) << wrong;
        EXPECT_NE(refused.error.find("at most 1 mL"), std::string::npos) << refused.error;
    }
}

TEST_F(Commands, ACommaThatMayBeOfThousandsIsAskedAbout) {
    makePlan();
    for (const std::string& doubtful : std::vector<std::string>{
             "new --force --out " + plan() + " --compound 'cyanocobalamin=1,000 µg/mL'",
             "new --force --out " + plan() + " --compound 'botulinum_a=1,000 U/mL'",
             "layout --spacing 1,000 " + plan(), "optimise --total 1,000 " + plan()}) {
        const auto asked = run_(doubtful);
        EXPECT_NE(asked.code, 0) << doubtful;
        EXPECT_NE(asked.error.find("two ways"), std::string::npos) << doubtful << asked.error;
    }
    EXPECT_EQ(run_("layout --sites 1,000 " + plan()).code, 2);
}

TEST_F(Commands, NewAndLayoutMakeForty) {
    makePlan();
    const auto plan = store::loadPlan(this->plan());
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_EQ(plan->sites.size(), 40u);
    EXPECT_EQ(plan->formulation.size(), 2u);
    const auto laid =
        run_("layout " + this->plan() + " --json --spacing '10 mm' --out " + file("other.json"));
    ASSERT_EQ(laid.code, 0) << laid.error;
    const json figures = json::parse(laid.out);
    EXPECT_NEAR(figures["spacing_mm"].get<double>(), 10, 0.3);
    EXPECT_EQ(store::loadPlan(file("other.json"))->sites.size(), figures["sites"].get<unsigned>());
}

TEST_F(Commands, LayoutTakesAPatternAndKeepsOffExcludedPatches) {
    makePlan("--compound minoxidil --exclude 'naevus=0.75,0,4 mm,8 mm'");
    ASSERT_EQ(run_("layout " + plan() + " --pattern parting").code, 0);
    const auto laid = store::loadPlan(plan());
    ASSERT_TRUE(laid.ok());
    EXPECT_EQ(laid->pattern, plan::LayoutPattern::PartingRows);
    EXPECT_EQ(laid->sites.size(), 40U);
    ASSERT_EQ(laid->area.exclusions.size(), 1U);
    EXPECT_EQ(laid->area.exclusions[0].margin, Mm(8));
    EXPECT_EQ(run_("layout " + plan() + " --pattern zigzag").code, 2);
    for (const char* wrong :
         {"naevus", "naevus=0.5", "naevus=0.5,a,4 mm", "naevus=0.5,0,4 m", "naevus=0.5,0,4 mm,1,2"})
        EXPECT_EQ(run_("new --force --out " + plan() + " --exclude '" + wrong + "'").code, 2)
            << wrong;
    for (const char* refused : {"naevus=0.5,0,-4 mm", "naevus=5,0,4 mm"})
        EXPECT_EQ(run_("new --force --out " + plan() + " --exclude '" + refused + "'").code, 1)
            << refused;
}

TEST_F(Commands, LayoutIsRepeatable) {
    makePlan();
    ASSERT_EQ(run_("layout " + plan() + " --seed 7 --out " + file("a.json")).code, 0);
    ASSERT_EQ(run_("layout " + plan() + " --seed 7 --out " + file("b.json")).code, 0);
    EXPECT_EQ(*readFile(file("a.json"), 1 << 20), *readFile(file("b.json"), 1 << 20));
}

TEST_F(Commands, CheckTellsAndBlocks) {
    makePlan();
    const auto good = run_("check " + plan());
    EXPECT_EQ(good.code, 0) << good.out;
    EXPECT_NE(good.out.find("R14a"), std::string::npos);
    edit([](json& j) { j["sites"][4]["volume_ml"] = 0.5; });
    const auto bad = run_("check --json " + plan());
    EXPECT_EQ(bad.code, 3);
    const json told = json::parse(bad.out);
    EXPECT_TRUE(told["blocks"].get<bool>());
    for (const json& r : told["results"])
        if (r["id"] == "R14b") {
            EXPECT_EQ(r["sites"], json::array({5}));
        }
}

TEST_F(Commands, SimulateAccountsForEveryMilligram) {
    makePlan();
    const auto ran = run_("simulate --json --duration '1 h' --compound minoxidil " + plan());
    ASSERT_EQ(ran.code, 0) << ran.error;
    const json run = json::parse(ran.out)["runs"][0];
    EXPECT_NEAR(run["dose_mg"].get<double>(), 10, 1e-9);
    EXPECT_LE(run["mass_error"].get<double>(), 1e-9);
    EXPECT_NE(ran.error.find("Simulating"), std::string::npos) << "a progress line";
    double before = 0;
    for (const json& b : run["balance"]) {
        EXPECT_GE(b["blood_mg"].get<double>(), before);
        before = b["blood_mg"].get<double>();
    }
    EXPECT_GT(before, 5) << "minoxidil is cleared within the hour";
    ASSERT_EQ(run["overlap"].size(), 2U) << "one for each bulb band";
    for (const json& band : run["overlap"]) {
        EXPECT_GE(band["overlap"].get<double>(), 0);
        EXPECT_LT(band["overlap"].get<double>(), 1);
    }
}

TEST_F(Commands, SimulateGivesTheConcentrationOfEveryLayerAndBand) {
    makePlan();
    const auto ran = run_("simulate --json --duration '20 min' --compound minoxidil " + plan());
    ASSERT_EQ(ran.code, 0) << ran.error;
    std::map<std::string, json> depths;
    const json run = json::parse(ran.out)["runs"][0];
    for (const json& c : run["concentration"])
        depths[c["depth"].get<std::string>()] = c["curve"];
    for (const char* depth :
         {"terminal", "miniaturised", "epidermis", "dermis", "subcutis", "galea"}) {
        ASSERT_TRUE(depths.count(depth)) << depth;
        for (const json& at : depths[depth]) {
            EXPECT_GE(at["mean_mg_per_ml"].get<double>(), 0) << depth;
            EXPECT_LE(at["mean_mg_per_ml"], at["highest_mg_per_ml"]) << depth;
            // The fluid fills the pores alone, at most 0.6 of the tissue.
            EXPECT_LE(at["highest_mg_per_ml"].get<double>(), 0.6 * 5 * 1.01) << depth;
        }
    }
    const double dermis = depths["dermis"][0]["highest_mg_per_ml"].get<double>();
    EXPECT_GT(dermis, 0.6 * 0.6 * 5);
    EXPECT_LT(depths["galea"][0]["highest_mg_per_ml"].get<double>(), 0.1 * dermis);
}

TEST_F(Commands, SampleDoesTheMainJob) {
    for (const char* theme : {"light", "dark"}) {
        const auto ran = run_("sample --theme " + std::string(theme) + " --out " + file("out"));
        ASSERT_EQ(ran.code, 0) << ran.error;
        EXPECT_EQ(store::loadPlan(file("out/plan.json"))->sites.size(), 40u);
        for (const char* picture : {"out/scalp.png", "out/spread.png", "out/curve.png"}) {
            const auto png = readFile(file(picture), 1 << 26);
            ASSERT_TRUE(png.ok()) << picture;
            EXPECT_GT(png->size(), 20000u) << picture;
        }
        for (const char* row : {"Sites", "Area", "Spacing", "Volume", "Dose of Minoxidil",
                                "Dose of Dexpanthenol", "Terminal bulbs", "Time taken"})
            EXPECT_NE(ran.out.find(row), std::string::npos) << row;
        EXPECT_NE(ran.error.find("Simulating"), std::string::npos);
    }
}

// The one run of the whole verification in the tests: it takes half a minute of a processor.
TEST_F(Commands, VerifyPrintsEveryCaseAndAllPass) {
    const auto ran = run_("verify");
    EXPECT_EQ(ran.code, 0) << ran.out;
    const auto counted = [&](const std::string& id) { // rows that count, and pass
        std::istringstream lines(ran.out);
        int count = 0;
        for (std::string line; std::getline(lines, line);)
            count += line.starts_with("| " + id + " ") && line.find("| yes ") != std::string::npos;
        return count;
    };
    for (int figure = 1; figure <= 15; ++figure)
        EXPECT_GE(counted("V" + std::to_string(figure)), 1) << "no figure of V" << figure;
    EXPECT_EQ(counted("D"), 5) << "drawn injections beside finite volumes";
    EXPECT_EQ(counted("R"), 10) << "five figures of single depots for each of two compounds";
    EXPECT_EQ(counted("H"), 9) << "spots of the head";
    EXPECT_NE(ran.out.find("within their tolerance"), std::string::npos);
    EXPECT_EQ(ran.out.find("| NO "), std::string::npos);
    EXPECT_NE(ran.error.find("100 %"), std::string::npos) << ran.error;
    const auto paper = readFile(fs::path(MESO_SOURCE_DIR) / "src/verify/README.md", 1 << 20);
    ASSERT_TRUE(paper.ok()) << paper.error().message;
    const auto stands = test::verifyRows(test::betweenMarks(*paper));
    EXPECT_GT(stands.size(), 100u);
    for (const std::string& difference : test::differences(stands, test::verifyRows(ran.out)))
        ADD_FAILURE() << difference << "; `mesomap-cli verify` prints the table of "
                      << "src/verify/README.md anew";
}

TEST_F(Commands, VerifyFailsOnADamagedTable) {
    const fs::path share = fs::path(MESO_BINARY_DIR) / "share" / "mesomap";
    const fs::path copy = scratch_ / "share";
    fs::create_directories(copy);
    fs::copy(share / "assets" / "", copy / "assets", fs::copy_options::recursive);
    std::ofstream(copy / "assets" / "verification" / "layered_tables.json") << "{]";
    run_.set("MESOMAP_DATA", copy.string());
    const auto ran = run_("verify");
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.error.find("layered_tables.json"), std::string::npos) << ran.error;
}

TEST_F(Commands, RenderPaintsLayersAndBands) {
    makePlan();
    const std::string common =
        "render " + plan() + " --size 320x200 --view area --compound minoxidil --at '10 min'";
    std::set<std::string> pictures;
    for (const char* depth : {"terminal", "miniaturised", "dermis", "galea"}) {
        const auto drawn =
            run_(common + " --band " + depth + " --out " + file(std::string(depth) + ".png"));
        ASSERT_EQ(drawn.code, 0) << drawn.error;
        pictures.insert(*readFile(file(std::string(depth) + ".png"), 1 << 24));
    }
    EXPECT_EQ(pictures.size(), 4u) << "each depth is another picture";
    const auto unknown = run_(common + " --band bone --out " + file("x.png"));
    EXPECT_EQ(unknown.code, 1);
    EXPECT_NE(unknown.error.find("terminal, miniaturised, epidermis, dermis"), std::string::npos)
        << unknown.error;
}

TEST_F(Commands, RenderDrawsCorridorsWhereTheyAreAskedFor) {
    makePlan();
    for (const char* view : {"left", "map"}) {
        const std::string common = "render " + plan() + " --size 640x480 --view " + view;
        ASSERT_EQ(run_(common + " --out " + file("without.png")).code, 0);
        ASSERT_EQ(run_(common + " --corridors --out " + file("with.png")).code, 0);
        EXPECT_NE(*readFile(file("with.png"), 1 << 24), *readFile(file("without.png"), 1 << 24))
            << view;
    }
}

TEST_F(Commands, SexGivesTheStyleUnlessOneIsTyped) {
    ASSERT_EQ(run_("new --sex female --out " + plan()).code, 0);
    EXPECT_EQ(store::loadPlan(plan())->head.style, -0.5);
    EXPECT_EQ(run_("new --sex male --out " + plan()).code, 1) << "a file is not replaced unasked";
    ASSERT_EQ(run_("new --force --sex male --style -1 --out " + plan()).code, 0);
    EXPECT_EQ(store::loadPlan(plan())->head.style, -1);
    ASSERT_EQ(run_("new --force --out " + plan()).code, 0);
    EXPECT_EQ(store::loadPlan(plan())->head.style, 0);
}

TEST_F(Commands, RenderWritesPicturesOfTheAskedSize) {
    makePlan();
    for (const char* view : {"left", "map", "area"}) {
        const auto drawn = run_("render " + plan() + " --size 320x200 --theme dark --view " + view +
                                " --out " + file("p.png"));
        ASSERT_EQ(drawn.code, 0) << drawn.error;
        const std::string png = *readFile(file("p.png"), 1 << 24);
        ASSERT_GT(png.size(), 2000u);
        EXPECT_EQ(png.substr(1, 3), "PNG");
        EXPECT_EQ(static_cast<unsigned char>(png[18]) * 256 + static_cast<unsigned char>(png[19]),
                  320);
        EXPECT_EQ(static_cast<unsigned char>(png[22]) * 256 + static_cast<unsigned char>(png[23]),
                  200);
    }
    EXPECT_EQ(run_("render " + plan() + " --size 0x9 --out " + file("n.png")).code, 2);
    EXPECT_EQ(run_("render " + plan() + " --size 5000x9 --out " + file("n.png")).code, 2);
    EXPECT_EQ(run_("render " + plan() + " --size 63x99 --view map --out " + file("n.png")).code, 1);
    EXPECT_EQ(run_("render " + plan() + " --view inside --out " + file("n.png")).code, 1);
    EXPECT_FALSE(fs::exists(file("n.png")));
}

TEST_F(Commands, InfoSaysWhereEachSiteLies) {
    makePlan();
    const auto info = run_("info " + plan());
    ASSERT_EQ(info.code, 0) << info.error;
    EXPECT_NE(info.out.find("mm behind the nasion"), std::string::npos);
    EXPECT_NE(info.out.find("the patient's right"), std::string::npos);
    const json sites = json::parse(run_("info --json " + plan()).out)["sites"];
    ASSERT_EQ(sites.size(), 40u);
    for (const json& site : sites) {
        const double x = site["xyz_mm"][0].get<double>();
        if (std::abs(x) > 3) {
            EXPECT_EQ(site["address"]["side"], x < 0 ? "left" : "right") << site.dump();
            EXPECT_EQ(site["t"].get<double>() < 0, x < 0) << site.dump();
        }
    }
    EXPECT_GE(json::parse(run_("info --json").out)["area_presets"].size(), 5u);
    const auto program = run_("info");
    EXPECT_EQ(program.code, 0);
    EXPECT_NE(program.out.find("norwood_3_vertex"), std::string::npos);
    EXPECT_NE(program.out.find("not a medical device"), std::string::npos);
}

TEST_F(Commands, BadPlansGetASentenceFromEveryCommand) {
    makePlan();
    const std::string good = *readFile(plan(), 1 << 20);
    const std::pair<const char*, std::string> bad[] = {
        {"truncated", good.substr(0, good.size() / 2)},
        {"empty", ""},
        {"not text", std::string("\x00\xFF\xFE\x01", 4)},
        {"deep", std::string(200000, '[')},
        {"other version",
         std::string(good).replace(good.find("\"version\": 2"), 12, "\"version\": 9")},
        {"absurd",
         std::string(good).replace(good.find("\"depth_mm\": 1.5"), 15, "\"depth_mm\": -15")}};
    for (const auto& [name, bytes] : bad) {
        ASSERT_TRUE(writeFile(plan(), bytes).ok());
        for (const char* command : {"layout", "check", "simulate", "render", "info"}) {
            const auto ended =
                run_(std::string(command) + " " + plan() +
                     (std::string(command) == "render" ? " --out " + file("x.png") : ""));
            EXPECT_EQ(ended.code, 1) << name << " " << command;
            EXPECT_NE(ended.error.find("plan.json"), std::string::npos) << name << " " << command;
            EXPECT_EQ(ended.out, "") << name << " " << command;
        }
        EXPECT_EQ(*readFile(plan(), 1 << 20), bytes) << "a bad plan was changed";
    }
    EXPECT_FALSE(fs::exists(file("x.png")));
}

TEST_F(Commands, WrongReferencesGetASentence) {
    makePlan();
    edit([](json& j) { j["formulation"][0]["compound"] = "snake_oil"; });
    const auto simulated = run_("simulate " + plan());
    EXPECT_EQ(simulated.code, 1);
    EXPECT_NE(simulated.error.find("snake_oil"), std::string::npos);
    EXPECT_EQ(run_("check " + plan()).code, 3) << "an unknown compound blocks";
    edit([](json& j) { j["sites"][0]["triangle"] = j["sites"][30]["triangle"]; });
    for (const char* command : {"info ", "check ", "simulate "}) {
        const auto moved = run_(command + plan());
        EXPECT_EQ(moved.code, 1) << command;
        EXPECT_NE(moved.error.find("two places of site 1"), std::string::npos) << moved.error;
    }
    EXPECT_EQ(run_("layout " + plan() + " --out " + file("anew.json")).code, 0)
        << "laying out anew is the way on";
    edit([](json& j) { j["sites"][0]["triangle"] = 9000000; });
    EXPECT_NE(run_("info " + plan()).error.find("triangle"), std::string::npos);
    edit([](json& j) { j["area"]["outlines"][0]["s"][0] = 0.01; });
    const auto off = run_("layout " + plan());
    EXPECT_EQ(off.code, 1);
    EXPECT_NE(off.error.find("outline"), std::string::npos) << off.error;
    EXPECT_NE(run_("new --force --area moon --out " + plan()).error.find("Known presets"),
              std::string::npos);
    EXPECT_NE(run_("new --force --compound moon --out " + plan()).error.find("Known:"),
              std::string::npos);
}

TEST_F(Commands, ImpossibleHeadsAreExplained) {
    const auto outside = run_("new --length 400 --out " + plan());
    EXPECT_EQ(outside.code, 1);
    EXPECT_NE(outside.error.find("400"), std::string::npos) << outside.error;
    const auto contradicting =
        run_("new --length 225 --breadth 180 --circumference 500 --out " + plan());
    EXPECT_EQ(contradicting.code, 1);
    EXPECT_NE(contradicting.error.find("circumference"), std::string::npos) << contradicting.error;
    EXPECT_EQ(run_("new --length nan --out " + plan()).code, 2);
    EXPECT_FALSE(fs::exists(plan()));
}

TEST_F(Commands, FullDisksAndMissingFoldersAreExplained) {
    makePlan();
    for (const std::string target : {"/dev/full", "/no/such/folder/x"}) {
        const auto laid = run_("layout " + plan() + " --out " + target);
        EXPECT_EQ(laid.code, 1) << target;
        EXPECT_NE(laid.error.find(target), std::string::npos);
        EXPECT_EQ(run_("render " + plan() + " --size 64x64 --out " + target).code, 1) << target;
        EXPECT_EQ(run_("new --out " + target).code, 1) << target;
        EXPECT_EQ(run_("simulate --duration '1 min' " + plan() + " --out " + target).code, 1)
            << target;
    }
    EXPECT_EQ(run_("sample --out /proc/nothing").code, 1);
}

TEST_F(Commands, NothingIsWrittenThatCannotBeReadAgain) {
    const std::string long_ = std::string(201, 'x');
    EXPECT_EQ(run_("new --title " + long_ + " --out " + plan()).code, 1);
    EXPECT_EQ(run_("new --compound minoxidil --compound minoxidil --out " + plan()).code, 1);
    EXPECT_FALSE(fs::exists(plan()));
    makePlan();
    const std::string before = *readFile(plan(), 1 << 20);
    EXPECT_EQ(run_("layout " + plan() + " --spacing '22 cm'").code, 1);
    EXPECT_EQ(run_("simulate --duration '1 min' " + plan() + " --out " + plan()).code, 1);
    EXPECT_EQ(run_("render " + plan() + " --size 64x64 --out " + plan()).code, 1);
    EXPECT_EQ(*readFile(plan(), 1 << 20), before);
}

TEST_F(Commands, AFullStandardOutputIsAFailure) {
    EXPECT_EQ(run_("info >/dev/full").code, 1);
    EXPECT_EQ(run_("--help >/dev/full").code, 1);
}

TEST_F(Commands, RenderMeetsTheAskedMoment) {
    makePlan();
    const auto simulated = run_("simulate --compound minoxidol " + plan());
    EXPECT_EQ(simulated.code, 1);
    EXPECT_NE(simulated.error.find("minoxidol"), std::string::npos);
    const std::string common =
        "render " + plan() + " --size 320x200 --view area --compound minoxidil";
    ASSERT_EQ(run_(common + " --at '0 s' --out " + file("a.png")).code, 0);
    ASSERT_EQ(run_(common + " --at '1 min' --out " + file("b.png")).code, 0);
    EXPECT_NE(*readFile(file("a.png"), 1 << 24), *readFile(file("b.png"), 1 << 24));
}

TEST_F(Commands, NoGraphicsDriverIsASentenceAndTheRestWorks) {
    makePlan();
    run_.set("__EGL_VENDOR_LIBRARY_FILENAMES", "/no/such/driver.json");
    const auto drawn = run_("render " + plan() + " --size 64x64 --out " + file("x.png"));
    EXPECT_EQ(drawn.code, 1);
    EXPECT_NE(drawn.error.find("EGL"), std::string::npos) << drawn.error;
    EXPECT_FALSE(fs::exists(file("x.png")));
    EXPECT_EQ(run_("render " + plan() + " --view map --size 64x64 --out " + file("m.png")).code, 0);
    EXPECT_EQ(run_("check " + plan()).code, 0);
}

TEST_F(Commands, MissingFilesOfTheProgramAreNamed) {
    makePlan();
    const fs::path share = fs::path(MESO_BINARY_DIR) / "share" / "mesomap";
    const fs::path copy = scratch_ / "share";
    fs::create_directories(copy);
    fs::copy(share / "assets" / "", copy / "assets", fs::copy_options::recursive);
    fs::copy(share / "head", copy / "head", fs::copy_options::recursive);
    fs::copy(share / "shaders" / "", copy / "shaders", fs::copy_options::recursive);
    run_.set("MESOMAP_DATA", copy.string());
    const std::string render = "render " + plan() + " --size 64x64 --out " + file("x.png");
    const auto plain = run_(render);
    EXPECT_EQ(plain.code, 0) << "a missing font falls back";
    EXPECT_NE(plain.error.find("Inter"), std::string::npos) << plain.error;
    fs::remove_all(copy / "shaders");
    const auto noShader = run_(render);
    EXPECT_EQ(noShader.code, 1);
    EXPECT_NE(noShader.error.find("shaders"), std::string::npos) << noShader.error;
    std::ofstream(copy / "assets" / "data" / "tissue.json") << "{}";
    EXPECT_NE(run_("check " + plan()).error.find("tissue.json"), std::string::npos);
    run_.set("MESOMAP_DATA", "/nowhere");
    EXPECT_NE(run_("info").error.find("/nowhere"), std::string::npos);
}

} // namespace
} // namespace meso
