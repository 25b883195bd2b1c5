#include "cli/pictures.h"

#include <cmath>

#include "base/text.h"
#include "cli/console.h"
#include "gfx/offscreen.h"
#include "gfx/renderer.h"
#include "report/canvas.h"
#include "view/scene_overlay.h"

namespace meso::cli {

PictureMaker::PictureMaker(std::unique_ptr<gfx::OffscreenContext> context,
                           std::unique_ptr<gfx::Renderer> renderer, report::Fonts fonts)
    : context_(std::move(context)), renderer_(std::move(renderer)), fonts_(std::move(fonts)) {}
PictureMaker::PictureMaker(PictureMaker&&) noexcept = default;
PictureMaker::~PictureMaker() {
    renderer_.reset();
}

Result<PictureMaker> PictureMaker::create(const app::Assets& assets) {
    auto context = gfx::OffscreenContext::create();
    if (!context)
        return context.error();
    auto kept = std::make_unique<gfx::OffscreenContext>(std::move(context).value());
    auto renderer = gfx::Renderer::create(assets.shaders());
    if (!renderer)
        return renderer.error();
    report::Fonts fonts(assets.fonts());
    if (!fonts.warning().empty())
        note(fonts.warning());
    return PictureMaker(std::move(kept),
                        std::make_unique<gfx::Renderer>(std::move(renderer).value()),
                        std::move(fonts));
}

Result<view::Picture> PictureMaker::picture(const view::Scene& scene, view::PixelSize size,
                                            const view::Overlay& under) {
    auto drawn = renderer_->draw(scene, size);
    if (!drawn)
        return drawn;
    view::Picture picture = std::move(drawn).value();
    report::paint(picture, under, fonts_);
    report::paint(picture, view::overlayOf(scene, size), fonts_);
    return picture;
}

std::string PictureMaker::driver() const {
    return context_->description();
}

Result<view::PixelSize> sizeFrom(const std::string& words) {
    const auto cross = words.find('x');
    const Error refused{"\"" + text::printable(words) +
                        "\" is not a picture size. Write it like 1440x900, at most 4096x4096."};
    if (cross == std::string::npos)
        return refused;
    const auto width = text::number(words.substr(0, cross));
    const auto height = text::number(words.substr(cross + 1));
    if (!width || !height)
        return refused;
    for (const double side : {*width, *height})
        if (side < 1 || side > 4096 || side != std::floor(side))
            return refused;
    return view::PixelSize{static_cast<int>(*width), static_cast<int>(*height)};
}

} // namespace meso::cli
