#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "view/colour.h"
#include "view/picture.h"

/// What a window needs of OpenGL beside the head: its own surface, pictures on the card, and
/// whether the driver is still there. All of it wants a current context.
namespace meso::gfx {

/// Whether the current context suffices. Fails, with what was found and what is needed, below
/// OpenGL 3.3 core.
Status checkContext();
/// The driver's own words: renderer and version, for bug reports.
std::string driverDescription();
/// The driver was reset and everything on the card is gone (glGetGraphicsResetStatus, where the
/// driver has it; elsewhere never).
bool isContextLost();

/// Waits until everything that was asked for is drawn: for timing.
void finishDrawing();

/// Directs drawing at the window itself and fills it.
void clearWindow(view::PixelSize size, view::Colour colour);
/// What was drawn on the window since it was last cleared, top row first; before the swap.
view::Picture readWindow(view::PixelSize size);

/// Something to draw on that stands in for a window where there is none.
class OffscreenSurface {
public:
    /// Fails when a side is not 1 to 4096 pixels or the graphics memory does not suffice.
    static Result<OffscreenSurface> create(view::PixelSize size);
    OffscreenSurface(OffscreenSurface&&) noexcept;
    OffscreenSurface& operator=(OffscreenSurface&&) noexcept;
    ~OffscreenSurface();

    /// Directs drawing here and fills it.
    void clear(view::Colour colour) const;
    /// What was drawn, top row first.
    [[nodiscard]] view::Picture read() const;

private:
    struct State;
    explicit OffscreenSurface(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// A picture on the graphics card. Row 0 of the texture is the top one.
class UploadedPicture {
public:
    UploadedPicture();
    UploadedPicture(UploadedPicture&&) noexcept;
    UploadedPicture& operator=(UploadedPicture&&) noexcept;
    ~UploadedPicture();

    /// Replaces what was there.
    void upload(const view::Picture& picture);
    /// OpenGL's name of it.
    [[nodiscard]] unsigned texture() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace meso::gfx
