#include "gfx/image.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/random.h"

namespace meso::gfx {
namespace {

namespace fs = std::filesystem;

view::Picture noise(view::PixelSize size) {
    view::Picture picture = view::filledPicture(size, view::colourOf(0));
    Random random(1);
    for (std::uint8_t& byte : picture.rgba)
        byte = static_cast<std::uint8_t>(random.below(256));
    return picture;
}

class ImageFile : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "mesomap-image-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override {
        ::chmod(folder_.c_str(), 0755);
        fs::remove_all(folder_);
    }
    std::size_t filesThere() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }
    fs::path folder_;
};

TEST_F(ImageFile, RoundTripKeepsEveryByte) {
    for (const view::PixelSize size : {view::PixelSize{1, 1}, view::PixelSize{37, 19}}) {
        const view::Picture picture = noise(size);
        ASSERT_TRUE(writePng(folder_ / "a.png", picture).ok());
        const Result<view::Picture> back = readPng(folder_ / "a.png");
        ASSERT_TRUE(back.ok());
        EXPECT_EQ(*back, picture);
    }
    EXPECT_EQ(filesThere(), 1U) << "no half-written neighbour stays behind";
}

TEST_F(ImageFile, APictureWithoutPixelsIsRefused) {
    EXPECT_FALSE(writePng(folder_ / "a.png", view::Picture{}).ok());
    EXPECT_EQ(filesThere(), 0U);
}

TEST_F(ImageFile, AMissingFolderIsNamed) {
    const Status written = writePng(folder_ / "none" / "a.png", noise({4, 4}));
    ASSERT_FALSE(written.ok());
    EXPECT_NE(written.error().message.find("Create the folder first"), std::string::npos);
}

TEST_F(ImageFile, AFullDiskIsTold) {
    const Status written = writePng("/dev/full", noise({64, 64}));
    ASSERT_FALSE(written.ok());
    EXPECT_NE(written.error().message.find("Free some space"), std::string::npos)
        << written.error().message;
}

/// Root may write everywhere, so the attempt is made by a child that has given its rights up.
TEST_F(ImageFile, AReadOnlyFolderIsToldAndTheOldFileStays) {
    ASSERT_TRUE(writePng(folder_ / "a.png", noise({4, 4})).ok());
    ASSERT_EQ(::chmod(folder_.c_str(), 0555), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            ::_exit(3);
        const Status written = writePng(folder_ / "a.png", noise({8, 8}));
        const bool told = !written.ok() && written.error().message.find(
                                               "a folder that you may write") != std::string::npos;
        ::_exit(told ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(*readPng(folder_ / "a.png"), noise({4, 4}));
}

TEST_F(ImageFile, WhatIsNoPictureIsNotRead) {
    std::ofstream(folder_ / "a.png") << "this is a letter";
    EXPECT_FALSE(readPng(folder_ / "a.png").ok());
    EXPECT_FALSE(readPng(folder_ / "missing.png").ok());
    const Result<std::vector<std::uint8_t>> bytes = pngBytes(noise({40, 40}));
    ASSERT_TRUE(bytes.ok());
    std::ofstream(folder_ / "cut.png", std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes->data()),
               static_cast<std::streamsize>(bytes->size() / 2));
    EXPECT_FALSE(readPng(folder_ / "cut.png").ok());
}

} // namespace
} // namespace meso::gfx
