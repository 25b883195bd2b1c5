#include "store/json_reader.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "base/text.h"

namespace meso::store {

using nlohmann::json;

namespace {

constexpr int kDeepest = 32;

/// Watches a parse in progress and stops it where the text is hostile.
class Guard {
public:
    bool operator()(int depth, json::parse_event_t event, const json& value) {
        if (depth > kDeepest)
            throw std::runtime_error("it is nested deeper than " + std::to_string(kDeepest) +
                                     " levels");
        if (event == json::parse_event_t::object_start)
            keys_.emplace_back();
        if (event == json::parse_event_t::object_end)
            keys_.pop_back();
        if (event == json::parse_event_t::key && !keys_.empty() &&
            !keys_.back().insert(value.get<std::string>()).second)
            throw std::runtime_error("it names the key \"" +
                                     text::printable(value.get<std::string>()) + "\" twice");
        return true;
    }

private:
    std::vector<std::set<std::string>> keys_;
};

std::string shown(const json& value) {
    if (value.is_string())
        return "\"" + text::printable(value.get_ref<const std::string&>(), 40) + "\"";
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "a list";
    return text::printable(value.dump(), 40);
}

std::string rangeText(double low, double high) {
    return "a number between " + text::significant(low) + " and " + text::significant(high);
}

} // namespace

Result<json> parseJson(std::string_view bytes, const std::string& name) {
    if (!text::isUtf8(bytes))
        return Error{name + " is not valid UTF-8 text."};
    try {
        Guard guard;
        return json::parse(bytes, std::ref(guard));
    } catch (const json::parse_error& e) {
        const auto end =
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte, bytes.size()));
        const auto line = std::count(bytes.begin(), end, '\n') + 1;
        return Error{name + " is not valid JSON: reading stopped in line " + std::to_string(line) +
                     ", at byte " + std::to_string(e.byte) + "."};
    } catch (const json::out_of_range&) {
        return Error{name + " holds a number that is too large."};
    } catch (const std::exception& e) {
        return Error{name + " was refused: " + text::printable(e.what(), 200) + "."};
    }
}

std::string JsonReader::where(std::string_view key) const {
    const char last = path_.empty() ? ':' : path_.back();
    return path_ + (last == ':' ? " " : ".") + std::string(key);
}

void JsonReader::note(const std::string& place, const std::string& what) const {
    if (fault_->empty())
        *fault_ = place + " " + what + ".";
}

void JsonReader::fail(const std::string& what) const {
    note(path_, what);
}

void JsonReader::allowOnly(std::initializer_list<std::string_view> keys) const {
    if (!node_->is_object())
        return note(path_, "must be an object; it is " + shown(*node_));
    for (const auto& [key, value] : node_->items())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            return note(path_, "has an unknown field \"" + text::printable(key, 40) + "\"");
}

const json* JsonReader::find(std::string_view key) const {
    if (failed() || !node_->is_object())
        return nullptr;
    const auto found = node_->find(key);
    return found == node_->end() ? nullptr : &*found;
}

const json* JsonReader::need(std::string_view key) const {
    const json* value = find(key);
    if (!value)
        note(where(key), "is missing");
    return value;
}

bool JsonReader::has(std::string_view key) const {
    const json* value = find(key);
    return value && !value->is_null();
}

double JsonReader::checked(const json& value, const std::string& place, double low,
                           double high) const {
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (number >= low && number <= high)
        return number;
    note(place, "must be " + rangeText(low, high) + "; it is " + shown(value));
    return low;
}

double JsonReader::number(std::string_view key, double low, double high) const {
    const json* value = need(key);
    return value ? checked(*value, where(key), low, high) : low;
}

std::optional<double> JsonReader::optionalNumber(std::string_view key, double low,
                                                 double high) const {
    if (!has(key))
        return std::nullopt;
    return number(key, low, high);
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t low, std::int64_t high) const {
    const json* value = need(key);
    if (!value)
        return low;
    const bool fits = value->is_number_integer() &&
                      !(value->is_number_unsigned() &&
                        value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX));
    if (fits && value->get<std::int64_t>() >= low && value->get<std::int64_t>() <= high)
        return value->get<std::int64_t>();
    note(where(key), "must be a whole number between " + std::to_string(low) + " and " +
                         std::to_string(high) + "; it is " + shown(*value));
    return low;
}

std::uint64_t JsonReader::whole(std::string_view key) const {
    const json* value = need(key);
    if (value && value->is_number_unsigned())
        return value->get<std::uint64_t>();
    if (value)
        note(where(key), "must be a whole number from 0; it is " + shown(*value));
    return 0;
}

std::string JsonReader::text(std::string_view key, std::size_t maxBytes) const {
    const json* value = need(key);
    if (!value)
        return {};
    if (!value->is_string()) {
        note(where(key), "must be a text; it is " + shown(*value));
        return {};
    }
    const auto& words = value->get_ref<const std::string&>();
    if (words.size() > maxBytes) {
        note(where(key), "is longer than " + std::to_string(maxBytes) + " bytes");
        return {};
    }
    return words;
}

std::string JsonReader::optionalText(std::string_view key, std::size_t maxBytes) const {
    return has(key) ? text(key, maxBytes) : std::string();
}

bool JsonReader::flag(std::string_view key) const {
    const json* value = need(key);
    if (value && !value->is_boolean())
        note(where(key), "must be true or false; it is " + shown(*value));
    return value && value->is_boolean() && value->get<bool>();
}

std::string JsonReader::listed(std::string_view key,
                               std::span<const std::string_view> words) const {
    std::string word = text(key, 100);
    if (failed())
        return std::string(words.front());
    if (std::find(words.begin(), words.end(), word) != words.end())
        return word;
    std::string list;
    for (const std::string_view w : words)
        list += (list.empty() ? "\"" : ", \"") + std::string(w) + "\"";
    note(where(key), "must be one of " + list + "; it is \"" + text::printable(word, 40) + "\"");
    return std::string(words.front());
}

std::vector<double> JsonReader::numbers(std::string_view key, std::size_t least, std::size_t most,
                                        double low, double high) const {
    const json* value = need(key);
    if (!value)
        return std::vector<double>(least, low);
    if (!value->is_array() || value->size() < least || value->size() > most) {
        note(where(key), "must be a list of " + std::to_string(least) +
                             (most > least ? " to " + std::to_string(most) : "") +
                             " numbers; it is " + shown(*value));
        return std::vector<double>(least, low);
    }
    std::vector<double> out;
    for (std::size_t i = 0; i < value->size(); ++i)
        out.push_back(checked((*value)[i], where(key) + "[" + std::to_string(i) + "]", low, high));
    return out;
}

std::vector<std::string> JsonReader::texts(std::string_view key, std::size_t most,
                                           std::size_t maxBytes) const {
    const json* value = need(key);
    if (!value)
        return {};
    if (!value->is_array() || value->size() > most) {
        note(where(key), "must be a list of at most " + std::to_string(most) + " texts; it is " +
                             shown(*value));
        return {};
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < value->size(); ++i) {
        const json& entry = (*value)[i];
        const std::string place = where(key) + "[" + std::to_string(i) + "]";
        if (!entry.is_string())
            note(place, "must be a text; it is " + shown(entry));
        else if (entry.get_ref<const std::string&>().size() > maxBytes)
            note(place, "is longer than " + std::to_string(maxBytes) + " bytes");
        else
            out.push_back(entry.get<std::string>());
    }
    return out;
}

void JsonReader::object(std::string_view key,
                        const std::function<void(const JsonReader&)>& read) const {
    const json* value = need(key);
    if (!value)
        return;
    if (!value->is_object())
        return note(where(key), "must be an object; it is " + shown(*value));
    read(JsonReader(*value, where(key), *fault_));
}

void JsonReader::objects(std::string_view key, std::size_t most,
                         const std::function<void(const JsonReader&)>& read) const {
    const json* value = need(key);
    if (!value)
        return;
    if (!value->is_array())
        return note(where(key), "must be a list; it is " + shown(*value));
    if (value->size() > most)
        return note(where(key), "has " + std::to_string(value->size()) + " entries; at most " +
                                    std::to_string(most) + " are allowed");
    for (std::size_t i = 0; i < value->size() && !failed(); ++i) {
        const std::string place = where(key) + "[" + std::to_string(i) + "]";
        if (!(*value)[i].is_object())
            return note(place, "must be an object; it is " + shown((*value)[i]));
        read(JsonReader((*value)[i], place, *fault_));
    }
}

} // namespace meso::store
