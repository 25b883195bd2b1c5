#include "cli/commands.h"

#include <CLI/CLI.hpp>

#include <exception>

#include "cli/console.h"

namespace meso::cli {

int runCommandLine(int argc, char** argv) {
    CLI::App app{
        "Mesomap plans scalp mesotherapy: injection sites on a 3D head, and an estimate of "
        "how the compounds spread. A planning, training and explanation aid, not a medical "
        "device."};
    app.name("mesomap-cli");
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the plan has blocking findings.");
    int exitCode = kOk;
    addSampleCommand(app, exitCode);
    addNewCommand(app, exitCode);
    addLayoutCommand(app, exitCode);
    addCheckCommand(app, exitCode);
    addSimulateCommand(app, exitCode);
    addRenderCommand(app, exitCode);
    addVerifyCommand(app, exitCode);
    addInfoCommand(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? kOk : kUsage;
    } catch (const std::bad_alloc&) {
        return fail(Error{"The memory did not suffice."});
    } catch (const std::exception& e) {
        return fail(Error{std::string("Something unexpected went wrong: ") + e.what()});
    }
    return exitCode;
}

} // namespace meso::cli
