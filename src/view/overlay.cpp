#include "view/overlay.h"

#include <string_view>

namespace meso::view {

namespace {

/// Advance of a character in ems, a little more than Inter's.
double advanceOf(char c) {
    if (std::string_view(" iljI.,:;'|!()[]/").find(c) != std::string_view::npos)
        return 0.32;
    if (std::string_view("mwMW%@").find(c) != std::string_view::npos)
        return 1.08;
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return 0.70;
    return 0.61;
}

} // namespace

double roomyWidth(const std::string& words, double size) {
    double ems = 0;
    for (const char c : words)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            ems += advanceOf(c);
    return ems * size;
}

} // namespace meso::view
