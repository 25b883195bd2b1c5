#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace meso {

void failCheck(const char* condition, const char* file, int line, const char* message) {
    std::fprintf(stderr, "mesomap: internal error: %s (%s, %s:%d)\n", message, condition, file,
                 line);
    std::abort();
}

} // namespace meso
