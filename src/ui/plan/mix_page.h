#pragma once
#include <functional>
#include <string>

#include "app/case/open_case.h"
#include "base/result.h"
#include "base/units.h"
#include "clinic/amount.h"
#include "plan/plan.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// What a compound counts in; mg where the library does not know it.
clinic::AmountUnit unitOf(const app::OpenCase& openCase, const std::string& id);
/// A strength as its compound counts it; for mg both ways, "5 mg/mL (0.5 %)".
std::string compoundStrengthText(const app::OpenCase& openCase, const std::string& id,
                                 MgPerMl strength);
/// A field for a strength in the compound's own unit.
StrengthField strengthFieldOf(const std::string& id, const std::string& label,
                              clinic::AmountUnit unit, MgPerMl strength);
/// Applies an edit of the formulation to the shown mixture.
void applyToMixture(Panel& panel, const std::string& fieldId,
                    const std::function<Result<plan::Plan>(plan::Plan)>& edit,
                    const std::string& label);
/// A heading that opens and closes what is below it. Returns whether it is open.
bool fold(Panel& panel, const std::string& id, const std::string& title,
          const std::string& remark = {});
void drawMixPage(Panel& panel); ///< what: mixtures, needle, doses

} // namespace meso::ui
