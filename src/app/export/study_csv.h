#pragma once
#include <vector>

#include "app/export/csv_text.h"
#include "app/spread/simulation_study.h"

namespace meso::app {

/// What the page of exposures shows of a compound, as two comma-separated tables (RFC 4180), one
/// value per line: "minoxidil_figures.csv" (band, figure, unit, low, given, high; an empty field is
/// not known) and "minoxidil_histogram.csv" (band, quantity, unit, estimate, at_least,
/// share_of_area).
std::vector<NamedText> studyCsv(const CompoundStudy& study);

} // namespace meso::app
