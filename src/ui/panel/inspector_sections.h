#pragma once
#include "ui/panel/panel.h"

/// The sections of the inspector.
namespace meso::ui {

void drawSiteSection(Panel& panel);   ///< the selected sites, or all
void drawSiteDetails(Panel& panel);   ///< their needle, mixture, lock; what lies below
void drawLayoutSection(Panel& panel); ///< area, count and spacing: one triangle
void drawTissueSection(Panel& panel); ///< what the simulation assumes of the tissue

/// Ids of the selected sites; of all where none is selected.
plan::SiteIds idsMeant(const Panel& panel);
/// "First mixture", or the name of a further one, or "Mixture 3" where it has none.
std::string titleOfMixture(const plan::Plan& plan, int mixture);

/// Takes an edit; a refusal is shown under the field.
void apply(Panel& panel, const std::string& fieldId, Result<plan::Plan> next,
           const std::string& label);

} // namespace meso::ui
