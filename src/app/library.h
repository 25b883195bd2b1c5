#pragma once
#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "anatomy/thickness.h"
#include "app/assets.h"
#include "base/result.h"
#include "plan/compound.h"
#include "plan/protocol.h"
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
};

/// Reads all data files. Fails with file, field and reason of the first fault.
Result<ClinicalLibrary> loadLibrary(const Assets& assets);

} // namespace meso::app
