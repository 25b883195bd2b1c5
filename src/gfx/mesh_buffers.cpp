#include "gfx/mesh_buffers.h"

#include <cstddef>
#include <vector>

#include "base/check.h"

namespace meso::gfx {

namespace {

struct Vertex {
    float position[3];
    float normal[3];
    float occlusion;
};

std::vector<Vertex> packed(const geom::TriMesh& mesh, std::span<const float> occlusion,
                           std::span<const geom::Vec3> normals) {
    std::vector<Vertex> vertices(mesh.vertices().size());
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        for (int k = 0; k < 3; ++k) {
            vertices[i].position[k] = static_cast<float>(mesh.vertices()[i][k]);
            vertices[i].normal[k] = static_cast<float>(normals[i][k]);
        }
        vertices[i].occlusion = occlusion.empty() ? 1.0F : occlusion[i];
    }
    return vertices;
}

void describeAttribute(GLuint place, GLint count, std::size_t offset) {
    glEnableVertexAttribArray(place);
    glVertexAttribPointer(place, count, GL_FLOAT, GL_FALSE, sizeof(Vertex),
                          reinterpret_cast<const void*>(offset));
}

} // namespace

MeshBuffers::MeshBuffers(const geom::TriMesh& mesh, std::span<const float> occlusion,
                         std::span<const geom::Vec3> normals)
    : indexCount_(static_cast<GLsizei>(mesh.triangles().size() * 3)) {
    MESO_CHECK(occlusion.empty() || occlusion.size() == mesh.vertices().size(),
               "occlusion needs one value per vertex");
    MESO_CHECK(normals.empty() || normals.size() == mesh.vertices().size(),
               "normals need one per vertex");
    const std::vector<Vertex> vertices =
        packed(mesh, occlusion, normals.empty() ? std::span(mesh.normals()) : normals);
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size() * sizeof(Vertex)),
                 vertices.data(), GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.name());
    glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(mesh.triangles().size() * sizeof(geom::Triangle)),
                 mesh.triangles().data(), GL_STATIC_DRAW);
    describeAttribute(0, 3, offsetof(Vertex, position));
    describeAttribute(1, 3, offsetof(Vertex, normal));
    describeAttribute(2, 1, offsetof(Vertex, occlusion));
    glBindVertexArray(0);
}

void MeshBuffers::draw() const {
    glBindVertexArray(array_.name());
    glDrawElements(GL_TRIANGLES, indexCount_, GL_UNSIGNED_INT, nullptr);
    glBindVertexArray(0);
}

} // namespace meso::gfx
