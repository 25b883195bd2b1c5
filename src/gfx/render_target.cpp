#include "gfx/render_target.h"

#include <algorithm>
#include <string>

namespace meso::gfx {

Result<RenderTarget> RenderTarget::create(view::PixelSize size, int samples) {
    const std::string words =
        std::to_string(size.width) + " x " + std::to_string(size.height) + " pixels";
    if (std::min(size.width, size.height) < 1 || std::max(size.width, size.height) > kLargestSide)
        return Error{"A picture of " + words + " cannot be drawn: each side must be 1 to " +
                     std::to_string(kLargestSide) + " pixels."};
    RenderTarget target;
    GLint most = 1;
    glGetIntegerv(GL_MAX_SAMPLES, &most);
    target.size_ = size;
    target.samples_ = std::clamp(samples, 1, std::max(1, most));
    while (glGetError() != GL_NO_ERROR) {
    }
    if (!target.attach() || glGetError() != GL_NO_ERROR)
        return Error{"The graphics memory does not suffice for a picture of " + words +
                     ". Ask for a smaller one."};
    return target;
}

bool RenderTarget::attach() {
    const auto [width, height] = size_;
    glBindTexture(GL_TEXTURE_2D, plain_.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindFramebuffer(GL_FRAMEBUFFER, resolved_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, plain_.name(), 0);
    const bool readable = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    glBindFramebuffer(GL_FRAMEBUFFER, isPlain() ? resolved_.name() : drawn_.name());
    // A driver may round one sample up to four, so a plain target asks for none.
    const int samples = isPlain() ? 0 : samples_;
    if (!isPlain()) {
        glBindRenderbuffer(GL_RENDERBUFFER, colour_.name());
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_RGBA8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER,
                                  colour_.name());
    }
    glBindRenderbuffer(GL_RENDERBUFFER, depth_.name());
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_DEPTH_COMPONENT24, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_.name());
    return readable && glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

void RenderTarget::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, isPlain() ? resolved_.name() : drawn_.name());
    glViewport(0, 0, size_.width, size_.height);
}

void RenderTarget::resolve() const {
    if (isPlain())
        return;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, drawn_.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, resolved_.name());
    glBlitFramebuffer(0, 0, size_.width, size_.height, 0, 0, size_.width, size_.height,
                      GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

view::Picture RenderTarget::read() const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, resolved_.name());
    return readPixels(size_);
}

view::Picture readPixels(view::PixelSize size) {
    view::Picture picture{size, {}};
    const std::size_t row = static_cast<std::size_t>(size.width) * 4;
    picture.rgba.resize(row * static_cast<std::size_t>(size.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, picture.rgba.data());
    for (int top = 0, bottom = size.height - 1; top < bottom; ++top, --bottom)
        std::swap_ranges(picture.rgba.begin() + static_cast<std::ptrdiff_t>(row) * top,
                         picture.rgba.begin() + static_cast<std::ptrdiff_t>(row) * (top + 1),
                         picture.rgba.begin() + static_cast<std::ptrdiff_t>(row) * bottom);
    return picture;
}

} // namespace meso::gfx
