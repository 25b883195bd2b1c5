#include <cstdio>

#include "anatomy/grow/grow_head.h"

/// Writes the built-in head: grow-head OUT.mesohead. Run once, by the build.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: grow-head OUT.mesohead\n", stderr);
        return 2;
    }
    const meso::anatomy::HeadBase base = meso::anatomy::growHead();
    const meso::Status written = meso::anatomy::writeHeadBase(base, argv[1]);
    if (!written) {
        std::fprintf(stderr, "%s\n", written.error().message.c_str());
        return 1;
    }
    std::printf("Grew a head of %zu vertices.\n", base.display.positions[1].size());
    return 0;
}
