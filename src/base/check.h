#pragma once

namespace meso {

/// Prints where a promise inside the program was broken and aborts. Never returns.
[[noreturn]] void failCheck(const char* condition, const char* file, int line, const char* message);

} // namespace meso

/// An assertion that stays on in every build. For bugs only; expected failures travel as Result.
#define MESO_CHECK(condition, message)                                                             \
    ((condition) ? (void)0 : ::meso::failCheck(#condition, __FILE__, __LINE__, message))
