#include "support/window_manager.h"

// Xlib names macros like other people's types, so nothing else is included beside it.
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <algorithm>
#include <array>
#include <functional>

namespace meso::test {

namespace {

bool canBeAskedToClose(::Display* screen, ::Window window) {
    const ::Atom wanted = XInternAtom(screen, "WM_DELETE_WINDOW", False);
    ::Atom* known = nullptr;
    int count = 0;
    if (XGetWMProtocols(screen, window, &known, &count) == 0)
        return false;
    const bool can = std::find(known, known + count, wanted) != known + count;
    XFree(known);
    return can;
}

bool withTheWindow(const std::string& display,
                   const std::function<void(::Display*, ::Window)>& act) {
    ::Display* screen = XOpenDisplay(display.c_str());
    if (screen == nullptr)
        return false;
    ::Window root = 0, parent = 0, *windows = nullptr;
    unsigned count = 0;
    XQueryTree(screen, DefaultRootWindow(screen), &root, &parent, &windows, &count);
    ::Window* const end = windows + count;
    ::Window* const found =
        std::find_if(windows, end, [&](::Window w) { return canBeAskedToClose(screen, w); });
    const bool isThere = found != end;
    if (isThere)
        act(screen, *found);
    XFree(windows);
    XCloseDisplay(screen);
    return isThere;
}

} // namespace

bool askToClose(const std::string& display) {
    return withTheWindow(display, [](::Display* screen, ::Window window) {
        ::XEvent ask{};
        ask.xclient.type = ClientMessage;
        ask.xclient.window = window;
        ask.xclient.message_type = XInternAtom(screen, "WM_PROTOCOLS", False);
        ask.xclient.format = 32;
        ask.xclient.data.l[0] = static_cast<long>(XInternAtom(screen, "WM_DELETE_WINDOW", False));
        ask.xclient.data.l[1] = CurrentTime;
        XSendEvent(screen, window, False, NoEventMask, &ask);
    });
}

bool markIconified(const std::string& display, bool iconified) {
    return withTheWindow(display, [&](::Display* screen, ::Window window) {
        const ::Atom state = XInternAtom(screen, "WM_STATE", False);
        const std::array<long, 2> value{iconified ? IconicState : NormalState, 0};
        XChangeProperty(screen, window, state, state, 32, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(value.data()), 2);
    });
}

} // namespace meso::test
