#pragma once
#include <string>
#include <string_view>

namespace meso::store {

/// The line, from 1, in which a value stands that JsonReader calls "points[2].xyz_mm[0]". Where the
/// path goes on to something that is not there, the line of the last part that is. `bytes` must be
/// valid JSON. O(bytes).
int lineOf(std::string_view bytes, std::string_view path);

/// A fault of JsonReader, "file: path what is wrong.", with the line added at its end. `prefix` is
/// what stands before the path.
std::string withLine(const std::string& fault, const std::string& prefix, std::string_view bytes);

} // namespace meso::store
