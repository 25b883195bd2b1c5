#include "architecture/house.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace meso::test {

namespace fs = std::filesystem;

namespace {

std::map<std::string, Words> readArrows() {
    std::map<std::string, Words> all;
    for (const std::string& line : linesOf(kSource / "rooms.txt")) {
        const auto colon = line.find(':');
        if (line.empty() || line[0] == '#' || colon == std::string::npos)
            continue;
        Words& reached = all[line.substr(0, colon)];
        std::istringstream named(line.substr(colon + 1));
        for (std::string room; named >> room;) {
            reached.insert(room);
            // A room stands below those that it knows, so that arrows cannot run in a ring.
            const Words& further = all.at(room);
            reached.insert(further.begin(), further.end());
        }
    }
    return all;
}

const std::regex& includeLine() {
    static const std::regex kLine("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    return kLine;
}

void collectHeaders(const fs::path& file, Words& seen) {
    for (const std::string& line : linesOf(file)) {
        std::smatch found;
        if (!line.starts_with("#include \"") || !std::regex_match(line, found, includeLine()))
            continue;
        const std::string target = found[2];
        if (fs::exists(kSource / target) && seen.insert(target).second)
            collectHeaders(kSource / target, seen);
    }
}

/// The name that a line at the left edge defines; empty: none. `isFunction` says which kind.
std::string definedIn(const std::string& line, bool& isFunction) {
    static const std::regex kType("(enum class|enum|struct|class) (\\w+)[^;]*\\{?");
    static const std::regex kConstant("(inline )?(constexpr|const) [^(]*?\\b(k[A-Z]\\w*)\\b.*");
    static const std::regex kAlias("using (\\w+) =.*");
    static const std::regex kFunction(
        "[A-Za-z][\\w:<>,&\\*\\s\\[\\]]*?[\\s\\*&]((\\w+::)*)(~?\\w+)\\(.*");
    std::smatch found;
    isFunction = false;
    if (std::regex_match(line, found, kType))
        return found[2];
    if (std::regex_match(line, found, kConstant))
        return found[3];
    if (std::regex_match(line, found, kAlias))
        return found[1];
    if (!std::regex_match(line, found, kFunction) || found[1].length() > 0)
        return {};
    isFunction = true;
    return found[3];
}

} // namespace

const std::map<std::string, Words>& arrows() {
    static const std::map<std::string, Words> kArrows = readArrows();
    return kArrows;
}

std::string roomOf(const fs::path& belowSource) {
    return belowSource.parent_path().generic_string();
}

std::vector<fs::path> sources(const fs::path& root) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (extension == ".h" || extension == ".cpp")
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

std::vector<fs::path> papers() {
    const fs::path root(MESO_SOURCE_DIR);
    std::vector<fs::path> out{root / "CHANGELOG.md", root / "README.md"};
    for (const char* folder : {"assets", "shaders", "src", "tests"})
        for (const auto& entry : fs::recursive_directory_iterator(root / folder))
            if (entry.path().filename() == "README.md")
                out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

bool namesARoom(const std::string& target) {
    return arrows().contains(roomOf(target));
}

std::vector<Include> includes() {
    std::vector<Include> out;
    for (const fs::path& file : sources(kSource)) {
        const std::string room = roomOf(fs::relative(file, kSource));
        int number = 0;
        for (const std::string& line : linesOf(file)) {
            ++number;
            std::smatch found;
            if (std::regex_match(line, found, includeLine()))
                out.push_back(
                    {file, room, number, found[2], found[1] == "\"" || namesARoom(found[2])});
        }
    }
    return out;
}

std::string at(const Include& include) {
    return include.file.string() + ":" + std::to_string(include.line) + " includes " +
           include.target;
}

std::size_t headersSeenBy(const fs::path& file) {
    Words seen;
    collectHeaders(file, seen);
    seen.erase(fs::relative(file, kSource).generic_string());
    return seen.size();
}

Definitions definitionsIn(const std::vector<std::string>& lines) {
    Definitions out;
    bool isUnnamed = false;
    for (const std::string& line : lines) {
        if (line == "namespace {")
            isUnnamed = true;
        else if (line == "} // namespace")
            isUnnamed = false;
        if (line.empty() || !std::isalpha(static_cast<unsigned char>(line[0])) ||
            (line.ends_with(";") && line.find('(') != std::string::npos &&
             line.find('=') == std::string::npos))
            continue;
        bool isFunction = false;
        const std::string name = definedIn(line, isFunction);
        if (name.empty() || line.starts_with("namespace") || line.starts_with("template") ||
            line.starts_with("using namespace"))
            continue;
        if (isUnnamed)
            out.unnamed.push_back(name);
        else if (isFunction && !line.starts_with("static "))
            out.open.push_back(name);
    }
    return out;
}

} // namespace meso::test
