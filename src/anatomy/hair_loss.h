#pragma once
#include <string>
#include <vector>

#include "anatomy/area_shapes.h"

namespace meso::anatomy {

class ScalpFrame;
struct Head;

/// A pattern of hair loss, or a named region, as the area that one would treat. From
/// assets/data/areas.json.
struct AreaPreset {
    std::string id;                ///< stable key, e.g. "norwood_3_vertex"
    std::string name;              ///< as shown
    std::vector<AreaShape> shapes; ///< none: a stage without bald skin, see noArea
    double expectedCm2 = 0;        ///< on the median head of its sex, for the tests
    std::string source;
    std::string group = "Other"; ///< heading to show it under, e.g. "Norwood"
    bool onFemaleHead = false;   ///< expectedCm2 is that of the median woman
    std::string noArea = {};     ///< why there is nothing to treat: one sentence
    std::string note = {};       ///< what to know before treating it; may be empty
};

struct AreaLibrary {
    Hairline hairline;
    std::vector<AreaPreset> presets;
    [[nodiscard]] const AreaPreset* find(const std::string& id) const;
};

/// The preset's outlines on this head (some need the head, since they have lengths in mm). Fails
/// when the preset has no area, saying why, and when a shape leaves the part of the scalp where
/// (s, t) is precise.
Result<std::vector<ScalpOutline>> outlinesOf(const AreaPreset& preset, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame);

} // namespace meso::anatomy
