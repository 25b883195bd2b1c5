#pragma once
#include <filesystem>

#include "anatomy/head.h"
#include "anatomy/head_base.h"
#include "anatomy/head_request.h"
#include "base/result.h"

namespace meso::anatomy {

/// The head that measures what was asked, within 1 % on its display mesh: the mannequin of the
/// style, warped (fitWarp), and its scalp grid of about 1 mm edges. What was not measured takes
/// what suits the rest. Fails, with a sentence for the person who measured, when a value is out of
/// its range or two contradict each other. Same bits on every run. About 0.2 s on two cores, 0.8 s
/// to find a contradiction.
Result<HeadPtr> buildHead(const HeadMeasurements& asked, const HeadBase& base);

/// The same, remembering what was slow to find in a file of 0.3 MB per head in `cacheFolder`; a
/// head found there is bit for bit the one that was built. A damaged file or a folder that cannot
/// be written (or an empty name) costs time, never the head. About 0.1 s when remembered.
Result<HeadPtr> loadOrBuildHead(const HeadMeasurements& asked, const HeadBase& base,
                                const std::filesystem::path& cacheFolder);

} // namespace meso::anatomy
