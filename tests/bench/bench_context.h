#pragma once
#include <cstdlib>

#include "app/assets.h"
#include "app/library.h"
#include "app/planning.h"

namespace meso::bench {

/// A head of the usual size, from the build folder's cache, and the shipped library.
struct BenchContext {
    app::ClinicalLibrary library;
    app::HeadContext headContext;
};

/// Fails where the build has no head or a data file is broken.
inline Result<BenchContext> openBenchContext() {
    ::setenv("MESOMAP_CACHE", MESO_BINARY_DIR "/test-cache", 1);
    const app::Assets assets{MESO_BINARY_DIR "/share/mesomap"};
    auto library = app::loadLibrary(assets);
    if (!library)
        return library.error();
    auto headContext = app::openHead({}, assets);
    if (!headContext)
        return headContext.error();
    return BenchContext{std::move(library).value(), std::move(headContext).value()};
}

} // namespace meso::bench
