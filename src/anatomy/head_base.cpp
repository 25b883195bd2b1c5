#include "anatomy/head_base.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "anatomy/scalp_frame.h"
#include "base/file.h"
#include "base/hash.h"

namespace meso::anatomy {

using geom::Triangle;
using geom::Vec3;

namespace {

static_assert(std::endian::native == std::endian::little, "head files are little endian");

constexpr std::string_view kMagic = "MESOHEAD";
constexpr std::uint32_t kBaseVersion = 1;
constexpr std::size_t kMaxBaseBytes = 64U << 20;
constexpr std::uint32_t kMaxVertices = 1'000'000;
constexpr double kFarthest_mm = 1000;
constexpr int kLandmarkNumbers = 15;

/// Sizes of the four large tables, as they stand in the file after the version.
struct Counts {
    std::uint32_t displayVertices, displayTriangles, coarseVertices, coarseTriangles;
};

std::size_t bodySize(const Counts& n) {
    const std::size_t vertices = std::size_t{n.displayVertices} + n.coarseVertices;
    const std::size_t triangles = std::size_t{n.displayTriangles} + n.coarseTriangles;
    return vertices * 9 * sizeof(float) + triangles * 3 * sizeof(std::int32_t) +
           n.displayVertices * sizeof(float) + 3 * kLandmarkNumbers * sizeof(double);
}

constexpr std::size_t kHeaderSize = 8 + sizeof kBaseVersion + sizeof(Counts);

std::uint64_t baseChecksum(std::string_view bytes) {
    Hasher hasher;
    hasher.bytes(bytes.data(), bytes.size());
    return hasher.value();
}

template <class T>
void put(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put(std::string& out, const StyledSurface& skin) {
    for (const auto& positions : skin.positions)
        for (const Vec3& p : positions)
            for (int k = 0; k < 3; ++k)
                put(out, static_cast<float>(p[k]));
    for (const Triangle& t : skin.triangles)
        for (const int v : t)
            put(out, static_cast<std::int32_t>(v));
}

/// Takes values off the front of bytes whose total size has been checked.
class Taker {
public:
    explicit Taker(std::string_view bytes) : bytes_(bytes) {}
    template <class T>
    T take() {
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    StyledSurface skin(std::uint32_t vertices, std::uint32_t triangles) {
        StyledSurface out;
        for (auto& positions : out.positions) {
            positions.resize(vertices);
            for (Vec3& p : positions)
                for (int k = 0; k < 3; ++k)
                    p[k] = take<float>();
        }
        out.triangles.resize(triangles);
        for (Triangle& t : out.triangles)
            for (int& v : t)
                v = take<std::int32_t>();
        return out;
    }
    Vec3 point() {
        const double x = take<double>(), y = take<double>(), z = take<double>();
        return {x, y, z};
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

bool isPlausible(const Vec3& p) {
    return p.allFinite() && p.cwiseAbs().maxCoeff() < kFarthest_mm;
}

bool isPlausible(const StyledSurface& skin) {
    for (const auto& positions : skin.positions)
        for (const Vec3& p : positions)
            if (!isPlausible(p))
                return false;
    const int count = static_cast<int>(skin.positions[0].size());
    for (const auto& [a, b, c] : skin.triangles) {
        for (const int v : {a, b, c})
            if (v < 0 || v >= count)
                return false;
        if (a == b || b == c || c == a)
            return false;
    }
    return !skin.triangles.empty();
}

std::array<Vec3*, 5> pointsOf(Landmarks& l) {
    return {&l.nasion, &l.inion, &l.leftPreauricular, &l.rightPreauricular, &l.vertex};
}

bool isPlausible(HeadBase& base) {
    for (Landmarks& l : base.landmarks)
        for (const Vec3* p : pointsOf(l))
            if (!isPlausible(*p))
                return false;
    for (const float v : base.occlusion)
        if (!(v >= 0 && v <= 1))
            return false;
    return isPlausible(base.display) && isPlausible(base.coarse);
}

Error damaged(const std::filesystem::path& file, const std::string& how) {
    return Error{"The head file " + file.string() + " " + how +
                 " Build the program again, or install it again, to restore the file."};
}

/// Which of the three styles surround this one, and how far along.
struct StyleBlend {
    int from, to;
    double part;
};
StyleBlend blendAt(double style) {
    return style < 0 ? StyleBlend{1, 0, -style} : StyleBlend{1, 2, style};
}

/// Everything but the checksum.
std::string bytesOf(const HeadBase& base) {
    std::string out(kMagic);
    put(out, kBaseVersion);
    for (const StyledSurface* skin : {&base.display, &base.coarse}) {
        put(out, static_cast<std::uint32_t>(skin->positions[0].size()));
        put(out, static_cast<std::uint32_t>(skin->triangles.size()));
    }
    put(out, base.display);
    put(out, base.coarse);
    for (const float v : base.occlusion)
        put(out, v);
    for (Landmarks l : base.landmarks)
        for (const Vec3* p : pointsOf(l))
            for (int k = 0; k < 3; ++k)
                put(out, (*p)[k]);
    return out;
}

HeadBase takeBase(Taker& taker, const Counts& n) {
    HeadBase base;
    base.display = taker.skin(n.displayVertices, n.displayTriangles);
    base.coarse = taker.skin(n.coarseVertices, n.coarseTriangles);
    base.occlusion.resize(n.displayVertices);
    for (float& v : base.occlusion)
        v = taker.take<float>();
    for (Landmarks& l : base.landmarks)
        for (Vec3* p : pointsOf(l))
            *p = taker.point();
    return base;
}

/// Sizes are checked before memory is taken, then the checksum, then every index and number.
Result<HeadBase> parse(std::string_view bytes, const std::filesystem::path& file) {
    constexpr std::size_t kTrailer = sizeof(std::uint64_t);
    if (bytes.size() < kHeaderSize + kTrailer || !bytes.starts_with(kMagic))
        return damaged(file, "is not a head file of this program.");
    Taker taker(bytes.substr(kMagic.size()));
    if (const auto version = taker.take<std::uint32_t>(); version != kBaseVersion)
        return damaged(file, "has format version " + std::to_string(version) + ", but version " +
                                 std::to_string(kBaseVersion) + " is expected.");
    const auto n = taker.take<Counts>();
    if (n.displayVertices > kMaxVertices || n.coarseVertices > kMaxVertices ||
        n.displayTriangles > 2 * kMaxVertices || n.coarseTriangles > 2 * kMaxVertices ||
        bytes.size() != kHeaderSize + bodySize(n) + kTrailer)
        return damaged(file, "is cut off or its sizes contradict each other.");
    const std::uint64_t written =
        Taker(bytes.substr(bytes.size() - kTrailer)).take<std::uint64_t>();
    if (written != baseChecksum(bytes.substr(0, bytes.size() - kTrailer)))
        return damaged(file, "is damaged: its checksum does not match.");
    HeadBase base = takeBase(taker, n);
    base.hash = written;
    if (!isPlausible(base))
        return damaged(file, "holds an index or a number that no head can have.");
    return base;
}

} // namespace

std::vector<Vec3> StyledSurface::blended(double style) const {
    const StyleBlend blend = blendAt(style);
    std::vector<Vec3> out = positions[blend.from];
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] += blend.part * (positions[blend.to][i] - out[i]);
    return out;
}

Landmarks HeadBase::blendedLandmarks(double style) const {
    const StyleBlend blend = blendAt(style);
    Landmarks out = landmarks[blend.from];
    Landmarks other = landmarks[blend.to];
    for (int i = 0; i < 5; ++i)
        *pointsOf(out)[i] += blend.part * (*pointsOf(other)[i] - *pointsOf(out)[i]);
    return out;
}

std::uint64_t contentHash(const HeadBase& base) {
    return baseChecksum(bytesOf(base));
}

Result<HeadBase> readHeadBase(const std::filesystem::path& file) {
    const Result<std::string> bytes = readFile(file, kMaxBaseBytes);
    if (!bytes)
        return bytes.error();
    return parse(*bytes, file);
}

Status writeHeadBase(const HeadBase& base, const std::filesystem::path& file) {
    std::string bytes = bytesOf(base);
    put(bytes, baseChecksum(bytes));
    return writeFile(file, bytes);
}

} // namespace meso::anatomy
