#include "ui/host/gl_pictures.h"

#include <cstdint>

#include "anatomy/head.h"
#include "geom/region.h"
#include "gfx/window_surface.h"
#include "ui/plan/sites_table.h"

namespace meso::ui {

namespace {

ImTextureID idOf(unsigned texture) {
    return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(texture));
}

} // namespace

/// Everything that the picture of the head alone shows. Fields are compared by their addresses, as
/// the scene cache promises.
struct GlPictures::HeadLook {
    anatomy::HeadPtr head;
    view::Camera camera;
    view::Theme theme;
    view::ScalpValues field, region, exclusion;
    view::ColourScale scale;
    std::vector<double> contours;
    bool outlines = true;
    double lineScale = 1;
    view::PixelSize size;

    HeadLook(const view::Scene& scene, view::PixelSize wanted)
        : head(scene.head), camera(scene.camera), theme(scene.theme), field(scene.field.values),
          region(scene.regionDistance), exclusion(scene.exclusionDistance),
          scale(scene.field.scale), outlines(scene.show.region), lineScale(scene.scale),
          size(wanted) {
        if (!scene.show.field)
            field = nullptr;
        if (scene.show.contours)
            contours = scene.field.contourLevels;
    }
    bool operator==(const HeadLook&) const = default;
};

struct GlPictures::State {
    /// A picture on the graphics card with its number.
    struct Kept {
        std::optional<gfx::UploadedPicture> picture;
        int serial = 0;
    };
    TextureView keep(Kept& kept, const view::Picture& picture, int serial);

    gfx::Renderer renderer;
    std::optional<HeadLook> shown;                  ///< in `head`
    PictureQuality quality = PictureQuality::Still; ///< that `head` was drawn with
    TextureView head;
    Kept map, cut;
    int drawings = 0;
    std::string problem;

    explicit State(gfx::Renderer made) : renderer(std::move(made)) {}
};

GlPictures::GlPictures(gfx::Renderer renderer)
    : state_(std::make_unique<State>(std::move(renderer))) {}
GlPictures::~GlPictures() = default;

std::optional<TextureView> GlPictures::headPicture(const view::Scene& scene, view::PixelSize size,
                                                   PictureQuality quality) {
    HeadLook wanted(scene, size);
    const bool isGoodEnough =
        quality == PictureQuality::Moving || state_->quality == PictureQuality::Still;
    if (isGoodEnough && state_->shown == wanted)
        return state_->head;
    state_->shown.reset();
    const auto drawn = state_->renderer.drawToTexture(
        scene, size, quality == PictureQuality::Still ? gfx::kStillQuality : gfx::kMovingQuality);
    if (!drawn) {
        state_->problem = drawn.error().message;
        return std::nullopt;
    }
    state_->problem.clear();
    state_->shown = std::move(wanted);
    state_->quality = quality;
    state_->head = TextureView{idOf(*drawn)};
    ++state_->drawings;
    return state_->head;
}

TextureView GlPictures::State::keep(Kept& kept, const view::Picture& picture, int serial) {
    if (!kept.picture || kept.serial != serial) {
        if (!kept.picture)
            kept.picture.emplace();
        kept.picture->upload(picture);
        kept.serial = serial;
        ++drawings;
    }
    return TextureView{idOf(kept.picture->texture()), {0, 0}, {1, 1}};
}

std::optional<TextureView> GlPictures::mapPicture(const view::Picture& picture, int serial) {
    return state_->keep(state_->map, picture, serial);
}

std::optional<TextureView> GlPictures::cutPicture(const view::Picture& picture, int serial) {
    return state_->keep(state_->cut, picture, serial);
}

const std::string& GlPictures::problem() const {
    return state_->problem;
}

Result<view::Picture> GlPictures::filePicture(const view::Scene& scene, view::PixelSize size) {
    return state_->renderer.draw(scene, size);
}

int GlPictures::drawings() const {
    return state_->drawings;
}

} // namespace meso::ui
