#include "ui/state/outcome.h"

#include "app/case/open_case.h"
#include "app/notice.h"

namespace meso::ui {

void forgetCase(UiState& state) {
    state.selection.clear();
    state.corners.clear();
    state.measured.clear();
    state.cut.reset();
    state.area = {};
    state.checks.acknowledging.clear();
    state.sessionView = {};
    state.sites = {};
    state.mix = {};
    state.drag = {};
    state.playing = false;
    state.compound = 0;
    state.wantsFit = true;
}

void notifyOutcome(app::OpenCase& openCase, const Status& outcome, const std::string& done) {
    if (!outcome)
        openCase.notify(app::Notice::Kind::Problem, outcome.error().message);
    else if (!done.empty())
        openCase.notify(app::Notice::Kind::Done, done);
}

} // namespace meso::ui
