#include "gfx/offscreen.h"

#include <dlfcn.h>
#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>

namespace meso::gfx {

struct OffscreenContext::State {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (context != EGL_NO_CONTEXT) {
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
    }
};

namespace {

constexpr const char* kWayOut =
    " Pictures need it; install Mesa (Debian: libegl1 libgl1-mesa-dri), which also draws without a "
    "graphics card.";

Error missing(const std::string& what) {
    return Error{what + kWayOut};
}

/// epoxy ends the program when a library that it forwards to is missing, so look first.
bool canLoad(const char* library) {
    void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle != nullptr)
        dlclose(handle);
    return handle != nullptr;
}

EGLDisplay surfacelessDisplay() {
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_base") ||
        !epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
        return EGL_NO_DISPLAY;
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

EGLContext coreContext(EGLDisplay display) {
    if (!eglBindAPI(EGL_OPENGL_API))
        return EGL_NO_CONTEXT;
    const std::array<EGLint, 5> wanted = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0,
                                          EGL_NONE};
    EGLConfig config = EGL_NO_CONFIG_KHR;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted.data(), &config, 1, &count) || count == 0)
        config = EGL_NO_CONFIG_KHR;
    const std::array<EGLint, 7> attributes = {EGL_CONTEXT_MAJOR_VERSION,
                                              3,
                                              EGL_CONTEXT_MINOR_VERSION,
                                              3,
                                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                              EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, attributes.data());
}

} // namespace

Result<OffscreenContext> OffscreenContext::create() {
    if (!canLoad("libEGL.so.1"))
        return missing("EGL (libEGL.so.1) is not installed.");
    if (!canLoad("libGL.so.1") && !canLoad("libOpenGL.so.0"))
        return missing("OpenGL (libGL.so.1) is not installed.");
    auto state = std::make_unique<State>();
    state->display = surfacelessDisplay();
    if (state->display == EGL_NO_DISPLAY)
        return missing("EGL has no driver that can draw without a display.");
    EGLint major = 0;
    EGLint minor = 0;
    if (!eglInitialize(state->display, &major, &minor))
        return missing("EGL could not start its graphics driver.");
    state->context = coreContext(state->display);
    if (state->context == EGL_NO_CONTEXT)
        return missing("The graphics driver has no OpenGL 3.3 core profile.");
    if (!eglMakeCurrent(state->display, EGL_NO_SURFACE, EGL_NO_SURFACE, state->context))
        return missing("The graphics driver cannot draw without a window surface.");
    return OffscreenContext(std::move(state));
}

OffscreenContext::OffscreenContext(std::unique_ptr<State> state) : state_(std::move(state)) {}
OffscreenContext::OffscreenContext(OffscreenContext&&) noexcept = default;
OffscreenContext& OffscreenContext::operator=(OffscreenContext&&) noexcept = default;
OffscreenContext::~OffscreenContext() = default;

std::string OffscreenContext::description() const {
    const auto words = [](GLenum what) {
        const GLubyte* text = glGetString(what);
        return text == nullptr ? std::string("?")
                               : std::string(reinterpret_cast<const char*>(text));
    };
    return words(GL_RENDERER) + ", OpenGL " + words(GL_VERSION);
}

} // namespace meso::gfx
