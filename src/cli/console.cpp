#include "cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace meso::cli {

namespace {

/// Columns that a UTF-8 text takes on a terminal, for the letters that the program uses.
std::size_t columnsOf(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

} // namespace

int usageError(const Error& error) {
    note("mesomap-cli: " + error.message);
    return kUsage;
}

int finish(int exitCode) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exitCode;
    return fail(Error{"Not everything could be written to standard output. Is the disk full?"});
}

int fail(const Error& error) {
    note("mesomap-cli: " + error.message);
    return kFailed;
}

void note(const std::string& sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
}

void printLine(const std::string& line) {
    std::printf("%s\n", line.c_str());
}

void printTable(const std::vector<app::SummaryRow>& rows) {
    std::size_t width = 0;
    for (const app::SummaryRow& row : rows)
        width = std::max(width, columnsOf(row.label));
    for (const app::SummaryRow& row : rows)
        printLine("  " + row.label + std::string(width + 2 - columnsOf(row.label), ' ') +
                  row.value);
}

ProgressLine::ProgressLine(std::string task)
    : task_(std::move(task)), terminal_(::isatty(STDERR_FILENO) != 0) {
    show(0);
}

ProgressLine::~ProgressLine() {
    if (terminal_)
        std::fputc('\n', stderr);
}

void ProgressLine::show(double fraction) {
    const int percent = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100);
    const int step = terminal_ ? 1 : 25;
    if (shown_ >= 0 && percent / step <= shown_ / step)
        return;
    shown_ = percent;
    std::fprintf(stderr, terminal_ ? "\r%s … %3d %%" : "%s … %3d %%\n", task_.c_str(), percent);
    std::fflush(stderr);
}

} // namespace meso::cli
