#pragma once
#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "app/assets.h"
#include "base/result.h"
#include "plan/compound.h"
#include "plan/protocol.h"

namespace meso::app {

/// The clinical knowledge of the program, read from its data files.
struct ClinicalLibrary {
    plan::CompoundLibrary compounds;
    anatomy::TissueProfile tissue;
    anatomy::AreaLibrary areas;
    plan::Protocol protocol;
};

/// Reads all data files. Fails with file, field and reason of the first fault.
Result<ClinicalLibrary> loadLibrary(const Assets& assets);

} // namespace meso::app
