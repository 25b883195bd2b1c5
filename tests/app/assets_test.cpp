#include "app/assets.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/library.h"
#include "base/file.h"
#include "support/scratch.h"

namespace meso::app {
namespace {

/// Sets environment variables for the length of a test; nullptr unsets.
class Environment {
public:
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name))
            old_ = old;
        else
            wasUnset_ = true;
        put(value);
    }
    ~Environment() { put(wasUnset_ ? nullptr : old_.c_str()); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    void put(const char* value) const {
        if (value)
            ::setenv(name_, value, 1);
        else
            ::unsetenv(name_);
    }
    const char* name_;
    std::string old_;
    bool wasUnset_ = false;
};

TEST(AssetsTest, FoldersOfTheUserFollowTheEnvironmentInOrder) {
    const Environment home("HOME", "/people/somebody");
    const Environment xdgConfig("XDG_CONFIG_HOME", "/xdg/config");
    const Environment xdgCache("XDG_CACHE_HOME", "/xdg/cache");
    const Environment config("MESOMAP_CONFIG", "/own/config");
    const Environment cache("MESOMAP_CACHE", "/own/cache");
    EXPECT_EQ(configFolder(), "/own/config");
    EXPECT_EQ(cacheFolder(), "/own/cache");
    {
        const Environment noConfig("MESOMAP_CONFIG", nullptr);
        const Environment noCache("MESOMAP_CACHE", "");
        EXPECT_EQ(configFolder(), "/xdg/config/mesomap");
        EXPECT_EQ(cacheFolder(), "/xdg/cache/mesomap");
        const Environment noXdg("XDG_CONFIG_HOME", nullptr);
        const Environment noXdgCache("XDG_CACHE_HOME", nullptr);
        EXPECT_EQ(configFolder(), "/people/somebody/.config/mesomap");
        EXPECT_EQ(cacheFolder(), "/people/somebody/.cache/mesomap");
        const Environment noHome("HOME", nullptr);
        const test::Scratch scratch;
        const Environment temporary("TMPDIR", scratch.path().c_str());
        EXPECT_TRUE(isOwnFolder(configFolder())) << configFolder();
        EXPECT_TRUE(isOwnFolder(cacheFolder()));
        EXPECT_EQ(configFolder().parent_path(), scratch.path());
        EXPECT_NE(configFolder(), cacheFolder());
    }
}

// Where everybody may write, a folder of that name may be somebody else's trap.
TEST(AssetsTest, WithoutAHomeOnlyAFolderOfTheUsersAloneIsTaken) {
    const Environment home("HOME", nullptr);
    const Environment xdg("XDG_CONFIG_HOME", nullptr);
    const Environment config("MESOMAP_CONFIG", nullptr);
    const test::Scratch scratch;
    const Environment temporary("TMPDIR", scratch.path().c_str());
    const std::filesystem::path mine = configFolder();
    ASSERT_FALSE(mine.empty());
    std::filesystem::permissions(mine, std::filesystem::perms::all);
    EXPECT_TRUE(configFolder().empty()) << "others may write into it";
    EXPECT_TRUE(editedDataFolder().empty()) << "not a folder \"data\" of wherever we are";
    std::filesystem::remove(mine);
    makeOwnFolder(scratch / "trap");
    std::filesystem::create_directory_symlink(scratch / "trap", mine);
    EXPECT_TRUE(configFolder().empty()) << "a link";
}

TEST(AssetsTest, MissingFilesNameThePlacesTried) {
    const Environment data("MESOMAP_DATA", "/nowhere/at/all");
    const auto assets = findAssets();
    ASSERT_FALSE(assets.ok());
    EXPECT_NE(assets.error().message.find("/nowhere/at/all"), std::string::npos);
}

} // namespace
} // namespace meso::app
