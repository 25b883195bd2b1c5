#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace meso::ui {

/// One command of a script, checked for its words.
struct ScriptCommand {
    int line = 1;                   ///< of the file, from 1
    std::string verb;               ///< first word
    std::vector<std::string> words; ///< those after it
    std::string argumentText;       ///< all after the verb as written: what `type` types
};

/// Reads commands, one a line or with ';' between them; '#' starts a remark. Fails, naming the
/// line, for an unknown verb or the wrong words after it. `scriptHelp()` lists them.
Result<std::vector<ScriptCommand>> parseScript(const std::string& text);

/// The verbs with their words, one a line.
std::string scriptHelp();

} // namespace meso::ui
