#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "view/picture.h"

namespace meso::ui {

/// What was asked for on the command line of the window.
struct Options {
    std::filesystem::path plan;       ///< to open; empty: the sample case
    std::filesystem::path screenshot; ///< PNG to write without a window; empty: open the window
    std::filesystem::path script;     ///< see ui/script.h; empty: none
    std::filesystem::path itemDump;   ///< where every item's place goes; empty: nowhere
    view::PixelSize size{1440, 900};  ///< logical pixels
    float scale = 1;                  ///< real pixels per logical one, without a window; 0.5 to 4
    std::string theme;                ///< "light", "dark", "contrast"; empty: the settings'
    bool logEvents = false;
    bool help = false;
    bool version = false;
};

/// Reads the arguments after the program's name. Fails with a sentence about one that is unknown,
/// lacks its value, or has one that cannot be. Of an option named twice the last counts.
Result<Options> parseOptions(const std::vector<std::string>& arguments);

/// What --help prints.
std::string usage();

} // namespace meso::ui
