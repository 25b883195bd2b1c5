#include "ui/shell/file_browser_panel.h"

#include <algorithm>
#include <utility>

#include "app/export/simulation_export.h"
#include "base/text.h"
#include "store/plan_file.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/search_line.h"
#include "ui/panel/dialog.h"
#include "ui/shell/file_actions.h"
#include "ui/shell/folder_listing.h"
#include "ui/state/area_controller.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace fs = std::filesystem;

namespace {

struct Kind {
    const char* title;
    const char* go;
    const char* ending;
};

Kind kindOf(const FileQuestion& question) {
    switch (question.kind) {
    case FileQuestion::Kind::Open:
        return {"Open a plan", "Open", ".json"};
    case FileQuestion::Kind::SaveAs:
        return {"Save the plan as", "Save", ".json"};
    case FileQuestion::Kind::Compare:
        return {"Compare with another plan", "Compare", ".json"};
    case FileQuestion::Kind::SaveField:
        return {"Export the field", "Export", ".vtu"};
    case FileQuestion::Kind::SaveCurves:
        return {"Export curves", "Export", ".csv"};
    case FileQuestion::Kind::SaveTemplate:
        return {"Save as a template", "Save", ".json"};
    case FileQuestion::Kind::FromTemplate:
        return {"New plan from a template", "Begin", ".json"};
    case FileQuestion::Kind::OffsetFrom:
        return {"Stay half a pitch away from the sites of", "Offset", ".json"};
    case FileQuestion::Kind::SavePicture:
        break;
    }
    return {"Save a picture", "Save", ".png"};
}

/// One line of the list. Returns whether it was chosen.
bool drawLine(Panel& panel, const std::string& id, const FolderEntry& entry) {
    Kit& kit = panel.kit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, kit.px(32)};
    ImGui::PushID(id.c_str());
    const bool hit = ImGui::InvisibleButton("##line", size);
    ImGui::PopID();
    tag(kit, "browser.line." + entry.name);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered())
        list->AddRectFilled(corner, {corner.x + size.x, corner.y + size.y},
                            packed(kit.theme.raised), kit.px(6));
    focusRing(kit, kit.px(6));
    const float middle = corner.y + size.y / 2;
    drawText(list, kit.fonts.icon, packed(kit.theme.muted),
             {corner.x + kit.px(6), middle - kit.fonts.icon->FontSize / 2},
             entry.isFolder ? kIconFolder : kIconFileDocument);
    const float details = sizeOf(kit.fonts.caption, entry.details).x;
    drawText(list, kit.fonts.caption, packed(kit.theme.muted),
             {corner.x + size.x - details - kit.px(8), middle - kit.fonts.caption->FontSize / 2},
             entry.details);
    drawText(
        list, kit.fonts.body, packed(kit.theme.text),
        {corner.x + kit.px(38), middle - kit.fonts.body->FontSize / 2},
        elided(kit.fonts.body, text::printable(entry.name, 200), size.x - kit.px(60) - details));
    return hit;
}

void choose(FileQuestion& question, const FolderEntry& entry) {
    question.problem.clear();
    question.confirmReplace = false;
    if (entry.isFolder)
        question.folder /= entry.name;
    else
        question.name = entry.name;
}

void drawList(Panel& panel, FileQuestion& question, const Kind& kind) {
    Kit& kit = panel.kit;
    // What the rest of the dialog leaves of a low window: its title must not scroll away.
    const float height =
        std::clamp(0.88F * panel.rect.max.y - kit.px(296), kit.px(56), kit.px(300));
    ImGui::BeginChild("##list", {0, height});
    const auto entries = listFolder(question.folder, kind.ending);
    if (!entries)
        wrappedText(kit, kit.fonts.body, kit.theme.danger, entries.error().message);
    else if (entries->empty())
        lineOfText(kit, kit.fonts.body, kit.theme.muted,
                   std::string("No folders and no ") + kind.ending + " files here.");
    else
        for (const FolderEntry& entry : *entries)
            if (drawLine(panel, entry.name, entry))
                choose(question, entry);
    ImGui::EndChild();
}

void drawFolderLine(Panel& panel, FileQuestion& question) {
    Kit& kit = panel.kit;
    const bool top = !question.folder.has_relative_path();
    if (iconButton(kit, {"browser.up", kIconFolderUp, "To the folder above", Emphasis::Plain, 36,
                         top ? "This is the topmost folder." : ""}))
        question.folder = question.folder.parent_path();
    ImGui::SameLine();
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + kit.px(9));
    lineOfText(kit, kit.fonts.caption, kit.theme.muted,
               elided(kit.fonts.caption, text::printable(question.folder.string(), 300),
                      ImGui::GetContentRegionAvail().x));
}

bool opens(const FileQuestion& question) {
    return question.kind == FileQuestion::Kind::Open ||
           question.kind == FileQuestion::Kind::Compare ||
           question.kind == FileQuestion::Kind::FromTemplate ||
           question.kind == FileQuestion::Kind::OffsetFrom;
}

/// Whether writing to this name replaces something.
bool wouldReplace(Panel& panel, const FileQuestion& question, const fs::path& file) {
    std::error_code ignored;
    if (question.kind != FileQuestion::Kind::SaveCurves)
        return fs::exists(file, ignored);
    const app::PlanSimulationPtr& simulation = panel.openCase().simulation().shown();
    const auto files = app::curveFiles(*simulation, panel.openCase().library().tissue, file,
                                       panel.openCase().study().lastOf(simulation).get());
    return std::any_of(files.begin(), files.end(),
                       [&](const fs::path& one) { return fs::exists(one, ignored); });
}

/// Takes a plan that exists: for good, for comparison, or for its sites.
Status open(Panel& panel, const FileQuestion& question, const fs::path& file) {
    if (question.kind == FileQuestion::Kind::OffsetFrom)
        return offsetFrom(panel.context, store::loadPlan(file));
    if (question.kind != FileQuestion::Kind::Compare) {
        const bool isTemplate = question.kind == FileQuestion::Kind::FromTemplate;
        proceed(panel.context, isTemplate ? "template" : "open", file);
        return Done{};
    }
    Status opened = panel.openCase().compareWith(file);
    if (opened) {
        panel.state().workspace = Workspace::Spread;
        panel.state().page = SpreadPage::Compare;
    }
    return opened;
}

/// Curves, and the figures where they have been made.
Status exportTables(app::OpenCase& openCase, const fs::path& file) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    const app::StudyPtr study = openCase.study().lastOf(simulation);
    Status done = app::exportCurves(*simulation, openCase.library().tissue, file, study.get());
    if (done && !study)
        openCase.notify(
            app::Notice::Kind::Done,
            "Figures and histograms are not among the files: they are made when the page "
            "Exposure is opened.");
    return done;
}

Status write(Panel& panel, const FileQuestion& question, const fs::path& file) {
    app::OpenCase& openCase = panel.openCase();
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    switch (question.kind) {
    case FileQuestion::Kind::SavePicture:
        panel.state().pictureFile = file;
        return Done{};
    case FileQuestion::Kind::SaveTemplate:
        return openCase.saveTemplate(file);
    case FileQuestion::Kind::SaveField:
        return app::exportField(*simulation, shownTime(openCase, panel.state()), file);
    case FileQuestion::Kind::SaveCurves:
        return exportTables(openCase, file);
    default:
        return openCase.saveAs(file);
    }
}

/// Does what the dialog is for; returns whether it is finished.
bool accept(Panel& panel, FileQuestion& question, const Kind& kind) {
    if (const auto folder = folderNamed(question.folder, question.name)) {
        question.folder = *folder;
        question.name.clear();
        return false;
    }
    const auto file = fileNamed(question.folder, question.name, kind.ending);
    if (!file) {
        question.problem = file.error().message;
        return false;
    }
    std::error_code ignored;
    if (opens(question) && !fs::exists(*file, ignored)) {
        question.problem = "There is no file \"" + text::printable(question.name) + "\" here.";
        return false;
    }
    if (!opens(question) && !question.confirmReplace && wouldReplace(panel, question, *file)) {
        question.confirmReplace = true;
        question.problem = "This file exists. Press the button once more to replace it.";
        return false;
    }
    const Status done =
        opens(question) ? open(panel, question, *file) : write(panel, question, *file);
    if (!done)
        question.problem = done.error().message;
    else if (!opens(question) && question.kind != FileQuestion::Kind::SavePicture)
        panel.openCase().notify(app::Notice::Kind::Done,
                                "Saved " + text::printable(file->string()));
    return done.ok();
}

} // namespace

void drawFileBrowser(Panel& panel) {
    UiState& state = panel.state();
    if (!state.fileQuestion || !beginDialog(panel, {"##browser", 620, 90, 20, 0.88F}))
        return;
    Kit& kit = panel.kit;
    FileQuestion question = *state.fileQuestion;
    const Kind kind = kindOf(question);
    lineOfText(kit, kit.fonts.title, kit.theme.text, kind.title);
    drawFolderLine(panel, question);
    drawList(panel, question, kind);
    if (std::exchange(question.typesOn, false))
        ImGui::SetKeyboardFocusHere();
    if (searchLine(kit, "browser.name", "File name", question.name)) {
        question.problem.clear();
        question.confirmReplace = false;
    }
    if (!question.problem.empty())
        wrappedText(kit, kit.fonts.caption, kit.theme.danger, question.problem);
    ImGui::Dummy(kit.px(1, 4));
    const bool go = button(kit, {"browser.go", question.confirmReplace ? "Replace" : kind.go,
                                 Emphasis::Primary}) ||
                    panel.confirmed();
    ImGui::SameLine();
    const bool away = button(kit, {"browser.cancel", "Cancel"}) || panel.pressed("Esc");
    state.fileQuestion = question;
    const bool done = go && accept(panel, *state.fileQuestion, kind);
    state.fileQuestion->typesOn = go && !done;
    if (done || away)
        ImGui::CloseCurrentPopup();
    endDialog();
    if (!done && !away)
        return;
    state.fileQuestion.reset();
    if (done && !question.pendingAction.empty())
        proceed(panel.context, question.pendingAction, question.pendingFile);
}

} // namespace meso::ui
