#pragma once
#include <filesystem>
#include <vector>

#include "app/spread/simulation_study.h"

namespace meso::app {

/// Writes the concentration of every compound at a time as a .vtu file (see
/// store/vtu_file.h), for ParaView. Fails as vtuText() and writeFile() do.
Status exportField(const PlanSimulation& simulation, Seconds time,
                   const std::filesystem::path& file);

/// The files that exportCurves() writes for this name, "curves.csv": "curves_minoxidil_balance.csv"
/// and so on, beside each other.
std::vector<std::filesystem::path> curveFiles(const PlanSimulation& simulation,
                                              const anatomy::TissueProfile& tissue,
                                              const std::filesystem::path& file,
                                              const Study* study = nullptr);
/// Writes every curve of every compound (see curvesCsv()), and its figures and histograms where
/// there is a study of this spread (see studyCsv()). Fails at the first file that cannot be
/// written.
Status exportCurves(const PlanSimulation& simulation, const anatomy::TissueProfile& tissue,
                    const std::filesystem::path& file, const Study* study = nullptr);

} // namespace meso::app
