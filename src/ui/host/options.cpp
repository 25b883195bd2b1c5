#include "ui/host/options.h"

#include <CLI/CLI.hpp>

#include <cmath>
#include <functional>
#include <optional>

#include "base/text.h"

namespace meso::ui {

namespace {

constexpr double kMinScale = 0.5, kMaxScale = 4;
constexpr double kMinSide = 320, kMaxSide = 4096;

std::optional<int> side(const std::string& word) {
    const auto value = text::number(word);
    if (!value || *value < kMinSide || *value > kMaxSide || *value != std::floor(*value))
        return std::nullopt;
    return static_cast<int>(*value);
}

bool readSize(Options& options, const std::string& word) {
    const auto cross = word.find('x');
    const auto width = side(word.substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : side(word.substr(cross + 1));
    if (width && height)
        options.size = {*width, *height};
    return width && height;
}

bool readScale(Options& options, const std::string& word) {
    const auto value = text::number(word);
    if (!value || *value < kMinScale || *value > kMaxScale)
        return false;
    options.scale = static_cast<float>(*value);
    return true;
}

bool readTheme(Options& options, const std::string& word) {
    options.theme = word;
    return word == "light" || word == "dark" || word == "contrast";
}

/// Takes the value of an option; false: it cannot be.
using Reader = std::function<bool(Options&, const std::string&)>;

Reader path(std::filesystem::path Options::*member) {
    return [member](Options& options, const std::string& word) {
        options.*member = word;
        return !word.empty();
    };
}

/// `must`: what a value is refused with that cannot be. Of an option named twice the last counts.
void addOption(CLI::App& app, Options& options, const std::string& name, const Reader& read,
               const std::string& must) {
    const auto take = [&options, read, name, must](const std::string& word) {
        if (!read(options, word))
            throw CLI::ValidationError("The value \"" + text::printable(word) + "\" of " + name +
                                       " is refused: it must " + must + ".");
    };
    app.add_option_function<std::string>(name, take)->take_last()->trigger_on_parse();
}

std::string unknown(const std::string& option) {
    return "The option " + text::printable(option) + " is not known. See mesomap --help.";
}

void describe(CLI::App& app, Options& options) {
    const std::string file = "name a file";
    addOption(app, options, "--screenshot", path(&Options::screenshot), file);
    addOption(app, options, "--script", path(&Options::script), file);
    addOption(app, options, "--ui-dump", path(&Options::itemDump), file);
    addOption(app, options, "--size", readSize, "be written like 1440x900, each side 320 to 4096");
    addOption(app, options, "--scale", readScale, "be a number from 0.5 to 4");
    addOption(app, options, "--theme", readTheme, "be light, dark or contrast");
    app.add_option_function<std::string>("plan", [&options](const std::string& word) {
        if (word.starts_with("-"))
            throw CLI::ValidationError(unknown(word));
        options.plan = word;
    });
    app.add_flag("--log-events", options.logEvents);
    app.set_help_flag(); // the library's own would hide what is wrong with the other words
    app.add_flag("-h,--help", options.help);
    app.add_flag("--version", options.version);
}

/// About the first word that no option takes.
Error unexpected(const CLI::App& app, const Options& options) {
    const std::string word = app.remaining().front();
    if (word.starts_with("-"))
        return Error{unknown(word)};
    return Error{"One plan can be opened at a time, but two are named: " +
                 text::printable(options.plan.string()) + " and " + text::printable(word) + "."};
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    CLI::App app;
    describe(app, options);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ExtrasError&) {
        return unexpected(app, options);
    } catch (const CLI::ArgumentMismatch&) {
        return Error{"The option " + text::printable(arguments.back()) +
                     " needs a value. See mesomap --help."};
    } catch (const CLI::ParseError& fault) {
        return Error{fault.what()};
    }
    return options;
}

std::string usage() {
    return "usage: mesomap [PLAN.json] [options]\n"
           "Plans, teaches and explains scalp mesotherapy. Not a medical device.\n\n"
           "  --screenshot FILE.png  write a picture of the window, without a display\n"
           "  --script FILE          do what the file says, one command a line\n"
           "  --size 1440x900        of the window\n"
           "  --scale 1.0            pixels per logical pixel, with --screenshot\n"
           "  --theme WORD           light, dark or contrast\n"
           "  --log-events           print a line for everything that happens\n"
           "  --ui-dump FILE         write where every item lies: id x y width height enabled\n"
           "                         visible\n"
           "  --help, --version\n\n"
           "Without a display, mesomap-cli does the same work.\n";
}

} // namespace meso::ui
