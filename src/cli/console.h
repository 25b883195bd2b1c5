#pragma once
#include <string>
#include <vector>

#include "app/spread/summary.h"
#include "base/progress.h"
#include "base/result.h"

/// What the commands say and how. Results go to standard output, everything else to standard error.
namespace meso::cli {

/// What the shell is told.
enum ExitCode { kOk = 0, kFailed = 1, kUsage = 2, kBlocked = 3 };

/// Prints the reason to standard error; returns kFailed.
int fail(const Error& error);
/// Prints what is wrong with a typed value to standard error; returns kUsage.
int usageError(const Error& error);
/// Makes sure that standard output took everything; returns the code, or kFailed with a sentence.
int finish(int exitCode);
/// Prints a sentence to standard error.
void note(const std::string& sentence);
/// Prints a line to standard output.
void printLine(const std::string& line);
/// Prints labels and values in two columns.
void printTable(const std::vector<app::SummaryRow>& rows);

/// A progress line on standard error: one line that is rewritten on a terminal, and one line per
/// quarter in a log. Finished with a new line when it goes out of scope.
class ProgressLine {
public:
    explicit ProgressLine(std::string task);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(double fraction);
    /// show() as a callback; must not outlive this line.
    [[nodiscard]] Progress callback() {
        return [this](double fraction) { show(fraction); };
    }

private:
    std::string task_;
    bool terminal_;
    int shown_ = -1;
};

} // namespace meso::cli
