#include "store/json_lines.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace meso::store {

namespace {

/// One step down: into a member of an object, or an entry of a list.
struct Step {
    std::string_view key;
    int index = -1; ///< not negative: an entry
};

std::vector<Step> stepsOf(std::string_view path) {
    std::vector<Step> steps;
    while (!path.empty()) {
        const bool isEntry = path.front() == '[';
        const std::size_t end = isEntry ? path.find(']') : path.find_first_of(".[");
        const std::string_view part = path.substr(isEntry ? 1 : 0, end - (isEntry ? 1 : 0));
        if (isEntry) {
            int index = 0;
            std::from_chars(part.data(), part.data() + part.size(), index);
            steps.push_back({{}, index});
        } else {
            steps.push_back({part});
        }
        path.remove_prefix(std::min(path.size(), end == path.npos ? end : end + (isEntry ? 1 : 0)));
        if (!path.empty() && path.front() == '.')
            path.remove_prefix(1);
    }
    return steps;
}

/// Goes over valid JSON, value by value.
class Walker {
public:
    explicit Walker(std::string_view bytes) : bytes_(bytes) { skipBlank(); }

    [[nodiscard]] std::size_t at() const { return at_; }

    /// To the value that the step leads to; stays where it is when there is none.
    bool go(const Step& step) {
        const std::size_t start = at_;
        const char opens = step.index < 0 ? '{' : '[';
        if (peek() != opens)
            return false;
        next();
        for (int i = 0; peek() != '}' && peek() != ']' && at_ < bytes_.size(); ++i) {
            if (opens == '{') {
                const std::string_view key = takeText();
                next(); // the colon
                if (key == step.key)
                    return true;
            } else if (i == step.index) {
                return true;
            }
            skipValue();
            if (peek() == ',')
                next();
        }
        at_ = start;
        return false;
    }

private:
    [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
    void skipBlank() { at_ = std::min(bytes_.find_first_not_of(" \t\r\n", at_), bytes_.size()); }
    void next() {
        ++at_;
        skipBlank();
    }

    /// The text that begins here, without its quotes and as it is written.
    std::string_view takeText() {
        const std::size_t start = ++at_;
        while (at_ < bytes_.size() && bytes_[at_] != '"')
            at_ += bytes_[at_] == '\\' ? 2 : 1;
        const std::string_view text = bytes_.substr(start, at_ - start);
        next();
        return text;
    }

    void skipValue() {
        int depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                takeText();
            } else if (c == '{' || c == '[') {
                ++depth;
                next();
            } else if (c == '}' || c == ']') {
                --depth;
                next();
            } else if (c == ',' || c == ':') {
                next();
            } else {
                at_ = std::min(bytes_.find_first_of(" \t\r\n,:{}[]\"", at_), bytes_.size());
                skipBlank();
            }
        } while (depth > 0 && at_ < bytes_.size());
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace

int lineOf(std::string_view bytes, std::string_view path) {
    Walker walker(bytes);
    for (const Step& step : stepsOf(path))
        if (!walker.go(step))
            break;
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(walker.at());
    return static_cast<int>(std::count(bytes.begin(), end, '\n')) + 1;
}

std::string withLine(const std::string& fault, const std::string& prefix, std::string_view bytes) {
    if (!fault.starts_with(prefix))
        return fault;
    std::string_view path = std::string_view(fault).substr(prefix.size());
    if (path.starts_with(' '))
        path.remove_prefix(1);
    path = path.substr(0, path.find(' '));
    const bool ends = fault.ends_with('.');
    return fault.substr(0, fault.size() - (ends ? 1 : 0)) + " (line " +
           std::to_string(lineOf(bytes, path)) + ").";
}

} // namespace meso::store
