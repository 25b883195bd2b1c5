#include "ui/host/options.h"

#include <cmath>
#include <functional>
#include <map>
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

std::string readSize(Options& options, const std::string& word) {
    const auto cross = word.find('x');
    const auto width = side(word.substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : side(word.substr(cross + 1));
    if (!width || !height)
        return "must be written like 1440x900, each side 320 to 4096";
    options.size = {*width, *height};
    return {};
}

std::string readScale(Options& options, const std::string& word) {
    const auto value = text::number(word);
    if (!value || *value < kMinScale || *value > kMaxScale)
        return "must be a number from 0.5 to 4";
    options.scale = static_cast<float>(*value);
    return {};
}

std::string readTheme(Options& options, const std::string& word) {
    if (word != "light" && word != "dark" && word != "contrast")
        return "must be light, dark or contrast";
    options.theme = word;
    return {};
}

/// Takes the value of an option; returns what is wrong with it, or nothing.
using Reader = std::function<std::string(Options&, const std::string&)>;

Reader path(std::filesystem::path Options::*member) {
    return [member](Options& options, const std::string& word) {
        options.*member = word;
        return std::string(word.empty() ? "must name a file" : "");
    };
}

std::map<std::string, Reader> readers() {
    return {{"--screenshot", path(&Options::screenshot)},
            {"--script", path(&Options::script)},
            {"--ui-dump", path(&Options::itemDump)},
            {"--size", readSize},
            {"--scale", readScale},
            {"--theme", readTheme}};
}

std::map<std::string, bool Options::*> flags() {
    return {{"--log-events", &Options::logEvents},
            {"--help", &Options::help},
            {"-h", &Options::help},
            {"--version", &Options::version}};
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    const auto withValue = readers();
    const auto alone = flags();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (const auto flag = alone.find(word); flag != alone.end()) {
            options.*(flag->second) = true;
        } else if (const auto reader = withValue.find(word); reader != withValue.end()) {
            if (++i == arguments.size())
                return Error{"The option " + word + " needs a value. See mesomap --help."};
            const std::string fault = reader->second(options, arguments[i]);
            if (!fault.empty())
                return Error{"The value \"" + text::printable(arguments[i]) + "\" of " + word +
                             " is refused: it " + fault + "."};
        } else if (word.starts_with("-")) {
            return Error{"The option " + text::printable(word) +
                         " is not known. See mesomap --help."};
        } else if (!options.plan.empty()) {
            return Error{"One plan can be opened at a time, but two are named: " +
                         text::printable(options.plan.string()) + " and " + text::printable(word) +
                         "."};
        } else {
            options.plan = word;
        }
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
