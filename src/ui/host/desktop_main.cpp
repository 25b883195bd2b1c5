#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "ui/host/desktop.h"
#include "ui/host/headless.h"

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

int run(const std::vector<std::string>& arguments) {
    using namespace meso;
    const Result<ui::Options> options = ui::parseOptions(arguments);
    if (!options) {
        std::fprintf(stderr, "mesomap: %s\n", options.error().message.c_str());
        return kUsage;
    }
    if (options->help || options->version) {
        std::fputs(options->help ? ui::usage().c_str() : "mesomap " MESOMAP_VERSION "\n", stdout);
        return 0;
    }
    const Result<app::Assets> assets = app::findAssets();
    const Status status = !assets                       ? Status(assets.error())
                          : options->screenshot.empty() ? ui::runDesktop(*options, *assets)
                                                        : ui::runHeadless(*options, *assets);
    if (!status)
        std::fprintf(stderr, "mesomap: %s\n", status.error().message.c_str());
    return status.ok() ? 0 : kFailed;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "mesomap: %s. The last committed edits are kept as a draft.\n",
                     failure.what());
        return kFailed;
    }
}
