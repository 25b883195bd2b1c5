#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "anatomy/corridors.h"
#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "anatomy/thickness.h"
#include "app/assets.h"
#include "base/result.h"
#include "clinic/anaesthetics.h"
#include "clinic/compound.h"
#include "clinic/known_mixtures.h"
#include "clinic/patient_flags.h"
#include "clinic/protocol.h"
#include "clinic/topical_products.h"
#include "clinic/vehicle.h"

namespace meso::app {

/// The clinical knowledge of the program, read from its data files.
struct ClinicalLibrary {
    clinic::CompoundLibrary compounds;
    anatomy::TissueProfile tissue;
    anatomy::ThicknessRegions thickness;
    anatomy::AreaLibrary areas;
    clinic::Protocol protocol;
    clinic::TopicalLibrary topical;
    clinic::VehicleLibrary vehicles;
    clinic::PatientFlagLibrary patientFlags;
    clinic::AnaestheticLibrary anaesthetics;
    anatomy::CorridorLibrary corridors;
    clinic::MixtureLibrary mixtures;
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
