#include "anatomy/corridors.h"

namespace meso::anatomy {

const Corridor* CorridorLibrary::find(const std::string& id) const {
    for (const Corridor& corridor : corridors)
        if (corridor.id == id)
            return &corridor;
    return nullptr;
}

} // namespace meso::anatomy
