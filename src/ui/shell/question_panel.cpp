#include "ui/shell/question_panel.h"

#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/dialog.h"
#include "ui/shell/file_actions.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

struct Answers {
    const char *yes, *no, *cancel;
    const char* title;
};

Answers answersTo(const Question& question) {
    if (question.kind == Question::Kind::RecoverDraft)
        return {"Go on from them", "Throw them away", "Decide later", "Go on where you were?"};
    return {"Save", "Don't save", "Cancel", "Save the changes first?"};
}

void answerDiscard(Panel& panel, const Question& question, bool save) {
    app::OpenCase& openCase = panel.openCase();
    if (save && openCase.file().empty()) {
        // Where to is asked next; what was wanted waits until it is saved.
        perform(panel.actions.at("file.saveAs"), panel.context);
        panel.state().fileQuestion->pendingAction = question.pendingAction;
        panel.state().fileQuestion->pendingFile = question.file;
        return;
    }
    if (save) {
        const Status saved = openCase.save();
        if (!saved) {
            openCase.notify(app::Notice::Kind::Problem, saved.error().message);
            return;
        }
    }
    proceed(panel.context, question.pendingAction, question.file);
}

void answerRecover(Panel& panel, const Question& question, bool recover) {
    app::OpenCase& openCase = panel.openCase();
    if (!recover) {
        openCase.discardDraft(question.draft);
        openCase.notify(app::Notice::Kind::Done, "Threw the old draft away");
        return;
    }
    const Status recovered = openCase.recover(question.draft, question.file);
    notifyOutcome(openCase, recovered, "Recovered every edit of the last session");
    if (recovered)
        forgetCase(panel.state());
}

void answer(Panel& panel, bool yes) {
    const Question question = *panel.state().question;
    panel.state().question.reset();
    if (question.kind == Question::Kind::RecoverDraft)
        answerRecover(panel, question, yes);
    else
        answerDiscard(panel, question, yes);
}

} // namespace

void drawQuestion(Panel& panel) {
    UiState& state = panel.state();
    if (!state.question || !beginDialog(panel, {"##question", 480, 160, 24, 0.86F}))
        return;
    Kit& kit = panel.kit;
    const Answers answers = answersTo(*state.question);
    lineOfText(kit, kit.fonts.title, kit.theme.text, answers.title);
    wrappedText(kit, kit.fonts.body, kit.theme.muted, state.question->sentence);
    ImGui::Dummy(kit.px(1, 8));
    const bool yes =
        button(kit, {"question.yes", answers.yes, Emphasis::Primary}) || panel.confirmed();
    ImGui::SameLine();
    const bool no = button(kit, {"question.no", answers.no});
    ImGui::SameLine();
    const bool cancel = button(kit, {"question.cancel", answers.cancel}) || panel.pressed("Esc");
    if (yes || no || cancel)
        ImGui::CloseCurrentPopup();
    endDialog();
    if (yes || no)
        answer(panel, yes);
    else if (cancel)
        state.question.reset();
}

} // namespace meso::ui
