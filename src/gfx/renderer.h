#pragma once
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "view/scene.h"

namespace meso::gfx {

/// How much care a frame gets.
struct Quality {
    int samples = 4;    ///< per pixel: 1, 2 or 4
    bool quick = false; ///< the head's light skin, lit per vertex: for views that move
};
inline constexpr Quality kStillQuality{};
inline constexpr Quality kMovingQuality{.samples = 1, .quick = true};

/// Draws Scenes with OpenGL 3.3. It keeps what it uploaded, so a second frame of the same head and
/// the same field costs only the drawing. Needs a current context (an OffscreenContext or a
/// window's) on the calling thread, from create() until it is destroyed. It draws the head and what
/// is painted on it; texts and marks are the Overlay's (view/overlay.h).
class Renderer {
public:
    /// `shaders` is the folder of the shader files. Fails when one is missing or does not compile.
    static Result<Renderer> create(const std::filesystem::path& shaders);

    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;
    ~Renderer();

    /// Draws into a texture of the renderer and returns its OpenGL name; row 0 is the bottom one.
    /// It stays valid until the next call of drawToTexture(). Fails when a side is not 1 to 4096
    /// pixels or the graphics memory does not suffice. Leaves framebuffer 0 bound, blending and
    /// depth test off.
    Result<unsigned> drawToTexture(const view::Scene& scene, view::PixelSize size,
                                   Quality quality = {});
    /// The same, copied back to memory.
    Result<view::Picture> draw(const view::Scene& scene, view::PixelSize size,
                               Quality quality = {});

private:
    struct State;
    explicit Renderer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace meso::gfx
