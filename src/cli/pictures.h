#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/assets.h"
#include "base/result.h"
#include "report/fonts.h"
#include "view/scene.h"

namespace meso::gfx {
class OffscreenContext;
class Renderer;
} // namespace meso::gfx

namespace meso::cli {

/// Draws scenes into pictures without a display: head by OpenGL, texts and marks by Cairo.
class PictureMaker {
public:
    /// Fails where there is no OpenGL 3.3, or a shader is missing. A missing font is only noted on
    /// standard error.
    static Result<PictureMaker> create(const app::Assets& assets);
    PictureMaker(PictureMaker&&) noexcept;
    ~PictureMaker();

    /// `under` is painted between the head and the marks of the scene.
    Result<view::Picture> picture(const view::Scene& scene, view::PixelSize size,
                                  const view::Overlay& under = {});
    [[nodiscard]] const report::Fonts& fonts() const { return fonts_; }
    /// The graphics driver's own words.
    [[nodiscard]] std::string driver() const;

private:
    PictureMaker(std::unique_ptr<gfx::OffscreenContext> context,
                 std::unique_ptr<gfx::Renderer> renderer, report::Fonts fonts);
    // The renderer's objects live in the context, so it goes first.
    std::unique_ptr<gfx::OffscreenContext> context_;
    std::unique_ptr<gfx::Renderer> renderer_;
    report::Fonts fonts_;
};

/// "1440x900" within 1 to 4096 on each side.
Result<view::PixelSize> sizeFrom(const std::string& words);

} // namespace meso::cli
