#pragma once

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace meso::sim {

/// Flush-to-zero and denormals-are-zero for the current thread, restored at the end of the scope.
class FlushDenormals {
public:
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;
#if defined(__SSE__)
    FlushDenormals() : before_(_mm_getcsr()) {
        _mm_setcsr(before_ | 0x8040U);
    }
    ~FlushDenormals() {
        _mm_setcsr(before_);
    }

private:
    unsigned before_;
#else
    FlushDenormals() = default;
#endif
};

} // namespace meso::sim
