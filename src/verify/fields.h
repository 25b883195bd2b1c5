#pragma once
#include <vector>

namespace meso::verify {

/// One run: a value per vertex and cell, at each of its times.
using Fields = std::vector<std::vector<double>>;

/// Largest distance from `reference` at any time, relative to its highest value of that time. Both
/// of one shape.
double worstApart(const Fields& fields, const Fields& reference);
/// Largest root mean square distance, relative to that of the reference at the same time.
double worstL2(const Fields& fields, const Fields& reference);
/// How far below zero a field falls at any time, relative to its own highest value of that time.
double worstUndershoot(const Fields& fields);

} // namespace meso::verify
