#pragma once
#include <memory>

#include "app/edits/derive.h"
#include "app/library.h"
#include "plan/plan.h"

namespace meso::app {

/// What every open case begins from: the clinical knowledge and the sample case on its head, worked
/// out. Immutable, so that many open cases can share one.
struct CaseStart {
    std::shared_ptr<const ClinicalLibrary> library;
    plan::Plan sample; ///< on the head without measurements
    Derived derived;   ///< of the sample
};

/// Reads the program's files and works the sample out: about 0.4 s with the head in the cache.
/// Fails when files are missing or damaged.
Result<std::shared_ptr<const CaseStart>> makeStart(const Assets& assets);

} // namespace meso::app
