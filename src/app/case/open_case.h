#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/case/open_case_fwd.h"
#include "app/notice.h"
#include "base/result.h"
#include "base/units.h"
#include "geom/vec.h"

namespace meso::app {

/// The open case: the plan with its history, its file, its simulation and its notices.
/// Single-threaded; never draws and never blocks for longer than a layout takes (about 0.1 s).
class OpenCase {
public:
    /// Opens the sample case. Fails when the program's own files are missing or damaged.
    static Result<std::unique_ptr<OpenCase>> open(const Assets& assets, CaseOptions options);
    /// The same from a start that exists already.
    static std::unique_ptr<OpenCase> openFrom(std::shared_ptr<const CaseStart> start,
                                              const Assets& assets, CaseOptions options);
    ~OpenCase();

    [[nodiscard]] const Assets& assets() const;
    [[nodiscard]] const ClinicalLibrary& library() const;
    [[nodiscard]] const plan::Plan& plan() const; ///< the draft: what is shown
    [[nodiscard]] const plan::Plan& committed() const;
    [[nodiscard]] const Derived& derived() const; ///< of plan()
    [[nodiscard]] store::Settings& settings();    ///< saved by saveSettings()
    [[nodiscard]] const store::Settings& settings() const;
    void saveSettings();

    // Editing. All change the draft; a refused edit leaves it, and the sentence is the caller's to
    // show where it was typed.
    /// Takes the outcome of a function of plan/edits. Once a session is under way or over, what its
    /// approval goes by cannot be edited.
    Status edit(Result<plan::Plan> next, const std::string& label);
    /// Puts a new even layout in place of the sites.
    Status layOut(const plan::LayoutRequest& request, const std::string& label);
    /// Another area preset, or an outline drawn by hand (at least three places), with as many sites
    /// as the plan has, laid out anew.
    Status choosePreset(const std::string& presetId);
    Status drawArea(const std::vector<anatomy::ScalpCoordinate>& corners);
    /// Turns the draft into a step of the history, autosaves it and requests its simulation. To be
    /// called at the end of a frame in which nothing is being dragged or typed. Returns whether
    /// there was a draft.
    bool commit();
    void cancelDraft();
    bool undo();
    bool redo();
    [[nodiscard]] const std::string* undoLabel() const;
    [[nodiscard]] const std::string* redoLabel() const;
    /// Labels of the steps that undo() would take back, the last edit first, and of those that
    /// redo() would do, the next first.
    [[nodiscard]] std::vector<std::string> undoLabels() const;
    [[nodiscard]] std::vector<std::string> redoLabels() const;
    /// So many steps forth, or back (below 0), as far as there are any. Returns whether it went.
    bool travel(int steps);
    /// The skin at a position of the head frame (mm), as sites are stored; fails off the scalp.
    [[nodiscard]] Result<plan::SkinPlace> placeAt(const geom::Vec3& position) const;
    /// A new site's volume, depth and angle: those of the last site, else the protocol's.
    [[nodiscard]] plan::SiteDefaults siteDefaults() const;
    /// Local time, "2026-11-23 14:05", by the clock of the options.
    [[nodiscard]] std::string now() const;

    // Files.
    [[nodiscard]] const std::filesystem::path& file() const; ///< empty: never saved
    [[nodiscard]] bool savedAsShown() const; ///< the file holds committed(), as far as known
    /// Closing now would lose something: the plan on the screen is neither what its file holds nor
    /// the case as it was begun.
    [[nodiscard]] bool hasUnsavedEdits() const;
    Status newCase(); ///< a plan with the default area
    Status openSample();
    /// The plan on the screen as a case of its own: no file, no record, no approval. It counts as
    /// unsaved from the start.
    Status copyAsNewCase();
    /// Pattern, mixture and needle of the plan on the screen without its case, for later plans.
    /// Fails as app::asTemplate() does, and when the file cannot be written.
    Status saveTemplate(const std::filesystem::path& file);
    [[nodiscard]] const std::filesystem::path& templateFolder() const; ///< empty: none
    /// A new case from a template, or from any other plan, whose case is left out.
    Status newFromTemplate(const std::filesystem::path& file);
    Status openFile(const std::filesystem::path& file);
    Status save(); ///< fails when file() is empty
    Status saveAs(const std::filesystem::path& file);
    /// A draft that a killed program left for this file (empty: for a plan without a file): its
    /// path, if it is newer than what was saved.
    [[nodiscard]] std::optional<std::filesystem::path>
    orphanedDraft(const std::filesystem::path& file) const;
    /// Goes on from a draft that a killed program left; `file` is then the plan's file.
    Status recover(const std::filesystem::path& draft, const std::filesystem::path& file);
    void discardDraft(const std::filesystem::path& draft);
    /// Removes the own draft; to be called when the user closes a saved plan.
    void closeCleanly();

    // Simulation.
    [[nodiscard]] const SimulationService& simulation() const;
    /// shown() is not of the plan as it is being edited. While it is, another one is on its way.
    [[nodiscard]] bool simulationIsOutOfDate() const;
    /// It is out of date, and not about to be replaced: a simulation that follows a hand arrives
    /// within a moment, and nobody need be told.
    [[nodiscard]] bool simulationLags() const;
    /// What the shown simulation took, by the wall's clock; 0 without one.
    [[nodiscard]] Seconds simulationTime() const;
    /// Figures and curves of the shown simulation, made when they are asked for.
    [[nodiscard]] StudyService& study();
    [[nodiscard]] const StudyService& study() const;
    [[nodiscard]] OptimiseService& optimiser(); ///< what it finds is taken over by edit()
    [[nodiscard]] const OptimiseService& optimiser() const;
    /// Opens and simulates another plan. Fails as openFile() does; what was compared then stays.
    Status compareWith(const std::filesystem::path& file);
    void endComparison();
    [[nodiscard]] const ComparedPlan* other() const; ///< null: nothing is compared
    void simulate();                                 ///< now, whatever the settings say
    void cancelSimulation();

    /// Once a frame: takes what the worker has delivered, and what happened to the file. Returns
    /// whether anything changed.
    bool poll();

    [[nodiscard]] const std::vector<Notice>& notices() const; ///< newest last, at most 50
    void notify(Notice::Kind kind, std::string sentence);
    void dismiss(int serial);

private:
    struct State;
    explicit OpenCase(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace meso::app
