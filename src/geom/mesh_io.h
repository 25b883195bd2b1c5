#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "geom/mesh.h"

namespace meso::geom {

/// Largest PLY file that is opened, bytes.
constexpr std::size_t kMaxPlyBytes = std::size_t{1} << 30;

/// Reads a surface from the bytes of a PLY file (Turk 1994): ascii or binary of either byte order,
/// properties in any order and of any type, other elements skipped, polygons cut into fans.
/// Triangles that name a corner twice are dropped. Coordinates are taken as millimetres.
/// The bytes are untrusted: every count is checked against the size of the file before
/// memory is taken. Fails with a sentence that names `name`, the line of the header or the element,
/// and what is wrong there. O(bytes).
Result<MeshPtr> parsePly(std::string_view bytes, std::string_view name);

/// Opens and parses a PLY file. Fails as parsePly, and when the file cannot be read.
Result<MeshPtr> readPly(const std::filesystem::path& path);

/// The mesh as binary little-endian PLY with double coordinates: reading it back gives the same
/// vertices and triangles, bit by bit.
std::string writePly(const TriMesh& mesh);

/// Writes the mesh beside `path` and renames it into place, so that no half-written file is left
/// behind. Fails when the folder cannot be written or the disk is full.
Status savePly(const TriMesh& mesh, const std::filesystem::path& path);

} // namespace meso::geom
