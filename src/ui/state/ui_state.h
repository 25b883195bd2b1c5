#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/model/measure.h"
#include "ui/state/area_page_state.h"
#include "ui/state/page_states.h"
#include "ui/state/questions.h"
#include "ui/state/workspaces.h"
#include "view/camera.h"
#include "view/scene.h"
#include "view/turntable.h"

namespace meso::ui {

/// A gesture in the viewport or on the map, from press to release.
struct Drag {
    enum class Kind { None, Press, Orbit, Pan, MoveSites, MoveHandle, RubberBand, Lasso };
    Kind kind = Kind::None;
    int button = 0;
    bool onMap = false;     ///< else in the 3D viewport
    geom::Vec2 start{0, 0}; ///< window pixels
    geom::Vec2 last{0, 0};
    int site = 0;                 ///< pressed site's id; 0: background
    Handle handle;                ///< pressed, where one was; it comes before a site
    bool onEdge = false;          ///< on the line of the outline whose handles are shown
    geom::Vec3 grabbed{0, 0, 0};  ///< skin point that was under the hand, mm
    std::vector<geom::Vec2> loop; ///< Lasso: the way of the hand so far, window pixels
};

/// Which of two compared plans is painted.
enum class ComparedField { First, Second, Difference };

/// A cut through the tissue from one place of the skin to another, head frame, mm.
struct Cut {
    geom::Vec3 from{0, 0, 0}, to{0, 0, 0};
    bool operator==(const Cut&) const = default;
};

/// What the user is looking at and holding: view state, never saved with the plan. Lengths of the
/// window are logical pixels unless said otherwise.
struct UiState {
    Workspace workspace = Workspace::Plan;
    Tool tool = Tool::Select;
    ViewMode viewMode = ViewMode::Head;
    std::optional<bool> wantsInspector;    ///< empty: as the window has room for it
    bool inspectorIsOpen = true;           ///< in the last frame
    std::set<int> selection;               ///< site ids
    int hoveredSite = 0;                   ///< 0: none
    std::optional<geom::Vec3> hoveredSkin; ///< under the cursor, head frame, mm
    Drag drag;
    std::vector<anatomy::ScalpCoordinate> corners; ///< of the area being drawn
    std::vector<geom::Vec3> measured;              ///< 0 to 2 skin points of the measure tool, mm

    view::Camera camera;
    std::optional<view::CameraFlight> flight;
    bool cameraIsSet = false;           ///< false until the first frame has framed the head
    view::PixelSize viewportSize{0, 0}; ///< real pixels, of the 3D viewport
    view::Insets viewportCards;         ///< real pixels of it under legend, chips and caption
    view::ShowOptions show;

    std::size_t compound = 0;             ///< index in the simulation's runs
    std::string depthId = "miniaturised"; ///< of app::depthChoices
    double threshold = 0.01;              ///< share of the injected strength, 0.001 to 1
    PlanPage planPage = PlanPage::Area;
    ChecksPageState checks;
    AreaPageState area;
    SitesPageState sites;
    MixPageState mix;
    SessionPageState sessionView;
    SpreadPage page = SpreadPage::Map;
    OptimisePageState optimise;
    sim::Measure measure = sim::Measure::Total;
    view::Colormap colours = view::Colormap::Viridis;
    HistogramQuantity histogramOf = HistogramQuantity::Peak;
    bool ringsWorstSpots = false;                 ///< ring the worst-covered places of the area
    ComparedField painted = ComparedField::First; ///< while two plans are compared
    std::optional<Cut> cut;         ///< shown in the panel under the views; empty: it is closed
    Seconds time = fromMinutes(30); ///< shown, after the injection
    bool playing = false;
    bool loop = false;
    double hoursPerSecond = 0.25; ///< of playing

    bool paletteOpen = false;
    std::string paletteQuery;
    int paletteRow = 0;             ///< that Enter would do
    bool shortcutSheetOpen = false; ///< the list of shortcuts
    ShortcutSheetState shortcutSheet;
    bool historyOpen = false; ///< the list of edits
    bool aboutOpen = false;
    std::string lastAction;      ///< what was done last, for the status bar
    int toastSerial = 0;         ///< of the notice that is shown as a toast; 0: none
    double toastRemaining_s = 0; ///< how long it stays
    int hint = -1;               ///< first-run hint that is shown, 0 based; -1: none
    std::optional<FileQuestion> fileQuestion;
    std::optional<Question> question;
    std::string hoverSentence;         ///< tooltip of the item under the cursor, for the status bar
    std::filesystem::path pictureFile; ///< a picture was asked for: where it goes; empty: none
    bool wantsQuit = false;
    bool wantsFit = false; ///< frame the head at the next frame
    int shownPage = -1;    ///< of the inspector in the last frame, counted over both workspaces
    bool wantsSelected = false; ///< scroll the inspector to the numbers of the selected sites
};

/// Title of a tool's hint in the status bar: what the mouse does now.
std::string hintOf(Tool tool);

} // namespace meso::ui
