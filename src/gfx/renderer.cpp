#include "gfx/renderer.h"

#include <algorithm>
#include <array>
#include <numbers>
#include <optional>
#include <string>

#include "anatomy/head.h"
#include "gfx/mesh_buffers.h"
#include "gfx/render_target.h"
#include "gfx/scalp_texture.h"
#include "gfx/shader.h"

namespace meso::gfx {

namespace {

std::vector<std::string> backgroundUniforms() {
    return {"uInner", "uOuter", "uAspect"};
}

std::vector<std::string> headUniforms() {
    return {"uClipFromHead", "uEye",
            "uGridCentre",   "uCameraRight",
            "uCameraUp",     "uChart",
            "uColours",      "uReach",
            "uRange",        "uScaling",
            "uSkin",         "uFieldOn",
            "uRegionColour", "uExclusionColour",
            "uRegionOn",     "uExclusionOn",
            "uContours",     "uContourCount",
            "uPixel"};
}

/// Clip planes that hug the head, for an even depth precision.
Eigen::Matrix4d clipFromHead(const view::Scene& scene, view::PixelSize size,
                             const view::BoundingSphere& ball) {
    const double depth = view::project(scene.camera, size, ball.centre).depth.value();
    const double far = std::max(2.0, depth + ball.radius.value() * 1.02);
    const double near = std::max(far / 1000, depth - ball.radius.value() * 1.02);
    return view::projectionMatrix(scene.camera, size, Mm(near), Mm(far)) *
           view::viewMatrix(scene.camera);
}

void setColours(const Shader& shader, const view::Scene& scene) {
    shader.set("uSkin", scene.theme.skin);
    shader.set("uRegionColour", scene.theme.accent);
    shader.set("uExclusionColour", scene.theme.exclusion);
}

void setField(const Shader& shader, const view::Scene& scene) {
    const view::ColourScale& scale = scene.field.scale;
    shader.set("uFieldOn", view::showsField(scene) ? 1.0F : 0.0F);
    const bool isSigned = scale.scaling == view::Scaling::SignedLogarithmic;
    const double low = isSigned ? view::kSignedMin * scale.high : scale.low;
    shader.set("uRange", Eigen::Vector2d(low, scale.high));
    shader.set("uScaling", static_cast<int>(scale.scaling));
    std::vector<float> levels(view::kMaxContours, 0.0F);
    const auto count = std::min(levels.size(), scene.field.contourLevels.size());
    std::copy_n(scene.field.contourLevels.begin(), count, levels.begin());
    shader.set("uContours", levels);
    shader.set("uContourCount", scene.show.contours ? static_cast<int>(count) : 0);
}

} // namespace

struct Renderer::State {
    Shader background;
    Shader head, quickHead;
    VertexArray nothing; ///< core profile wants one bound, even without attributes
    ScalpTexture scalp;
    Texture colours;
    std::optional<view::Colormap> uploadedMap;
    /// Kept from picture to picture; a picture for the screen stays while another one is made.
    struct Slot {
        std::optional<RenderTarget> target;
        int askedSamples = 0;
    };
    Slot still, moving, file;
    std::optional<MeshBuffers> mesh, lightMesh;
    anatomy::HeadPtr uploadedHead;
    view::BoundingSphere ball;

    State(Shader backgroundShader, Shader headShader, Shader quickShader)
        : background(std::move(backgroundShader)), head(std::move(headShader)),
          quickHead(std::move(quickShader)) {}

    static Status prepare(Slot& slot, view::PixelSize size, Quality quality);
    Status drawInto(Slot& slot, const view::Scene& scene, view::PixelSize size, Quality quality);
    void prepareHead(const anatomy::HeadPtr& wanted);
    void bindColours(view::Colormap map, int unit);
    void drawBackground(const view::Scene& scene, view::PixelSize size) const;
    void drawHead(const view::Scene& scene, view::PixelSize size, bool quick);
    void setCamera(const Shader& shader, const view::Scene& scene, view::PixelSize size) const;
};

Status Renderer::State::prepare(Slot& slot, view::PixelSize size, Quality quality) {
    if (slot.target && slot.target->size() == size && slot.askedSamples == quality.samples)
        return Done{};
    slot.target.reset();
    Result<RenderTarget> made = RenderTarget::create(size, quality.samples);
    if (!made)
        return made.error();
    slot.target.emplace(std::move(made).value());
    slot.askedSamples = quality.samples;
    return Done{};
}

void Renderer::State::prepareHead(const anatomy::HeadPtr& wanted) {
    if (uploadedHead == wanted)
        return;
    mesh.emplace(*wanted->display, wanted->displayOcclusion);
    lightMesh.reset();
    if (wanted->light.mesh)
        lightMesh.emplace(*wanted->light.mesh, wanted->light.occlusion, wanted->light.normals);
    ball = view::boundingSphereOf(*wanted->display);
    uploadedHead = wanted;
}

void Renderer::State::bindColours(view::Colormap map, int unit) {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(GL_TEXTURE_2D, colours.name());
    if (uploadedMap == map)
        return;
    std::array<float, 256 * 3> table{};
    for (std::size_t i = 0; i < 256; ++i) {
        const view::Colour c = view::colourAt(map, static_cast<double>(i) / 255);
        table[3 * i] = c.red;
        table[3 * i + 1] = c.green;
        table[3 * i + 2] = c.blue;
    }
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, 256, 1, 0, GL_RGB, GL_FLOAT, table.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    uploadedMap = map;
}

void Renderer::State::drawBackground(const view::Scene& scene, view::PixelSize size) const {
    glDepthFunc(GL_LEQUAL); // behind the head nothing needs to be computed
    glEnable(GL_DEPTH_TEST);
    background.use();
    background.set("uInner", scene.theme.viewInner);
    background.set("uOuter", scene.theme.viewOuter);
    background.set("uAspect", static_cast<float>(size.width) / static_cast<float>(size.height));
    glBindVertexArray(nothing.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_DEPTH_TEST);
}

void Renderer::State::setCamera(const Shader& shader, const view::Scene& scene,
                                view::PixelSize size) const {
    const view::ViewAxes axes = view::axesOf(scene.camera);
    shader.set("uClipFromHead", clipFromHead(scene, size, ball));
    shader.set("uEye", view::eyeOf(scene.camera));
    shader.set("uCameraRight", axes.right);
    shader.set("uCameraUp", axes.up);
    shader.set("uGridCentre", scene.head->scalp->centre);
    shader.set("uReach", static_cast<float>(view::kChartReach.value() * std::numbers::pi / 180));
    shader.set("uPixel", static_cast<float>(scene.scale));
}

void Renderer::State::drawHead(const view::Scene& scene, view::PixelSize size, bool quick) {
    const Shader& shader = quick ? quickHead : head;
    shader.use();
    setCamera(shader, scene, size);
    setColours(shader, scene);
    setField(shader, scene);
    shader.set("uRegionOn", scene.show.region && scene.regionDistance ? 1.0F : 0.0F);
    shader.set("uExclusionOn", scene.show.region && scene.exclusionDistance ? 1.0F : 0.0F);
    scalp.bind(scene, 0);
    bindColours(scene.field.scale.map, 1);
    shader.set("uChart", 0);
    shader.set("uColours", 1);
    glEnable(GL_DEPTH_TEST);
    glEnable(GL_CULL_FACE); // the skin is closed, so its far side is never seen
    (quick && lightMesh ? *lightMesh : *mesh).draw();
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
}

Result<Renderer> Renderer::create(const std::filesystem::path& shaders) {
    Result<Shader> background = Shader::load(shaders, "background", backgroundUniforms());
    if (!background)
        return background.error();
    Result<Shader> head = Shader::load(shaders, "head", headUniforms());
    if (!head)
        return head.error();
    Result<Shader> quick = Shader::load(shaders, "head_quick", headUniforms());
    if (!quick)
        return quick.error();
    return Renderer(std::make_unique<State>(std::move(background).value(), std::move(head).value(),
                                            std::move(quick).value()));
}

Renderer::Renderer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

Status Renderer::State::drawInto(Slot& slot, const view::Scene& scene, view::PixelSize size,
                                 Quality quality) {
    MESO_CHECK(scene.head != nullptr, "a scene without a head cannot be drawn");
    Status ready = prepare(slot, size, quality);
    if (!ready)
        return ready.error();
    prepareHead(scene.head);
    slot.target->bind();
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glDisable(GL_SCISSOR_TEST);
    glDepthFunc(GL_LESS);
    glDepthMask(GL_TRUE);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
    drawHead(scene, size, quality.quick);
    drawBackground(scene, size);
    slot.target->resolve();
    glBindVertexArray(0);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (const GLenum fault = glGetError(); fault != GL_NO_ERROR)
        return Error{"The graphics driver could not draw the picture (OpenGL error " +
                     std::to_string(fault) + "). Try a smaller picture."};
    return Done{};
}

Result<unsigned> Renderer::drawToTexture(const view::Scene& scene, view::PixelSize size,
                                         Quality quality) {
    State::Slot& slot = quality.quick ? state_->moving : state_->still;
    const Status drawn = state_->drawInto(slot, scene, size, quality);
    if (!drawn)
        return drawn.error();
    return slot.target->texture();
}

Result<view::Picture> Renderer::draw(const view::Scene& scene, view::PixelSize size,
                                     Quality quality) {
    const Status drawn = state_->drawInto(state_->file, scene, size, quality);
    if (!drawn)
        return drawn.error();
    view::Picture picture = state_->file.target->read();
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    return picture;
}

} // namespace meso::gfx
