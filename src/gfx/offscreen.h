#pragma once
#include <memory>
#include <string>

#include "base/result.h"

namespace meso::gfx {

/// An OpenGL 3.3 core context without a window or a display, through EGL's surfaceless platform
/// (works on Mesa's software rasteriser with no X server). It is current on the thread that made
/// it until it is destroyed; what is drawn with it must be destroyed before it.
class OffscreenContext {
public:
    /// Fails, with a sentence that says what to install, when EGL or OpenGL cannot be loaded, when
    /// the surfaceless platform is missing, or when the driver has no OpenGL 3.3 core.
    static Result<OffscreenContext> create();

    OffscreenContext(OffscreenContext&&) noexcept;
    OffscreenContext& operator=(OffscreenContext&&) noexcept;
    ~OffscreenContext();

    /// The driver's own words: renderer and version, for `info` and bug reports.
    [[nodiscard]] std::string description() const;

private:
    struct State;
    explicit OffscreenContext(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace meso::gfx
