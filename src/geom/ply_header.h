#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace meso::geom::ply {

enum class Encoding { Ascii, LittleEndian, BigEndian };

enum class Scalar { Int8, UInt8, Int16, UInt16, Int32, UInt32, Float, Double };

/// Bytes of a scalar in a binary file.
std::size_t sizeOf(Scalar type);

/// One column of an element: a number, or a list with its own length.
struct Property {
    std::string name;
    Scalar type = Scalar::Float;
    bool isList = false;
    Scalar countType = Scalar::UInt8; ///< type of a list's length
};

/// A table of the file: "vertex", "face" or something to skip.
struct Element {
    std::string name;
    std::size_t count = 0;
    std::vector<Property> properties;
    /// Fewest bytes that one row can take.
    [[nodiscard]] std::size_t minBytes(Encoding encoding) const;
};

/// What the header of a PLY file announces.
struct Header {
    Encoding encoding = Encoding::Ascii;
    std::vector<Element> elements;
    std::size_t bodyOffset = 0; ///< first byte after "end_header" and its line end
};

/// Reads the header. Every element's count is known to fit the file when this succeeds. Fails with
/// the number of the line that is wrong; the caller names the file.
Result<Header> parseHeader(std::string_view bytes);

} // namespace meso::geom::ply
