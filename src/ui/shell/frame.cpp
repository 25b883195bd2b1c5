#include "ui/shell/frame.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/picture_text.h"
#include "base/text.h"
#include "gfx/image.h"
#include "store/settings_file.h"
#include "ui/kit/fields.h"
#include "ui/kit/fonts.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/theme.h"
#include "ui/panel/panel.h"
#include "ui/panel/window_layout.h"
#include "ui/plan/plan_panel.h"
#include "ui/shell/about_panel.h"
#include "ui/shell/all_actions.h"
#include "ui/shell/file_actions.h"
#include "ui/shell/file_browser_panel.h"
#include "ui/shell/frame_parts.h"
#include "ui/shell/hints_panel.h"
#include "ui/shell/history_panel.h"
#include "ui/shell/notices_panel.h"
#include "ui/shell/palette_panel.h"
#include "ui/shell/question_panel.h"
#include "ui/shell/shortcut_sheet_panel.h"
#include "ui/shell/status_bar_panel.h"
#include "ui/shell/tool_rail_panel.h"
#include "ui/shell/top_bar_panel.h"
#include "ui/spread/cut_panel.h"
#include "ui/spread/spread_panel.h"
#include "ui/spread/timeline_panel.h"
#include "ui/state/actions.h"
#include "ui/state/key_routing.h"
#include "ui/state/outcome.h"
#include "ui/state/playing.h"
#include "ui/state/ui_caches.h"
#include "ui/state/viewport_camera.h"
#include "ui/viewport/map_view.h"
#include "view/scene_overlay.h"

namespace meso::ui {

namespace {

constexpr int kPictureWidth = 1920;
constexpr int kPictureHeight = 1440;
/// In a lower window, logical pixels, the inspector is folded away until it is asked for.
constexpr float kMinForInspector = 480;

view::Theme themeNamed(const std::string& name) {
    if (name == "dark")
        return view::darkTheme();
    return name == "contrast" ? view::highContrastTheme() : view::lightTheme();
}

/// Sites that an undo or an opened file took away cannot stay selected.
void pruneSelection(const app::OpenCase& openCase, UiState& state) {
    std::set<int> there;
    for (const plan::InjectionSite& site : openCase.plan().sites)
        there.insert(site.id);
    std::erase_if(state.selection, [&](int id) { return !there.contains(id); });
    if (!there.contains(state.hoveredSite))
        state.hoveredSite = 0;
}

bool arrowIsHeld() {
    const ImGuiIO& io = ImGui::GetIO();
    return isHeld(io, ImGuiKey_LeftArrow) || isHeld(io, ImGuiKey_RightArrow) ||
           isHeld(io, ImGuiKey_UpArrow) || isHeld(io, ImGuiKey_DownArrow);
}

} // namespace

Frontend::Frontend(app::OpenCase& openCase, PictureSource& pictures,
                   std::function<void()> fontsChanged) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    parts_ = std::make_unique<Parts>(openCase, pictures, std::move(fontsChanged));
    parts_->state.hint = openCase.settings().hintsSeen ? -1 : 0;
    if (const auto draft = openCase.orphanedDraft(openCase.file()))
        parts_->state.question = Question{Question::Kind::RecoverDraft,
                                          "The last session ended before its edits were saved.",
                                          {},
                                          *draft,
                                          openCase.file()};
}

Frontend::~Frontend() {
    parts_.reset();
    ImGui::DestroyContext();
}

void Frontend::prepare(float contentScale) {
    Parts& p = *parts_;
    const store::Settings& settings = p.openCase.settings();
    const float scale = contentScale * static_cast<float>(settings.textScale);
    const bool resized = std::abs(scale - p.scale) > 1e-4F;
    if (resized) {
        p.fonts = loadFonts(p.openCase.assets().fonts(), scale);
        p.scale = scale;
        if (p.fontsChanged)
            p.fontsChanged();
    }
    if (settings.shortcuts != p.shortcuts) {
        p.shortcuts = settings.shortcuts;
        for (const std::string& refused : p.actions.rebind(p.shortcuts))
            p.openCase.notify(app::Notice::Kind::Problem, "A shortcut of the settings: " + refused);
    }
    if (resized || settings.theme != p.themeName) {
        p.themeName = settings.theme;
        p.theme = themeNamed(settings.theme);
        applyStyle(p.theme, scale);
    }
}

void Frontend::Parts::begin(const FrameInput& input) {
    openCase.poll();
    handleOtherInput(input);
    handleKeys(input);
    play(openCase, state, Seconds(ImGui::GetIO().DeltaTime));
    pruneSelection(openCase, state);
    items.clear();
    state.hoverSentence.clear();
}

void Frontend::Parts::drawPanes(const FrameInput& input) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const bool hasRoom =
        widthClassOf(size, scale) != WidthClass::Tiny && size.y >= kMinForInspector * scale;
    state.inspectorIsOpen = state.wantsInspector.value_or(hasRoom);
    const bool cutIsOpen = state.cut && state.workspace == Workspace::Spread;
    const WindowLayout layout =
        layOutWindow(size, scale,
                     {static_cast<float>(openCase.settings().inspectorWidth), state.viewMode,
                      state.inspectorIsOpen, cutIsOpen});
    Kit kit{theme, fonts.fonts, scale, items, state.hoverSentence};
    kit.walk = &walk;
    Panel panel{kit, context(), actions, fields, layout.topBar, input.keys, layout.room};
    const auto draw = [&](Rect rect, void (*what)(Panel&)) {
        panel.rect = rect;
        what(panel);
    };
    if (layout.head.max.x > layout.head.min.x)
        drawViewport(kit, context(), pictures, cache, layout.head);
    if (layout.map.max.x > layout.map.min.x)
        drawMap(kit, context(), pictures, cache, layout.map);
    panel.rect = layout.cut;
    if (cutIsOpen)
        drawCutPanel(panel, pictures, cut);
    draw(layout.topBar, drawTopBar);
    draw(layout.toolRail, drawToolRail);
    if (state.inspectorIsOpen)
        draw(layout.inspector,
             state.workspace == Workspace::Plan ? drawPlanPanel : drawSpreadPanel);
    draw(layout.timeline, drawTimeline);
    draw(layout.statusBar, drawStatusBar);
    // The middle of the window, with or without views.
    panel.rect = {{layout.toolRail.max.x, layout.topBar.max.y},
                  {layout.inspector.min.x, layout.timeline.min.y}};
    drawNotices(panel);
    panel.rect = {{0, 0}, size};
    drawOverPanes(panel);
    tipIn = kit.tipIn;
}

/// One dialog at a time, the most pressing first.
void Frontend::Parts::drawOverPanes(Panel& panel) {
    if (state.question)
        drawQuestion(panel);
    else if (state.fileQuestion)
        drawFileBrowser(panel);
    else if (state.paletteOpen)
        drawPalette(panel);
    else if (state.shortcutSheetOpen)
        drawShortcutSheet(panel);
    else if (state.historyOpen)
        drawHistory(panel);
    else if (state.aboutOpen)
        drawAbout(panel);
    else
        drawHints(panel, items);
}

/// A refusal is about the plan that it was given for: an undo or another edit ends it.
void Frontend::Parts::forgetOldProblems() {
    if (fields.problems.empty()) {
        refusedFor.reset();
    } else if (!refusedFor) {
        refusedFor = openCase.plan();
    } else if (*refusedFor != openCase.plan()) {
        fields.problems.clear();
        refusedFor.reset();
    }
}

/// The commit rule: a draft becomes a step of the history when nothing is being dragged or typed.
void Frontend::Parts::end() {
    const Drag::Kind drag = state.drag.kind;
    nudges = nudges && arrowIsHeld();
    busy = nudges || ImGui::IsAnyItemActive() || drag == Drag::Kind::Press ||
           drag == Drag::Kind::MoveSites || drag == Drag::Kind::MoveHandle ||
           drag == Drag::Kind::RubberBand || drag == Drag::Kind::Lasso;
    if (!busy && openCase.commit() && openCase.undoLabel())
        state.lastAction = *openCase.undoLabel();
    forgetOldProblems();
    if (!state.pictureFile.empty())
        savePicture();
}

/// The view as it is on the screen, larger, with everything written on it that a picture needs
/// which leaves the program.
void Frontend::Parts::savePicture() {
    const std::filesystem::path file = std::exchange(state.pictureFile, {});
    const view::PixelSize size{kPictureWidth, kPictureHeight};
    if (!state.cameraIsSet)
        fitCamera(context(), true);
    view::Scene scene = cache.scene(context(), theme, view::scaleFor(size));
    scene.camera = state.camera;
    Result<view::Picture> drawn = pictures.filePicture(scene, size);
    Status saved = Done{};
    if (!drawn) {
        saved = drawn.error();
    } else {
        view::Picture picture = std::move(drawn).value();
        app::writeOver(picture, view::overlayOf(scene, size), openCase.assets());
        saved = gfx::writePng(file, picture);
    }
    notifyOutcome(openCase, saved, "Saved the picture " + text::printable(file.string()));
}

void Frontend::frame(const FrameInput& input) {
    Parts& p = *parts_;
    p.routeKeys(input);
    ImGui::NewFrame();
    p.begin(input);
    p.drawPanes(input);
    p.end();
    ImGui::Render();
}

UiContext Frontend::context() {
    return parts_->context();
}

UiState& Frontend::state() {
    return parts_->state;
}
const ItemRegistry& Frontend::items() const {
    return parts_->items;
}
const ActionTable& Frontend::actions() const {
    return parts_->actions;
}
const std::string& Frontend::fontProblem() const {
    return parts_->fonts.problem;
}
const std::string& Frontend::focusedItem() const {
    return parts_->walk.focused();
}
bool Frontend::isBusy() const {
    return parts_->busy;
}

double Frontend::nextFrameIn() const {
    const Parts& p = *parts_;
    if (p.state.playing || p.state.flight || p.cache.wantsFrame() || p.typingEnds > 0 ||
        !p.late.keys.empty())
        return 0;
    double wait = std::numeric_limits<double>::infinity();
    if (p.tipIn >= 0)
        wait = std::min<double>(wait, p.tipIn);
    if (p.state.toastRemaining_s > 0)
        wait = std::min(wait, p.state.toastRemaining_s);
    if (isWorking(p.openCase))
        wait = std::min(wait, 0.15);
    if (ImGui::GetIO().WantTextInput)
        wait = std::min(wait, 0.4); // the cursor blinks
    return wait;
}

std::string Frontend::windowTitle() const {
    const app::OpenCase& openCase = parts_->openCase;
    const std::string name = openCase.file().empty()
                                 ? text::printable(openCase.plan().about.title)
                                 : text::printable(openCase.file().filename().string());
    return (openCase.savedAsShown() || openCase.file().empty() ? "" : "* ") + name + " - Mesomap";
}

} // namespace meso::ui
