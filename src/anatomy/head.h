#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "anatomy/head_measurements.h"
#include "anatomy/scalp_grid.h"
#include "base/units.h"
#include "geom/mesh.h"

namespace meso::anatomy {

/// The five points of a head from which everything is measured. Head frame, mm. "Left" and "right"
/// are the patient's; the right preauricular point has x > 0.
struct Landmarks {
    geom::Vec3 nasion = geom::Vec3::Zero();
    geom::Vec3 inion = geom::Vec3::Zero();
    geom::Vec3 leftPreauricular = geom::Vec3::Zero();
    geom::Vec3 rightPreauricular = geom::Vec3::Zero();
    geom::Vec3 vertex = geom::Vec3::Zero(); ///< highest point of the scalp
};

/// The same measures, read off a finished surface (bare skin).
struct MeasuredHead {
    Mm length, breadth, circumference, nasionInionArc;
    Mm tragusArcFrontal, tragusArcThroughCz;
    Mm tragionToTop;
};

/// The display mesh's skin with a quarter of its triangles, for views that move. Shaded like the
/// fine one, so that a picture does not jump when it stands still again.
struct LightSkin {
    geom::MeshPtr mesh;              ///< closed manifold, scalp edges about 4 mm
    std::vector<geom::Vec3> normals; ///< per vertex: of the display mesh's nearest vertex
    std::vector<float> occlusion;    ///< per vertex, likewise
};

/// A finished head: what is drawn, what is simulated on, and where its landmarks lie. Immutable.
struct Head {
    HeadMeasurements asked;
    MeasuredHead reached; ///< read off the display mesh
    Landmarks landmarks;
    geom::MeshPtr display;               ///< closed manifold, scalp edges about 2 mm
    std::vector<float> displayOcclusion; ///< per display vertex: 1 open to the sky .. 0 hidden
    LightSkin light;                     ///< its mesh may be null: then there is only `display`
    ScalpGridPtr scalp;                  ///< the grid that fields and sites live on
    std::uint64_t hash = 0;              ///< names the geometry: equal hash, equal head
};
using HeadPtr = std::shared_ptr<const Head>;

} // namespace meso::anatomy
