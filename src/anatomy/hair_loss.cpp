#include "anatomy/hair_loss.h"

#include <algorithm>

#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"

namespace meso::anatomy {

const AreaPreset* AreaLibrary::find(const std::string& id) const {
    const auto found = std::find_if(presets.begin(), presets.end(),
                                    [&](const AreaPreset& p) { return p.id == id; });
    return found == presets.end() ? nullptr : &*found;
}

Result<std::vector<ScalpOutline>> outlinesOf(const AreaPreset& preset, const Hairline& hairline,
                                             const Head& head, const ScalpFrame& frame) {
    if (preset.shapes.empty())
        return Error{"\"" + preset.name + "\" has no area to treat. " + preset.noArea};
    std::vector<ScalpOutline> out;
    for (const AreaShape& shape : preset.shapes) {
        const auto outlines = outlinesOf(shape, hairline, head, frame);
        if (!outlines)
            return Error{"The area \"" + preset.name +
                         "\" does not fit on this head: " + outlines.error().message};
        out.insert(out.end(), outlines->begin(), outlines->end());
    }
    return out;
}

} // namespace meso::anatomy
