#pragma once
#include <chrono>

#include "app/case/case_options.h"
#include "app/case/case_start.h"
#include "app/case/compared_plan.h"
#include "app/case/draft_file.h"
#include "app/case/file_watch.h"
#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "app/spread/optimise_service.h"
#include "plan/edits.h"
#include "plan/history.h"
#include "plan/layout/layout.h"
#include "store/settings_file.h"

namespace meso::app {

/// A case with all that belongs to it, ready to take the place of the open one.
struct ReadyCase {
    plan::Plan plan;
    Derived derived;
    std::filesystem::path file; ///< absolute; empty: none
};

/// The internals of an OpenCase: what its .cpp files share.
struct OpenCase::State {
    State(const Assets& assets_, CaseOptions options_, std::shared_ptr<const CaseStart> start_);

    // The open case.
    void show(ReadyCase next);
    [[nodiscard]] Result<Derived> derivedFrom(const plan::Plan& plan) const;
    Status edit(Result<plan::Plan> next, const std::string& label);
    bool commit();
    bool travel(int steps);
    /// Of the draft, if it has not been asked for.
    void requestSimulation();
    /// Lets the simulation follow a draft that is being edited.
    void followDraft();

    // Cases to come.
    [[nodiscard]] Result<ReadyCase> fresh() const;
    [[nodiscard]] Result<ReadyCase> ready(plan::Plan plan, std::filesystem::path file) const;
    [[nodiscard]] Result<ReadyCase> loaded(const std::filesystem::path& file) const;
    [[nodiscard]] Result<ReadyCase> fromTemplate(const std::filesystem::path& file) const;

    // Files.
    Status saveTo(const std::filesystem::path& file);
    Status keepDraft();
    void autosave();
    void dropDraft();
    bool pollFile();
    void remember(const std::filesystem::path& file);
    void loadSettings();
    void saveSettings();

    void notify(Notice::Kind kind, std::string sentence);

    Assets assets;
    CaseOptions options;
    std::shared_ptr<const CaseStart> start;
    std::shared_ptr<const ClinicalLibrary> library;
    store::Settings settings;
    plan::History<plan::Plan> history;
    Derived derived;
    std::filesystem::path file;
    FileWatch watch;
    std::optional<DraftFile> draft; ///< claimed at the first commit that is not in the file
    sim::KernelStorePtr kernels = std::make_shared<sim::KernelStore>(); ///< of all simulations
    std::unique_ptr<SimulationService> simulation;
    std::unique_ptr<StudyService> study;
    std::unique_ptr<OptimiseService> optimiser;
    std::optional<ComparedPlan> other;
    std::optional<plan::Plan> requested; ///< whose simulation was asked for last
    std::vector<Notice> notices;
    int serial = 0;
    bool autosaveFails = false; ///< and the user has been told
    bool settingsFail = false;
    std::chrono::steady_clock::time_point nextFilePoll{};
};

} // namespace meso::app
