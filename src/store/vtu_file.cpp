#include "store/vtu_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
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

// Wedges below the triangles that are reached, layer by layer.
struct Wedges {
    std::vector<double> positions;     // x, y, z of every point, mm
    std::vector<float> depths;         // of every point, mm
    std::vector<std::int64_t> corners; // six points of every wedge
    std::vector<double> volumes_mm3;   // of every wedge
    std::vector<int> triangles;        // that are reached
    std::vector<double> faces_mm;      // depths between which wedges lie
    std::vector<int> layerOf;          // tissue layer between two faces
    [[nodiscard]] std::size_t levels() const { return layerOf.size(); }
    [[nodiscard]] std::size_t count() const { return volumes_mm3.size(); }
};

void cutDepths(const sim::SimResult& result, Wedges& out) {
    constexpr double kLevel_mm = 0.25;
    double top = 0;
    out.faces_mm = {0};
    const std::vector<double> thicknesses = result.layerThickness_mm();
    for (std::size_t l = 0; l < thicknesses.size(); ++l) {
        const int parts = std::max(2, static_cast<int>(std::ceil(thicknesses[l] / kLevel_mm)));
        for (int p = 1; p <= parts; ++p) {
            out.faces_mm.push_back(top + thicknesses[l] * p / parts);
            out.layerOf.push_back(static_cast<int>(l));
        }
        top += thicknesses[l];
    }
}

// Of a wedge as its corners lie: three tetrahedra.
double volumeOf(const std::array<geom::Vec3, 6>& p) {
    const auto six = [](const geom::Vec3& a, const geom::Vec3& b, const geom::Vec3& c,
                        const geom::Vec3& d) { return (b - a).cross(c - a).dot(d - a); };
    return std::abs(six(p[0], p[1], p[2], p[3]) + six(p[1], p[2], p[3], p[4]) +
                    six(p[2], p[3], p[4], p[5])) /
           6;
}

// Three corners of the upper triangle, then the three below them, turned so that the volume is
// positive: VTK's normal of the first triangle points away from the second.
Wedges wedgesOf(std::span<const VtuField> fields) {
    const geom::TriMesh& surface = fields[0].result->surface();
    Wedges out;
    cutDepths(*fields[0].result, out);
    std::vector<char> reached(surface.vertices().size(), 0);
    for (const VtuField& field : fields)
        for (const int v : field.result->field->reached())
            reached[v] = 1;
    std::vector<std::int64_t> first(surface.vertices().size(), -1); // point at the skin
    const auto point = [&](int v, double depth_mm) {
        return geom::Vec3(surface.vertices()[v] - depth_mm * surface.normals()[v]);
    };
    for (int t = 0; t < static_cast<int>(surface.triangles().size()); ++t) {
        const geom::Triangle& at = surface.triangles()[t];
        if (!reached[at[0]] || !reached[at[1]] || !reached[at[2]])
            continue;
        out.triangles.push_back(t);
        for (const int v : at) {
            if (first[v] >= 0)
                continue;
            first[v] = static_cast<std::int64_t>(out.depths.size());
            for (const double depth_mm : out.faces_mm) {
                const geom::Vec3 p = point(v, depth_mm);
                out.positions.insert(out.positions.end(), {p.x(), p.y(), p.z()});
                out.depths.push_back(static_cast<float>(depth_mm));
            }
        }
        for (std::size_t c = 0; c < out.levels(); ++c) {
            std::array<geom::Vec3, 6> corners;
            for (int k = 0; k < 6; ++k) {
                const std::size_t level = c + (k < 3 ? 0 : 1);
                out.corners.push_back(first[at[k % 3]] + static_cast<std::int64_t>(level));
                corners[k] = point(at[k % 3], out.faces_mm[level]);
            }
            out.volumes_mm3.push_back(volumeOf(corners));
        }
    }
    return out;
}

Status checkFields(std::span<const VtuField> fields) {
    if (fields.empty())
        return Error{"There is no simulated field to write."};
    for (const VtuField& field : fields)
        if (&field.result->surface() != &fields[0].result->surface() ||
            field.result->layerBottom != fields[0].result->layerBottom)
            return Error{"The fields " + fields[0].name + " and " + field.name +
                         " were simulated in different tissues, so one file cannot hold both."};
    return Done{};
}

// Mean of three places in every wedge, each layer scaled to hold what the balance has in it: a
// field sampled in places would be off by a percent or two around a small depot.
std::vector<float> cellValues(const sim::SimResult& result, const Wedges& wedges, Seconds time) {
    const geom::TriMesh& surface = result.surface();
    std::vector<geom::Vec3> places;
    for (const int t : wedges.triangles)
        for (int k = 0; k < 3; ++k)
            places.emplace_back((4 * surface.corner(t, k) + surface.corner(t, (k + 1) % 3) +
                                 surface.corner(t, (k + 2) % 3)) /
                                6);
    std::vector<double> middles_mm;
    for (std::size_t c = 0; c < wedges.levels(); ++c)
        middles_mm.push_back(0.5 * (wedges.faces_mm[c] + wedges.faces_mm[c + 1]));
    const std::vector<float> sampled =
        result.field->below(places, middles_mm, sim::Measure::Total, time);
    const std::size_t levels = wedges.levels();
    std::vector<float> values(wedges.count(), 0);
    std::vector<double> amounts_ug(result.layerBottom.size(), 0);
    for (std::size_t w = 0; w < values.size(); ++w) {
        const std::size_t triangle = w / levels, level = w % levels;
        for (std::size_t k = 0; k < 3; ++k)
            values[w] += sampled[(3 * triangle + k) * levels + level] / 3;
        amounts_ug[wedges.layerOf[level]] += static_cast<double>(values[w]) * wedges.volumes_mm3[w];
    }
    const sim::MassBalance balance =
        sim::massBalance(*result.field, result.leaked, std::span(&time, 1)).front();
    for (std::size_t w = 0; w < values.size(); ++w) {
        const auto layer = static_cast<std::size_t>(wedges.layerOf[w % levels]);
        if (amounts_ug[layer] > 0)
            values[w] *= static_cast<float>(balance.layers[layer].value() * kMicrogramPerMg /
                                            amounts_ug[layer]);
    }
    return values;
}

std::string escaped(const std::string& name) {
    std::string out;
    for (const char c : name)
        out += c == '<' || c == '>' || c == '&' || c == '"' ? '_' : c;
    return out;
}

} // namespace

Result<std::string> vtuText(std::span<const VtuField> fields, Seconds time) {
    if (const Status ok = checkFields(fields); !ok)
        return ok.error();
    const Wedges wedges = wedgesOf(fields);
    if (wedges.count() == 0)
        return Error{"No whole triangle of the scalp is reached, so there is no volume to write."};
    constexpr std::uint8_t kVtkWedge = 13;
    constexpr int kCorners = 6;
    std::vector<std::int64_t> ends;
    for (std::size_t w = 1; w <= wedges.count(); ++w)
        ends.push_back(static_cast<std::int64_t>(w) * kCorners);
    std::string data;
    for (const VtuField& field : fields)
        data += array(escaped(field.name), cellValues(*field.result, wedges, time));
    return "<?xml version=\"1.0\"?>\n"
           "<!-- Model estimate from assumed tissue and compound values, not a measurement. -->\n"
           "<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\" "
           "header_type=\"UInt64\">\n<UnstructuredGrid>\n<Piece NumberOfPoints=\"" +
           std::to_string(wedges.depths.size()) + "\" NumberOfCells=\"" +
           std::to_string(wedges.count()) + "\">\n<PointData>\n" +
           array("depth_mm", wedges.depths) + "</PointData>\n<CellData Scalars=\"" +
           escaped(fields[0].name) + "\">\n" + data + "</CellData>\n<Points>\n" +
           array("Points", wedges.positions, 3) + "</Points>\n<Cells>\n" +
           array("connectivity", wedges.corners) + array("offsets", ends) +
           array("types", std::vector<std::uint8_t>(wedges.count(), kVtkWedge)) +
           "</Cells>\n</Piece>\n</UnstructuredGrid>\n</VTKFile>\n";
}

} // namespace meso::store
