#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "anatomy/danger.h"
#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "anatomy/thickness.h"
#include "app/assets.h"
#include "base/result.h"
#include "plan/anaesthetic_load.h"
#include "clinic/compound.h"
#include "clinic/known_mixtures.h"
#include "plan/flag_conflicts.h"
#include "clinic/protocol.h"
#include "clinic/vehicle.h"
#include "sim/topical.h"

namespace meso::app {

/// The clinical knowledge of the program, read from its data files.
struct ClinicalLibrary {
    plan::CompoundLibrary compounds;
    anatomy::TissueProfile tissue;
    anatomy::ThicknessRegions thickness;
    anatomy::AreaLibrary areas;
    plan::Protocol protocol;
    sim::TopicalLibrary topical;
    plan::VehicleLibrary vehicles;
    plan::PatientFlagLibrary patientFlags;
    plan::AnaestheticLibrary anaesthetics;
    anatomy::CorridorLibrary corridors;
    plan::MixtureLibrary mixtures;
    /// Sentences to show: edited files that could not be used, so that the shipped ones count.
    std::vector<std::string> warnings;
};

/// Where a clinic keeps its edited copies of data files, by the names of the shipped ones:
/// configFolder() / "data". It need not exist.
std::filesystem::path editedDataFolder();

/// Reads all data files. Fails with file, field and reason of the first fault, also where a
/// compound, vehicle, anaesthetic, mixture or rule names a patient flag, allergen, compound or area
/// preset that is not there: a warning that nothing can set off would look like safety. A file of
/// the same name in `edited` counts instead of the shipped one; where it has a fault, the shipped
/// one stays in force and the fault becomes a warning.
Result<ClinicalLibrary> loadLibrary(const Assets& assets,
                                    const std::filesystem::path& edited = editedDataFolder());

} // namespace meso::app
