#pragma once
#include <optional>

#include "gfx/gl_objects.h"
#include "view/scalp_chart.h"
#include "view/scene.h"

namespace meso::gfx {

/// Texels on a side of the scalp's texture: 0.23 degrees, 0.4 mm on an adult head.
inline constexpr int kScalpTextureSide = 1024;

/// The scalp's data on the graphics card, laid out on the scalp chart: red the field, green and
/// blue the distances to the borders of the treatment area and of the exclusions, alpha the radius
/// of the scalp. Rebuilt only when the scene brings other data.
class ScalpTexture {
public:
    /// Makes the texture fit the scene and binds it to texture unit `unit`. Milliseconds when
    /// something changed; the first time for a grid also builds its chart (tens of milliseconds).
    void bind(const view::Scene& scene, int unit);

private:
    void upload(const view::Scene& scene);
    [[nodiscard]] bool fits(const view::Scene& scene) const;
    Texture texture_;
    std::optional<view::ScalpChart> chart_;
    int chartFrequency_ = 0;
    anatomy::ScalpGridPtr grid_;
    view::ScalpValues field_, region_, exclusion_;
};

} // namespace meso::gfx
