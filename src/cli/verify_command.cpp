#include "cli/verify_command.h"

#include <algorithm>
#include <iterator>

#include "app/assets.h"
#include "app/library.h"
#include "app/planning.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/run_json.h"
#include "store/published_file.h"
#include "store/reference_tables.h"
#include "verify/draws.h"
#include "verify/head_spots.h"
#include "verify/published.h"
#include "verify/verification.h"

namespace meso::cli {

namespace {

/// With blanks up to a width in characters, not bytes: "–" has three.
std::string padded(std::string words, std::size_t width) {
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(
        words, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
    if (characters < width)
        words.append(width - characters, ' ');
    return words;
}

std::string verdict(const verify::VerificationCase& c) {
    return !c.counts ? "stated" : c.pass ? "yes" : "NO";
}

/// A Markdown table, so that src/verify/README.md can show it as it is.
void printCases(const std::vector<verify::VerificationCase>& cases) {
    std::size_t width = 0;
    for (const verify::VerificationCase& c : cases)
        width = std::max(width, c.title.size());
    printLine("| case | " + padded("what is compared", width) +
              " | reference | ours      | error    | tolerance | pass   |");
    printLine("|------|" + std::string(width + 2, '-') +
              "|-----------|-----------|----------|-----------|--------|");
    for (const verify::VerificationCase& c : cases)
        printLine("| " + padded(c.id, 4) + " | " + padded(c.title, width) + " | " +
                  padded(text::significant(c.reference), 9) + " | " +
                  padded(text::significant(c.ours), 9) + " | " +
                  padded(text::significant(c.error), 8) + " | " +
                  padded(text::significant(c.tolerance), 9) + " | " + padded(verdict(c), 6) + " |");
}

/// The spots of the program's own head, with a compound that stays long enough for every time.
Result<std::vector<verify::VerificationCase>> headCases(const app::Assets& assets,
                                                        const app::ClinicalLibrary& library,
                                                        const Progress& progress) {
    constexpr const char* kCompound = "vegf165";
    const clinic::Compound* compound = library.compounds.find(kCompound);
    if (!compound)
        return Error{std::string("The verification needs ") + kCompound +
                     ", which compounds.json does not have."};
    const auto headContext = app::openHead({}, assets);
    if (!headContext)
        return headContext.error();
    return verify::verifyHead(
        {*headContext->head, headContext->frame, library.tissue, library.thickness, *compound},
        verify::headSpots(), progress);
}

constexpr int kUsualDraws = 5; // they are part of every verification

Result<std::vector<verify::DrawRow>> drawRows(const app::ClinicalLibrary& library, int draws,
                                              std::uint64_t seed) {
    ProgressLine progress("Verifying drawn injections");
    return verify::runDraws({library.tissue, library.compounds}, draws, seed, progress.callback());
}

void append(std::vector<verify::VerificationCase> more,
            std::vector<verify::VerificationCase>& cases) {
    cases.insert(cases.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

/// All there is to verify, in the order of the table of src/verify/README.md.
Result<std::vector<verify::VerificationCase>>
allCases(const app::Assets& assets, const app::ClinicalLibrary& library, std::uint64_t seed) {
    const auto tables = store::readReferenceTables(assets.verification());
    if (!tables)
        return tables.error();
    const auto published = store::readPublished(assets.verification());
    if (!published)
        return published.error();
    auto acceptance = verify::verifyPublished(*published, tables->compounds, library.tissue);
    if (!acceptance)
        return acceptance.error();
    std::vector<verify::VerificationCase> cases;
    {
        ProgressLine progress("Verifying");
        cases = verify::runVerification(*tables, progress.callback());
    }
    const auto drawn = drawRows(library, kUsualDraws, seed);
    if (!drawn)
        return drawn.error();
    append(verify::drawCases(*drawn), cases);
    {
        ProgressLine progress("Verifying spots of the head");
        auto spots = headCases(assets, library, progress.callback());
        if (!spots)
            return spots.error();
        append(std::move(spots).value(), cases);
    }
    append(std::move(acceptance).value(), cases);
    return cases;
}

Json jsonOf(const std::vector<verify::VerificationCase>& cases) {
    Json list = Json::array();
    for (const verify::VerificationCase& c : cases)
        list.push_back({{"id", c.id},
                        {"title", c.title},
                        {"reference", c.reference},
                        {"ours", c.ours},
                        {"error", c.error},
                        {"tolerance", c.tolerance},
                        {"pass", c.pass},
                        {"counts", c.counts},
                        {"note", c.note}});
    return list;
}

std::string drawLine(const std::string& words, std::size_t width,
                     const std::vector<std::string>& figures) {
    std::string line = "| " + padded(words, width) + " |";
    for (const std::string& figure : figures)
        line += " " + padded(figure, 8) + " |";
    return line;
}

/// A line for each draw, and the worst of all beside what is allowed.
void printDraws(const std::vector<verify::DrawRow>& rows,
                const std::vector<verify::VerificationCase>& worst) {
    std::size_t width = 8;
    for (const verify::DrawRow& row : rows)
        width = std::max(width, row.words.size());
    printLine(drawLine("injection", width, {"axis", "max", "L2", "bands", "coverage", "AUC"}));
    printLine(drawLine(std::string(width, '-'), width,
                       std::vector<std::string>(worst.size(), std::string(8, '-'))));
    const auto shown = [](double share) { return text::percent(share, 3); };
    for (const verify::DrawRow& row : rows) {
        const verify::DrawErrors& e = row.errors;
        printLine(drawLine(row.words, width,
                           {shown(e.axis), shown(e.max), shown(e.l2), shown(e.bands),
                            shown(e.coverage), shown(e.exposure)}));
    }
    std::vector<std::string> most, allowed;
    for (const verify::VerificationCase& c : worst) {
        most.push_back(shown(c.error));
        allowed.push_back(shown(c.tolerance));
    }
    printLine(drawLine("worst", width, most));
    printLine(drawLine("allowed", width, allowed));
}

/// What has to pass and does not.
long failedOf(const std::vector<verify::VerificationCase>& cases) {
    return std::ranges::count_if(cases, [](const auto& c) { return c.counts && !c.pass; });
}

int verifyDrawn(const app::ClinicalLibrary& library, const VerifyOptions& o) {
    const auto rows = drawRows(library, o.draws, o.seed);
    if (!rows)
        return fail(rows.error());
    const std::vector<verify::VerificationCase> worst = verify::drawCases(*rows);
    if (o.asJson)
        printLine(jsonOf(worst).dump());
    else
        printDraws(*rows, worst);
    return failedOf(worst) == 0 ? kOk : kFailed;
}

} // namespace

int verify(const VerifyOptions& o) {
    const auto assets = app::findAssets();
    if (!assets)
        return fail(assets.error());
    const auto library = app::loadLibrary(*assets, {}); // what is shipped
    if (!library)
        return fail(library.error());
    if (o.draws > 0)
        return verifyDrawn(*library, o);
    const auto found = allCases(*assets, *library, o.seed);
    if (!found)
        return fail(found.error());
    const std::vector<verify::VerificationCase>& cases = *found;
    const long failed = failedOf(cases);
    const long required = std::ranges::count_if(cases, [](const auto& c) { return c.counts; });
    if (o.asJson) {
        printLine(jsonOf(cases).dump());
        return failed == 0 ? kOk : kFailed;
    }
    printCases(cases);
    printLine(std::to_string(required - failed) + " of " + std::to_string(required) +
              " figures within their tolerance; " +
              std::to_string(static_cast<long>(cases.size()) - required) +
              " stated without counting.");
    for (const verify::VerificationCase& c : cases)
        if (o.notes && !c.note.empty())
            printLine(c.id + ", " + c.title + ": " + c.note);
    return failed == 0 ? kOk : kFailed;
}

} // namespace meso::cli
