#include "cli/verify_table.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/text.h"

namespace meso::test {

namespace {

constexpr double kRelative = 0.02;
constexpr double kRounding = 1e-5;

std::string trimmed(const std::string& cell) {
    const auto first = cell.find_first_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream cells(line.substr(1));
    for (std::string cell; std::getline(cells, cell, '|');)
        out.push_back(trimmed(cell));
    return out;
}

/// One unit of the last digit of a number in powers of ten, which has two digits: 1e-6 for
/// "6.9e-05". 0 for any other, which has three or more: there 2 % are more.
double lastDigitOf(const std::string& number) {
    const auto exponent = number.find('e');
    return exponent == std::string::npos
               ? 0
               : std::pow(10.0, std::stod(number.substr(exponent + 1)) - 1);
}

bool isNear(const std::string& one, const std::string& other, double slack) {
    const auto a = text::number(one);
    const auto b = text::number(other);
    if (!a || !b)
        return one == other;
    const double allowed = std::max({slack, kRelative * std::max(std::abs(*a), std::abs(*b)),
                                     lastDigitOf(one), lastDigitOf(other)});
    return std::abs(*a - *b) <= allowed * (1 + 1e-9);
}

std::string keyOf(const VerifyRow& row) {
    return row.id + ", " + row.title;
}

void compareFigures(const VerifyRow& paper, const VerifyRow& program,
                    std::vector<std::string>& out) {
    const auto say = [&](const char* what, const std::string& there, const std::string& here) {
        out.push_back(keyOf(paper) + ": " + what + " is " + there + " in the paper, the program " +
                      "prints " + here);
    };
    if (paper.pass != program.pass)
        say("pass", paper.pass, program.pass);
    if (!program.counts())
        return;
    if (paper.tolerance != program.tolerance)
        say("tolerance", paper.tolerance, program.tolerance);
    if (!isNear(paper.reference, program.reference, 0))
        say("reference", paper.reference, program.reference);
    if (!isNear(paper.ours, program.ours, program.reference == "0" ? kRounding : 0))
        say("ours", paper.ours, program.ours);
    if (!isNear(paper.error, program.error, kRounding))
        say("error", paper.error, program.error);
}

bool holds(const std::vector<VerifyRow>& rows, const VerifyRow& wanted) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const VerifyRow& row) { return keyOf(row) == keyOf(wanted); });
}

} // namespace

std::vector<VerifyRow> verifyRows(const std::string& text) {
    std::vector<VerifyRow> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| "))
            continue;
        std::vector<std::string> cells = cellsOf(line);
        cells.resize(7);
        if (cells[0] != "case")
            out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
    }
    return out;
}

std::string betweenMarks(const std::string& paper) {
    const auto begin = paper.find("<!-- verify:begin -->");
    const auto end = paper.find("<!-- verify:end -->");
    return begin == std::string::npos || end == std::string::npos || end < begin
               ? std::string()
               : paper.substr(begin, end - begin);
}

std::vector<std::string> differences(const std::vector<VerifyRow>& paper,
                                     const std::vector<VerifyRow>& program) {
    std::vector<std::string> out;
    for (const VerifyRow& row : paper)
        if (!holds(program, row))
            out.push_back(keyOf(row) + ": the program does not print this line");
    for (const VerifyRow& row : program)
        if (!holds(paper, row))
            out.push_back(keyOf(row) + ": the paper lacks this line");
    if (!out.empty())
        return out;
    if (paper.size() != program.size())
        return {"A line stands twice."};
    for (std::size_t i = 0; i < paper.size(); ++i)
        if (keyOf(paper[i]) == keyOf(program[i]))
            compareFigures(paper[i], program[i], out);
        else
            out.push_back(keyOf(paper[i]) + ": another order than the program's");
    return out;
}

} // namespace meso::test
