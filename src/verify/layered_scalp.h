#pragma once
#include <vector>

#include "verify/support.h"

/// The layered scalp of the reference tables, for the groups that run on it.
namespace meso::verify {

/// The standard faces with each layer's own number, so that K and D jump where the layers meet;
/// each cell cut into `parts`. Radius 0 is flat.
TissueGrid layeredGrid(const store::LayeredTable& table, int parts, Mm radius = Mm(0));

/// One per layer of the table; a tenth of the loss is lymph's, so that both books are kept.
std::vector<sim::LayerTransport> transportsOf(const store::LayeredTable& table);

/// A lopsided start that touches every layer: three bells, off centre. Amounts as in
/// Stepper::setAmounts.
std::vector<double> bells(const PlainSurface& surface, const TissueGrid& grid);

} // namespace meso::verify
