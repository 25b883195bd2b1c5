#include "ui/host/event_log.h"

#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/case/open_case.h"
#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "app/notice.h"
#include "app/spread/simulation_service.h"
#include "base/text.h"
#include "store/settings_file.h"
#include "ui/host/driver.h"
#include "ui/state/checks_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

std::string orNothing(const std::string* label) {
    return label == nullptr ? "nothing" : *label;
}

std::string wordFor(Tool tool) {
    switch (tool) {
    case Tool::Select:
        return "Select";
    case Tool::Lasso:
        return "Lasso";
    case Tool::Place:
        return "Place";
    case Tool::Move:
        return "Move";
    case Tool::Erase:
        return "Erase";
    case Tool::Area:
        return "Area";
    case Tool::Exclude:
        return "Exclude";
    case Tool::Measure:
        return "Measure";
    }
    return "?";
}

std::string wordFor(app::SimulationService::State state) {
    using State = app::SimulationService::State;
    switch (state) {
    case State::Nothing:
        return "nothing";
    case State::Running:
        return "running";
    case State::Done:
        return "done";
    case State::Cancelled:
        return "cancelled";
    case State::Failed:
        return "failed";
    }
    return "?";
}

std::string wordFor(Drag::Kind kind) {
    switch (kind) {
    case Drag::Kind::None:
        return "None";
    case Drag::Kind::Press:
        return "Press";
    case Drag::Kind::Orbit:
        return "Orbit";
    case Drag::Kind::Pan:
        return "Pan";
    case Drag::Kind::MoveSites:
        return "MoveSites";
    case Drag::Kind::MoveHandle:
        return "MoveHandle";
    case Drag::Kind::RubberBand:
        return "RubberBand";
    case Drag::Kind::Lasso:
        return "Lasso";
    }
    return "?";
}

std::string checksOf(const app::OpenCase& openCase) {
    int errors = 0, warnings = 0;
    for (const plan::RuleResult& rule : openCase.derived().findings) {
        const FindingStatus gravity = findingStatusOf(rule, openCase.plan());
        errors += gravity == FindingStatus::Error ? 1 : 0;
        warnings += gravity == FindingStatus::OpenWarning ? 1 : 0;
    }
    return "checks " + std::to_string(errors) + " errors, " + std::to_string(warnings) +
           " warnings";
}

std::string dialogOf(const UiState& state) {
    if (state.question)
        return "question";
    if (state.fileQuestion)
        return "files";
    if (state.paletteOpen)
        return "palette";
    if (state.shortcutSheetOpen)
        return "shortcuts";
    return state.aboutOpen ? "about" : "none";
}

} // namespace

EventLog::Seen EventLog::seenIn(const UiState& state, const app::OpenCase& openCase) {
    std::string ids;
    for (const int id : state.selection)
        ids += " " + std::to_string(id);
    const std::string file = openCase.file().empty() ? "-" : openCase.file().string();
    Seen seen{.undo = "undo " + orNothing(openCase.undoLabel()),
              .redo = "redo " + orNothing(openCase.redoLabel()),
              .sites = "sites " + std::to_string(openCase.plan().sites.size()),
              .checks = checksOf(openCase),
              .approval = "approval " + text::printable(app::approvalText(
                                            openCase.plan(), openCase.derived().findings)),
              .selected = "selected" + (ids.empty() ? " none" : ids),
              .tool = "tool " + wordFor(state.tool),
              .file = "file " + file + (openCase.savedAsShown() ? " saved" : " unsaved"),
              .simulation = "spread " + wordFor(openCase.simulation().state()),
              .playing = state.playing ? "playing" : "paused",
              .dialog = "dialog " + dialogOf(state)};
    const bool refuses = state.fileQuestion && !state.fileQuestion->problem.empty();
    seen.refused = "refused " + (refuses ? text::printable(state.fileQuestion->problem, 300) : "-");
    seen.theme = "theme " + openCase.settings().theme;
    seeHand(seen, state);
    return seen;
}

void EventLog::seeHand(Seen& seen, const UiState& state) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto whole = [](float pixels) { return " " + std::to_string(std::lround(pixels)); };
    seen.drag = "drag " + wordFor(state.drag.kind);
    seen.camera = "camera " + text::fixed(state.camera.azimuth.value(), 1) + " " +
                  text::fixed(state.camera.elevation.value(), 1);
    seen.pointer =
        "pointer" + (ImGui::IsMousePosValid() ? whole(io.MousePos.x) + whole(io.MousePos.y)
                                              : std::string(" none"));
    seen.button = io.MouseDown[0] ? "button down" : "button up";
    seen.typing = io.WantTextInput ? "typing" : "not typing";
}

void EventLog::report(std::string Seen::*line, const Seen& now) {
    if (now.*line != last_.*line)
        print_(now.*line);
}

void EventLog::begins() {
    frameStart_ = std::chrono::steady_clock::now();
}

void EventLog::look(Frontend& frontend, const app::OpenCase& openCase, const FrameInput& input) {
    for (const std::string& key : input.keys)
        print_("key " + key);
    const Seen now = seenIn(frontend.state(), openCase);
    for (std::string Seen::*line :
         {&Seen::undo, &Seen::redo, &Seen::sites, &Seen::checks, &Seen::approval, &Seen::selected,
          &Seen::tool, &Seen::file, &Seen::simulation, &Seen::playing, &Seen::dialog,
          &Seen::refused, &Seen::theme, &Seen::drag, &Seen::camera, &Seen::pointer, &Seen::button,
          &Seen::typing})
        report(line, now);
    last_ = now;
    drags_ = frontend.state().drag.kind == Drag::Kind::MoveSites;
    for (const app::Notice& notice : openCase.notices())
        if (notice.serial > noticeSerial_) {
            noticeSerial_ = notice.serial;
            print_((notice.kind == app::Notice::Kind::Done ? "done " : "problem ") +
                   text::printable(notice.sentence, 300));
        }
    const bool settled = isSettled(frontend, openCase);
    if (settled && !wasSettled_)
        print_("settled");
    wasSettled_ = settled;
}

void EventLog::presented(const app::OpenCase& openCase) {
    reportOnce(frameReported_, "first-frame");
    if (openCase.simulation().shown())
        reportOnce(simulationReported_, "first-spread");
    if (!drags_)
        return;
    const std::chrono::duration<double, std::milli> frame =
        std::chrono::steady_clock::now() - frameStart_;
    print_("drag-frame " + text::fixed(frame.count(), 2) + " ms simulation " +
           text::fixed(1000 * openCase.simulationTime().value(), 2) + " ms");
}

void EventLog::reportOnce(bool& told, const char* what) {
    if (std::exchange(told, true))
        return;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start_);
    print_(std::string(what) + " " + std::to_string(since.count()) + " ms");
}

} // namespace meso::ui
