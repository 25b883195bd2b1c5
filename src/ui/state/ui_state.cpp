#include "ui/state/ui_state.h"

namespace meso::ui {

std::string hintOf(Tool tool) {
    switch (tool) {
    case Tool::Select:
        return "Click a site to select it · drag it to move it · drag the background to turn · "
               "Alt+drag draws a loop around sites";
    case Tool::Lasso:
        return "Drag a loop around sites to select them · Shift adds · Ctrl removes";
    case Tool::Place:
        return "Click the scalp to place a site · drag the background to turn";
    case Tool::Move:
        return "Drag a site along the skin · arrow keys move by 1 mm";
    case Tool::Erase:
        return "Click a site to remove it";
    case Tool::Area:
        return "Click the corners of the area · Enter closes it · Esc starts again";
    case Tool::Exclude:
        return "Click the middle of what must not be injected: a naevus, a scar, a lesion";
    case Tool::Measure:
        return "Click two places to measure along the skin";
    }
    return {};
}

} // namespace meso::ui
