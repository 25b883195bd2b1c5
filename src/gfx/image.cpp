#include "gfx/image.h"

#include <stb/stb_image.h>
#include <stb/stb_image_write.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"

namespace meso::gfx {

namespace {

constexpr int kMaxSide = 16384;

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
    const Result<std::vector<std::uint8_t>> bytes = pngBytes(picture);
    if (!bytes)
        return bytes.error();
    return writeFile(file,
                     std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
}

Result<view::Picture> readPng(const std::filesystem::path& file) {
    view::Picture picture;
    int channels = 0;
    if (stbi_info(file.c_str(), &picture.size.width, &picture.size.height, &channels) == 0)
        return Error{"The picture " + file.string() +
                     " could not be read: " + stbi_failure_reason() + "."};
    if (picture.size.width > kMaxSide || picture.size.height > kMaxSide)
        return Error{"The picture " + file.string() + " is larger than " +
                     std::to_string(kMaxSide) + " pixels on a side."};
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
