#pragma once
#include <string>
#include <vector>

#include "app/export/csv_text.h"
#include "app/spread/simulation.h"

namespace meso::app {

/// Every curve of a run over time as comma-separated tables (RFC 4180), for spreadsheets and
/// plotting programs: concentration in every depth, coverage of every bulb band at every preset
/// threshold, and the mass balance. The first line names the columns with their units; the first
/// column is the time in seconds. Numbers are written so that reading them gives the same bits.
std::vector<NamedText> curvesCsv(const CompoundRun& run, const geom::Region& region,
                                 const anatomy::TissueProfile& tissue);

} // namespace meso::app
