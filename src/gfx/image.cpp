#include "gfx/image.h"

#include <fcntl.h>
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <string>

namespace meso::gfx {

namespace {

constexpr int kMostSide = 16384;

struct FileHandle {
    explicit FileHandle(int opened) : number(opened) {}
    ~FileHandle() {
        if (number >= 0)
            ::close(number);
    }
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    int number;
};

Error cannotWrite(const std::filesystem::path& file, int reason) {
    std::string advice;
    if (reason == ENOSPC || reason == EDQUOT)
        advice = " Free some space, or choose another folder.";
    else if (reason == EACCES || reason == EROFS || reason == EPERM)
        advice = " Choose a folder that you may write to.";
    else if (reason == ENOENT || reason == ENOTDIR)
        advice = " Create the folder first.";
    return Error{"The picture " + file.string() +
                 " could not be written: " + std::strerror(reason) + "." + advice};
}

/// Writes and flushes everything; returns 0 or the reason.
int writeAll(const std::filesystem::path& file, std::span<const std::uint8_t> bytes, int flags) {
    FileHandle handle(::open(file.c_str(), O_WRONLY | O_CLOEXEC | flags, 0644));
    if (handle.number < 0)
        return errno;
    while (!bytes.empty()) {
        const ssize_t written = ::write(handle.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    // A device cannot be flushed and says so; that is no failure.
    if (::fsync(handle.number) != 0 && errno != EINVAL && errno != ENOTSUP)
        return errno;
    return 0;
}

} // namespace

Result<std::vector<std::uint8_t>> pngBytes(const view::Picture& picture) {
    const view::PixelSize size = picture.size;
    if (size.width < 1 || size.height < 1 || picture.rgba.empty())
        return Error{"A picture without pixels cannot be written as PNG."};
    std::vector<std::uint8_t> bytes;
    const auto append = [](void* target, void* data, int count) {
        auto* out = static_cast<std::vector<std::uint8_t>*>(target);
        const auto* begin = static_cast<const std::uint8_t*>(data);
        out->insert(out->end(), begin, begin + count);
    };
    const int ok = stbi_write_png_to_func(append, &bytes, size.width, size.height, 4,
                                          picture.rgba.data(), size.width * 4);
    if (ok == 0)
        return Error{"The picture could not be compressed as PNG: out of memory."};
    return bytes;
}

Status writePng(const std::filesystem::path& file, const view::Picture& picture) {
    Result<std::vector<std::uint8_t>> bytes = pngBytes(picture);
    if (!bytes)
        return bytes.error();
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored) &&
        !std::filesystem::is_regular_file(file, ignored)) {
        const int reason = writeAll(file, *bytes, 0);
        return reason == 0 ? Status(Done{}) : Status(cannotWrite(file, reason));
    }
    std::filesystem::path neighbour = file;
    neighbour += "." + std::to_string(::getpid()) + ".part";
    int reason = writeAll(neighbour, *bytes, O_CREAT | O_TRUNC);
    if (reason == 0 && ::rename(neighbour.c_str(), file.c_str()) != 0)
        reason = errno;
    if (reason == 0)
        return Done{};
    std::filesystem::remove(neighbour, ignored);
    return cannotWrite(file, reason);
}

Result<view::Picture> readPng(const std::filesystem::path& file) {
    view::Picture picture;
    int channels = 0;
    if (stbi_info(file.c_str(), &picture.size.width, &picture.size.height, &channels) == 0)
        return Error{"The picture " + file.string() +
                     " could not be read: " + stbi_failure_reason() + "."};
    if (picture.size.width > kMostSide || picture.size.height > kMostSide)
        return Error{"The picture " + file.string() + " is larger than " +
                     std::to_string(kMostSide) + " pixels on a side."};
    const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
        stbi_load(file.c_str(), &picture.size.width, &picture.size.height, &channels, 4),
        stbi_image_free);
    if (pixels == nullptr)
        return Error{"The picture " + file.string() +
                     " could not be read: " + stbi_failure_reason() + "."};
    const auto count = static_cast<std::size_t>(picture.size.width) * picture.size.height * 4;
    picture.rgba.assign(pixels.get(), pixels.get() + count);
    return picture;
}

} // namespace meso::gfx
