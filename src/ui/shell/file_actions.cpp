#include "ui/shell/file_actions.h"
#include "base/file.h"
#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

std::filesystem::path folderOf(const app::Session& session) {
    std::error_code ignored;
    const auto parent = session.file().parent_path();
    return parent.empty() ? std::filesystem::current_path(ignored) : parent;
}

void save(Desk desk) {
    if (desk.session.file().empty())
        desk.state.fileQuestion = FileQuestion{
            FileQuestion::Kind::SaveAs, folderOf(desk.session), "plan.json", {}, false};
    else
        tellOutcome(desk.session, desk.session.save(),
                    "Saved " + desk.session.file().filename().string());
}

void saveAs(Desk desk) {
    const auto& file = desk.session.file();
    desk.state.fileQuestion = FileQuestion{FileQuestion::Kind::SaveAs,
                                           folderOf(desk.session),
                                           file.empty() ? "plan.json" : file.filename().string(),
                                           {},
                                           false};
}

void savePicture(Desk desk) {
    const auto& file = desk.session.file();
    const std::string stem = file.empty() ? "scalp" : file.stem().string();
    desk.state.fileQuestion = FileQuestion{
        FileQuestion::Kind::SavePicture, folderOf(desk.session), stem + ".png", {}, false};
}

/// Where templates lie; made, so that there is something to look into.
std::filesystem::path templateFolder(const app::Session& session) {
    makeOwnFolder(session.templateFolder()); // writing to it says what is wrong
    return session.templateFolder();
}

std::string whyNoTemplates(Desk desk) {
    return desk.session.templateFolder().empty() ? "There is no folder for templates here." : "";
}

void saveTemplate(Desk desk) {
    desk.state.fileQuestion = FileQuestion{FileQuestion::Kind::SaveTemplate,
                                           templateFolder(desk.session),
                                           "My pattern.json",
                                           {},
                                           false};
}

/// What came of opening a case, and what to say about it.
struct OpenedCase {
    Status outcome;
    std::string done;
};

OpenedCase openCase(Desk desk, const std::string& wish, const std::filesystem::path& file) {
    if (wish == "file.copyCase")
        return {desk.session.copyAsNewCase(),
                "A new case, not saved yet: the plan without approval and record"};
    if (wish == "template")
        return {desk.session.newFromTemplate(file),
                "New plan from " + text::printable(file.stem().string())};
    if (wish == "file.new")
        return {desk.session.newCase(), "New plan"};
    if (wish == "file.sample")
        return {desk.session.openSample(), "Opened the sample case"};
    return {desk.session.openFile(file), "Opened " + text::printable(file.filename().string())};
}

std::string whyNotSave(Desk desk) {
    // An edit of this very frame is in no step of the history yet.
    const bool isCommitted = desk.session.plan() == desk.session.committed();
    if (desk.session.file().empty() || !desk.session.savedAsShown() || !isCommitted)
        return {};
    return "Everything is saved.";
}

} // namespace

void goOn(Desk desk, const std::string& afterwards, const std::filesystem::path& file) {
    if (afterwards == "file.quit") {
        desk.session.closeCleanly();
        desk.state.wantsQuit = true;
        return;
    }
    if (afterwards == "file.open") {
        desk.state.fileQuestion =
            FileQuestion{FileQuestion::Kind::Open, folderOf(desk.session), {}, {}, false};
        return;
    }
    if (afterwards == "file.fromTemplate") {
        desk.state.fileQuestion = FileQuestion{
            FileQuestion::Kind::FromTemplate, templateFolder(desk.session), {}, {}, false};
        return;
    }
    const auto [outcome, done] = openCase(desk, afterwards, file);
    tellOutcome(desk.session, outcome, done);
    if (outcome)
        forgetCase(desk.state);
    if (outcome && afterwards == "open")
        if (const auto draft = desk.session.leftDraft(file))
            desk.state.question =
                Question{Question::Kind::RecoverDraft,
                         "Edits of this plan were found that never reached its file. The program "
                         "must have been ended before they were saved.",
                         {},
                         *draft,
                         file};
}

void goOnAfterAsking(Desk desk, const std::string& afterwards, const std::filesystem::path& file) {
    if (!desk.session.hasUnsavedEdits()) {
        goOn(desk, afterwards, file);
        return;
    }
    const std::string name = desk.session.file().empty() ? desk.session.plan().about.title
                                                         : desk.session.file().filename().string();
    desk.state.question =
        Question{Question::Kind::DiscardChanges,
                 "\"" + text::printable(name) + "\" has changes that are in no file.",
                 afterwards,
                 {},
                 file};
}

std::vector<Action> fileActions() {
    const std::string group = "File";
    std::vector<Action> out;
    const auto asking = [](const char* id) { return [id](Desk d) { goOnAfterAsking(d, id); }; };
    out.push_back({"file.new", "New plan", kIconFileNew, "Ctrl+N", group, asking("file.new")});
    out.push_back({"file.open", "Open a plan…", kIconFolder, "Ctrl+O", group, asking("file.open")});
    out.push_back({"file.save", "Save", kIconSave, "Ctrl+S", group, save, whyNotSave});
    out.push_back({"file.saveAs", "Save as…", kIconSave, "Ctrl+Shift+S", group, saveAs});
    out.push_back(
        {"file.sample", "Open the sample case", kIconHead, "", group, asking("file.sample")});
    out.push_back({"file.copyCase", "Copy this plan as a new case", kIconFileDocument, "", group,
                   asking("file.copyCase")});
    out.push_back({"file.fromTemplate", "New from template…", kIconFileNew, "", group,
                   asking("file.fromTemplate"), whyNoTemplates});
    out.push_back({"file.saveTemplate", "Save as template…", kIconSaveAll, "", group, saveTemplate,
                   whyNoTemplates});
    out.push_back({"file.picture", "Save a picture…", kIconCamera, "Ctrl+P", group, savePicture});
    out.push_back({"file.quit", "Quit", kIconClose, "Ctrl+Q", group, asking("file.quit")});
    return out;
}

} // namespace meso::ui
