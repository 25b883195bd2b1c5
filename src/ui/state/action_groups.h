#pragma once
#include <string>
#include <vector>

#include "ui/state/actions.h"

/// The groups that the table of actions is put together from, and what they share.
namespace meso::ui {

std::vector<Action> fileActions();
std::vector<Action> editActions();
std::vector<Action> toolActions();
std::vector<Action> viewActions();
std::vector<Action> planActions();     ///< pages of the plan
std::vector<Action> areaActions();     ///< outlines and exclusions
std::vector<Action> layoutActions();   ///< pattern, triangle, gaps
std::vector<Action> sitesActions();    ///< the table of sites
std::vector<Action> mixActions();      ///< mixtures and what is in them
std::vector<Action> checksActions();   ///< findings, approval
std::vector<Action> sessionActions();  ///< order, steps of the session
std::vector<Action> spreadActions();   ///< time, depth, runs
std::vector<Action> simulateActions(); ///< pages, cut, comparison, files of figures
std::vector<Action> optimiseActions(); ///< places and volumes for a goal
std::vector<Action> windowActions();

/// Forgets what was seen and held of a case that is no longer open.
void forgetCase(UiState& state);
/// Shows a refusal as a lasting notice; on success tells `done` (empty: nothing).
void tellOutcome(app::Session& session, const Status& outcome, const std::string& done);

/// Goes on with what a question was asked for: "file.new", "file.open", "file.sample", "file.quit",
/// or "open" with the file that waits.
void goOn(Desk desk, const std::string& afterwards, const std::filesystem::path& file);
/// The same, but asks first when there are edits that are in no file.
void goOnAfterAsking(Desk desk, const std::string& afterwards,
                     const std::filesystem::path& file = {});

} // namespace meso::ui
