#include "ui/host/script.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/text.h"

namespace meso::ui {

namespace {

/// How a verb is written. In `kinds`, one letter per word: w any word, n a number; capitals may be
/// left out.
struct Verb {
    const char* name;
    const char* kinds;
    const char* example;
};

constexpr std::array<Verb, 15> kVerbs = {{
    {"click", "wW", "click ID [right|double]"},
    {"shift-click", "w", "shift-click ID"},
    {"drag", "wnnNN", "drag ID DX DY [FX FY]: from the middle, or from these fractions of it"},
    {"drag-at", "nnnn", "drag-at X Y DX DY: from fractions of the item \"viewport\""},
    {"hover", "wN", "hover ID [SECONDS]"},
    {"wheel", "wn", "wheel ID STEPS"},
    {"key", "w", "key CHORD, for instance Ctrl+Z"},
    {"type", "*", "type TEXT"},
    {"wait", "n", "wait FRAMES"},
    {"settle", "", "settle: until the spread is complete and nothing moves"},
    {"shot", "w", "shot FILE.png"},
    {"expect", "ww", "expect ID present|absent|enabled|disabled"},
    {"do", "w", "do ACTION"},
    {"log", "*", "log TEXT: prints it"},
    {"quit", "", "quit"},
}};

const Verb* verbNamed(const std::string& name) {
    const auto* found =
        std::find_if(kVerbs.begin(), kVerbs.end(), [&](const Verb& v) { return v.name == name; });
    return found == kVerbs.end() ? nullptr : found;
}

bool fits(const Verb& verb, const std::vector<std::string>& words) {
    const std::string kinds = verb.kinds;
    if (kinds == "*")
        return true;
    const auto needed = std::count_if(kinds.begin(), kinds.end(), [](char k) { return k >= 'a'; });
    if (std::ssize(words) < needed || words.size() > kinds.size())
        return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if ((kinds[i] == 'n' || kinds[i] == 'N') && !text::number(words[i]))
            return false;
    return true;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    const auto last = text.find_last_not_of(" \t\r");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

Result<ScriptCommand> parseCommand(const std::string& text, int line) {
    ScriptCommand command{.line = line};
    std::istringstream stream(text);
    stream >> command.verb;
    command.argumentText = trimmed(text.substr(std::min(text.size(), command.verb.size())));
    for (std::string word; stream >> word;)
        command.words.push_back(word);
    const std::string where = "Line " + std::to_string(line) + " of the script: ";
    const Verb* verb = verbNamed(command.verb);
    if (verb == nullptr)
        return Error{where + "the command \"" + text::printable(command.verb) +
                     "\" is not known. Known are:\n" + scriptHelp()};
    if (!fits(*verb, command.words))
        return Error{where + "\"" + text::printable(text) +
                     "\" must be written like this: " + verb->example};
    return command;
}

} // namespace

Result<std::vector<ScriptCommand>> parseScript(const std::string& text) {
    std::vector<ScriptCommand> commands;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, ';');) {
            part = trimmed(part);
            if (part.empty() || part.front() == '#')
                continue;
            Result<ScriptCommand> command = parseCommand(part, number);
            if (!command)
                return command.error();
            commands.push_back(std::move(command).value());
        }
    }
    return commands;
}

std::string scriptHelp() {
    std::string out;
    for (const Verb& verb : kVerbs)
        out += std::string("  ") + verb.example + "\n";
    return out;
}

} // namespace meso::ui
