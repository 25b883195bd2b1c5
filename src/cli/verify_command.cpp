#include "cli/verify_command.h"

#include <algorithm>
#include <memory>

#include "app/assets.h"
#include "app/library.h"
#include "app/planning.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/run_json.h"
#include "store/published_file.h"
#include "store/reference_tables.h"
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

} // namespace

int verify(const VerifyOptions& o) {
    const auto assets = app::findAssets();
    if (!assets)
        return fail(assets.error());
    const auto tables = store::readReferenceTables(assets->verification());
    if (!tables)
        return fail(tables.error());
    const auto published = store::readPublished(assets->verification());
    if (!published)
        return fail(published.error());
    const auto library = app::loadLibrary(*assets, {}); // what is shipped
    if (!library)
        return fail(library.error());
    auto acceptance = verify::verifyPublished(*published, tables->compounds, library->tissue);
    if (!acceptance)
        return fail(acceptance.error());
    std::vector<verify::VerificationCase> cases;
    {
        ProgressLine progress("Verifying");
        cases = verify::runVerification(*tables, progress.callback());
    }
    {
        ProgressLine progress("Verifying spots of the head");
        const auto spots = headCases(*assets, *library, progress.callback());
        if (!spots)
            return fail(spots.error());
        cases.insert(cases.end(), spots->begin(), spots->end());
    }
    cases.insert(cases.end(), acceptance->begin(), acceptance->end());
    const auto failed = std::count_if(cases.begin(), cases.end(),
                                      [](const auto& c) { return c.counts && !c.pass; });
    const auto required =
        std::count_if(cases.begin(), cases.end(), [](const auto& c) { return c.counts; });
    if (o.asJson) {
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
        printLine(list.dump());
    } else {
        printCases(cases);
        printLine(std::to_string(required - failed) + " of " + std::to_string(required) +
                  " figures within their tolerance; " + std::to_string(cases.size() - required) +
                  " stated without counting.");
        for (const verify::VerificationCase& c : cases)
            if (o.notes && !c.note.empty())
                printLine(c.id + ", " + c.title + ": " + c.note);
    }
    return failed == 0 ? kOk : kFailed;
}

} // namespace meso::cli
