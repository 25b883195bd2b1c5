#include "plan/site_table.h"

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "base/words.h"

namespace meso::plan {

namespace {

constexpr WordTable<SiteColumn, kSiteColumns> kHeadings{{{SiteColumn::Number, "No."},
                                                         {SiteColumn::Volume, "Volume (mL)"},
                                                         {SiteColumn::Depth, "Depth (mm)"},
                                                         {SiteColumn::Angle, "Angle (°)"},
                                                         {SiteColumn::Needle, "Needle"},
                                                         {SiteColumn::Mixture, "Mixture"},
                                                         {SiteColumn::Locked, "Locked"},
                                                         {SiteColumn::S, "s"},
                                                         {SiteColumn::T, "t"}}};
static_assert(hasEveryValue(kHeadings));
constexpr std::size_t kMaxNamedCells = 3;

std::string trimmed(const std::string& words) {
    const auto first = words.find_first_not_of(" \r");
    if (first == std::string::npos)
        return {};
    return words.substr(first, words.find_last_not_of(" \r") - first + 1);
}

bool among(const std::string& word, std::initializer_list<const char*> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Result<bool> readYesNo(const std::string& typed) {
    if (among(typed, {"yes", "Yes", "YES", "y", "x", "1", "TRUE", "true", "locked"}))
        return true;
    if (among(typed, {"", "no", "No", "NO", "n", "0", "FALSE", "false"}))
        return false;
    return Error{"\"" + text::printable(typed) + "\" is neither yes nor no."};
}

Result<int> readMixture(const Plan& plan, const std::string& typed) {
    for (std::size_t k = 0; k < plan.furtherMixtures.size(); ++k)
        if (plan.furtherMixtures[k].name == typed)
            return static_cast<int>(k) + 1;
    const auto number = text::count(typed);
    if (!number)
        return text::unread(typed, "is no mixture of this plan.");
    return *number - 1;
}

/// "30G 13 mm", "30G", "13 mm"; "plan" or nothing: empty.
Result<std::optional<Needle>> readNeedle(const Needle& usual, const std::string& typed) {
    if (typed.empty() || typed == "plan")
        return std::optional<Needle>();
    Needle needle = usual;
    const auto space = typed.find(' ');
    const std::string first = typed.substr(0, space);
    const bool startsWithGauge = first.back() == 'G' || first.back() == 'g';
    if (startsWithGauge)
        needle.gauge = first.substr(0, first.size() - 1) + "G";
    const std::string rest = startsWithGauge && space != std::string::npos
                                 ? trimmed(typed.substr(space))
                                 : (startsWithGauge ? std::string() : typed);
    if (rest.empty())
        return std::optional<Needle>(needle);
    const auto length = text::length(rest);
    if (!length)
        return text::unread(typed, "is no needle. Type gauge and length, such as \"30G 13 mm\".");
    needle.length = *length;
    return std::optional<Needle>(needle);
}

Result<Plan> moveTo(Plan plan, const SiteIds& ids, SiteColumn column, double value,
                    const SkinFinder& skin) {
    for (const int id : ids) {
        const InjectionSite* site = siteWithId(plan.sites, id);
        if (!site)
            continue;
        anatomy::ScalpCoordinate wanted = site->place;
        (column == SiteColumn::S ? wanted.s : wanted.t) = value;
        const auto place = skin(wanted);
        if (!place)
            return place.error();
        auto moved = moveSite(std::move(plan), id, *place);
        if (!moved)
            return moved;
        plan = std::move(moved).value();
    }
    return plan;
}

/// Columns that are words or places.
Result<Plan> typeOther(Plan plan, const SiteIds& ids, SiteColumn column, const std::string& typed,
                       const SkinFinder& skin) {
    if (column == SiteColumn::Needle) {
        const auto needle = readNeedle(plan.needle, typed);
        return needle ? setSiteNeedle(std::move(plan), ids, *needle) : needle.error();
    }
    if (column == SiteColumn::Mixture) {
        const auto mixture = readMixture(plan, typed);
        return mixture ? setMixture(std::move(plan), ids, *mixture) : mixture.error();
    }
    if (column == SiteColumn::Locked) {
        const auto locked = readYesNo(typed);
        return locked ? Result<Plan>(setLocked(std::move(plan), ids, *locked)) : locked.error();
    }
    if (column == SiteColumn::Number)
        return Error{"Numbers are not typed. Renumber the sites instead."};
    const auto value = text::number(typed);
    if (!value)
        return text::unread(typed, "is not a number.");
    return moveTo(std::move(plan), ids, column, *value, skin);
}

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> cells;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = std::min(line.find(separator, at), line.size());
        std::string cell = trimmed(line.substr(at, end - at));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            cell = trimmed(cell.substr(1, cell.size() - 2));
        cells.push_back(std::move(cell));
        if (end == line.size())
            return cells;
        at = end + 1;
    }
}

/// A lone "0,05" is a number with a decimal comma, not two cells; a line whose comma may be of a
/// number as well as between cells stays whole too, and is then refused as a number.
std::vector<std::string> cellsOf(const std::string& line) {
    for (const char separator : {'\t', ';'})
        if (line.find(separator) != std::string::npos)
            return split(line, separator);
    const bool isWhole = text::number(trimmed(line)) || text::hasDoubtfulComma(line);
    return isWhole ? std::vector<std::string>{trimmed(line)} : split(line, ',');
}

using Cells = std::vector<std::vector<std::string>>;

/// What is pasted: lines of cells, and what the cells are where a line of headings says it.
struct Pasted {
    std::vector<SiteColumn> columns; ///< empty: as they follow from where the paste begins
    Cells rows;
};

Result<SiteColumn> columnHeaded(const std::string& heading) {
    const auto column = valueOf(kHeadings, heading);
    if (!column)
        return Error{"Nothing was pasted: no column of the sites is headed \"" +
                     text::printable(heading) + "\"."};
    return *column;
}

Result<Pasted> tableOf(const std::string& lines) {
    Pasted pasted;
    Cells& rows = pasted.rows;
    for (const std::string& line : split(lines, '\n'))
        rows.push_back(cellsOf(line));
    while (!rows.empty() && rows.back() == std::vector<std::string>{""})
        rows.pop_back();
    const bool hasHeadings = !rows.empty() && valueOf(kHeadings, rows[0][0]);
    if (!hasHeadings)
        return pasted;
    for (const std::string& heading : rows[0]) {
        const auto column = columnHeaded(heading);
        if (!column)
            return column.error();
        pasted.columns.push_back(*column);
    }
    rows.erase(rows.begin());
    return pasted;
}

Status checkRoom(const Plan& plan, const PasteStart& start, const Pasted& pasted) {
    const Cells& rows = pasted.rows;
    if (rows.empty())
        return Error{"There is nothing to paste: copy cells from a spreadsheet first."};
    const std::size_t left = plan.sites.size() - static_cast<std::size_t>(start.row);
    if (rows.size() > left)
        return Error{"Nothing was pasted: " + std::to_string(rows.size()) +
                     " lines do not fit into the " + std::to_string(left) +
                     " rows from here to the end."};
    const bool isHeaded = !pasted.columns.empty();
    const auto columns =
        isHeaded ? pasted.columns.size()
                 : static_cast<std::size_t>(kSiteColumns - static_cast<int>(start.column));
    for (const auto& row : rows)
        if (row.size() > columns)
            return Error{"Nothing was pasted: a line has " + std::to_string(row.size()) +
                         " cells, and only " + std::to_string(columns) +
                         (isHeaded ? " have a heading." : " columns follow from here.")};
    return Done{};
}

/// Whether a cell of copied rows says what this site shall not be told: its number, which stays, or
/// the place of another site, where two would lie on each other.
bool isPassedOver(const Pasted& pasted, std::size_t row, SiteColumn column,
                  const InjectionSite& site) {
    if (pasted.columns.empty() || pasted.columns.front() != SiteColumn::Number)
        return false;
    if (column == SiteColumn::Number)
        return true;
    const bool isPlace = column == SiteColumn::S || column == SiteColumn::T;
    return isPlace && pasted.rows[row].front() != cellText(site, SiteColumn::Number);
}

std::string refusal(const std::vector<std::string>& problems) {
    std::string sentence = "Nothing was pasted. ";
    for (std::size_t i = 0; i < std::min(problems.size(), kMaxNamedCells); ++i)
        sentence += problems[i] + " ";
    if (problems.size() > kMaxNamedCells)
        sentence += "And " + std::to_string(problems.size() - kMaxNamedCells) + " more cells.";
    return trimmed(sentence);
}

} // namespace

std::string headingOf(SiteColumn column) {
    return std::string(wordOf(kHeadings, column));
}

std::string cellText(const InjectionSite& site, SiteColumn column) {
    switch (column) {
    case SiteColumn::Number:
        return std::to_string(site.id);
    case SiteColumn::S:
        return text::fixed(site.place.s, 3);
    case SiteColumn::T:
        return text::fixed(site.place.t, 3);
    case SiteColumn::Volume:
        return text::significant(site.volume.value());
    case SiteColumn::Depth:
        return text::significant(site.depth.value());
    case SiteColumn::Angle:
        return text::significant(site.angle.value());
    case SiteColumn::Needle:
        return site.needle ? site.needle->gauge + " " +
                                 text::significant(site.needle->length.value()) + " mm"
                           : "plan";
    case SiteColumn::Mixture:
        return std::to_string(site.mixture + 1);
    case SiteColumn::Locked:
        return site.locked ? "yes" : "no";
    }
    return {};
}

Result<Plan> typeIntoCells(Plan plan, const SiteIds& ids, SiteColumn column,
                           const std::string& typed, const SkinFinder& skin) {
    MESO_CHECK(!ids.empty(), "a cell belongs to a site");
    const std::string words = trimmed(typed);
    if (column == SiteColumn::Volume) {
        const auto volume = text::volume(words);
        return volume ? setVolume(std::move(plan), ids, *volume) : volume.error();
    }
    if (column == SiteColumn::Depth) {
        const auto depth = text::length(words);
        return depth ? setDepth(std::move(plan), ids, *depth) : depth.error();
    }
    if (column == SiteColumn::Angle) {
        const auto angle = text::angle(words);
        return angle ? setAngle(std::move(plan), ids, *angle) : angle.error();
    }
    return typeOther(std::move(plan), ids, column, words, skin);
}

std::string copiedRows(const Plan& plan, const SiteIds& ids) {
    std::string out;
    const auto addLine = [&](const auto& cell) {
        for (int c = 0; c < kSiteColumns; ++c)
            out += (c > 0 ? "\t" : "") + cell(static_cast<SiteColumn>(c));
        out += '\n';
    };
    addLine(headingOf);
    for (const InjectionSite& site : plan.sites)
        if (ids.contains(site.id))
            addLine([&](SiteColumn column) { return cellText(site, column); });
    return out;
}

Result<Plan> pasteRows(const Plan& plan, const PasteStart& start, const std::string& lines,
                       const SkinFinder& skin) {
    const auto table = tableOf(lines);
    if (!table)
        return table.error();
    const Cells& rows = table->rows;
    if (start.row < 0 || start.row >= static_cast<int>(plan.sites.size()))
        return Error{"Choose the cell at which the paste begins first."};
    if (const Status room = checkRoom(plan, start, *table); !room)
        return room.error();
    Plan next = plan;
    std::vector<std::string> problems;
    // Each row is edited in a plan of its own, so that many rows do not copy all of the others.
    Plan single = plan;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        InjectionSite& site = next.sites[static_cast<std::size_t>(start.row) + r];
        single.sites = {site};
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto column = table->columns.empty()
                                    ? static_cast<SiteColumn>(static_cast<int>(start.column) + c)
                                    : table->columns[c];
            if (isPassedOver(*table, r, column, site) ||
                rows[r][c] == cellText(single.sites[0], column))
                continue;
            auto edited = typeIntoCells(single, {site.id}, column, rows[r][c], skin);
            if (edited)
                single = std::move(edited).value();
            else
                problems.push_back("Site " + std::to_string(site.id) + ", " + headingOf(column) +
                                   ": " + edited.error().message);
        }
        site = single.sites[0];
    }
    if (!problems.empty())
        return Error{refusal(problems)};
    return next;
}

} // namespace meso::plan
