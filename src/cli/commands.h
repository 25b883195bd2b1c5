#pragma once
#include <string>

namespace CLI {
class App;
}

/// The commands of mesomap-cli. Each is: parse, call the function that a button of the window calls
/// too, print. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the plan has blocking findings.
namespace meso::cli {

/// Runs the whole command line and returns the exit code. Catches what libraries throw.
int runCommandLine(int argc, char** argv);

// Each adds one command; its work sets `exitCode`.
void addNewCommand(CLI::App& app, int& exitCode);
void addLayoutCommand(CLI::App& app, int& exitCode);
void addCheckCommand(CLI::App& app, int& exitCode);
void addSimulateCommand(CLI::App& app, int& exitCode);
void addRenderCommand(CLI::App& app, int& exitCode);
void addVerifyCommand(CLI::App& app, int& exitCode);
void addInfoCommand(CLI::App& app, int& exitCode);
void addSampleCommand(CLI::App& app, int& exitCode);

} // namespace meso::cli
