#include "support/screen_reader.h"

// Xlib names macros like other people's types, so nothing else is included beside it.
#include <X11/Xlib.h>
#include <X11/Xutil.h>

namespace meso::test {

Pixels pixelsOf(const std::string& display, const ScreenPart& part) {
    ::Display* screen = XOpenDisplay(display.c_str());
    if (screen == nullptr)
        return {};
    Pixels pixels;
    ::XImage* image = XGetImage(screen, DefaultRootWindow(screen), part.x, part.y,
                                static_cast<unsigned>(part.width),
                                static_cast<unsigned>(part.height), AllPlanes, ZPixmap);
    if (image != nullptr) {
        for (int y = 0; y < part.height; ++y)
            for (int x = 0; x < part.width; ++x)
                pixels.push_back(XGetPixel(image, x, y));
        XDestroyImage(image);
    }
    XCloseDisplay(screen);
    return pixels;
}

} // namespace meso::test
