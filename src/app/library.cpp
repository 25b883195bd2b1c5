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
    auto areas = store::readAreas(assets.data("areas.json"));
    if (!areas)
        return areas.error();
    auto protocol = store::readProtocol(assets.data("protocol.json"));
    if (!protocol)
        return protocol.error();
    return ClinicalLibrary{std::move(compounds).value(), std::move(tissue).value(),
                           std::move(areas).value(), std::move(protocol).value()};
}

} // namespace meso::app
