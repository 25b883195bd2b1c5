#pragma once
#include "base/result.h"
#include "gfx/gl_objects.h"
#include "view/picture.h"

namespace meso::gfx {

/// Largest width and height of a picture, pixels.
inline constexpr int kLargestSide = 4096;

/// The pixels of the framebuffer that is bound for reading, top row first.
view::Picture readPixels(view::PixelSize size);

/// Where a frame is drawn: colour and depth with several samples per pixel, and the plain texture
/// into which they are resolved. With one sample it is drawn straight into that texture.
class RenderTarget {
public:
    /// `samples` is 1, 2 or 4 (the driver may give fewer). Fails when a side is not 1 to
    /// kLargestSide pixels, and when the graphics memory does not suffice.
    static Result<RenderTarget> create(view::PixelSize size, int samples);

    [[nodiscard]] view::PixelSize size() const { return size_; }
    [[nodiscard]] int samples() const { return samples_; }
    /// Directs drawing here and sets the viewport.
    void bind() const;
    /// Averages the samples into the texture, if there are several.
    void resolve() const;
    /// The resolved picture; row 0 is the bottom one, as OpenGL has it. Valid while this lives.
    [[nodiscard]] GLuint texture() const { return plain_.name(); }
    /// Copies the resolved picture back, top row first.
    [[nodiscard]] view::Picture read() const;

private:
    RenderTarget() = default;
    [[nodiscard]] bool attach();
    [[nodiscard]] bool isPlain() const { return samples_ == 1; }
    view::PixelSize size_;
    int samples_ = 4;
    Renderbuffer colour_;
    Renderbuffer depth_;
    Framebuffer drawn_;
    Texture plain_;
    Framebuffer resolved_;
};

} // namespace meso::gfx
