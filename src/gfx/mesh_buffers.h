#pragma once
#include <span>

#include "geom/mesh.h"
#include "gfx/gl_objects.h"

namespace meso::gfx {

/// A surface on the graphics card: position (attribute 0), normal (1) and occlusion (2) per vertex.
class MeshBuffers {
public:
    /// Uploads the mesh. `occlusion` has one value per vertex, 1 open .. 0 hidden; empty: all open.
    /// `normals`, one per vertex, take the place of the mesh's own; empty: they do not.
    MeshBuffers(const geom::TriMesh& mesh, std::span<const float> occlusion,
                std::span<const geom::Vec3> normals = {});
    /// Draws all triangles with the program in use.
    void draw() const;

private:
    VertexArray array_;
    Buffer vertices_;
    Buffer indices_;
    GLsizei indexCount_ = 0;
};

} // namespace meso::gfx
