#include "store/vtu_file.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace meso::store {
namespace {

static_assert(std::endian::native == std::endian::little, "the file says that it is little endian");

std::string base64(std::string_view bytes) {
    constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group =
                group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? kLetters[group >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

template <class T>
constexpr const char* typeName() {
    if constexpr (std::is_same_v<T, float>)
        return "Float32";
    else if constexpr (std::is_same_v<T, double>)
        return "Float64";
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return "Int64";
    else
        return "UInt8";
}

// An inline binary array: the number of its bytes and they themselves, in one run of base64.
template <class T>
std::string array(const std::string& name, const std::vector<T>& values, int components = 1) {
    const std::uint64_t size = values.size() * sizeof(T);
    std::string bytes(sizeof size + size, '\0');
    std::memcpy(bytes.data(), &size, sizeof size);
    if (size > 0)
        std::memcpy(bytes.data() + sizeof size, values.data(), size);
    return std::string("<DataArray type=\"") + typeName<T>() + "\" Name=\"" + name +
           "\" NumberOfComponents=\"" + std::to_string(components) + "\" format=\"binary\">" +
           base64(bytes) + "</DataArray>\n";
}

// Points and wedges of one solved patch.
struct Wedges {
    std::vector<double> positions;     // x, y, z of every point, mm
    std::vector<float> depths;         // of every point, mm
    std::vector<std::int64_t> corners; // six points of every wedge
    std::size_t count = 0;
};

// Three corners of the upper triangle, then the three below them, turned so that the volume is
// positive: VTK's normal of the first triangle points away from the second.
Wedges wedgesOf(const sim::SimResult& result, const geom::TriMesh& surface) {
    Wedges out;
    const int cells = result.grid.cells();
    std::vector<std::int64_t> patchOf(surface.vertices().size(), -1);
    for (std::size_t v = 0; v < result.meshVertex.size(); ++v) {
        const int at = result.meshVertex[v];
        patchOf[at] = static_cast<std::int64_t>(v);
        for (int c = 0; c < cells; ++c) {
            const double depth_mm = result.gridAt(v).centre_mm(c);
            const geom::Vec3 p = surface.vertices()[at] - depth_mm * surface.normals()[at];
            out.positions.insert(out.positions.end(), {p.x(), p.y(), p.z()});
            out.depths.push_back(static_cast<float>(depth_mm));
        }
    }
    for (const geom::Triangle& t : surface.triangles()) {
        const std::array<std::int64_t, 3> at{patchOf[t[0]], patchOf[t[1]], patchOf[t[2]]};
        if (at[0] < 0 || at[1] < 0 || at[2] < 0)
            continue;
        for (int c = 0; c + 1 < cells; ++c, ++out.count)
            for (const int level : {c, c + 1})
                for (const std::int64_t corner : at)
                    out.corners.push_back(corner * cells + level);
    }
    return out;
}

Status checkFields(std::span<const VtuField> fields) {
    if (fields.empty())
        return Error{"There is no simulated field to write."};
    for (const VtuField& field : fields) {
        const auto frames = static_cast<int>(field.result->frames.size());
        if (field.frame < 0 || field.frame >= frames)
            return Error{"The field " + field.name + " has no frame " +
                         std::to_string(field.frame) + "; there are " + std::to_string(frames) +
                         "."};
        if (field.result->meshVertex != fields[0].result->meshVertex ||
            field.result->grid.cells() != fields[0].result->grid.cells())
            return Error{"The fields " + fields[0].name + " and " + field.name +
                         " were solved on different places, so one file cannot hold both."};
    }
    return Done{};
}

std::string escaped(const std::string& name) {
    std::string out;
    for (const char c : name)
        out += c == '<' || c == '>' || c == '&' || c == '"' ? '_' : c;
    return out;
}

} // namespace

Result<std::string> vtuText(std::span<const VtuField> fields, const geom::TriMesh& surface) {
    if (const Status ok = checkFields(fields); !ok)
        return ok.error();
    const Wedges wedges = wedgesOf(*fields[0].result, surface);
    if (wedges.count == 0)
        return Error{"No whole triangle of the scalp was solved, so there is no volume to write."};
    constexpr std::uint8_t kVtkWedge = 13;
    constexpr int kCorners = 6;
    std::vector<std::int64_t> ends;
    for (std::size_t w = 1; w <= wedges.count; ++w)
        ends.push_back(static_cast<std::int64_t>(w) * kCorners);
    std::string data;
    for (const VtuField& field : fields)
        data += array(escaped(field.name), field.result->frames[field.frame].concentration);
    return "<?xml version=\"1.0\"?>\n"
           "<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\" "
           "header_type=\"UInt64\">\n<UnstructuredGrid>\n<Piece NumberOfPoints=\"" +
           std::to_string(wedges.depths.size()) + "\" NumberOfCells=\"" +
           std::to_string(wedges.count) + "\">\n<PointData Scalars=\"" + escaped(fields[0].name) +
           "\">\n" + data + array("depth_mm", wedges.depths) + "</PointData>\n<Points>\n" +
           array("Points", wedges.positions, 3) + "</Points>\n<Cells>\n" +
           array("connectivity", wedges.corners) + array("offsets", ends) +
           array("types", std::vector<std::uint8_t>(wedges.count, kVtkWedge)) +
           "</Cells>\n</Piece>\n</UnstructuredGrid>\n</VTKFile>\n";
}

} // namespace meso::store
