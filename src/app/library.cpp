#include "app/library.h"

#include "store/data_files.h"

namespace meso::app {

Result<ClinicalLibrary> loadLibrary(const Assets& assets) {
    auto compounds = store::readCompounds(assets.data("compounds.json"));
    if (!compounds)
        return compounds.error();
    auto tissue = store::readTissue(assets.data("tissue.json"));
    if (!tissue)
        return tissue.error();
    auto thickness = store::readThickness(assets.data("tissue.json"));
    if (!thickness)
        return thickness.error();
    auto areas = store::readAreas(assets.data("areas.json"));
    if (!areas)
        return areas.error();
    auto protocol = store::readProtocol(assets.data("protocol.json"));
    if (!protocol)
        return protocol.error();
    auto topical = store::readTopical(assets.data("topical.json"));
    if (!topical)
        return topical.error();
    return ClinicalLibrary{std::move(compounds).value(), std::move(tissue).value(),
                           std::move(thickness).value(), std::move(areas).value(),
                           std::move(protocol).value(),  std::move(topical).value()};
}

} // namespace meso::app
