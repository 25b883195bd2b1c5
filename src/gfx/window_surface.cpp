#include "gfx/window_surface.h"

#include <algorithm>
#include <cstddef>

#include "gfx/gl_objects.h"
#include "gfx/render_target.h"

namespace meso::gfx {

namespace {

constexpr int kNeededVersion = 33;

std::string words(GLenum what) {
    const GLubyte* text = glGetString(what);
    return text == nullptr ? std::string("?") : std::string(reinterpret_cast<const char*>(text));
}

void clearTo(view::Colour colour) {
    glDisable(GL_SCISSOR_TEST);
    glClearColor(colour.red, colour.green, colour.blue, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

} // namespace

Status checkContext() {
    const int found = epoxy_gl_version();
    if (epoxy_is_desktop_gl() && found >= kNeededVersion)
        return Done{};
    return Error{"The window needs OpenGL 3.3, but this graphics driver (" + driverDescription() +
                 ") has " + std::to_string(found / 10) + "." + std::to_string(found % 10) + "."};
}

std::string driverDescription() {
    return words(GL_RENDERER) + ", OpenGL " + words(GL_VERSION);
}

bool isContextLost() {
    const bool canAsk = epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_ARB_robustness");
    if (!canAsk)
        return false;
    return epoxy_gl_version() >= 45 ? glGetGraphicsResetStatus() != GL_NO_ERROR
                                    : glGetGraphicsResetStatusARB() != GL_NO_ERROR;
}

void finishDrawing() {
    glFinish();
}

void clearWindow(view::PixelSize size, view::Colour colour) {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, size.width, size.height);
    clearTo(colour);
}

view::Picture readWindow(view::PixelSize size) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    glReadBuffer(GL_BACK);
    return readPixels(size);
}

struct OffscreenSurface::State {
    RenderTarget target;
};

OffscreenSurface::OffscreenSurface(std::unique_ptr<State> state) : state_(std::move(state)) {}
OffscreenSurface::OffscreenSurface(OffscreenSurface&&) noexcept = default;
OffscreenSurface& OffscreenSurface::operator=(OffscreenSurface&&) noexcept = default;
OffscreenSurface::~OffscreenSurface() = default;

Result<OffscreenSurface> OffscreenSurface::create(view::PixelSize size) {
    Result<RenderTarget> target = RenderTarget::create(size, 1);
    if (!target)
        return target.error();
    return OffscreenSurface(std::make_unique<State>(State{std::move(target).value()}));
}

void OffscreenSurface::clear(view::Colour colour) const {
    state_->target.bind();
    clearTo(colour);
}

view::Picture OffscreenSurface::read() const {
    state_->target.resolve();
    return state_->target.read();
}

struct UploadedPicture::State {
    Texture texture;
};

UploadedPicture::UploadedPicture() : state_(std::make_unique<State>()) {}
UploadedPicture::UploadedPicture(UploadedPicture&&) noexcept = default;
UploadedPicture& UploadedPicture::operator=(UploadedPicture&&) noexcept = default;
UploadedPicture::~UploadedPicture() = default;

void UploadedPicture::upload(const view::Picture& picture) {
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, state_->texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.size.width, picture.size.height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, picture.rgba.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

unsigned UploadedPicture::texture() const {
    return state_->texture.name();
}

} // namespace meso::gfx
