#include "geom/mesh_io.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "geom/ply_header.h"

namespace meso::geom {

namespace {

constexpr std::size_t kMaxCorners = 1000; ///< of one polygon

using ply::Encoding;
using ply::Scalar;

template <class T>
double decode(const char* bytes, bool swap) {
    std::array<char, sizeof(T)> raw{};
    for (std::size_t i = 0; i < sizeof(T); ++i)
        raw[i] = bytes[swap ? sizeof(T) - 1 - i : i];
    return static_cast<double>(std::bit_cast<T>(raw));
}

double decode(Scalar type, const char* bytes, bool swap) {
    switch (type) {
    case Scalar::Int8:
        return decode<std::int8_t>(bytes, swap);
    case Scalar::UInt8:
        return decode<std::uint8_t>(bytes, swap);
    case Scalar::Int16:
        return decode<std::int16_t>(bytes, swap);
    case Scalar::UInt16:
        return decode<std::uint16_t>(bytes, swap);
    case Scalar::Int32:
        return decode<std::int32_t>(bytes, swap);
    case Scalar::UInt32:
        return decode<std::uint32_t>(bytes, swap);
    case Scalar::Float:
        return decode<float>(bytes, swap);
    case Scalar::Double:
        break;
    }
    return decode<double>(bytes, swap);
}

/// Takes one number after the other from the body, in any encoding.
class BodyReader {
public:
    BodyReader(std::string_view body, Encoding encoding) : body_(body), encoding_(encoding) {}

    /// The next number; empty at the end of the file or at something that is no number.
    std::optional<double> next(Scalar type) {
        return encoding_ == Encoding::Ascii ? nextWord() : nextBinary(type);
    }

    [[nodiscard]] std::size_t bytesLeft() const { return body_.size(); }

private:
    std::optional<double> nextBinary(Scalar type) {
        const std::size_t size = ply::sizeOf(type);
        if (body_.size() < size)
            return std::nullopt;
        const bool fileIsLittle = encoding_ == Encoding::LittleEndian;
        const bool machineIsLittle = std::endian::native == std::endian::little;
        const double value = decode(type, body_.data(), fileIsLittle != machineIsLittle);
        body_.remove_prefix(size);
        return value;
    }

    std::optional<double> nextWord() {
        body_.remove_prefix(std::min(body_.find_first_not_of(" \t\r\n"), body_.size()));
        double value = 0;
        const auto [end, error] = std::from_chars(body_.data(), body_.data() + body_.size(), value);
        if (error != std::errc())
            return std::nullopt;
        body_.remove_prefix(static_cast<std::size_t>(end - body_.data()));
        if (!body_.empty() && body_.find_first_of(" \t\r\n") != 0)
            return std::nullopt;
        return value;
    }

    std::string_view body_;
    Encoding encoding_;
};

/// Reads the rows of the elements into vertices and triangles.
class MeshReader {
public:
    MeshReader(BodyReader body) : body_(body) {}

    std::optional<Error> read(const ply::Element& element);

    std::vector<Vec3> vertices;
    std::vector<Triangle> triangles;

private:
    std::optional<Error> readVertices(const ply::Element& element);
    std::optional<Error> readFaces(const ply::Element& element);
    std::optional<Error> skip(const ply::Element& element);
    /// The numbers of one property: one, or the items of a list. False at the end of the file.
    bool readProperty(const ply::Property& property, std::vector<double>& values);
    std::optional<std::string> addFan(const std::vector<double>& corners);

    BodyReader body_;
};

Error inRow(const ply::Element& element, std::size_t row, const std::string& what) {
    return Error{text::printable(element.name, 40) + " " + std::to_string(row) + " of " +
                 std::to_string(element.count) + " " + what};
}

constexpr const char* kCutShort = "is cut short or holds something that is not a number";

bool MeshReader::readProperty(const ply::Property& property, std::vector<double>& values) {
    values.clear();
    std::size_t count = 1;
    if (property.isList) {
        const auto announced = body_.next(property.countType);
        if (!announced || !(*announced >= 0) || *announced > static_cast<double>(kMaxPlyBytes))
            return false;
        count = static_cast<std::size_t>(*announced);
        if (count > body_.bytesLeft())
            return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = body_.next(property.type);
        if (!value)
            return false;
        values.push_back(*value);
    }
    return true;
}

std::optional<Error> MeshReader::read(const ply::Element& element) {
    if (element.name == "vertex")
        return readVertices(element);
    if (element.name == "face")
        return readFaces(element);
    return skip(element);
}

std::optional<Error> MeshReader::readVertices(const ply::Element& element) {
    std::array<int, 3> columns{-1, -1, -1};
    for (std::size_t i = 0; i < element.properties.size(); ++i)
        for (int axis = 0; axis < 3; ++axis)
            if (element.properties[i].name == std::string(1, static_cast<char>('x' + axis)) &&
                !element.properties[i].isList)
                columns[axis] = static_cast<int>(i);
    if (columns[0] < 0 || columns[1] < 0 || columns[2] < 0)
        return Error{"its vertices have no x, y and z"};
    vertices.reserve(element.count);
    std::vector<double> values;
    for (std::size_t row = 0; row < element.count; ++row) {
        Vec3 point = Vec3::Zero();
        for (std::size_t i = 0; i < element.properties.size(); ++i) {
            if (!readProperty(element.properties[i], values))
                return inRow(element, row, kCutShort);
            for (int axis = 0; axis < 3; ++axis)
                if (columns[axis] == static_cast<int>(i))
                    point[axis] = values[0];
        }
        if (!point.allFinite())
            return inRow(element, row, "has a coordinate that is not a finite number");
        vertices.push_back(point);
    }
    return std::nullopt;
}

std::optional<Error> MeshReader::readFaces(const ply::Element& element) {
    if (vertices.empty())
        return Error{"its faces come before its vertices"};
    std::vector<double> values;
    bool hasCorners = false;
    for (std::size_t row = 0; row < element.count; ++row)
        for (const ply::Property& property : element.properties) {
            if (!readProperty(property, values))
                return inRow(element, row, kCutShort);
            if (!property.isList ||
                (property.name != "vertex_indices" && property.name != "vertex_index"))
                continue;
            hasCorners = true;
            if (const auto complaint = addFan(values))
                return inRow(element, row, *complaint);
        }
    if (!hasCorners)
        return Error{"its faces have no list \"vertex_indices\""};
    return std::nullopt;
}

std::optional<std::string> MeshReader::addFan(const std::vector<double>& corners) {
    if (corners.size() < 3)
        return "has fewer than three corners";
    if (corners.size() > kMaxCorners)
        return "has more than 1000 corners";
    for (const double c : corners)
        if (!(c >= 0 && c < static_cast<double>(vertices.size())) || c != std::floor(c))
            return "names the vertex " + text::fixed(c, 0) + ", but there are " +
                   std::to_string(vertices.size());
    for (std::size_t i = 2; i < corners.size(); ++i) {
        const Triangle t{static_cast<int>(corners[0]), static_cast<int>(corners[i - 1]),
                         static_cast<int>(corners[i])};
        if (t[0] != t[1] && t[1] != t[2] && t[2] != t[0])
            triangles.push_back(t);
    }
    return std::nullopt;
}

std::optional<Error> MeshReader::skip(const ply::Element& element) {
    std::vector<double> values;
    for (std::size_t row = 0; row < element.count; ++row)
        for (const ply::Property& property : element.properties)
            if (!readProperty(property, values))
                return inRow(element, row, kCutShort);
    return std::nullopt;
}

void append(std::string& out, const void* data, std::size_t size) {
    out.append(static_cast<const char*>(data), size);
}

} // namespace

Result<MeshPtr> parsePly(std::string_view bytes, std::string_view name) {
    const auto refuse = [&](const Error& error) {
        return Error{"The PLY file " + text::printable(name) + " cannot be read: " + error.message +
                     "."};
    };
    if (bytes.size() > kMaxPlyBytes)
        return refuse(Error{"it is larger than 1 GiB"});
    const auto header = ply::parseHeader(bytes);
    if (!header)
        return refuse(header.error());
    for (const ply::Element& element : header->elements)
        if (element.count > static_cast<std::size_t>(std::numeric_limits<int>::max()))
            return refuse(Error{"it announces more than 2 thousand million rows"});
    MeshReader reader(BodyReader(bytes.substr(header->bodyOffset), header->encoding));
    for (const ply::Element& element : header->elements)
        if (const auto error = reader.read(element))
            return refuse(*error);
    if (reader.triangles.empty())
        return refuse(Error{"it holds no triangle"});
    auto mesh = TriMesh::make(std::move(reader.vertices), std::move(reader.triangles));
    if (!mesh)
        return refuse(mesh.error());
    return mesh;
}

Result<MeshPtr> readPly(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        return Error{"The file " + text::printable(path.string(), 200) +
                     " cannot be opened. Check that it exists and may be read."};
    if (size > kMaxPlyBytes)
        return Error{"The PLY file " + text::printable(path.string(), 200) +
                     " cannot be read: it is larger than 1 GiB."};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return parsePly(bytes, path.filename().string());
}

std::string writePly(const TriMesh& mesh) {
    static_assert(std::endian::native == std::endian::little, "the writer copies memory as it is");
    std::string out = "ply\nformat binary_little_endian 1.0\ncomment millimetres\n"
                      "element vertex " +
                      std::to_string(mesh.vertices().size()) +
                      "\nproperty double x\nproperty double y\nproperty double z\nelement face " +
                      std::to_string(mesh.triangles().size()) +
                      "\nproperty list uchar int vertex_indices\nend_header\n";
    out.reserve(out.size() + mesh.vertices().size() * 24 + mesh.triangles().size() * 13);
    for (const Vec3& p : mesh.vertices())
        append(out, p.data(), 3 * sizeof(double));
    for (const Triangle& t : mesh.triangles()) {
        out.push_back(3);
        append(out, t.data(), sizeof t);
    }
    return out;
}

Status savePly(const TriMesh& mesh, const std::filesystem::path& path) {
    std::filesystem::path part = path;
    part += ".part";
    const std::string bytes = writePly(mesh);
    std::ofstream file(part, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (file)
        std::filesystem::rename(part, path, error);
    if (!file || error) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return Error{"The file " + text::printable(path.string(), 200) +
                     " cannot be written. Check that its folder exists, may be written and has "
                     "room."};
    }
    return Done{};
}

} // namespace meso::geom
