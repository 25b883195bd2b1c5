#include "base/text.h"
#include "ui/panel.h"
#include "ui/plan_pages.h"

namespace meso::ui {

void drawSessionPage(Panel& panel) {
    section(panel.kit, "Session");
    row(panel.kit, "Estimated time",
        text::fixed(panel.session().derived().time.value() / 60, 1) + " min");
}

} // namespace meso::ui
