#pragma once
#include "plan/anaesthetic_load.h"
#include "plan/mixing.h"
#include "ui/panel/panel.h"
#include "ui/state/mix_desk.h"

/// The sections of the page of what is injected, and what they share.
namespace meso::ui {

void drawCaseSection(Panel& panel);         ///< weight, sex, age, findings
void drawMixturesSection(Panel& panel);     ///< which mixtures there are
void drawIngredientsSection(Panel& panel);  ///< of the shown mixture, with the slip guard
void drawEquipmentSection(Panel& panel);    ///< vehicle, syringe, needle
void drawAmountsSection(Panel& panel);      ///< per site, per cm2, per session; ceilings
void drawSyringesSection(Panel& panel);     ///< what to draw up
void drawAnaestheticsSection(Panel& panel); ///< nothing where the plan holds none
void drawRecipeSection(Panel& panel);       ///< what to take of each stock
void drawKnowledgeSection(Panel& panel);    ///< law, evidence and source of each compound

/// The mixture that the page shows, one that the plan has.
int shownMixture(const Panel& panel);
/// A strength as its compound counts it; for mg both ways, "5 mg/mL (0.5 %)".
std::string strengthWords(const app::Session& session, const std::string& id, MgPerMl strength);
/// What a compound counts in; mg where the library does not know it.
clinic::AmountUnit unitOf(const app::Session& session, const std::string& id);
/// A field for a strength in the compound's own unit.
NumberField strengthFieldOf(const std::string& id, const std::string& label,
                            clinic::AmountUnit unit, MgPerMl strength);
/// Applies an edit of the formulation to the shown mixture.
void applyToMixture(Panel& panel, const std::string& fieldId,
                    const std::function<Result<plan::Plan>(plan::Plan)>& edit,
                    const std::string& label);

/// A heading that opens and closes what is below it. Returns whether it is open.
bool fold(Panel& panel, const std::string& id, const std::string& title,
          const std::string& remark = {});

} // namespace meso::ui
