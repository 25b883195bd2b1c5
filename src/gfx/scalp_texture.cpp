#include "gfx/scalp_texture.h"

#include <algorithm>
#include <vector>

#include "anatomy/head.h"

namespace meso::gfx {

namespace {

/// Distances end here, mm: a step at the grid's edge would be seen as a line.
constexpr float kFar = 30;

/// A distance to a border as a layer of the texture; without one, everything is far outside.
std::vector<float> distanceLayer(const view::ScalpChart& chart, const view::ScalpValues& distance) {
    if (!distance)
        return std::vector<float>(static_cast<std::size_t>(chart.side()) * chart.side(), kFar);
    std::vector<float> values = chart.raster(*distance, kFar).values;
    for (float& v : values)
        v = std::clamp(v, -kFar, kFar);
    return values;
}

/// Puts one channel of four into the interleaved texels.
void interleave(std::vector<float>& texels, int channel, const std::vector<float>& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        texels[4 * i + channel] = values[i];
}

} // namespace

bool ScalpTexture::fits(const view::Scene& scene) const {
    return grid_ == scene.head->scalp && field_ == scene.field.values &&
           region_ == scene.regionDistance && exclusion_ == scene.exclusionDistance;
}

void ScalpTexture::bind(const view::Scene& scene, int unit) {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    if (!fits(scene))
        upload(scene);
}

void ScalpTexture::upload(const view::Scene& scene) {
    const anatomy::ScalpGrid& grid = *scene.head->scalp;
    if (!chart_ || chartFrequency_ != grid.frequency ||
        chart_->vertexCount() != grid.directions.size())
        chart_.emplace(grid, kScalpTextureSide);
    chartFrequency_ = grid.frequency;
    grid_ = scene.head->scalp;
    field_ = scene.field.values;
    region_ = scene.regionDistance;
    exclusion_ = scene.exclusionDistance;

    const auto side = static_cast<std::size_t>(kScalpTextureSide);
    std::vector<float> texels(4 * side * side, 0.0F);
    if (field_)
        interleave(texels, 0, chart_->raster(*field_, 0).values);
    interleave(texels, 1, distanceLayer(*chart_, region_));
    interleave(texels, 2, distanceLayer(*chart_, exclusion_));
    interleave(texels, 3, chart_->raster(view::skinDistances(grid), 0).values);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, kScalpTextureSide, kScalpTextureSide, 0, GL_RGBA,
                 GL_FLOAT, texels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

} // namespace meso::gfx
