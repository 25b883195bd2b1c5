#pragma once
#include <memory>
#include <string>

#include "gfx/renderer.h"
#include "ui/state/picture_source.h"

namespace meso::ui {

/// Pictures drawn by OpenGL, in the window's context or an offscreen one; made and destroyed while
/// it is current. It keeps the last head picture and draws again only when the head would look
/// different: sites, captions and the legend are painted elsewhere and do not matter.
class GlPictures : public PictureSource {
public:
    explicit GlPictures(gfx::Renderer renderer);
    ~GlPictures() override;

    std::optional<TextureView> headPicture(const view::Scene& scene, view::PixelSize size,
                                           PictureQuality quality) override;
    std::optional<TextureView> mapPicture(const view::Picture& picture, int serial) override;
    std::optional<TextureView> cutPicture(const view::Picture& picture, int serial) override;
    Result<view::Picture> filePicture(const view::Scene& scene, view::PixelSize size) override;
    [[nodiscard]] const std::string& problem() const override;

    /// How many head pictures were drawn, and map pictures uploaded, so far.
    [[nodiscard]] int drawings() const;

private:
    struct HeadLook; ///< what a head picture depends on
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace meso::ui
