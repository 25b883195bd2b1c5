#pragma once
#include <functional>
#include <memory>

#include "app/case/open_case.h"
#include "ui/host/gl_pictures.h"
#include "ui/host/options.h"
#include "ui/shell/frame.h"
#include "view/picture.h"

namespace meso::app {
struct Assets;
}

namespace meso::ui {

/// The whole window without a window: drawn offscreen, no display needed. Time goes in steps of
/// 1/60 s per frame, whatever the clock says, so that equal scripts give equal pictures.
class HeadlessWindow {
public:
    /// `size` in real pixels; `contentScale` as of a screen. Fails when nothing can be drawn here
    /// (see OffscreenContext and Renderer). The open case outlives the window.
    /// `instead` takes the place of OpenGL's pictures of the head and the map, and outlives the
    /// window: to see what is left where they cannot be drawn.
    static Result<std::unique_ptr<HeadlessWindow>> open(app::OpenCase& openCase,
                                                        view::PixelSize size, float contentScale,
                                                        PictureSource* instead = nullptr);
    ~HeadlessWindow();

    /// As if the window were dragged to another size, and onto another screen. Fails as open()
    /// does, and nothing has changed then.
    Status resize(view::PixelSize size, float contentScale);
    /// Something that moves the mouse and presses keys, just before a frame.
    using Hand = std::function<void(FrameInput&)>;
    /// One frame, 1/60 s later. Returns what the frontend got, with what the hand added.
    FrameInput frame(FrameInput input = {}, const Hand& hand = {});
    /// Waits for the simulation, then draws until nothing moves. Fails when that takes more than a
    /// minute of frames.
    Status settle();
    /// What the last frame shows; call after a frame. Only this paints, so frames that nobody looks
    /// at cost little.
    [[nodiscard]] view::Picture read() const;

    Frontend& frontend();
    GlPictures& pictures();

private:
    struct State;
    explicit HeadlessWindow(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Blocks until the open case's simulation is idle. Frames in between would make pictures depend on
/// how fast the machine is.
void waitForSimulation(app::OpenCase& openCase);

/// What `mesomap --screenshot` does: opens the plan, runs the script, waits until nothing moves,
/// writes the picture. Remembers nothing and reads no settings.
Status runHeadless(const Options& options, const app::Assets& assets);

} // namespace meso::ui
