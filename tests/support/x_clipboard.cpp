#include "support/x_clipboard.h"

#include <gtest/gtest.h>

#include <array>
#include <future>

// Xlib names macros like other people's types, so it comes last.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace meso::test {

namespace {

/// Gives what was asked for into a property of the window that asks, and tells it so.
void answer(::Display* screen, const ::XSelectionRequestEvent& asked, const std::string& text) {
    const ::Atom utf8 = XInternAtom(screen, "UTF8_STRING", False);
    const ::Atom targets = XInternAtom(screen, "TARGETS", False);
    ::XEvent told{};
    told.xselection.type = SelectionNotify;
    told.xselection.requestor = asked.requestor;
    told.xselection.selection = asked.selection;
    told.xselection.target = asked.target;
    told.xselection.time = asked.time;
    told.xselection.property = asked.property;
    if (asked.target == targets) {
        const std::array<::Atom, 3> known{targets, utf8, XA_STRING};
        XChangeProperty(screen, asked.requestor, asked.property, XA_ATOM, 32, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(known.data()),
                        static_cast<int>(known.size()));
    } else if (asked.target == utf8 || asked.target == XA_STRING) {
        XChangeProperty(screen, asked.requestor, asked.property, asked.target, 8, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size()));
    } else {
        told.xselection.property = None;
    }
    XSendEvent(screen, asked.requestor, False, NoEventMask, &told);
    XFlush(screen);
}

void hold(const std::stop_token& stop, const std::string& display, const std::string& text,
          std::promise<bool> has) {
    ::Display* screen = XOpenDisplay(display.c_str());
    if (screen == nullptr)
        return has.set_value(false);
    const ::Window window =
        XCreateSimpleWindow(screen, DefaultRootWindow(screen), 0, 0, 1, 1, 0, 0, 0);
    const ::Atom clipboard = XInternAtom(screen, "CLIPBOARD", False);
    XSetSelectionOwner(screen, clipboard, window, CurrentTime);
    has.set_value(XGetSelectionOwner(screen, clipboard) == window);
    while (!stop.stop_requested()) {
        while (XPending(screen) > 0) {
            ::XEvent event;
            XNextEvent(screen, &event);
            if (event.type == SelectionRequest)
                answer(screen, event.xselectionrequest, text);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    XCloseDisplay(screen);
}

} // namespace

XClipboard::XClipboard(const std::string& display, std::string text) {
    std::promise<bool> has;
    std::future<bool> answered = has.get_future();
    holder_ = std::jthread(hold, display, std::move(text), std::move(has));
    EXPECT_TRUE(answered.get()) << "The clipboard of " << display << " could not be taken.";
}

} // namespace meso::test
