#pragma once
#include <string>
#include <vector>

namespace meso::app {

/// A file to be written: its name and what it holds.
struct NamedText {
    std::string name; ///< e.g. "minoxidil_concentration.csv"
    std::string text;
};

/// A line of comma-separated fields with its end (RFC 4180).
std::string csvLine(const std::vector<std::string>& fields);
/// A number so that reading it gives the same bits.
std::string csvNumber(double value);

} // namespace meso::app
