#pragma once
#include <optional>
#include <vector>

#include "anatomy/head.h"
#include "view/camera.h"
#include "view/flat_map.h"
#include "view/skin_view.h"

/// How the two views of the window see the skin. Pixels are those of the view's own picture.
namespace meso::ui {

/// A place on the scalp with its outward unit normal; head frame, mm.
using SkinPoint = view::SkinPoint;
/// The scalp where the ray from its centre through `position` leaves it; empty off the scalp.
std::optional<SkinPoint> spotAt(const anatomy::ScalpGrid& grid, const geom::Vec3& position);
/// A way over the scalp from one place to another, straight as seen from the centre of the head, a
/// spot about every 3 mm, ends included. Places off the scalp are left out.
std::vector<SkinPoint> pathOver(const anatomy::ScalpGrid& grid, const geom::Vec3& from,
                                const geom::Vec3& to);

/// One view of the skin: the 3D picture or the flat map.
class SkinProjection {
public:
    virtual ~SkinProjection() = default;
    /// Scalp under a pixel, on the side that is seen; empty: background, or face, ear and neck.
    [[nodiscard]] virtual std::optional<geom::Vec3> skinAt(const geom::Vec2& pixel) const = 0;
    /// Where a spot lies on the picture; empty where it is turned away or out of the picture.
    [[nodiscard]] virtual std::optional<geom::Vec2> pixelOf(const SkinPoint& spot) const = 0;
};

/// Through the camera of the 3D view.
class HeadProjection : public SkinProjection {
public:
    /// `display` is an index over the head's display mesh: an ear hides the scalp behind it. Both
    /// outlive the sight.
    HeadProjection(const view::Camera& camera, view::PixelSize size, const anatomy::ScalpGrid& grid,
                   const geom::SurfaceIndex& display)
        : camera_(camera), size_(size), grid_(grid), display_(display) {}
    [[nodiscard]] std::optional<geom::Vec3> skinAt(const geom::Vec2& pixel) const override;
    [[nodiscard]] std::optional<geom::Vec2> pixelOf(const SkinPoint& spot) const override;

private:
    view::Camera camera_;
    view::PixelSize size_;
    const anatomy::ScalpGrid& grid_;
    const geom::SurfaceIndex& display_;
};

/// On the flat map.
class MapProjection : public SkinProjection {
public:
    MapProjection(const view::FlatLayout& layout, const anatomy::ScalpGrid& grid)
        : layout_(layout), grid_(grid) {}
    [[nodiscard]] std::optional<geom::Vec3> skinAt(const geom::Vec2& pixel) const override;
    [[nodiscard]] std::optional<geom::Vec2> pixelOf(const SkinPoint& spot) const override;

private:
    view::FlatLayout layout_;
    const anatomy::ScalpGrid& grid_;
};

} // namespace meso::ui
