#pragma once
#include <optional>

#include <imgui.h>

#include "base/result.h"
#include "view/picture.h"
#include "view/scene.h"

namespace meso::ui {

/// A picture on the graphics card, to be shown by ImGui::Image from `upperLeft` to `lowerRight`
/// (texture coordinates: OpenGL's pictures are upside down).
struct TextureView {
    ImTextureID texture{};
    ImVec2 upperLeft{0, 1};
    ImVec2 lowerRight{1, 0};
};

/// How much a head picture may cost.
enum class PictureQuality {
    Still, ///< the best
    Moving ///< quick: a lighter mesh, no multisampling
};

/// Where the pictures in the window come from: OpenGL on a screen, nothing in tests without one.
class PictureSource {
public:
    virtual ~PictureSource() = default;
    /// The head, painted. A scene equal to the last one costs nothing. Empty: cannot be drawn; see
    /// problem().
    virtual std::optional<TextureView> headPicture(const view::Scene& scene, view::PixelSize size,
                                                   PictureQuality quality) = 0;
    /// The picture as a texture; uploaded again only when `serial` has changed.
    virtual std::optional<TextureView> mapPicture(const view::Picture& picture, int serial) = 0;
    /// The same for the cut through the tissue.
    virtual std::optional<TextureView> cutPicture(const view::Picture& picture, int serial) = 0;
    /// A picture for a file: drawn anew, and read back. Fails as the renderer does, or where there
    /// is none.
    virtual Result<view::Picture> filePicture(const view::Scene& /*scene*/,
                                              view::PixelSize /*size*/) {
        return Error{"Pictures cannot be drawn here."};
    }
    /// Why the last picture is missing; empty: it is not.
    [[nodiscard]] virtual const std::string& problem() const = 0;
};

/// Pictures for tests without a graphics card: none.
class NoPictures : public PictureSource {
public:
    std::optional<TextureView> headPicture(const view::Scene&, view::PixelSize,
                                           PictureQuality) override {
        return TextureView{};
    }
    std::optional<TextureView> mapPicture(const view::Picture&, int) override {
        return TextureView{};
    }
    std::optional<TextureView> cutPicture(const view::Picture&, int) override {
        return TextureView{};
    }
    [[nodiscard]] const std::string& problem() const override { return problem_; }

private:
    std::string problem_;
};

} // namespace meso::ui
