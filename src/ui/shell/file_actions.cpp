#include "ui/shell/file_actions.h"
#include "base/file.h"
#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

std::filesystem::path folderOf(const app::OpenCase& openCase) {
    std::error_code ignored;
    const auto parent = openCase.file().parent_path();
    return parent.empty() ? std::filesystem::current_path(ignored) : parent;
}

void save(UiContext context) {
    if (context.openCase.file().empty())
        context.state.fileQuestion = FileQuestion{
            FileQuestion::Kind::SaveAs, folderOf(context.openCase), "plan.json", {}, false};
    else
        notifyOutcome(context.openCase, context.openCase.save(),
                      "Saved " + context.openCase.file().filename().string());
}

void saveAs(UiContext context) {
    const auto& file = context.openCase.file();
    context.state.fileQuestion = FileQuestion{FileQuestion::Kind::SaveAs,
                                              folderOf(context.openCase),
                                              file.empty() ? "plan.json" : file.filename().string(),
                                              {},
                                              false};
}

void savePicture(UiContext context) {
    const auto& file = context.openCase.file();
    const std::string stem = file.empty() ? "scalp" : file.stem().string();
    context.state.fileQuestion = FileQuestion{
        FileQuestion::Kind::SavePicture, folderOf(context.openCase), stem + ".png", {}, false};
}

/// Where templates lie; made, so that there is something to look into.
std::filesystem::path templateFolder(const app::OpenCase& openCase) {
    makeOwnFolder(openCase.templateFolder()); // writing to it says what is wrong
    return openCase.templateFolder();
}

std::string noTemplatesReason(UiContext context) {
    return context.openCase.templateFolder().empty() ? "There is no folder for templates here."
                                                     : "";
}

void saveTemplate(UiContext context) {
    context.state.fileQuestion = FileQuestion{FileQuestion::Kind::SaveTemplate,
                                              templateFolder(context.openCase),
                                              "My pattern.json",
                                              {},
                                              false};
}

/// What came of opening a case, and what to say about it.
struct OpenedCase {
    Status outcome;
    std::string done;
};

OpenedCase openNamedCase(UiContext context, const std::string& pendingAction,
                         const std::filesystem::path& file) {
    if (pendingAction == "file.copyCase")
        return {context.openCase.copyAsNewCase(),
                "A new case, not saved yet: the plan without approval and record"};
    if (pendingAction == "template")
        return {context.openCase.newFromTemplate(file),
                "New plan from " + text::printable(file.stem().string())};
    if (pendingAction == "file.new")
        return {context.openCase.newCase(), "New plan"};
    if (pendingAction == "file.sample")
        return {context.openCase.openSample(), "Opened the sample case"};
    return {context.openCase.openFile(file), "Opened " + text::printable(file.filename().string())};
}

std::string saveDisabledReason(UiContext context) {
    // An edit of this very frame is in no step of the history yet.
    const bool isCommitted = context.openCase.plan() == context.openCase.committed();
    if (context.openCase.file().empty() || !context.openCase.savedAsShown() || !isCommitted)
        return {};
    return "Everything is saved.";
}

} // namespace

void proceed(UiContext context, const std::string& pendingAction,
             const std::filesystem::path& file) {
    if (pendingAction == "file.quit") {
        context.openCase.closeCleanly();
        context.state.wantsQuit = true;
        return;
    }
    if (pendingAction == "file.open") {
        context.state.fileQuestion =
            FileQuestion{FileQuestion::Kind::Open, folderOf(context.openCase), {}, {}, false};
        return;
    }
    if (pendingAction == "file.fromTemplate") {
        context.state.fileQuestion = FileQuestion{
            FileQuestion::Kind::FromTemplate, templateFolder(context.openCase), {}, {}, false};
        return;
    }
    const auto [outcome, done] = openNamedCase(context, pendingAction, file);
    notifyOutcome(context.openCase, outcome, done);
    if (outcome)
        forgetCase(context.state);
    if (outcome && pendingAction == "open")
        if (const auto draft = context.openCase.orphanedDraft(file))
            context.state.question =
                Question{Question::Kind::RecoverDraft,
                         "Edits of this plan were found that never reached its file. The program "
                         "must have been ended before they were saved.",
                         {},
                         *draft,
                         file};
}

void proceedAfterConfirming(UiContext context, const std::string& pendingAction,
                            const std::filesystem::path& file) {
    if (!context.openCase.hasUnsavedEdits()) {
        proceed(context, pendingAction, file);
        return;
    }
    const std::string name = context.openCase.file().empty()
                                 ? context.openCase.plan().about.title
                                 : context.openCase.file().filename().string();
    context.state.question =
        Question{Question::Kind::DiscardChanges,
                 "\"" + text::printable(name) + "\" has changes that are in no file.",
                 pendingAction,
                 {},
                 file};
}

std::vector<Action> fileActions() {
    const std::string group = "File";
    std::vector<Action> out;
    const auto asking = [](const char* id) {
        return [id](UiContext d) { proceedAfterConfirming(d, id); };
    };
    out.push_back({"file.new", "New plan", kIconFileNew, "Ctrl+N", group, asking("file.new")});
    out.push_back({"file.open", "Open a plan…", kIconFolder, "Ctrl+O", group, asking("file.open")});
    out.push_back({"file.save", "Save", kIconSave, "Ctrl+S", group, save, saveDisabledReason});
    out.push_back({"file.saveAs", "Save as…", kIconSave, "Ctrl+Shift+S", group, saveAs});
    out.push_back(
        {"file.sample", "Open the sample case", kIconHead, "", group, asking("file.sample")});
    out.push_back({"file.copyCase", "Copy this plan as a new case", kIconFileDocument, "", group,
                   asking("file.copyCase")});
    out.push_back({"file.fromTemplate", "New from template…", kIconFileNew, "", group,
                   asking("file.fromTemplate"), noTemplatesReason});
    out.push_back({"file.saveTemplate", "Save as template…", kIconSaveAll, "", group, saveTemplate,
                   noTemplatesReason});
    out.push_back({"file.picture", "Save a picture…", kIconCamera, "Ctrl+P", group, savePicture});
    out.push_back({"file.quit", "Quit", kIconClose, "Ctrl+Q", group, asking("file.quit")});
    return out;
}

} // namespace meso::ui
