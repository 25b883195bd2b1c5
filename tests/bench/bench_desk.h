#pragma once
#include <cstdlib>

#include "app/planning.h"

namespace meso::bench {

/// A head of the usual size, from the build folder's cache, and the shipped library.
struct BenchDesk {
    app::ClinicalLibrary library;
    app::HeadDesk desk;
};

/// Fails where the build has no head or a data file is broken.
inline Result<BenchDesk> openDesk() {
    ::setenv("MESOMAP_CACHE", MESO_BINARY_DIR "/test-cache", 1);
    const app::Assets assets{MESO_BINARY_DIR "/share/mesomap"};
    auto library = app::loadLibrary(assets);
    if (!library)
        return library.error();
    auto desk = app::openHead({}, assets);
    if (!desk)
        return desk.error();
    return BenchDesk{std::move(library).value(), std::move(desk).value()};
}

} // namespace meso::bench
