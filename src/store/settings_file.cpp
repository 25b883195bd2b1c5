#include "store/settings_file.h"

#include "base/file.h"
#include "base/text.h"
#include "store/json_reader.h"

namespace meso::store {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char* kSettingsFormat = "mesomap.settings";
constexpr int kSettingsVersion = 1;
constexpr std::size_t kMaxSettingsBytes = 256 << 10;
constexpr std::size_t kMaxPathBytes = 4096;
constexpr std::size_t kMaxIdBytes = 80;
constexpr std::size_t kMaxKeyBytes = 40;

void readFlag(const JsonReader& r, const char* key, bool& flag) {
    if (r.has(key))
        flag = r.flag(key);
}

void readNumber(const JsonReader& r, const char* key, double low, double high, double& number) {
    number = r.optionalNumber(key, low, high).value_or(number);
}

/// One action's own key. Whether there is such an action and such a key is for the window to say.
void readKey(const JsonReader& r, Settings& out) {
    r.allowOnly({"action", "key"});
    const std::string action = r.text("action", kMaxIdBytes);
    const std::string key = r.optionalText("key", kMaxKeyBytes);
    if (!out.shortcuts.emplace(action, key).second)
        r.fail("names the action \"" + action + "\" a second time");
}

Settings settingsFrom(const JsonReader& r) {
    r.allowOnly({"format", "version", "theme", "textScale", "inspectorWidth", "hintsSeen",
                 "reduceMotion", "simulateByItself", "recent", "shortcuts"});
    Settings out;
    if (r.has("theme"))
        out.theme = r.oneOf("theme", {"light", "dark", "contrast"});
    readNumber(r, "textScale", kMinTextScale, kMaxTextScale, out.textScale);
    readNumber(r, "inspectorWidth", kMinInspectorWidth, kMaxInspectorWidth, out.inspectorWidth);
    readFlag(r, "hintsSeen", out.hintsSeen);
    readFlag(r, "reduceMotion", out.reduceMotion);
    readFlag(r, "simulateByItself", out.autoSimulate);
    if (r.has("recent"))
        out.recent = r.texts("recent", kMaxRecent, kMaxPathBytes);
    if (r.has("shortcuts"))
        r.objects("shortcuts", kMaxShortcuts, [&](const JsonReader& one) { readKey(one, out); });
    return out;
}

Result<Settings> readSettings(std::string_view bytes, const std::string& name) {
    const auto root = parseJson(bytes, name);
    if (!root)
        return root.error();
    if (!root->is_object() || !root->contains("format") || (*root)["format"] != kSettingsFormat)
        return Error{name + " does not hold settings: its \"format\" is not \"" + kSettingsFormat +
                     "\"."};
    std::string fault;
    const JsonReader reader(*root, name + ":", fault);
    const auto version = reader.integer("version", 1, 1'000'000);
    if (fault.empty() && version != kSettingsVersion)
        return Error{name + " has version " + std::to_string(version) +
                     " of the settings; this program reads version " +
                     std::to_string(kSettingsVersion) + "."};
    Settings settings = settingsFrom(reader);
    if (!fault.empty())
        return Error{fault};
    return settings;
}

std::string settingsText(const Settings& settings) {
    OrderedJson shortcuts = OrderedJson::array();
    for (const auto& [action, key] : settings.shortcuts)
        shortcuts.push_back({{"action", action}, {"key", key}});
    const OrderedJson root{{"format", kSettingsFormat},
                           {"version", kSettingsVersion},
                           {"theme", settings.theme},
                           {"textScale", settings.textScale},
                           {"inspectorWidth", settings.inspectorWidth},
                           {"hintsSeen", settings.hintsSeen},
                           {"reduceMotion", settings.reduceMotion},
                           {"simulateByItself", settings.autoSimulate},
                           {"recent", settings.recent},
                           {"shortcuts", shortcuts}};
    return root.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace

Result<Settings> loadSettings(const std::filesystem::path& file) {
    std::error_code failed;
    const auto kind = std::filesystem::status(file, failed).type();
    if (kind == std::filesystem::file_type::not_found)
        return Settings{};
    const auto bytes = readFile(file, kMaxSettingsBytes);
    if (!bytes)
        return bytes.error();
    return readSettings(*bytes, file.string());
}

Status saveSettings(const Settings& settings, const std::filesystem::path& file) {
    // Never write what could not be read again.
    const std::string bytes = settingsText(settings);
    if (const auto again = readSettings(bytes, "The settings"); !again)
        return Error{"The settings were not written: " + again.error().message};
    // The recent files may be called after patients.
    if (file.has_parent_path())
        makeOwnFolder(file.parent_path());
    return writeFile(file, bytes, Access::OwnAlways);
}

} // namespace meso::store
