#pragma once

namespace meso::sim {

/// Which concentration is meant. Effects follow the unbound one, amounts the total; for bound
/// compounds they differ a hundredfold.
enum class Measure { Total, Unbound };

} // namespace meso::sim
